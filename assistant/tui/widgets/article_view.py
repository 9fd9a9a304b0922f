"""An article to be read whole, however long, with the cited words lit.

Only the lines on the screen are drawn; a long article is wrapped in a thread.
"""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import work
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from assistant.rendering import visible
from assistant.tui.wrapping import line_at, wrap_lines

AT_ONCE = 100_000
"""Characters that are wrapped without a thread: about a millisecond's work."""


class ArticleView(ScrollView, can_focus=True):
    """The text of one article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"article--lit", "article--figure"}

    DEFAULT_CSS = """
    ArticleView {
        height: 1fr;
        padding: 0 1;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        background: $surface;
    }
    ArticleView > .article--lit { text-style: bold; color: $text-warning; background: $warning-muted; }
    ArticleView > .article--figure { text-style: bold reverse; color: $text-warning; background: $warning-muted; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home,g", "scroll_home", "Start", show=False),
        Binding("end,G", "scroll_end", "End", show=False),
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("space", "page_down", "Page down", show=False),
        Binding("l,enter", "to_lit", "Cited words"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._lines: list[tuple[int, int]] = []
        self._lit: tuple[int, int] = (0, 0)
        self._figure: tuple[int, int] = (0, 0)
        self._wrapped_at = 0
        self._untouched_at: int | None = None
        """Where the cited words were scrolled to; None before that."""

    @property
    def is_wrapped(self) -> bool:
        """Whether the lines fit the present width."""
        return self._wrapped_at == self._width

    @property
    def _width(self) -> int:
        # One column is left free, so that the words do not touch the scrollbar.
        return max(self.scrollable_content_region.width - 1, 1)

    def show(self, text: str, lit: tuple[int, int], figure: tuple[int, int]) -> None:
        """Show a text, scrolled to its lit words.

        Args:
            text: The article's.
            lit: Offsets of the words to light; an empty range for none.
            figure: Offsets of a figure to light more; an empty range for none.
        """
        fresh = text is not self._text
        if fresh:
            self._untouched_at = None
        self._text, self._lit, self._figure = text, lit, figure
        if fresh or not self.is_wrapped:
            self._wrap()
        else:
            self.refresh()
            self.action_to_lit()

    def notify_style_update(self) -> None:
        """Draw anew with the new theme."""
        super().notify_style_update()
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew for another width; at another height, the cited words stay in view until somebody scrolls."""
        if self._text and not self.is_wrapped:
            self._wrap()
        elif self._untouched_at == self.scroll_offset.y:
            self._untouched_at = None
            self.action_to_lit()

    def _wrap(self) -> None:
        if len(self._text) <= AT_ONCE:
            self._take(wrap_lines(self._text, self._width), self._width)
        else:
            self._wrap_aside()

    @work(exclusive=True)
    async def _wrap_aside(self) -> None:
        text, width = self._text, self._width
        lines = await asyncio.to_thread(wrap_lines, text, width)
        if text is self._text:
            self._take(lines, width)

    def _take(self, lines: list[tuple[int, int]], width: int) -> None:
        self._lines, self._wrapped_at = lines, width
        self.virtual_size = Size(width, len(lines))
        self.refresh()
        self.call_after_refresh(self.action_to_lit)

    def action_to_lit(self) -> None:
        """Bring the lit words into view, with some lines before them."""
        lit = self._figure if self._figure[0] < self._figure[1] else self._lit
        if not self._lines:
            return
        if lit[0] == lit[1]:
            self.scroll_to(y=0, animate=False)
            return
        first, last = line_at(self._lines, lit[0]), line_at(self._lines, lit[1])
        visible_lines = range(self.scroll_offset.y, self.scroll_offset.y + self.size.height)
        if self._untouched_at is None or first not in visible_lines or last not in visible_lines:
            self.scroll_to(y=max(first - self.size.height // 3, 0), animate=False)
            self._untouched_at = round(self.scroll_target_y)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        number = self.scroll_offset.y + y
        width = self._width
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        segments = self._segments(*self._lines[number])
        selection = self.text_selection
        strip = Strip(segments)
        if selection is not None and (span := selection.get_span(number)) is not None:
            strip = self._selected(strip, *span)
        return strip.crop_extend(0, width, self.rich_style).apply_offsets(0, number)

    def _segments(self, start: int, end: int) -> list[Segment]:
        """A line in pieces, each lit in its own way."""
        cuts = sorted({start, end, *(min(max(cut, start), end) for cut in (*self._lit, *self._figure))})
        pieces = []
        for low, high in pairwise(cuts):
            pieces.append(Segment(visible(self._text[low:high], newlines=False), self._style(low)))
        return pieces

    def _style(self, offset: int) -> Style:
        if self._figure[0] <= offset < self._figure[1]:
            return self.get_component_rich_style("article--figure")
        if self._lit[0] <= offset < self._lit[1]:
            return self.get_component_rich_style("article--lit")
        return self.rich_style

    def _selected(self, strip: Strip, start: int, end: int) -> Strip:
        style = self.screen.get_component_rich_style("screen--selection")
        stop = strip.cell_length if end == -1 else min(end, strip.cell_length)
        if start >= stop:
            return strip
        before, chosen, after = (
            strip.divide([start, stop, strip.cell_length])
            if start
            else (Strip([]), *strip.divide([stop, strip.cell_length]))
        )
        return Strip.join([before, chosen.apply_style(style), after])

    @property
    def allow_select(self) -> bool:
        """Words can be selected with the mouse."""
        return True

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The selected words, as they are shown."""
        lines = [visible(self._text[start:end], newlines=False) for start, end in self._lines]
        return selection.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.refresh()

    @property
    def lit_region(self) -> Region:
        """Where the lit words stand among the lines; for tests of what is in view."""
        first, last = line_at(self._lines, self._lit[0]), line_at(self._lines, self._lit[1])
        return Region(0, first - self.scroll_offset.y, self._width, last - first + 1)
