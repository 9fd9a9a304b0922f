"""Counts as bars: pictures that are part of the page and load nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.batch.report import shorten
from assistant.rendering.html_text import line

_WIDTH = 360
_LABEL = 110
_NUMBER = 60
_ROW = 24
_BAR = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name and its pieces, each a class of the style and a count."""

    name: str
    pieces: tuple[tuple[str, int], ...]


def chart(title: str, bars: Sequence[Bar]) -> str:
    """Give bars of one scale as a picture with its title.

    Args:
        title: What is counted.
        bars: From the top.

    Returns:
        HTML; empty where there is nothing to show.
    """
    longest = max((sum(count for _, count in bar.pieces) for bar in bars), default=0)
    if not longest:
        return ""
    height = _ROW * len(bars)
    rows = "".join(_row(bar, _ROW * place, longest) for place, bar in enumerate(bars))
    name = line(title)
    return (
        f"<figure>\n<figcaption>{name}</figcaption>\n"
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{name}">\n{rows}</svg>\n</figure>\n'
    )


def _row(bar: Bar, top: int, longest: int) -> str:
    middle = top + _ROW // 2 + 4
    x, drawn = float(_LABEL), ""
    for style, count in bar.pieces:
        width = (_WIDTH - _LABEL - _NUMBER) * count / longest
        if count:
            drawn += f'<rect class="{style}" x="{x:.1f}" y="{top + 5}" width="{width:.1f}" height="{_BAR}"></rect>'
        x += width
    counts = " / ".join(str(count) for _, count in bar.pieces)
    return (
        f'<text x="0" y="{middle}">{line(shorten(bar.name, 17))}</text>{drawn}'
        f'<text class="number" x="{x + 6:.1f}" y="{middle}">{counts}</text>\n'
    )
