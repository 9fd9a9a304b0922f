"""What is read of a file has limits, each told in one line; what a library says of a file is told safely."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from assistant.articles import FileEntry, read_file, reading
from assistant.articles.limits import MAX_CHARACTERS, MAX_LINES
from tests.articles.support import One, Read, word_file
from tests.fuzz.bombs import pdf_page, replaced, word_with


def only(read: Read, name: str, content: bytes | str) -> str:
    """The one reason why a file gives nothing."""
    result = read(name, content)
    assert result.articles == ()
    (problem,) = result.problems
    return problem.reason


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_is_read_up_to_the_limit_and_refused_above(read: Read, name: str) -> None:
    text = "word " * (MAX_CHARACTERS // 5)
    assert len(read(name, text).articles) == 1
    assert only(read, name, text + "x") == "holds 2,000,001 characters; the most is 2,000,000, split it"


def test_lines_are_counted_too(read: Read) -> None:
    assert "holds 100,001 lines" in only(read, "a.txt", "a\n" * (MAX_LINES + 1))


def test_a_row_that_is_too_long_hides_no_other(read: Read) -> None:
    rows = [{"id": "long", "text": "a" * (MAX_CHARACTERS + 1)}, {"id": "short", "text": "Acme grew."}]
    result = read("a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [article.source.path for article in result.articles] == ["a.jsonl#short"]
    assert [problem.reason for problem in result.problems] == [
        "line 1: holds 2,000,001 characters; the most is 2,000,000, split it"
    ]


def test_rows_beyond_the_limit_are_told_and_those_before_are_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.articles.records.MAX_ROWS", 3)
    result = read("a.csv", "id,text\n" + "".join(f"{i},Text {i}.\n" for i in range(9)))
    assert [article.source.path for article in result.articles] == ["a.csv#0", "a.csv#1", "a.csv#2"]
    assert result.problems[0].reason == ("line 5: from here on it is not read, as it has more than 3 rows; split it")


def test_fields_are_cut_that_stand_beside_every_quote(read: Read) -> None:
    row = {"text": "Acme grew.", "publisher": "p" * 9_000, "url": "u" * 9_000, "tags": ["t"] * 900, "title": "w " * 900}
    (article,) = read("a.jsonl", json.dumps(row)).articles
    source = article.source
    assert (len(source.publisher), len(source.url), len(source.tags)) == (2_000, 2_000, 200)
    assert len(source.title) <= 301


def test_the_place_of_a_file_in_memory_is_not_told(read: Read) -> None:
    seed = word_file()
    other = replaced(seed, "[Content_Types].xml", _types(seed).replace(b"document.main+xml", b"other+xml"))
    reason = only(read, "a.docx", other)
    assert "0x" not in reason
    assert reason.startswith("is damaged: an object is not a Word file")
    assert reason == only(read, "b.docx", other)


def _types(package: bytes) -> bytes:
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(package)) as opened:
        return opened.read("[Content_Types].xml")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("loop for IndirectObject(6, 0, 140385384943888).", "is damaged: loop for an object."),
        ("file '<_io.BytesIO object at 0x7f85bce4f6a0>' is odd", "is damaged: an object is odd"),
        ("tag <b\x1b[2J> \u202e\nline", "is damaged: tag <b[2J> line"),
        ("a" * 5_000, "is damaged: " + "a" * 200),
        ("", "is damaged: IndexError"),
    ],
)
def test_what_a_library_says_is_the_same_each_time_and_short(said: str, told: str) -> None:
    assert reading._reason(IndexError(said)) == told


def test_a_word_file_with_an_element_that_lacks_something_is_a_problem(read: Read) -> None:
    reason = only(read, "a.docx", word_with(b"<w:p><w:pPr><w:pStyle/></w:pPr></w:p>"))
    assert reason.startswith("is no Word document: required 'w:val' attribute not present")


def test_what_a_library_says_holds_no_control_characters(read: Read) -> None:
    seed = word_file()
    damaged = replaced(seed, "word/document.xml", b'<a xmlns:m="http://x\x7f\xc2\x85y"/>')
    assert only(read, "a.docx", damaged).isprintable()


def test_a_page_without_any_element_is_a_problem(read: Read) -> None:
    assert only(read, "a.html", "<!-- nothing -->") == "holds no main text"


@pytest.mark.parametrize("charset", ["punycode", "idna", "undefined", "unicode_escape", "utf-7", "rot13", "nonsense"])
def test_a_page_in_no_encoding_is_read_as_if_it_named_none(one: One, charset: str) -> None:
    page = f"<html><head><meta charset={charset}></head><body><article><p>Acme paid \xa35 to Widget.</p>"
    begin = time.process_time()
    article = one("a.html", page.encode("latin-1") + b"b9a9z " * 50_000)
    assert time.process_time() - begin < 5  # punycode would take minutes
    assert article.text.startswith("Acme paid \xa35 to Widget.")


def test_entities_of_a_word_file_lead_to_no_other_file(one: One, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret", encoding="utf-8")
    doctype = f"<!DOCTYPE x [<!ENTITY a SYSTEM 'file://{tmp_path}/secret.txt'>]>".encode()
    article = one("a.docx", word_with(b"<w:p><w:r><w:t>Acme &a; grew.</w:t></w:r></w:p>", doctype))
    assert "secret" not in article.text


def test_a_page_that_stands_in_a_file_twice_is_refused(read: Read) -> None:
    shown = b"BT /F1 10 Tf (Hello) Tj ET"
    assert read("a.pdf", pdf_page(shown)).articles[0].text == "Hello"
    assert only(read, "a.pdf", pdf_page(shown, b"3 0 R 3 0 R", 2)) == "holds a page more than once"


def entry(path: Path) -> FileEntry:
    return FileEntry(path.name, path, 10, 0)


def test_a_file_that_grows_after_it_was_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 1_000)
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 1_000)
    assert read_file(entry(path)).problems == ()
    path.write_bytes(b"a" * 5_000)
    assert read_file(entry(path)).problems[0].reason == "has grown to more than 1,000 bytes"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    assert read_file(entry(path)).problems[0].reason == "is not a regular file any more"


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    assert "cannot be read" in read_file(entry(tmp_path / "a.txt")).problems[0].reason


def test_a_device_is_never_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to("/dev/zero")
    assert read_file(entry(path)).problems[0].reason == "is not a regular file any more"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions do not stop a superuser, so the refusal is played.
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text("Text.", encoding="utf-8")
    monkeypatch.setattr(os, "open", refuse)
    assert read_file(entry(path)).problems[0].reason == "cannot be read: Permission denied"
