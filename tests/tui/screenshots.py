"""The README's pictures of the chat over the bundled articles: ``python -m tests.tui.screenshots`` takes them anew."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from assistant.config import load
from assistant.tui.app import ChatApp, ChatOptions
from assistant.tui.core_desk import CoreDesk
from assistant.tui.widgets.article_view import ArticleView
from assistant.tui.widgets.input_row import InputRow
from assistant.tui.widgets.question_box import QuestionBox
from tests.conftest import CORPUS
from tests.tui.support import ask, shows, until

IMAGES = Path(__file__).parent / "images"
_SECONDS = 120.0
"""How long opening the index may take, with its building."""
_FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
"""Fonts that are on a reader's machine: a picture loads nothing."""

Take = Callable[[Pilot[None]], Awaitable[None]]


async def _conversation(pilot: Pilot[None]) -> None:
    await ask(pilot, "What was OpenAI last valued at?")
    await shows(pilot, "[1] Anthropic weighs")
    await shows(pilot, "Past OpenAI")
    # The article came while the pane was being laid out; from its start it goes to the same line each time.
    article = pilot.app.screen.query_one(ArticleView)
    article.scroll_home(animate=False, immediate=True)
    await pilot.pause()
    article.action_to_lit()


async def _calculation(pilot: Pilot[None]) -> None:
    await ask(pilot, "What revenue multiple does the $900 billion valuation imply for Anthropic?")
    await shows(pilot, "[1]")
    rows = pilot.app.screen.query(InputRow)
    await until(pilot, lambda: len(rows) == 2)
    await pilot.press("f2")  # the ranges are wider without the article beside
    rows.last().focus()
    await pilot.press("e", "ctrl+u", *"$45bn", "enter")
    await shows(pilot, "assumed")


async def _figures(pilot: Pilot[None]) -> None:
    await pilot.press("f3")
    await shows(pilot, "figures,")
    await pilot.press("slash", *"anthropic", "space", *"valuation")
    await shows(pilot, " of ")
    await pilot.press("enter", "down", "down", "down")
    await shows(pilot, "supersedes")


PICTURES: dict[str, tuple[tuple[int, int], Take]] = {
    "conversation-with-evidence": ((120, 36), _conversation),
    "calculation-with-chart": ((110, 40), _calculation),
    "figures": ((110, 28), _figures),
}


async def take(name: str, index: Path) -> str:
    """Take a picture.

    Args:
        name: One of ``PICTURES``.
        index: Where the index of the bundled articles is, or is to be.

    Returns:
        The SVG.
    """
    size, steps = PICTURES[name]
    settings = load({"corpus": str(CORPUS), "index": str(index)}, {}, CORPUS.parent)
    app = ChatApp(lambda: CoreDesk(settings), ChatOptions(settings.corpus, watch=False))
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        app.chat.query_one(QuestionBox).cursor_blink = False
        await shows(pilot, "These can be answered", _SECONDS)
        await steps(pilot)
        return by_itself(await _still(pilot))


async def _still(pilot: Pilot[None]) -> str:
    """The screen when nothing has moved on it for a while."""
    seen, same = "", 0
    while same < 10:
        await pilot.pause(0.05)
        now = pilot.app.export_screenshot()
        seen, same = now, same + 1 if now == seen else 0
    return seen


def by_itself(svg: str) -> str:
    """A picture without what would be loaded from elsewhere."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: (?:Fira Code, monospace|arial);", f"font-family: {_FONTS};", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in PICTURES:
            svg = asyncio.run(take(name, Path(folder) / "index"))
            (IMAGES / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
