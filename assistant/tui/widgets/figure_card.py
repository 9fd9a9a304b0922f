"""The card of a quoted figure: its paragraph with the figure lit, and what it is a figure of."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from assistant.datatypes import CalculationInput, Citation, FiledFigure, InputKind, Role, Status
from assistant.rendering import flat
from assistant.rendering.marks import pieces
from assistant.rendering.words import amount, origin, place, provenance, span_place
from assistant.tui.contents import LIT, MARK, MUTED, plain


class FigureCard(Vertical):
    """A figure in its paragraph.

    Args:
        citation: The quote that holds it.
        filed: What the ledger says of it; None lights the whole quote.
    """

    DEFAULT_CSS = """
    FigureCard, InputCard {
        height: auto;
        margin: 0 0 1 2;
        padding: 0 1;
        border: round $warning 60%;
    }
    """

    def __init__(self, citation: Citation, filed: FiledFigure | None) -> None:
        super().__init__()
        self._citation = citation
        self._filed = filed

    def compose(self) -> ComposeResult:
        """Lay out the facts, the paragraph and the source."""
        if self._filed is not None:
            yield Static(_facts(self._filed))
        yield Static(_paragraph(self._citation, self._filed))
        yield Static(_where(self._citation, self._filed))


class InputCard(Vertical):
    """A number that no article gives: a constant with its publisher, an assumption, or a result.

    Args:
        item: The input.
    """

    def __init__(self, item: CalculationInput) -> None:
        super().__init__()
        self._item = item

    def compose(self) -> ComposeResult:
        """Lay out the value and where it comes from."""
        head = Content.assemble((amount(self._item.quantity), "bold"), (f"  {flat(self._item.name)}", MUTED))
        yield Static(head)
        yield Static(plain(_said_of(self._item)))


def _said_of(item: CalculationInput) -> str:
    meaning = {
        InputKind.CONSTANT: "A published value, not from your articles.",
        InputKind.ASSUMED: "Nobody's figure: an assumption. Change it where it stands in the calculation.",
        InputKind.DERIVED: "Worked out by another calculation.",
        InputKind.QUOTED: "Quoted from an article.",
    }
    return f"{meaning[item.kind]}\n{provenance(item)}"


def _facts(filed: FiledFigure) -> Content:
    """What the figure is of, in words that are left out where nothing is known."""
    figure = filed.figure
    owner = ", ".join(filter(None, (flat(figure.entity), flat(figure.part)))) or "nobody named"
    status = figure.status.value if figure.status is not Status.REPORTED else ""
    role = {Role.VALUE: "", Role.NEW: "after a change", Role.OLD: "before a change"}.get(figure.role, figure.role.value)
    known = [
        figure.metric.replace("-", " ") or "no known metric",
        figure.period.label or "no period said",
        status,
        role,
    ]
    return Content.assemble(
        (amount(figure.quantity), "bold"), f"  {owner}", (f"  {' · '.join(filter(None, map(flat, known)))}", MUTED)
    )


def _paragraph(citation: Citation, filed: FiledFigure | None) -> Content:
    """The passage with the figure lit and the quote plain, the rest muted."""
    at = citation.context.find(citation.quote)
    text, start = (citation.context, citation.start - at) if at >= 0 else (citation.quote, citation.start)
    span = filed.figure.quantity.span if filed is not None else None
    lit = (span.start, span.end) if span is not None else (citation.start, citation.end)
    shown = []
    for piece in pieces(text, start, ((citation.start, citation.end),)):
        if not piece.lit:
            shown.append(plain(piece.text, MUTED))
            continue
        for part in pieces(piece.text, citation.start, (lit,)):
            shown.append(plain(part.text, LIT if part.lit else ""))
    return Content.assemble(*shown)


def _where(citation: Citation, filed: FiledFigure | None) -> Content:
    span = filed.figure.quantity.span if filed is not None else None
    stands = span_place(citation.source, span.start, span.end) if span is not None else place(citation)
    return Content.assemble((f"[{citation.n}]", MARK), f" {origin(citation.source)}", (f"  {stands}", MUTED))
