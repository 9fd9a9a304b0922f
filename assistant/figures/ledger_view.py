"""The ledger as a table to look through: each figure with what contradicts it, and a filter by typed words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.datatypes import FiledFigure
from assistant.figures.conflicts import Kind, disagreements

SUPERSEDES = "supersedes"
"""What the latest figure does to those that it supersedes."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A figure, and whether another one says otherwise."""

    filed: FiledFigure
    clash: str
    """How it disagrees with another: ``conflict``, ``superseded``, ``supersedes``, ``different definition`` or
    ``rounding``; empty where nothing contradicts it."""


def ledger_rows(figures: Iterable[FiledFigure]) -> tuple[LedgerRow, ...]:
    """Figures with what contradicts them.

    Args:
        figures: Figures of the ledger. Only these are held against each other.

    Returns:
        A row for each, in the order given. Of the figures that say the same, all are marked as the first is.
    """
    filed = tuple(figures)
    clashes = _clashes(filed)
    return tuple(LedgerRow(item, clashes.get(_claim(item), "")) for item in filed)


def _clashes(figures: Sequence[FiledFigure]) -> dict[tuple[object, ...], str]:
    """How each claim that is contradicted disagrees; the standing one as the gravest of the others does."""
    found: dict[tuple[object, ...], str] = {}
    for disagreement in disagreements(figures):
        for claim in disagreement.claims:
            kind = claim.kind or disagreement.kind
            stands = claim.kind is None and kind is Kind.SUPERSEDED
            found.setdefault(_claim(claim.filed), SUPERSEDES if stands else kind.value)
    return found


def _claim(filed: FiledFigure) -> tuple[object, ...]:
    """What a figure says, whoever says it."""
    figure, quantity = filed.figure, filed.figure.quantity
    whose = figure.entity, figure.part, figure.metric, figure.period.label, figure.status, figure.role
    return *whose, quantity.low, quantity.high, quantity.unit, quantity.qualifier


def row_matches(row: LedgerRow, words: str) -> bool:
    """Whether a row holds every word that was typed.

    Args:
        row: A figure.
        words: Typed words, parted by spaces; any case, and parts of words too.

    Returns:
        True where each stands in the entity, its part, the metric, the period, the status, the value as written,
        or the article's path or publisher; also without any words. Titles are left out: "profit" in one would bring
        every figure of its article.
    """
    wanted = words.casefold().split()
    if not wanted:
        return True
    text = _text(row.filed)
    return all(word in text for word in wanted)


def _text(filed: FiledFigure) -> str:
    """All that the words are looked for in."""
    figure, source = filed.figure, filed.source
    plain = figure.metric.replace("-", " ")
    texts = (
        *(figure.entity, figure.part, figure.metric, plain, figure.period.label, figure.status.value),
        *(figure.quantity.text, source.path, source.publisher),
    )
    return "\n".join(texts).casefold()
