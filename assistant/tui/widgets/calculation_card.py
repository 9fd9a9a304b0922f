"""A calculation that can be checked by hand, and worked out again with other inputs."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from assistant.datatypes import Calculation, InputKind, Quantity
from assistant.errors import AssistantError
from assistant.rendering import flat
from assistant.rendering.layout import cells
from assistant.rendering.words import amount, working
from assistant.tui.contents import MUTED, plain
from assistant.tui.widgets.input_row import InputRow


class CalculationCard(Vertical):
    """One calculation.

    Args:
        calculation: The work to show, as it was sourced.
    """

    DEFAULT_CSS = """
    CalculationCard {
        height: auto;
        margin: 0 0 1 0;
        padding: 0 1;
        border-left: outer $success;
    }
    CalculationCard:focus-within { border-left: outer $accent; }
    CalculationCard.-changed { border-left: outer $warning; }
    CalculationCard > .formula { padding: 0 0 1 0; }
    CalculationCard > .note { color: $text-muted; padding: 1 0 0 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sensitivity", "Sensitivity"),
        Binding("R", "reset_all", "Reset all", show=False),
        Binding("y", "copy", "Copy"),
    ]

    class Changed(Message):
        """The calculation was worked out with other inputs, or with the sourced ones again."""

        def __init__(self, card: CalculationCard) -> None:
            super().__init__()
            self.card = card

    class SensitivityWanted(Message):
        """A table of the result over two inputs is wanted."""

        def __init__(self, calculation: Calculation) -> None:
            super().__init__()
            self.calculation = calculation

    class Copied(Message):
        """The calculation is to be copied."""

        def __init__(self, calculation: Calculation) -> None:
            super().__init__()
            self.calculation = calculation

    def __init__(self, calculation: Calculation) -> None:
        super().__init__()
        self.calculation = calculation
        self.now = calculation
        """As it is worked out now."""
        self._changes: dict[str, Quantity] = {}
        self._fed: dict[str, Quantity] = {}
        """Results of other calculations that have changed, by the name of the input that they are."""

    @property
    def is_changed(self) -> bool:
        """Whether it goes by other values than the sourced ones."""
        return bool(self._changes or self._fed)

    def compose(self) -> ComposeResult:
        """Lay out the result, the formula twice (names, values), the inputs and the notes."""
        yield Static(self._head(), classes="result")
        yield Static(self._formula(), classes="formula")
        inputs = self.calculation.inputs
        columns = (
            max((cells(flat(item.name)) for item in inputs), default=0),
            max((cells(amount(item.quantity)) for item in inputs), default=0),
        )
        for item in inputs:
            yield InputRow(item, columns, editable=True)
        yield Static(self._notes(), classes="note")

    def on_mount(self) -> None:
        """Leave no gap where there are no notes."""
        self._show_notes()

    def _head(self) -> Content:
        name = (f"  {flat(self.calculation.calculator)}", MUTED)
        result = amount(self.now.result)
        if not self.is_changed:
            return Content.assemble((result, "bold $text-success"), name)
        return Content.assemble(
            (result, "bold $text-warning"),
            name,
            ("  as changed; with the sources ", MUTED),
            (amount(self.calculation.result), "bold $text-success"),
        )

    def _formula(self) -> Content:
        name, formula, values = working(self.now)
        lead = " " * cells(name)
        steps = (f"{name} = {formula}\n{lead} = " if name else f"{formula}\n= ", (values, MUTED))
        return Content.assemble(*steps)

    def _notes(self) -> Content:
        return plain("\n".join(map(flat, self.now.notes)))

    def _show_notes(self) -> None:
        notes = self.query_one(".note", Static)
        notes.update(self._notes())
        notes.display = bool(self.now.notes)

    @on(InputRow.Entered)
    def _take(self, message: InputRow.Entered) -> None:
        message.stop()
        if message.text:
            self._change(message.row, message.text)

    @on(InputRow.Reset)
    def _give_back(self, message: InputRow.Reset) -> None:
        message.stop()
        self._changes.pop(message.row.item.name, None)
        self._rework()

    @work(exclusive=True)
    async def _change(self, row: InputRow, text: str) -> None:
        name = row.item.name
        try:
            value, now = await asyncio.to_thread(_changed, self.calculation, self._fed | self._changes, name, text)
        except AssistantError as error:
            await row.refuse(str(error))
            return
        if _same(value, row.item.quantity):
            self._changes.pop(name, None)
        else:
            self._changes[name] = value
        await row.close()
        self._show(now)

    @work(exclusive=True)
    async def _rework(self) -> None:
        try:
            now = await asyncio.to_thread(_reworked, self.calculation, self._fed | self._changes)
        except AssistantError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self._show(now)

    def feed(self, changed: CalculationCard) -> None:
        """Go by the result of another calculation as it is now, where an input of this one comes from it."""
        for item in self.calculation.inputs:
            if item.kind is not InputKind.DERIVED or not _same(item.quantity, changed.calculation.result):
                continue
            if changed.is_changed:
                self._fed[item.name] = changed.now.result
            else:
                self._fed.pop(item.name, None)
            self._rework()

    def _show(self, now: Calculation) -> None:
        self.now = now if self.is_changed else self.calculation
        self.set_class(self.is_changed, "-changed")
        self.query_one(".result", Static).update(self._head())
        self.query_one(".formula", Static).update(self._formula())
        for row, item in zip(self.query(InputRow), self.now.inputs, strict=True):
            row.show(item if item.name in self._fed | self._changes else row.item)
        self._show_notes()
        self.post_message(self.Changed(self))

    def action_reset_all(self) -> None:
        """Bring all sourced values back."""
        self._changes.clear()
        self._rework()

    def action_sensitivity(self) -> None:
        """Ask for a table of the result over two inputs."""
        self.post_message(self.SensitivityWanted(self.now))

    def action_copy(self) -> None:
        """Copy the calculation."""
        self.post_message(self.Copied(self.now))


def _same(one: Quantity, other: Quantity) -> bool:
    return (one.low, one.high, one.unit, one.qualifier) == (other.low, other.high, other.unit, other.qualifier)


def _changed(
    calculation: Calculation, changes: dict[str, Quantity], name: str, text: str
) -> tuple[Quantity, Calculation]:
    """What was typed for an input, and the calculation with it; on a thread, since units load at first use."""
    from assistant.calculators.rework import rework, typed_change

    value = typed_change(calculation, name, text)
    return value, rework(calculation, {**changes, name: value})


def _reworked(calculation: Calculation, changes: dict[str, Quantity]) -> Calculation:
    from assistant.calculators.rework import rework

    return rework(calculation, changes) if changes else calculation
