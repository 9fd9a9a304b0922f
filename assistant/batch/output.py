"""Answers as lines of text, each of them on its way before the next question is asked.

A file that is already there is never lost by accident, and what has been written stays
whole lines whatever happens afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from assistant.batch.files import ByteSink, opened, reach_disk, require_other, standard_output
from assistant.datatypes import Answer
from assistant.errors import UsageError


class LineWriter:
    """Writes answers one a line, in UTF-8, flushed after each.

    Args:
        sink: Where the bytes go.
        to_line: An answer as one line without its line end.
        name: What to call the sink in an error.
    """

    def __init__(self, sink: ByteSink, to_line: Callable[[Answer], str], name: str) -> None:
        self._sink = sink
        self._to_line = to_line
        self._name = name
        self.lines = 0
        """How many lines are written in full."""
        self.whole_bytes = 0
        """Length of those lines."""

    def write(self, answer: Answer) -> None:
        """Write one answer.

        Raises:
            UsageError: The disk is full or the file is gone.
            BrokenPipeError: Nobody reads standard output any more.
        """
        # A lone surrogate becomes \udXXX, which is also how JSON writes it.
        data = f"{self._to_line(answer)}\n".encode("utf-8", "backslashreplace")
        rest = data
        try:
            while rest:
                rest = rest[self._sink.write(rest) or 0 :]
            self._sink.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UsageError(
                f"{self._name} cannot be written ({error.strerror}); {self.lines} answers are in it",
                "Free some space or choose another place with -o",
            ) from error
        self.lines += 1
        self.whole_bytes += len(data)


class _Retracing:
    """A file that goes on where it was cut off: what is in it already must be what would be written."""

    def __init__(self, file: FileIO, name: str) -> None:
        self._file = file
        self._name = name
        self.ended = False
        """Whether all that was there has been passed over."""

    def write(self, data: bytes, /) -> int | None:
        """Pass over bytes that are there, or write them over half a line at the end."""
        if not self.ended:
            start = self._file.tell()
            there = self._file.read(len(data)) or b""
            if there == data:
                return len(data)
            self._cut(start, there)
        return self._file.write(data)

    def flush(self) -> None:
        """Cut nothing off and hold nothing back."""

    def end(self) -> None:
        """Cut off half a line behind the last one."""
        if not self.ended:
            start = self._file.tell()
            self._cut(start, self._file.read() or b"")

    def _cut(self, start: int, rest: bytes) -> None:
        if b"\n" in rest:
            raise UsageError(
                f"{self._name} is not what the interrupted run has written",
                "Move it away to have it written again, or begin anew with --force and without --resume",
            )
        self._file.seek(start)
        self._file.truncate()
        self.ended = True


@contextmanager
def open_writer(
    out: Path | None,
    to_line: Callable[[Answer], str],
    *,
    force: bool = False,
    resume: bool = False,
    protect: tuple[Path, ...] = (),
) -> Iterator[LineWriter]:
    """A writer to a file, or to standard output.

    Args:
        out: The file; None for standard output.
        to_line: An answer as one line without its line end.
        force: Overwrite a file that is already there.
        resume: Go on with a file that is already there: it is passed over as far as it holds what is written.
        protect: Files that are not overwritten even with ``force``, such as the questions.

    Yields:
        The writer; a file is closed when the block ends. When the block fails, half a line
        at the end is cut off, and a new file without any line is removed again.

    Raises:
        UsageError: The file is there already, or cannot be made.
    """
    if out is None:
        yield LineWriter(standard_output(), to_line, "standard output")
        return
    require_other(out, protect)
    is_new = not out.exists()
    if resume and not is_new:
        with opened(out, "r+b") as file:
            again = _Retracing(file, str(out))
            yield LineWriter(again, to_line, str(out))
            again.end()
            reach_disk(file)
        return
    # Unbuffered: each line is one write, so a killed process leaves no line in memory.
    file = opened(out, "wb" if force else "xb")
    writer = LineWriter(file, to_line, str(out))
    try:
        with file:
            yield writer
            reach_disk(file)
    except BaseException:
        with suppress(OSError):  # a device cannot be cut, and the first error is the one to tell
            _leave_whole_lines(out, writer, is_new)
        raise


def _leave_whole_lines(out: Path, writer: LineWriter, is_new: bool) -> None:
    if is_new and not writer.lines:
        out.unlink(missing_ok=True)
    elif out.is_file():
        os.truncate(out, writer.whole_bytes)
