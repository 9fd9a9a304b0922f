"""Examples to token ids and labels, and labels to batches.

A pair is laid out as ``[CLS] question [SEP] text [SEP]``; the model answers for each token,
and sentences and figures are ranges of tokens. The first token stands for "none of these".
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.reading.pointer import MAX_QUESTION
from assistant.training.examples import Example, Range

MAX_TOKENS = 224
"""Tokens of question and text together; the rest of a text is cut off."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One example in tokens."""

    ids: tuple[int, ...]
    text_from: int
    """The first token of the text; all before it are the question's."""
    starts: tuple[int, ...] | None
    """First tokens of the answer, one or several ways; (0,) when it is not there; None: not labelled."""
    ends: tuple[int, ...] | None
    """Last tokens of the answer, in the same order."""
    sentences: tuple[tuple[int, int, bool], ...]
    """First token, token after the last, and whether it answers; empty: not labelled."""
    figures: tuple[tuple[int, int, bool], ...]
    """The same for the figures that compete; empty: not labelled."""
    absent: bool


class Encoder:
    """Turns examples into tokens.

    Args:
        tokenizer: Path of the model's ``tokenizer.json``.
    """

    def __init__(self, tokenizer: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.cls = int(self._tokenizer.token_to_id("[CLS]") or 0)
        self.sep = int(self._tokenizer.token_to_id("[SEP]") or 0)

    def encode(self, examples: Sequence[Example]) -> list[Encoded]:
        """Encode examples; one whose answer is cut off with the end of its text is left out."""
        questions = self._tokenizer.encode_batch([e.question for e in examples], add_special_tokens=False)
        texts = self._tokenizer.encode_batch([e.text for e in examples], add_special_tokens=False)
        made = [self._one(e, q.ids, t) for e, q, t in zip(examples, questions, texts, strict=True)]
        return [encoded for encoded in made if encoded is not None]

    def _one(self, example: Example, question: Sequence[int], text: Any) -> Encoded | None:
        question = list(question)[:MAX_QUESTION]
        by = len(question) + 2
        room = MAX_TOKENS - by - 1
        ids = (self.cls, *question, self.sep, *text.ids[:room], self.sep)
        offsets = text.offsets[:room]

        def tokens(range_: Range) -> tuple[int, int] | None:
            inside = [i for i, (start, end) in enumerate(offsets) if start < range_[1] and end > range_[0]]
            whole = bool(inside) and offsets[inside[-1]][1] >= range_[1]
            return (inside[0] + by, inside[-1] + by + 1) if whole else None

        spans = [tokens(answer) for answer in example.answers or ()]
        kept = [span for span in spans if span is not None]
        if spans and not kept:
            return None
        starts = ends = None
        if example.answers is not None:
            starts = tuple(a for a, _ in kept) or (0,)
            ends = tuple(b - 1 for _, b in kept) or (0,)
        return Encoded(
            ids,
            by,
            starts,
            ends,
            _ranges(example.sentences, example.right_sentences, tokens),
            _ranges(example.figures, example.right_figures, tokens),
            example.absent,
        )


def _ranges(ranges: Sequence[Range], right: Sequence[bool] | None, tokens: Any) -> tuple[tuple[int, int, bool], ...]:
    if right is None:
        return ()
    placed = [(tokens(range_), label) for range_, label in zip(ranges, right, strict=True)]
    return tuple((place[0], place[1], label) for place, label in placed if place is not None)


def batches(encoded: Sequence[Encoded], tokens: int, draw: random.Random) -> Iterator[list[Encoded]]:
    """Batches of examples of like length, in random order.

    Args:
        encoded: The examples.
        tokens: Tokens of a batch, padding included, at most.
        draw: Source of chance.
    """
    order = list(encoded)
    draw.shuffle(order)
    made: list[list[Encoded]] = []
    pool = 4_096
    for start in range(0, len(order), pool):
        batch: list[Encoded] = []
        for item in sorted(order[start : start + pool], key=lambda e: len(e.ids)):
            if batch and len(item.ids) * (len(batch) + 1) > tokens:
                made.append(batch)
                batch = []
            batch.append(item)
        if batch:
            made.append(batch)
    draw.shuffle(made)
    yield from made
