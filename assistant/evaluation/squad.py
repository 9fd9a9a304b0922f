"""SQuAD 2.0 over a folder of articles: is the right paragraph found, and the right sentence?"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.datatypes import Hit
from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    """One question of the set."""

    question: str
    context: str
    """The paragraph that it was asked about."""
    answers: tuple[tuple[str, int], ...]
    """(text, offset into the paragraph); empty when the paragraph does not answer."""
    article: str


def load(path: Path, *, sample: int | None = None, answerable: bool = True) -> tuple[SquadQuestion, ...]:
    """Read questions, one JSON object a line, from a plain or ``.xz`` file.

    Args:
        path: The file.
        sample: How many to draw (always the same ones); all when None.
        answerable: Only questions that their paragraph answers.

    Raises:
        UsageError: The file cannot be read.
    """
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise UsageError(f"{path} cannot be read as SQuAD questions: {error}") from error
    questions = [
        SquadQuestion(
            row["question"],
            row["context"],
            tuple((a["text"], a["start"]) for a in row["answers"]),
            row["article"],
        )
        for row in rows
    ]
    kept = [question for question in questions if question.answers or not answerable]
    if sample is not None and sample < len(kept):
        kept = random.Random(0).sample(kept, sample)
    return tuple(kept)


def is_of_paragraph(hit: Hit, paragraph: str) -> bool:
    """Whether a passage is the paragraph, a part of it, or holds it."""
    passage, whole = squeeze(hit.passage.text), squeeze(paragraph)
    return passage in whole or whole in passage


def squeeze(text: str) -> str:
    """A text with its white space made plain."""
    return " ".join(text.split())


def hit_rates(found: Sequence[int | None], depths: Sequence[int] = (1, 5)) -> dict[int, float]:
    """Share of questions whose paragraph was found at each depth.

    Args:
        found: Rank of the right paragraph for each question, from 1; None when not found.
        depths: Depths to report.
    """
    return {depth: sum(r is not None and r <= depth for r in found) / max(len(found), 1) for depth in depths}
