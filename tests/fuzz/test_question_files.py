"""Any question file: each line a question or a problem, nothing lost, nothing but a clear error for the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.batch.questions import load
from assistant.errors import QuestionFileError
from tests.fuzz.checks import check_question_file
from tests.fuzz.strategies import files, in_time, quick, texts


@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".csv", ".yaml", ".xlsx"])
def test_a_file_of_questions(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"case{suffix}"

    @quick
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        path.write_bytes(data.draw(files(suffix)))
        in_time(check_question_file, path)

    holds()


def test_no_line_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "case.txt"

    @quick
    @given(st.lists(texts(), max_size=6))
    def holds(lines: list[str]) -> None:
        data = "\n".join(lines).encode("utf-8", "surrogatepass")
        path.write_bytes(data)
        asked = [
            line for line in data.replace(b"\r", b"\n").removeprefix(b"\xef\xbb\xbf").split(b"\n") if _is_asked(line)
        ]
        try:
            found = load(path)
        except QuestionFileError:
            assert not asked or data.count(0) * 4 > len(data)
            return
        assert len(found.items) + len(found.problems) == len(asked)

    holds()


def _is_asked(line: bytes) -> bool:
    try:
        text = line.decode("utf-8").strip()
    except UnicodeDecodeError:
        return True
    return bool(text) and not text.startswith("#")
