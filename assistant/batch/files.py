"""Files, devices and standard output as places for bytes, with a clear word where one cannot be written."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Literal, Protocol

from assistant.errors import UsageError


class ByteSink(Protocol):
    """What lines are written to: an unbuffered file or standard output's buffer."""

    def write(self, data: bytes, /) -> int | None:
        """Take some of the bytes and say how many."""
        ...

    def flush(self) -> None:
        """Hand on what was taken."""
        ...


def reach_disk(file: FileIO) -> None:
    """Wait until a file is on its disk."""
    with suppress(OSError):  # pipes and devices have no disk to reach
        os.fsync(file.fileno())


def standard_output() -> ByteSink:
    """Where data goes that is not written to a file.

    Raises:
        UsageError: There is no standard output.
    """
    if sys.stdout is None:  # closed by whoever started this process
        raise UsageError("standard output is closed", "Name a file with -o")
    sys.stdout.flush()
    # Unbuffered where it can be, so that what a full disk has refused is not tried again at the very end.
    sink: ByteSink = getattr(sys.stdout.buffer, "raw", sys.stdout.buffer)
    return sink


def require_other(out: Path, protect: tuple[Path, ...]) -> None:
    """Check that an output is none of the files that are read.

    Raises:
        UsageError: It is one.
    """
    if any(out.exists() and path.exists() and out.samefile(path) for path in protect):
        raise UsageError(f"{out} is read by this command and cannot be written too", "Choose another name")


def opened(path: Path, mode: Literal["wb", "xb", "r+b", "a+b"]) -> FileIO:
    """Open a file to write, without a buffer.

    Raises:
        UsageError: It is there already, or cannot be written; says why.
    """
    try:
        return path.open(mode, buffering=0)
    except FileExistsError:
        raise UsageError(f"{path} already exists", "Choose another name or add --force") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder", "Name a file in it") from None
    except FileNotFoundError:
        raise UsageError(f"the folder of {path} does not exist", "Make it first") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{path} cannot be written ({reason})", "Choose another place with -o") from error


def write_whole(out: Path, data: bytes, *, force: bool) -> None:
    """Write a file in one step: it is there with all of its bytes, or as it was before.

    Args:
        out: The file.
        data: All of its bytes.
        force: Take the place of a file that is already there.

    Raises:
        UsageError: It is there already, or cannot be written.
    """
    if not out.is_file() and out.exists():  # a device or a pipe, which nothing can take the place of
        with opened(out, "wb") as device:
            write_all(device, data, str(out))
        return
    if out.exists() and not force and out.read_bytes() != data:
        raise UsageError(f"{out} already exists", "Choose another name or add --force")
    part = out.with_name(f"{out.name}.part")
    try:
        with opened(part, "wb") as file:
            write_all(file, data, str(out))
            reach_disk(file)
        part.replace(out)
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror})", "Choose another place with -o") from error
    finally:
        with suppress(OSError):  # its folder may be gone; the first error is the one to tell
            part.unlink(missing_ok=True)


def write_all(sink: ByteSink, data: bytes, name: str) -> None:
    """Write all of some bytes.

    Raises:
        UsageError: The disk is full.
        BrokenPipeError: Nobody reads them any more.
    """
    rest = data
    try:
        while rest:
            rest = rest[sink.write(rest) or 0 :]
        sink.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            f"{name} cannot be written ({error.strerror})", "Make room, or choose another place"
        ) from error
