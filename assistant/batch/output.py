"""Answers as lines of text, each of them on its way before the next question is asked.

A file that is already there is never lost by accident, and what has been written stays
whole lines whatever happens afterwards.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Protocol

from assistant.datatypes import Answer
from assistant.errors import UsageError


class ByteSink(Protocol):
    """What lines are written to: an unbuffered file or standard output's buffer."""

    def write(self, data: bytes, /) -> int | None:
        """Take some of the bytes and say how many."""
        ...

    def flush(self) -> None:
        """Hand on what was taken."""
        ...


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


@contextmanager
def open_writer(
    out: Path | None,
    to_line: Callable[[Answer], str],
    *,
    force: bool = False,
    protect: tuple[Path, ...] = (),
) -> Iterator[LineWriter]:
    """A writer to a file, or to standard output.

    Args:
        out: The file; None for standard output.
        to_line: An answer as one line without its line end.
        force: Overwrite a file that is already there.
        protect: Files that are not overwritten even with ``force``, such as the questions.

    Yields:
        The writer; a file is closed when the block ends. When the block fails, half a line
        at the end is cut off, and a new file without any line is removed again.

    Raises:
        UsageError: The file is there already, or cannot be made.
    """
    if out is None:
        sys.stdout.flush()
        yield LineWriter(sys.stdout.buffer, to_line, "standard output")
        return
    is_new = not out.exists()
    file = _open(out, force, protect)
    writer = LineWriter(file, to_line, str(out))
    try:
        with file:
            yield writer
    except BaseException:
        with suppress(OSError):  # a device cannot be cut, and the first error is the one to tell
            _leave_whole_lines(out, writer, is_new)
        raise


def _leave_whole_lines(out: Path, writer: LineWriter, is_new: bool) -> None:
    if is_new and not writer.lines:
        out.unlink(missing_ok=True)
    elif out.is_file():
        os.truncate(out, writer.whole_bytes)


def _open(out: Path, force: bool, protect: tuple[Path, ...]) -> FileIO:
    if any(out.exists() and path.exists() and out.samefile(path) for path in protect):
        raise UsageError(f"{out} is read by this command and cannot be written too", "Choose another name")
    try:
        # Unbuffered: each line is one write, so a killed process leaves no line in memory.
        return out.open("wb" if force else "xb", buffering=0)
    except FileExistsError:
        raise UsageError(f"{out} already exists", "Choose another name or add --force") from None
    except IsADirectoryError:
        raise UsageError(f"{out} is a folder", "Name a file in it") from None
    except FileNotFoundError:
        raise UsageError(f"the folder of {out} does not exist", "Make it first") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{out} cannot be written ({reason})", "Choose another place with -o") from error
