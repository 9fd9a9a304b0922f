"""What is built: a small corpus before and after changes, and the builds that are disturbed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

_TIME = 1_700_000_000
OLD, NEW = "corpus-old", "corpus-new"
METRICS = '[[metric]]\nid = "anvils"\ndimension = "count"\nforms = ["anvils sold"]\n'

_OLD = {
    "acme.md": ("Acme lifts its revenue", "Acme, the maker of anvils, reported revenue of $4 billion for 2025, up from "
                "$3.2 billion in 2024. Acme was valued at about $60 billion by the market in March."),
    "globex.txt": ("Globex valued at $20 billion", "Globex was last valued at $20 billion in its latest funding round. "
                   "Its reactors will supply two gigawatts of power to a plant near Lyon from 2030."),
    "hooli.txt": ("Hooli hires", "Hooli employs 12,000 people in Freiburg. Hooli will hire 900 people next year."),
    "initech.txt": ("Initech's new chief", "Jane Doe is the chief executive of Initech since May."),
    "deals/vandelay.txt": ("A purchase", "Vandelay paid $250 million for Kramerica in 2024."),
    "twin.txt": ("Twins", "Two papers of the same words are one article of 3 paragraphs."),
    "sub/twin.txt": ("Twins", "Two papers of the same words are one article of 3 paragraphs."),
}  # fmt: skip
_NEW = {
    "acme.md": ("Acme lifts its revenue", "Acme, the maker of anvils, reported revenue of $5 billion for 2025, up from "
                "$3.2 billion in 2024. Acme was valued at about $75 billion by the market in June."),
    "umbrella.txt": ("Umbrella opens", "Umbrella opened a plant for $90 million. Umbrella employs 400 people."),
    "more/stark.txt": ("Stark's year", "Stark reported revenue of $12 billion for 2025 and is worth $99 billion."),
}  # fmt: skip
_GONE = ("deals/vandelay.txt", "twin.txt")
_MOVED = {"hooli.txt": "moved/hooli.txt"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A build that is disturbed."""

    name: str
    before: bool
    """Whether there is an index of the old corpus."""
    corpus: str
    flags: tuple[str, ...] = ()
    own_metrics: bool = False
    """Whether the user's own metrics are in force, so that an index without them reads its figures again."""


SCENES = (
    Scene("first build", False, OLD),
    Scene("changes", True, NEW),
    Scene("rebuild", True, NEW, ("--rebuild",)),
    Scene("figures again", True, OLD, own_metrics=True),
)


def write_old(folder: Path, more: int = 0) -> None:
    """Write the corpus as it is first, with so many articles more."""
    _write(folder, _OLD)
    rows = [{"id": n, "title": f"Note {n}", "text": f"Plant {n} of Wayne makes {n + 3} megawatts."} for n in range(5)]
    _put(folder / "rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    _put(folder / "broken.pdf", "%PDF-1.7 nothing more")
    _write(folder, {f"bulk/{n:05}.txt": (f"Report {n}", _bulk(n)) for n in range(more)})


def write_new(folder: Path, more: int = 0) -> None:
    """Write the corpus as it is later: articles added, changed, moved, removed."""
    write_old(folder, more)
    for name in _GONE:
        (folder / name).unlink()
    for name, other in _MOVED.items():
        (folder / other).parent.mkdir(exist_ok=True)
        (folder / name).rename(folder / other)
    _write(folder, _NEW)
    _write(folder, {f"late/{n:05}.txt": (f"Late report {n}", _bulk(n + 50_000)) for n in range(more // 10)})


def _bulk(number: int) -> str:
    return f"Firm {number} made ${number + 1} million in 2025 and employs {number + 7} people.\n\n" * 3


def _write(folder: Path, articles: dict[str, tuple[str, str]]) -> None:
    for name, (title, text) in articles.items():
        _put(folder / name, f"{title}\n\n{text}\n")


def _put(path: Path, text: str) -> None:
    """Write a file with a time of its own content, so that every copy of a corpus is alike."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (_TIME, _TIME + len(text)))
