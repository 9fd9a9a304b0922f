"""A calculation that can be checked by hand: result, formula, values, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Grid, Vertical
from textual.content import Content
from textual.widgets import Static

from assistant.datatypes import Calculation, InputKind
from assistant.rendering import flat
from assistant.rendering.layout import cells
from assistant.rendering.words import amount, provenance, working
from assistant.tui.contents import MARK, MUTED, plain


class CalculationCard(Vertical):
    """One calculation.

    Args:
        calculation: The work to show.
    """

    DEFAULT_CSS = """
    CalculationCard {
        height: auto;
        margin: 0 0 1 0;
        padding: 0 1;
        border-left: outer $success;
    }
    CalculationCard > .formula { padding: 0 0 1 0; }
    CalculationCard > .inputs {
        height: auto;
        grid-size: 2;
        grid-columns: auto 1fr;
        grid-rows: auto;
        grid-gutter: 0 2;
    }
    CalculationCard > .inputs > .name { width: auto; max-width: 30; }
    CalculationCard > .note { color: $text-muted; padding: 1 0 0 0; }
    """

    def __init__(self, calculation: Calculation) -> None:
        super().__init__()
        self.calculation = calculation

    def compose(self) -> ComposeResult:
        """Lay out the result, the formula twice (names, values), the inputs and the notes."""
        work = self.calculation
        head = Content.assemble((amount(work.result), "bold $text-success"), (f"  {flat(work.calculator)}", MUTED))
        yield Static(head, classes="result")
        name, formula, values = working(work)
        lead = " " * cells(name)
        steps = (f"{name} = {formula}\n{lead} = " if name else f"{formula}\n= ", (values, MUTED))
        yield Static(Content.assemble(*steps), classes="formula")
        if work.inputs:
            with Grid(classes="inputs"):
                yield from self._inputs()
        if work.notes:
            yield Static(plain("\n".join(map(flat, work.notes))), classes="note")

    def _inputs(self) -> Iterator[Static]:
        """Name, value and source of each input; the sources stand in a column while there is room."""
        inputs = self.calculation.inputs
        wide = max(cells(amount(item.quantity)) for item in inputs)
        for item in inputs:
            value = amount(item.quantity)
            gap = " " * (wide - cells(value) + 2)
            style = MARK if item.kind is InputKind.QUOTED else MUTED
            yield Static(plain(flat(item.name), MUTED), classes="name")
            yield Static(Content.assemble(value, gap, (provenance(item), style)))
