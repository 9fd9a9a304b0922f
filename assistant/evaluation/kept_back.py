"""What the reading model has not seen: only on that may it be measured.

Training and measuring both ask here, so that they cannot disagree.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

HELD_OUT = 5
"""Every fifth article of a set that is split by article is kept for measuring."""


def held_out(articles: Iterable[str]) -> frozenset[str]:
    """The articles of a set that training must not see: every fifth by name."""
    return frozenset(sorted(set(articles))[2::HELD_OUT])


@cache
def squad_seen() -> frozenset[str]:
    """The articles of SQuAD 2.0 that the shipped model was trained on, by name, whatever file they come in."""
    listed = tomllib.loads((files("assistant.evaluation") / "kept_back.toml").read_text(encoding="utf-8"))
    return frozenset(listed["squad_seen"])


def selqa_train_articles(rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The articles of SelQA that training may see: every other one by name."""
    return frozenset(sorted({row["article"] for row in rows})[::2])
