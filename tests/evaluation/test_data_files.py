"""Reading the data: what is wrong is named with its file and line."""

from __future__ import annotations

import hashlib
import lzma
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.evaluation.data_files import digest, read_json, read_json_lines, read_table, read_text, sampled


def test_plain_and_packed_files_read_alike(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf[1]")
    (tmp_path / "b.json.xz").write_bytes(lzma.compress(b"[1]"))
    assert read_json(tmp_path / "a.json") == read_json(tmp_path / "b.json.xz") == [1]


def test_a_line_may_hold_any_separator_inside_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": "x\u2028y\x85z"}\r\n\n{"a": "2"}', encoding="utf-8")
    assert [row["a"] for row in read_json_lines(path)] == ["x\u2028y\x85z", "2"]
    table = tmp_path / "a.csv"
    table.write_text('a,b\nx\u2028y,"one\ntwo"\n', encoding="utf-8")
    assert read_table(table, ("a", "b")) == [{"a": "x\u2028y", "b": "one\ntwo"}]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"a": 1}\n{"a": \n')
    (tmp_path / "list.jsonl").write_text("[1]\n")
    (tmp_path / "bad.json.xz").write_bytes(b"no archive")
    (tmp_path / "latin.json").write_bytes(b'"\xe9"')
    for call, message in (
        (lambda: read_text(tmp_path / "gone"), "gone does not exist"),
        (lambda: read_text(tmp_path), "is a folder"),
        (lambda: read_json_lines(tmp_path / "bad.jsonl"), r"bad\.jsonl, line 2: not JSON"),
        (lambda: read_json_lines(tmp_path / "list.jsonl"), r"list\.jsonl, line 1: not a JSON object"),
        (lambda: read_json(tmp_path / "bad.jsonl"), r"bad\.jsonl is not JSON"),
        (lambda: read_text(tmp_path / "bad.json.xz"), r"bad\.json\.xz cannot be read"),
        (lambda: read_text(tmp_path / "latin.json"), r"latin\.json cannot be read"),
    ):
        with pytest.raises(UsageError, match=message):
            call()


def test_the_digest_of_a_folder_tells_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    assert digest(tmp_path / "a") == hashlib.sha256(b"one").hexdigest()
    first = digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    second = digest(tmp_path)
    (tmp_path / "b").write_bytes(b"two")
    assert len({first, second, digest(tmp_path)}) == 3


def test_a_sample_is_the_same_for_a_seed_and_in_order() -> None:
    items = list(range(100))
    drawn = sampled(items, 10, 0)
    assert len(drawn) == 10 and list(drawn) == sorted(drawn)
    assert sampled(items, 10, 0) == drawn != sampled(items, 10, 1)
    assert sampled(items, None, 0) == sampled(items, 100, 0) == tuple(items)
