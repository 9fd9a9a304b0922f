"""A question file that comes through standard input."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from assistant.batch.questions import QuestionFile, load
from assistant.errors import QuestionFileError

NAME = "standard input"


def read_bytes() -> bytes:
    """All of standard input.

    Raises:
        QuestionFileError: There is none.
    """
    if sys.stdin is None:  # closed by whoever started this process
        raise QuestionFileError(f"{NAME} is closed", "Name a question file")
    return sys.stdin.buffer.read()


def load_bytes(data: bytes) -> QuestionFile:
    """Read questions that are JSON lines if they begin with a brace, else one question a line.

    Args:
        data: All of it.

    Raises:
        QuestionFileError: It holds no question, or is no text.
    """
    begin = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    suffix = ".jsonl" if begin.startswith(b"{") else ".txt"
    with tempfile.TemporaryDirectory(prefix="assistant-batch-") as folder:
        path = Path(folder) / f"questions{suffix}"
        path.write_bytes(data)
        try:
            return load(path)
        except QuestionFileError as error:
            raise QuestionFileError(error.message.replace(str(path), NAME), error.remedy) from error
