"""The ledger: every figure that the articles give, those that disagree marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Footer

from assistant.errors import AssistantError
from assistant.figures.ledger_view import row_matches
from assistant.tui.contents import MUTED, plain
from assistant.tui.core_thread import CoreThread
from assistant.tui.figure_clashes import Clashes
from assistant.tui.figure_rows import figure_columns, figure_content, figure_copy, place_of
from assistant.tui.messages import CopyRequested
from assistant.tui.places import Place
from assistant.tui.screens.listing import ListingScreen
from assistant.tui.widgets.detail_pane import DetailPane
from assistant.tui.widgets.filtered_table import FilteredTable, counted
from assistant.tui.widgets.note_area import NoteArea
from assistant.tui.widgets.title_line import TitleLine
from assistant.tui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from assistant.figures.ledger_view import LedgerRow

_TEACHING = Content.assemble(
    ("No figures yet\n\n", "bold $text-primary"),
    "When the index is built, the figures of the articles are read into this table: amounts, shares and counts, "
    "with whose they are, what they measure and of when.\n\n",
    ("Add articles in the library; Escape goes back to the chat.", MUTED),
)


class FiguresScreen(ListingScreen[Place | None]):
    """All figures; dismissed with the place of the chosen one, or None.

    Args:
        core: Gives the ledger.
    """

    DEFAULT_CSS = """
    FiguresScreen > DetailPane { height: 30%; min-height: 7; max-height: 12; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "narrow", "Conflicts"),
        Binding("y", "copy", "Copy"),
        Binding("escape", "close", "Close"),
    ]

    def __init__(self, core: CoreThread) -> None:
        super().__init__()
        self._core = core
        self._clashes = Clashes(())
        self.listing = FilteredTable(
            figure_columns(),
            row_matches,
            key=place_of,
            only=lambda row: bool(row.clash),
            switch="c",
            prompt="/ to filter: words of the figure, its owner, metric, period, article …",
            teaching=_TEACHING,
        )
        self._title, self._notes = TitleLine("Figures"), NoteArea()
        self._detail = DetailPane()

    def compose(self) -> ComposeResult:
        """Lay out the count, the table and the figure under the cursor."""
        yield self._title
        yield self.listing
        yield self._notes
        yield self._detail
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the ledger."""
        self.listing.say(plain("Reading the ledger …", MUTED))
        self._load()

    @work
    async def _load(self) -> None:
        try:
            # Both on the core's thread: to hold thousands of figures against each other takes a while.
            rows, self._clashes = await self._core.call(lambda desk: _with_clashes(desk.ledger()))
        except AssistantError as error:
            self.listing.say(Content())
            await self._notes.show_error(error)
            return
        self.listing.load(rows)

    @on(FilteredTable.Arranged)
    def _count(self, message: FilteredTable.Arranged) -> None:
        count = counted(message.shown, message.total, "figure", "figures")
        told = (
            f"{count}, only those that differ" if self.listing.narrowed else f"{count}, {self._clashes.count:,} differ"
        )
        self._title.show(told if message.total else count)

    @property
    def _row(self) -> LedgerRow | None:
        row: LedgerRow | None = self.listing.table.row
        return row

    @on(VirtualTable.Moved)
    def _show_row(self) -> None:
        row = self._row
        self._detail.show(figure_content(row, self._clashes.of(row)) if row is not None else Content())

    def action_choose(self) -> None:
        """Go to the figure's sentence in its article."""
        if self._row is not None:
            self.dismiss(place_of(self._row))

    def action_copy(self) -> None:
        """Copy the figure with its citation."""
        if self._row is not None:
            self.app.post_message(CopyRequested(figure_copy(self._row), "the figure with its source"))


def _with_clashes(rows: tuple[LedgerRow, ...]) -> tuple[tuple[LedgerRow, ...], Clashes]:
    return rows, Clashes(rows)
