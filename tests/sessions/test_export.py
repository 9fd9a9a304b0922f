"""A session as a document: the same bytes each time, nothing from outside as markup, no file lost."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from assistant.errors import UsageError
from assistant.rendering import to_dict
from assistant.rendering.safe import is_hidden
from assistant.sessions.codec import decode, encode
from assistant.sessions.export import Form, export, form_of, write
from assistant.sessions.types import Exchange
from tests.rendering import samples
from tests.sessions.support import EXCHANGES, exchange, failed

FORMS: tuple[Form, ...] = ("text", "md", "json", "html")
SESSION = (
    exchange(samples.fact()),
    exchange(samples.calculation(), minutes=1, question="And what is it worth?"),
    exchange(samples.refusal(), minutes=2),
    failed("What broke?", "The index is damaged. Run: assistant index --rebuild"),
)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_session_gives_the_same_bytes(form: Form) -> None:
    text = export(SESSION, form, "The mill")
    assert text == export([decode(encode(one)) for one in SESSION], form, "The mill")
    assert text.endswith("\n")
    elsewhere = [replace(one, asked=one.asked.astimezone(timezone(timedelta(hours=-7)))) for one in SESSION]
    assert text == export(elsewhere, form, "The mill")


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_everything(form: Form) -> None:
    text = export(SESSION, form, "The mill")
    told = ["The mill", "Who leads the mill?", "And what is it worth?", "What broke?", "Ada Brook", "$800 million"]
    for words in [*told, "at least 22.5x to 30x", "news/round.md", "The valuation is a lower bound", "is damaged"]:
        assert words in text, words


def test_text() -> None:
    text = export(SESSION[1:2], "text", "The mill", width=60)
    assert text.startswith(
        "The mill\n\n"
        "1. And what is it worth?\n"
        "   taken as: What revenue multiple is the mill valued at?\n"
        "   1 May 2026, 12:01 UTC\n\n"
        "The revenue multiple is at least 22.5x to 30x: a valuation\n"
    )
    assert max(map(len, text.splitlines())) <= 60


def test_markdown_has_one_title_and_a_heading_for_each_question() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(export(SESSION, "md", "The # mill"))
    heads = [
        (token.tag, after.content) for token, after in pairwise(tokens) if token.tag[:1] == "h" and token.nesting == 1
    ]
    assert [head for head in heads if head[0] != "h3"] == [
        ("h1", "The \\# mill"),
        ("h2", "Who leads the mill?"),
        ("h2", "And what is it worth?"),
        ("h2", "What revenue did the dairy report?"),
        ("h2", "What broke?"),
    ]


def test_json_has_the_answers_of_the_contract() -> None:
    data = json.loads(export(SESSION, "json", "The mill"))
    assert list(data) == ["schema", "title", "exchanges"]
    assert [list(row) for row in data["exchanges"]] == [["question", "asked", "answer", "error", "figures"]] * 4
    first, second, _, broken = data["exchanges"]
    assert first["answer"] == json.loads(json.dumps(to_dict(samples.fact())))
    assert (second["question"], second["asked"]) == ("And what is it worth?", "2026-05-01T12:01:30.250000Z")
    assert second["answer"]["question"] == samples.calculation().question
    assert (first["figures"][0]["low"], first["figures"][0]["status"]) == (9e8, "proposed")
    assert (broken["answer"], broken["figures"]) == (None, [])
    assert broken["error"].startswith("The index is damaged")


@pytest.mark.parametrize("form", FORMS)
def test_hostile_text_stays_text(form: Form) -> None:
    one = Exchange(samples.HOSTILE, SESSION[0].asked, samples.hostile(), error=samples.HOSTILE)
    text = export([one], form, samples.HOSTILE)
    assert text.replace("\n", "").isprintable()
    if form == "md":
        leaves = [
            leaf for token in MarkdownIt("commonmark", {"html": True}).parse(text) for leaf in token.children or [token]
        ]
        assert not {leaf.type for leaf in leaves} & {"html_inline", "html_block", "link_open", "image", "code_inline"}


@given(EXCHANGES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_exchange_can_be_exported(one: Exchange) -> None:
    for form in FORMS:
        text = export([one, one], form, one.question)
        assert not any(map(is_hidden, text.replace("\n", "")))


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_session_is_a_document(form: Form) -> None:
    assert "The mill" in export([], form, "The mill")


def test_the_name_of_a_file_tells_its_form() -> None:
    names = ("a.html", "b.HTM", "c.md", "d.json", "e.txt", "f", "g.pdf")
    assert [form_of(Path(name)) for name in names] == ["html", "html", "md", "json", "text", None, None]


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write(tmp_path / "talk.md", "one é \ud800\n")
    assert (tmp_path / "talk.md").read_bytes() == "one é \\ud800\n".encode()
    assert [file.name for file in tmp_path.iterdir()] == ["talk.md"]


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text("mine")
    with pytest.raises(UsageError, match=r"talk\.md already exists.* --force"):
        write(path, "new")
    assert path.read_text() == "mine"
    write(path, "new", force=True)
    assert path.read_text() == "new"


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    link, target = tmp_path / "link.md", tmp_path / "target.md"
    target.write_text("old")
    link.symlink_to(target)
    write(link, "new", force=True)
    assert link.is_symlink()
    assert target.read_text() == "new"


@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_file_is_left_alone(tmp_path: Path, force: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    faults = {
        ".": "is a folder",
        "pipe": "not an ordinary file",
        "none/talk.md": "the folder of .* does not exist",
        "pipe/talk.md": "cannot be written",
        "loop": "cannot be written",
        "a\0b": "cannot be written",
        "x" * 300: "cannot be written",
    }
    for name, told in faults.items():
        with pytest.raises(UsageError, match=told):
            write(tmp_path / name, "new", force=force)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["loop", "pipe"]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talk.md"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match=r"No space left on device\). Free some space"):
        write(path, "new", force=True)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["talk.md"]
