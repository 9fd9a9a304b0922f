"""What a document of answers is made of beside the answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.batch.records import LineProblem
from assistant.datatypes import IndexInfo

Form = Literal["jsonl", "csv", "md", "xlsx", "html"]

_SUFFIXES: dict[str, Form] = {
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".md": "md",
    ".markdown": "md",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
}


@dataclass(frozen=True, slots=True)
class About:
    """What the answers are of."""

    title: str
    """Such as the name of the question file."""
    index: IndexInfo
    problems: tuple[LineProblem, ...] = ()
    """Lines of the question file that could not be asked."""


def form_of(path: Path) -> Form | None:
    """Tell the form that a file's name asks for; None where it asks for none that there is."""
    return _SUFFIXES.get(path.suffix.lower())
