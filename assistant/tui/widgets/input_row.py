"""One input of a calculation: its value and where that is from; it can be changed in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from assistant.datatypes import CalculationInput, InputKind
from assistant.rendering import flat
from assistant.rendering.layout import cells
from assistant.rendering.words import amount, provenance
from assistant.tui.contents import MARK, MUTED, plain

LONGEST = 60
"""Characters that a value may have."""
_UNKNOWN = 1000
"""Columns while the row has not been laid out."""
_STARTS = frozenset("0123456789.$£€¥")
"""Typing one of these on a row begins to change its value."""


class InputRow(Vertical, can_focus=True):
    """An input, as sourced or as changed.

    Args:
        item: The input as it was sourced.
        columns: Columns that names and values take, so that rows stand in line.
        editable: Whether it can be changed.
    """

    DEFAULT_CSS = """
    InputRow { height: auto; }
    InputRow:focus > .line, InputRow:focus-within > .line { background: $boost; }
    InputRow > .problem { color: $text-error; padding: 0 0 0 2; }
    InputRow > Input { width: 40; max-width: 100%; margin: 0 0 0 2; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Source"),
        Binding("e", "edit", "Change"),
        Binding("r,backspace", "reset", "Reset"),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
        Binding("escape", "leave", "Leave", show=False),
    ]

    class Opened(Message):
        """The source of the value is to be shown."""

        def __init__(self, row: InputRow) -> None:
            super().__init__()
            self.row = row

    class Entered(Message):
        """Another value was typed."""

        def __init__(self, row: InputRow, text: str) -> None:
            super().__init__()
            self.row = row
            self.text = text

    class Reset(Message):
        """The sourced value is wanted back."""

        def __init__(self, row: InputRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, item: CalculationInput, columns: tuple[int, int], *, editable: bool) -> None:
        super().__init__()
        self.item = item
        self._columns = columns
        self._editable = editable
        self._now = item

    @property
    def is_changed(self) -> bool:
        """Whether another value stands in the sourced one's place."""
        return self._now != self.item

    def compose(self) -> ComposeResult:
        """Lay out the line; the box to type in comes and goes."""
        yield Static(self._line(), classes="line")

    def show(self, now: CalculationInput) -> None:
        """Show the value that the calculation goes by now, beside the sourced one where it is another."""
        self._now = now
        self.query_one(".line", Static).update(self._line())
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Break the line anew for another width."""
        self.query_one(".line", Static).update(self._line())

    def _line(self) -> Content:
        """Name, value and source in columns; a source that is too long goes on below its column."""
        name = f"{flat(self.item.name):<{self._columns[0]}}  "
        sourced = amount(self.item.quantity)
        style = MARK if self.item.kind is InputKind.QUOTED else MUTED
        if not self.is_changed:
            gap = " " * (self._columns[1] - cells(sourced) + 2)
            head: list[str | tuple[str, str]] = [(name, MUTED), sourced, gap]
            tail = [(word, style) for word in provenance(self.item).split()]
        else:
            head = [(name, MUTED), (amount(self._now.quantity), "bold $text-warning"), "  "]
            tail = [(word, MUTED) for word in f"{provenance(self._now)}; was".split()]
            tail += [(sourced, "strike"), (provenance(self.item), style)]
        at = cells("".join(part if isinstance(part, str) else part[0] for part in head))
        return Content.assemble(*head, *_hanging(tail, at, self.size.width or _UNKNOWN))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done."""
        if action == "edit":
            return self._editable
        return self.is_changed if action == "reset" else True

    def action_open(self) -> None:
        """Show where the sourced value is from."""
        self.post_message(self.Opened(self))

    def action_reset(self) -> None:
        """Bring the sourced value back."""
        self.post_message(self.Reset(self))

    async def action_edit(self, first: str = "") -> None:
        """Open the box to type another value in."""
        if self._editable and not self.query(Input):
            box = Input(first or amount(self._now.quantity), max_length=LONGEST, select_on_focus=not first)
            await self.mount(box)
            self.screen.set_focus(box)
            box.scroll_visible(animate=False)

    async def on_key(self, event: events.Key) -> None:
        """Begin to type a value right away."""
        if self.has_focus and event.character in _STARTS:
            event.stop()
            event.prevent_default()
            await self.action_edit(event.character or "")

    @on(Input.Submitted)
    def _enter(self, message: Input.Submitted) -> None:
        message.stop()
        self.post_message(self.Entered(self, message.value.strip()))

    async def action_leave(self) -> None:
        """Close the box, or leave the row to the question box."""
        if self.query(Input):
            await self.close()
        else:
            await self.screen.run_action("question")

    async def close(self) -> None:
        """Put the box away, and the focus back on the row."""
        await self.query("Input, .problem").remove()
        self.screen.set_focus(self)

    async def refuse(self, why: str) -> None:
        """Say why a value cannot be taken; the box stays open."""
        await self.query(".problem").remove()
        await self.mount(Static(plain(why), classes="problem"))

    async def on_click(self, event: events.Click) -> None:
        """Go to the row; a double click begins to change it."""
        self.focus()
        if event.chain == 2:
            await self.action_edit()


def _hanging(words: Sequence[tuple[str, str]], at: int, width: int) -> Iterator[str | tuple[str, str]]:
    """Words from a column on, broken into lines that begin at the same column; near the edge, at a smaller one."""
    indent = at if width - at >= 20 else 4
    used = at
    for number, (word, style) in enumerate(words):
        if number and used + 1 + cells(word) > width:
            yield "\n" + " " * indent
            used = indent
        elif number:
            yield " "
            used += 1
        yield (word, style)
        used += cells(word)
