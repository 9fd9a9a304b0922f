"""SQuAD 2.0 over a folder of articles: is the right paragraph found, and the right sentence?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datatypes import Hit
from assistant.errors import UsageError
from assistant.evaluation.data_files import read_json, read_json_lines, sampled


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    """One question of the set."""

    question: str
    context: str
    """The paragraph that it was asked about."""
    answers: tuple[tuple[str, int], ...]
    """(text, offset into the paragraph); empty when the paragraph does not answer."""
    article: str


def load(path: Path, *, sample: int | None = None, answerable: bool = True, seed: int = 0) -> tuple[SquadQuestion, ...]:
    """Read questions: the official JSON, or one JSON object a line; plain or ``.xz``.

    Args:
        path: The file.
        sample: How many to draw (always the same ones); all when None.
        answerable: Only questions that their paragraph answers.
        seed: Of the draw.

    Raises:
        UsageError: The file cannot be read.
    """
    official = path.name.removesuffix(".xz").endswith(".json")
    try:
        questions = list(_official(read_json(path)) if official else map(_line, read_json_lines(path)))
    except (KeyError, TypeError) as error:
        raise UsageError(f"{path} cannot be read as SQuAD questions: {error!r} is not as it must be") from error
    return sampled([question for question in questions if question.answers or not answerable], sample, seed)


def _line(row: dict[str, Any]) -> SquadQuestion:
    answers = tuple((answer["text"], answer["start"]) for answer in row["answers"])
    return SquadQuestion(row["question"], row["context"], answers, row["article"])


def _official(whole: Any) -> Iterable[SquadQuestion]:
    for article in whole["data"]:
        for paragraph in article["paragraphs"]:
            for row in paragraph["qas"]:
                answers = tuple((answer["text"], answer["answer_start"]) for answer in row["answers"])
                yield SquadQuestion(row["question"], paragraph["context"], answers, article["title"])


def articles_of(questions: Iterable[SquadQuestion]) -> dict[str, tuple[str, ...]]:
    """Title -> the paragraphs asked about, in their order, each once."""
    paragraphs: dict[str, dict[str, None]] = {}
    for question in questions:
        paragraphs.setdefault(question.article, {})[question.context] = None
    return {title: tuple(each) for title, each in paragraphs.items()}


def is_of_paragraph(hit: Hit, paragraph: str) -> bool:
    """Whether a passage is the paragraph, a part of it, or holds it."""
    passage, whole = squeeze(hit.passage.text), squeeze(paragraph)
    return passage in whole or whole in passage


def relevance(hits: Sequence[Hit], paragraph: str) -> list[bool]:
    """Which passages are the right paragraph, in order of rank; its later parts are no further finds, and left out."""
    right = [is_of_paragraph(hit, paragraph) for hit in hits]
    first = right.index(True) if True in right else len(right)
    return [holds for rank, holds in enumerate(right) if not holds or rank == first]


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
