"""The library: every article and file, what became of it, and ways to add some and to index them."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Footer

from assistant.errors import AssistantError
from assistant.indexing.library import Added, LibraryRow
from assistant.rendering import flat
from assistant.tui.contents import MUTED, plain
from assistant.tui.core_thread import CoreThread
from assistant.tui.index_build import BuildEnded, BuildTold, IndexBuild
from assistant.tui.library_rows import (
    PROBLEMS,
    READABLE,
    added_content,
    library_columns,
    library_matches,
    row_content,
    summary,
)
from assistant.tui.places import Place
from assistant.tui.screens.listing import ListingScreen
from assistant.tui.screens.path_prompt import PathPrompt
from assistant.tui.widgets.build_line import BuildLine
from assistant.tui.widgets.columns import Order
from assistant.tui.widgets.detail_pane import DetailPane
from assistant.tui.widgets.filtered_table import FilteredTable, counted
from assistant.tui.widgets.note import Note
from assistant.tui.widgets.note_area import NoteArea, success
from assistant.tui.widgets.title_line import TitleLine
from assistant.tui.widgets.virtual_table import VirtualTable

_TEACHING = Content.assemble(
    ("No articles yet\n\n", "bold $text-primary"),
    "Press ",
    ("a", "bold $text-accent"),
    " to add a file, or a folder with articles: they are copied here and indexed. Markdown, plain text, "
    "web pages, PDF, Word, CSV and JSON Lines are understood.\n\n",
    ("Escape goes back to the chat.", MUTED),
)


class LibraryScreen(ListingScreen[Place | None]):
    """All articles; dismissed with the place of the one to read, or None.

    Args:
        core: Knows the articles, and builds the index.
    """

    DEFAULT_CSS = """
    LibraryScreen > DetailPane { height: 5; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("f5", "build", "Re-index"),
        Binding("p", "narrow", "Problems"),
        Binding("escape", "close", "Close"),
    ]

    def __init__(self, core: CoreThread) -> None:
        super().__init__()
        self._core = core
        self._rows: tuple[LibraryRow, ...] = ()
        self._added: Added | None = None
        self.listing = FilteredTable(
            library_columns(),
            library_matches,
            key=lambda row: row.path,
            only=lambda row: row.state in PROBLEMS,
            switch="p",
            prompt="/ to filter: words of the path, title, publisher, date, state …",
            teaching=_TEACHING,
            order=Order("path"),
        )
        self._title, self._notes, self._progress = TitleLine("Library"), NoteArea(), BuildLine()
        self._detail = DetailPane()

    def compose(self) -> ComposeResult:
        """Lay out the count, the table, what is going on, and the file under the cursor."""
        yield self._title
        yield self.listing
        yield self._progress
        yield self._notes
        yield self._detail
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the library; a build that was begun before is shown again."""
        self.listing.say(plain("Reading the library …", MUTED))
        build = IndexBuild.of(self.app)
        build.listen(self)
        if build.is_running:
            self._progress.show(build.line)
        self._load()

    def on_unmount(self) -> None:
        """A build goes on without this screen."""
        IndexBuild.of(self.app).leave(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a build only while none is running."""
        return not IndexBuild.of(self.app).is_running if action == "build" else True

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        try:
            self._rows = await self._core.call(lambda desk: desk.library())
        except AssistantError as error:
            self.listing.say(_TEACHING)
            await self._notes.show_error(error)
            return
        self.listing.load(self._rows)

    @on(FilteredTable.Arranged)
    def _count(self, message: FilteredTable.Arranged) -> None:
        shown = "" if message.shown == message.total else f"{counted(message.shown, message.total, 'file', 'files')} · "
        self._title.show(f"{shown}{summary(self._rows)}")

    @property
    def _row(self) -> LibraryRow | None:
        row: LibraryRow | None = self.listing.table.row
        return row

    @on(VirtualTable.Moved)
    def _show_row(self) -> None:
        self._detail.show(row_content(self._row) if self._row is not None else Content())

    def action_choose(self) -> None:
        """Read the article under the cursor."""
        if (row := self._row) is None:
            return
        if row.state in READABLE:
            self.dismiss(Place(row.path))
        else:
            why = f", {flat(row.reason)}" if row.reason else ""
            self.notify(f"There is no text to show of {flat(row.path)}: {row.state.value}{why}.", markup=False)

    @work(exclusive=True, group="add")
    async def action_add(self) -> None:
        """Ask for a file or folder, copy it among the articles, and index it."""

        async def take(path: Path) -> Added:
            return await self._core.call_aside(lambda desk: desk.add(path))

        added = await self.app.push_screen_wait(PathPrompt("Add articles", take, doing="Copying …"))
        if added is None:
            return
        if added.copied:
            self._added = added
            await self._notes.show_success("Added", added_content(added))
            self.action_build()
        else:
            await self._notes.show(Note("Nothing was added", added_content(added), "warning"))
        self._load()

    def action_build(self) -> None:
        """Bring the index up to date."""
        if IndexBuild.of(self.app).start(self.app, self._core):
            self._progress.show("Indexing …")
            self.refresh_bindings()

    @on(BuildTold)
    def _told(self, message: BuildTold) -> None:
        self._progress.show(message.line)

    @on(BuildEnded)
    async def _ended(self, message: BuildEnded) -> None:
        self._progress.hide()
        self.refresh_bindings()
        notes = [success("Added", added_content(self._added))] if self._added is not None else []
        if message.error is None:
            notes.append(success("Indexed", plain(flat(message.report))))
        else:
            notes.append(Note.of_error(message.error))
        self._added = None
        await self._notes.show(*notes)
        self._load()
