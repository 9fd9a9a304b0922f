"""Lines on their way at once, and files that are never lost by accident."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.batch import LineWriter, open_writer
from assistant.datatypes import Answer
from assistant.errors import UsageError

MakeAnswer = Callable[..., Answer]
FULL = Path("/dev/full")


def to_line(answer: Answer) -> str:
    return f"[{answer.text}]"


class Trickle:
    """Takes three bytes at a time and has room for so many."""

    def __init__(self, room: int = 1000) -> None:
        self.taken = b""
        self.flushed = 0
        self.room = room

    def write(self, data: bytes, /) -> int:
        if len(self.taken) >= self.room:
            raise OSError(28, "No space left on device")
        self.taken += bytes(data[:3])
        return min(3, len(data))

    def flush(self) -> None:
        self.flushed += 1


def test_lines_are_whole_utf8_and_flushed_one_by_one(make_answer: MakeAnswer) -> None:
    sink = Trickle()
    writer = LineWriter(sink, to_line, "out")
    writer.write(make_answer("£5"))
    assert (sink.taken, sink.flushed, writer.lines) == ("[£5]\n".encode(), 1, 1)
    writer.write(make_answer("\ud800"))
    assert sink.taken.endswith(b"\n[\\ud800]\n")
    assert (sink.flushed, writer.lines, writer.whole_bytes) == (2, 2, 6 + 9)


def test_a_full_disk_is_told_with_what_is_safe(make_answer: MakeAnswer) -> None:
    writer = LineWriter(Trickle(room=6), to_line, "out.jsonl")
    writer.write(make_answer("ab"))
    with pytest.raises(UsageError, match=r"out\.jsonl cannot be written \(No space left on device\); 1 answers"):
        writer.write(make_answer("cd"))


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_a_really_full_device(make_answer: MakeAnswer) -> None:
    with (
        pytest.raises(UsageError, match="cannot be written"),
        open_writer(FULL, to_line, force=True) as writer,
    ):
        writer.write(make_answer("a"))


def test_each_line_is_in_the_file_before_the_next_is_asked(tmp_path: Path, make_answer: MakeAnswer) -> None:
    out = tmp_path / "out.jsonl"
    with open_writer(out, to_line) as writer:
        writer.write(make_answer("a"))
        assert out.read_bytes() == b"[a]\n"
        writer.write(make_answer("b"))
    assert out.read_bytes() == b"[a]\n[b]\n"


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path, make_answer: MakeAnswer) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("a long line of old\n")
    with (
        pytest.raises(UsageError, match=r"out\.jsonl already exists\. .*--force"),
        open_writer(out, to_line),
    ):
        pytest.fail("opened")
    assert out.read_text() == "a long line of old\n"
    with open_writer(out, to_line, force=True) as writer:
        writer.write(make_answer("new"))
    assert out.read_text() == "[new]\n"


def test_the_questions_are_never_overwritten(tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text("precious")
    same = tmp_path / "." / "q.jsonl"
    with (
        pytest.raises(UsageError, match=r"q\.jsonl is read by this command"),
        open_writer(same, to_line, force=True, protect=(tmp_path / "absent", questions)),
    ):
        pytest.fail("opened")
    assert questions.read_text() == "precious"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"the folder of .*out\.jsonl does not exist"):
        open_writer(tmp_path / "absent" / "out.jsonl", to_line).__enter__()
    with pytest.raises(UsageError, match=r"already exists|is a folder"):
        open_writer(tmp_path, to_line).__enter__()
    with pytest.raises(UsageError, match="is a folder"):
        open_writer(tmp_path, to_line, force=True).__enter__()
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"out\.jsonl cannot be written \(Not a directory\)"):
        open_writer(tmp_path / "file" / "out.jsonl", to_line).__enter__()


def test_a_failure_before_the_first_line_leaves_no_file(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt), open_writer(out, to_line):
        raise KeyboardInterrupt
    assert not out.exists()


def test_a_failure_later_leaves_the_whole_lines(tmp_path: Path, make_answer: MakeAnswer) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt), open_writer(out, to_line) as writer:
        writer.write(make_answer("a"))
        with out.open("ab") as torn:
            torn.write(b"[half")
        raise KeyboardInterrupt
    assert out.read_bytes() == b"[a]\n"


def test_standard_output_gets_the_same_bytes(
    capsysbinary: pytest.CaptureFixture[bytes], make_answer: MakeAnswer
) -> None:
    with open_writer(None, to_line) as writer:
        writer.write(make_answer("£5"))
    assert capsysbinary.readouterr().out == "[£5]\n".encode()


def test_a_closed_pipe_is_left_to_the_command_line(make_answer: MakeAnswer) -> None:
    class Closed(Trickle):
        def write(self, data: bytes, /) -> int:
            raise BrokenPipeError(32, "Broken pipe")

    with pytest.raises(BrokenPipeError):
        LineWriter(Closed(), to_line, "standard output").write(make_answer("a"))
