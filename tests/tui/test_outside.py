"""An article opens in the person's own editor at the cited line, or its text in a pager."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.tui.outside import opening

QUOTE = "The mill sold three boats."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "mill.md").write_text(f"# Mill\n\nIt rained.\n{QUOTE} Then it rested.\n", encoding="utf-8")
    (tmp_path / "many.jsonl").write_text('{"text": "x"}\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vim", ("vim", "+4", "{file}")),
        ("/usr/bin/nano -w", ("/usr/bin/nano", "-w", "+4", "{file}")),
        ("hx", ("hx", "{file}:4")),
        ("unheard-of", ("unheard-of", "{file}")),
    ],
)
def test_the_editor_begins_at_the_quote(corpus: Path, editor: str, expected: tuple[str, ...]) -> None:
    found = opening(corpus, "mill.md", "", QUOTE, {"EDITOR": editor})
    assert found.command == tuple(part.format(file=corpus / "mill.md") for part in expected)
    assert not found.is_copy


def test_visual_wins_over_editor(corpus: Path) -> None:
    assert opening(corpus, "mill.md", "", "", {"EDITOR": "ed", "VISUAL": "vim"}).command[0] == "vim"


def test_one_article_of_many_is_shown_as_a_copy(corpus: Path) -> None:
    found = opening(corpus, "many.jsonl#7", f"one\ntwo\n{QUOTE}", QUOTE, {"EDITOR": "vim", "PAGER": "less"})
    assert found.command[:2] == ("less", "+3")
    assert found.is_copy
    copy = Path(found.command[-1])
    assert copy.read_text(encoding="utf-8").endswith(QUOTE)
    copy.unlink()


def test_a_quote_that_was_wrapped_in_the_file_is_found_by_its_first_words(corpus: Path) -> None:
    (corpus / "wrapped.txt").write_text("A\nB\nThe mill sold three\nboats. And more.\n", encoding="utf-8")
    found = opening(corpus, "wrapped.txt", "", "The mill sold three boats. And more.", {"EDITOR": "vi"})
    assert found.command == ("vi", "+3", str(corpus / "wrapped.txt"))


def test_nothing_to_open_it_with(corpus: Path) -> None:
    with pytest.raises(UsageError, match="no editor and no pager"):
        opening(corpus, "mill.md", "", "", {"PATH": "/nonexistent"})
