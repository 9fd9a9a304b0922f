"""Files of many articles: the good lines are read, the bad ones are named."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO

from tests.articles.support import Read

GOOD = {
    "id": "a-1",
    "title": "Acme grows",
    "published": "2026-03-14",
    "publisher": "The Daily",
    "url": "https://example.org/a",
    "author": "Jane Doe",
    "language": "en",
    "tags": ["growth", "chips"],
    "text": "Acme grew by 5%.\r\n\r\nIt hired.",
}


def test_lines_of_json_become_articles(read: Read) -> None:
    result = read("a.jsonl", json.dumps(GOOD) + "\n\n" + json.dumps({"text": "Widget fell.", "id": None}) + "\n")
    first, second = result.articles
    assert result.problems == ()
    source = first.source
    assert (source.path, source.title, source.publisher) == ("a.jsonl#a-1", "Acme grows", "The Daily")
    assert (source.published, source.url, source.author) == (date(2026, 3, 14), "https://example.org/a", "Jane Doe")
    assert (source.language, source.tags) == ("en", ("growth", "chips"))
    assert first.text == "Acme grew by 5%.\n\nIt hired."
    assert (second.source.path, second.source.title) == ("a.jsonl#3", "Widget fell.")


def test_bad_lines_are_named_and_the_others_are_read(read: Read) -> None:
    lines = [
        json.dumps(GOOD),
        '{"text": "cut off',
        "[1, 2]",
        '{"title": "No text"}',
        '{"text": 5}',
        '{"text": "  "}',
        json.dumps(GOOD | {"title": "Again"}),
        '{"text": "x", "n": ' + "9" * 5_000 + "}",
        "[" * 100_000,
        '{"id": 7, "text": "The last \\ud800 one."}',
    ]
    result = read("a.jsonl", "\n".join(lines))
    assert [a.source.path for a in result.articles] == ["a.jsonl#a-1", "a.jsonl#7"]
    assert result.articles[1].text == "The last one."
    assert [p.reason.partition(":")[0] for p in result.problems] == [f"line {n}" for n in range(2, 10)]
    assert "is not JSON" in result.problems[0].reason
    assert "not a JSON object" in result.problems[1].reason
    assert "no text" in result.problems[2].reason
    assert "not a string" in result.problems[3].reason
    assert "line 1 already" in result.problems[5].reason
    assert all("\n" not in p.reason and not p.skipped for p in result.problems)


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def test_rows_of_a_table_become_articles(read: Read) -> None:
    rows = [["ID", "Title", "Published", "Tags", "Text"], ["7", "A, b", "14 March 2026", "x, y", "One.\nTwo “lines”."]]
    for delimiter in ",;\t":
        (article,) = read("a.csv", "\ufeff" + table(rows, delimiter)).articles
        assert (article.source.path, article.source.title) == ("a.csv#7", "A, b")
        assert (article.source.published, article.source.tags) == (date(2026, 3, 14), ("x", "y"))
        assert article.text == "One.\nTwo “lines”."


def test_bad_rows_are_named_and_the_others_are_read(read: Read) -> None:
    content = 'id,text\n1,One.\n2,Two,three\n3,\n4,"Fo"ur"\n5,Five.\n6,"never closed\n'
    result = read("a.csv", content)
    assert [a.source.path for a in result.articles] == ["a.csv#1", "a.csv#5"]
    assert [p.reason.partition(":")[0] for p in result.problems] == ["line 3", "line 4", "line 5", "line 7"]


def test_a_long_field_is_read_and_the_limit_put_back(read: Read) -> None:
    before = csv.field_size_limit()
    (article,) = read("a.csv", "text\n" + "word " * 100_000).articles
    assert len(article.text) == 499_999
    assert csv.field_size_limit() == before


def test_a_table_without_a_column_of_text_is_a_problem(read: Read) -> None:
    result = read("a.csv", "id,body\n1,One.\n")
    assert result.articles == ()
    assert "no header with a column named text" in result.problems[0].reason


def test_old_encodings_are_read(read: Read) -> None:
    (article,) = read("a.csv", "text\nLe café a coûté 5 €.\n".encode("cp1252")).articles
    assert article.text == "Le café a coûté 5 €."
