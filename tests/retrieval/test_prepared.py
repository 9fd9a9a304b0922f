"""Vectors made ahead are those that are made one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.retrieval.embedder import Embedded, Embedder, EmbeddingText, Vectors
from assistant.retrieval.prepared import PreparedEmbedder

QUESTIONS = [
    "Who leads Acme?",
    "What was the revenue of Globex in 2004, before the merger with Hooli was announced to the press in March?",
    "How much?",
    "How many homes can five gigawatts supply, and how many reactors does that need?",
    "What did Acme's chief executive say about demand for anvils in Freiburg?",
    *(f"What was {name} valued at in {year}?" for name in ("Acme", "Globex", "OpenAI") for year in range(2001, 2021)),
]


class Counting:
    """An embedder that tells what it was asked for."""

    name = "counting"
    weights_hash = "0"
    dimension = 2

    def __init__(self) -> None:
        self.alone: list[str] = []
        self.together: list[list[str]] = []

    def query(self, text: str) -> Vectors:
        self.alone.append(text)
        return np.array([len(text), 0], dtype=np.float32)

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        self.together.append([text.text for text in texts])
        none = np.empty((0, 2), dtype=np.float32)
        return [Embedded(np.array([len(text.text), 0], dtype=np.float32), none) for text in texts]


def test_vectors_made_together_are_bit_by_bit_those_made_alone(embedder: Embedder) -> None:
    prepared = PreparedEmbedder(embedder)
    prepared.prepare(QUESTIONS)
    for question in QUESTIONS:
        assert prepared.query(question).tobytes() == embedder.query(question).tobytes()


def test_what_is_prepared_is_embedded_once_and_in_one_go() -> None:
    counting = Counting()
    prepared = PreparedEmbedder(counting)
    prepared.prepare(["a", "bb", "a"])
    prepared.prepare(["bb", "ccc"])
    assert [prepared.query(text)[0] for text in ("a", "bb", "ccc", "dddd", "dddd")] == [1, 2, 3, 4, 4]
    assert counting.together == [["a", "bb"], ["ccc"]]
    assert counting.alone == ["dddd"]


def test_the_vector_used_longest_ago_goes_first() -> None:
    counting = Counting()
    prepared = PreparedEmbedder(counting, kept=2)
    for text in ("a", "bb", "a", "ccc", "a", "bb"):
        prepared.query(text)
    assert counting.alone == ["a", "bb", "ccc", "bb"]
