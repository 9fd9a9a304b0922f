"""A bad file is a problem with one line of reason; nothing is raised and nothing leaks."""

from __future__ import annotations

import logging
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.articles import FileEntry, read_file
from assistant.articles.listing import SUFFIXES
from tests.articles.support import HTML, Read, pdf, word_file

SAMPLES = {".pdf": pdf(["Some text."]), ".docx": word_file(), ".html": HTML.encode(), ".csv": b"id,text\n1,One.\n"}
READABLE = sorted(SUFFIXES)


@pytest.mark.parametrize("suffix", READABLE)
@pytest.mark.parametrize(
    "data", [b"", b" \n\n", b"\x00\x01\x02" * 50, b"\xff\xfe\xfd", b"\xfe\xff\xd8", b"\xef\xbb\xbf", b"\x80\x81"]
)
def test_bytes_that_are_no_article_are_reported(read: Read, suffix: str, data: bytes) -> None:
    result = read(f"a{suffix}", data)
    assert all("\n" not in problem.reason and problem.path.startswith("a.") for problem in result.problems)
    assert result.articles == () or data in (b"\x80\x81", b"\xff\xfe\xfd")
    assert result.articles or result.problems or suffix in (".jsonl", ".csv")


@given(st.sampled_from(READABLE), st.binary(max_size=300))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_bytes_never_raise(tmp_path: Path, suffix: str, data: bytes) -> None:
    location = tmp_path / f"a{suffix}"
    location.write_bytes(data)
    read_file(FileEntry(location.name, location, len(data), 0))


@given(st.sampled_from(sorted(SAMPLES)), st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_files_never_raise(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[suffix])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    kept = data.draw(st.integers(0, len(content)))
    location = tmp_path / f"a{suffix}"
    location.write_bytes(content if data.draw(st.booleans()) else content[:kept])
    for problem in read_file(FileEntry(location.name, location, 0, 0)).problems:
        assert "\n" not in problem.reason


def test_a_file_that_has_gone_is_a_problem(tmp_path: Path) -> None:
    result = read_file(FileEntry("a.txt", tmp_path / "a.txt", 5, 0))
    assert result.problems[0].reason == "cannot be read: No such file or directory"


def test_an_unknown_kind_is_a_problem(read: Read) -> None:
    assert read("a.png", b"x").problems[0].reason == "is of an unknown kind"


def test_a_word_file_that_unpacks_to_too_much_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.articles.word._MAX_UNPACKED", 1_000)
    assert "unpacks to more than 1,000 bytes" in read("a.docx", word_file()).problems[0].reason


def test_a_zip_that_is_no_word_file_is_a_problem(read: Read) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "text")
    assert read("a.docx", out.getvalue()).articles == ()


def test_readers_say_nothing_themselves(read: Read, capfd: pytest.CaptureFixture[str]) -> None:
    for suffix, sample in SAMPLES.items():
        read(f"a{suffix}", sample)
        read(f"b{suffix}", sample[: len(sample) // 2])
    captured = capfd.readouterr()
    assert captured.out == captured.err == ""
    assert logging.getLogger("pypdf").level == logging.NOTSET


def test_importing_the_package_loads_no_heavy_library() -> None:
    script = (
        "import sys, assistant.articles; "
        "print([m for m in ('trafilatura', 'lxml', 'pypdf', 'docx', 'yaml', 'charset_normalizer', 'markdown_it') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
