"""How a figure of the ledger differs from others: a sign, a colour and words, and which the others are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.datatypes import FiledFigure
from assistant.figures.conflicts import Disagreement, Kind, disagreements
from assistant.figures.ledger_view import SUPERSEDES
from assistant.rendering import flat
from assistant.rendering.words import amount
from assistant.tui.contents import MUTED, plain

if TYPE_CHECKING:
    from assistant.figures.ledger_view import LedgerRow

_KINDS = {
    Kind.CONFLICT.value: ("≠", "bold $text-error"),
    Kind.SUPERSEDED.value: ("↓", "bold $text-warning"),
    SUPERSEDES: ("↑", "bold $text-warning"),
    Kind.DEFINITION.value: ("∆", "bold $text-accent"),
    Kind.ROUNDING.value: ("≈", MUTED),
}
"""Sign and style of each way to differ, the gravest first."""
_OTHER = ("≠", "bold $text-warning")


def sign(row: LedgerRow) -> str:
    """One character that says how a figure differs; empty where nothing contradicts it."""
    return _KINDS.get(row.clash, _OTHER)[0] if row.clash else ""


def clash_style(row: LedgerRow) -> str:
    """The style of a figure that differs."""
    return _KINDS.get(row.clash, _OTHER)[1] if row.clash else ""


def gravity(row: LedgerRow) -> int | None:
    """How gravely a figure differs, the gravest least; None for one that does not."""
    kinds = list(_KINDS)
    return (kinds.index(row.clash) if row.clash in _KINDS else len(kinds)) if row.clash else None


class Clashes:
    """The disagreements among figures. To find them takes a while, so not on the interface thread.

    Args:
        rows: The ledger.
    """

    def __init__(self, rows: Sequence[LedgerRow]) -> None:
        self.count = sum(bool(row.clash) for row in rows)
        """How many figures differ from others."""
        self._found: dict[tuple[object, ...], Disagreement] = {}
        # Without a mark there is no disagreement to look for.
        for disagreement in disagreements(row.filed for row in rows) if self.count else ():
            for claim in disagreement.claims:
                self._found.setdefault(_said(claim.filed), disagreement)

    def of(self, row: LedgerRow) -> Disagreement | None:
        """The disagreement that a figure is a side of; None where there is none."""
        return self._found.get(_said(row.filed)) if row.clash else None


def _said(filed: FiledFigure) -> tuple[object, ...]:
    """What a figure says, whoever says it."""
    figure, quantity = filed.figure, filed.figure.quantity
    whose = (figure.entity, figure.part, figure.metric, figure.period.label, figure.status, figure.role)
    return (*whose, quantity.low, quantity.high, quantity.unit, quantity.qualifier)


def clash_content(row: LedgerRow, disagreement: Disagreement | None) -> Content:
    """Say how a figure differs, and from which, each with its source.

    Args:
        row: A figure that differs.
        disagreement: What it is a side of.
    """
    claims = disagreement.claims if disagreement is not None else ()
    own = next((claim for claim in claims if _said(claim.filed) == _said(row.filed)), None)
    note = f" {flat(own.note)}" if own is not None and own.note else ""
    shown: list[Content] = [plain(f"{sign(row)} {flat(row.clash)}{note}", clash_style(row))]
    # A claim is held against the standing one, which comes first; that one against all.
    others = claims[1:] if claims and own is claims[0] else claims[:1]
    for number, claim in enumerate(others):
        shown += [plain("; " if number else ": "), *_other(claim.filed)]
    return Content.assemble(*shown)


def _other(filed: FiledFigure) -> tuple[Content, Content]:
    day = filed.source.published.isoformat() if filed.source.published else "undated"
    return plain(amount(filed.figure.quantity), "bold"), plain(f" ({day}, {flat(filed.source.path)})", MUTED)
