"""An article is shown from its cited words on, at any width and length."""

from __future__ import annotations

import time

from textual.widgets import Input

from assistant.tui.widgets.article_view import AT_ONCE, ArticleView
from tests.tui.support import Host, screen_text, until

TEXT = "".join(f"Sentence number {n} of the article says nothing new.\n" for n in range(400))


def _range(words: str) -> tuple[int, int]:
    at = TEXT.index(words)
    return at, at + len(words)


async def test_the_cited_words_are_in_view_and_lit() -> None:
    app = Host(ArticleView)
    async with app.run_test(size=(40, 12)) as pilot:
        view = app.query_one(ArticleView)
        view.show(TEXT, _range("Sentence number 300 of the article"), (0, 0))
        await pilot.pause()
        assert "Sentence number 300" in screen_text(app)
        lit = [s.text for y in range(12) for s in view.render_line(y) if s.style and s.style.bold]
        assert "".join(lit).replace(" ", "") == "Sentencenumber300ofthearticle"


async def test_a_figure_in_the_words_stands_out_more() -> None:
    app = Host(ArticleView)
    async with app.run_test(size=(60, 12)) as pilot:
        view = app.query_one(ArticleView)
        start, _ = _range("Sentence number 20 ")
        view.show(TEXT, (start, start + 30), (start + 16, start + 18))
        await pilot.pause()
        reversed_text = [s.text for y in range(12) for s in view.render_line(y) if s.style and s.style.reverse]
        assert reversed_text == ["20"]


async def test_a_resize_keeps_the_words_in_view() -> None:
    app = Host(ArticleView)
    async with app.run_test(size=(80, 20)) as pilot:
        view = app.query_one(ArticleView)
        view.show(TEXT, _range("number 250"), (0, 0))
        await pilot.pause()
        await pilot.resize_terminal(30, 10)
        await until(pilot, lambda: view.is_wrapped)
        assert "number 250" in screen_text(app)


async def test_hostile_text_is_text() -> None:
    app = Host(ArticleView)
    async with app.run_test(size=(80, 10)) as pilot:
        app.query_one(ArticleView).show("[/ [@click=app.quit]x[/] \x1b[31m \u202eevil", (0, 5), (0, 0))
        await pilot.pause()
        text = screen_text(app)
        assert "[/ [@click=app.quit]x[/] ␛[31m <U+202E>evil" in text
        assert "\x1b" not in text


async def test_ten_megabytes_do_not_hold_up_the_interface() -> None:
    text = ("The mill sold 1,234 boats for $5 million. " * 30 + "\n") * 8000
    assert len(text) > 10_000_000 > AT_ONCE
    lit = (len(text) // 2, len(text) // 2 + 20)

    class _App(Host):
        def on_mount(self) -> None:
            self.mount(Input())

    app = _App(ArticleView)
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(ArticleView)
        began = time.monotonic()
        view.show(text, lit, (0, 0))
        returned = time.monotonic() - began
        app.query_one(Input).focus()
        await pilot.press("a", "b")
        assert app.query_one(Input).value == "ab"
        await until(pilot, lambda: view.is_wrapped)
        assert view.virtual_size.height > 100_000
        assert 0 <= view.lit_region.y < 20
        # Not a measure of speed: a wrap on the interface's own thread takes many times as long.
        assert returned < 1


async def test_the_keys_scroll_and_come_back() -> None:
    app = Host(ArticleView)
    async with app.run_test(size=(60, 10)) as pilot:
        view = app.query_one(ArticleView)
        view.show(TEXT, _range("number 200"), (0, 0))
        await pilot.pause()
        view.focus()
        await pilot.press("home")
        await until(pilot, lambda: view.scroll_offset.y == 0)
        await pilot.press("l")
        await until(pilot, lambda: "number 200" in screen_text(app))


async def test_nothing_to_light_begins_at_the_top() -> None:
    app = Host(ArticleView)
    async with app.run_test(size=(60, 10)) as pilot:
        app.query_one(ArticleView).show(TEXT, (0, 0), (0, 0))
        await pilot.pause()
        assert "number 0" in screen_text(app)
