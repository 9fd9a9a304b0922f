"""SQuAD 2.0 as the readers meet it: each question understood, its paragraph as a passage that search found."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.question import parse
from assistant.articles import split_sentences
from assistant.datatypes import Hit, Passage, Question, Source
from assistant.datatypes.hits import Ranks
from assistant.evaluation.squad import SquadQuestion
from assistant.reading.reader import Rarity
from assistant.reading.stems import stem_set
from assistant.retrieval.embedder import Embedder, EmbeddingText


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, ready to be read."""

    row: SquadQuestion
    question: Question
    hit: Hit


def asked(rows: Sequence[SquadQuestion], embedder: Embedder) -> list[Asked]:
    """The questions in their order, with the cosines of their paragraphs' sentences.

    Args:
        rows: The questions.
        embedder: The model that search uses.
    """
    texts = list(dict.fromkeys(row.context for row in rows))
    passages = [_passage(text) for text in texts]
    ranges = [tuple((sentence.start, sentence.end) for sentence in each.sentences) for each in passages]
    embedded = embedder.passages([EmbeddingText(*both) for both in zip(texts, ranges, strict=True)])
    of = dict(zip(texts, zip(passages, embedded, strict=True), strict=True))
    made = []
    for row in rows:
        passage, vectors = of[row.context]
        similarities = tuple(map(float, vectors.sentences @ embedder.query(row.question)))
        made.append(Asked(row, parse(row.question), Hit(0, Source("", ""), passage, Ranks(1.0), similarities)))
    return made


def _passage(text: str) -> Passage:
    return Passage(0, len(text), text, "", split_sentences(text))


def rarity_in(paragraphs: Iterable[str]) -> Rarity:
    """How rare a stem is among paragraphs, as the word index has it."""
    held = [stem_set(text) for text in sorted(set(paragraphs))]
    counts = Counter(stem for stems in held for stem in stems)

    def rarity(stem: str) -> float:
        return math.log(1 + (len(held) - counts[stem] + 0.5) / (counts[stem] + 0.5))

    return rarity
