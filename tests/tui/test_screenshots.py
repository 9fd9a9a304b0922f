"""The README's pictures show the chat as it is, and load nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import textual

from tests.tui.screenshots import IMAGES, PICTURES, by_itself, take
from tests.tui.test_snapshots import TAKEN_WITH


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_loads_nothing(name: str) -> None:
    svg = (IMAGES / f"{name}.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"') ]+", svg.partition("<defs>")[0])) == {"http://www.w3.org/2000/svg"}
    for word in ("@font-face", "@import", "<image", "<script", "href", "url(http"):
        assert word not in svg


def test_what_would_be_loaded_is_taken_out() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg">\n  <!-- made by https://example.org -->\n<style>\n'
        '@font-face {\n  font-family: "Fira Code";\n  src: url("https://example.org/a.woff");\n}\n'
        ".r { font-family: Fira Code, monospace; } \n</style></svg>"
    )
    clean = by_itself(svg)
    assert "example.org" not in clean
    assert "monospace; }\n</style></svg>\n" in clean


@pytest.mark.slow
@pytest.mark.skipif(textual.__version__ != TAKEN_WITH, reason=f"taken with Textual {TAKEN_WITH}")
@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_shows_the_chat_as_it_is(name: str, bundled_index: Path) -> None:
    now = _words(await take(name, bundled_index))
    assert now == _words((IMAGES / f"{name}.svg").read_text(encoding="utf-8")), "run: python -m tests.tui.screenshots"


def _words(svg: str) -> list[str]:
    """The words of a picture, however it is drawn."""
    return re.findall(r"<text [^>]*>([^<]*)</text>", svg)
