"""Reports of answers that did not pass the self-check, for whoever mends the program.

A report is named by a digest of its content and holds no time, so that the same question to the same index gives the
same bytes, here too.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import tempfile
from importlib import metadata
from pathlib import Path

import msgspec

from assistant.config import data_folder
from assistant.datatypes import Answer
from assistant.errors import SelfCheckError

FOLDER = "reports"
"""In the folder of the user's data."""
_LIBRARIES = ("faiss-cpu", "numpy", "onnxruntime", "pint", "tokenizers")


def told(answer: Answer, error: SelfCheckError) -> str:
    """Write a report of an answer that did not pass, and say so.

    Args:
        answer: What did not pass.
        error: The check that it failed.

    Returns:
        In words: that there is no answer, whose fault that is, and where the report lies or why there is none.
    """
    content = _content(answer, error)
    name = f"self-check-{hashlib.sha256(content).hexdigest()[:16]}.json"
    path = data_folder() / FOLDER / name
    try:
        _write(path, content)
    except OSError as trouble:
        report = f"no report could be written to {path.parent}: {trouble.strerror or trouble}"
    else:
        report = f"report for mending it: {path}"
    why = f"the answer that was worked out did not pass this program's own check: {error.message}"
    return f"{why}; that is a fault of the program, and nothing of the answer is shown ({report})"


def _content(answer: Answer, error: SelfCheckError) -> bytes:
    report = {
        "schema": 1,
        "failed": error.message,
        "question": answer.question,
        "index": msgspec.to_builtins(answer.index),
        "versions": {"python": platform.python_version()}
        | {name: _version(name) for name in ("assistant", *_LIBRARIES)},
        "rejected": msgspec.to_builtins(answer),
    }
    return (json.dumps(report, indent=1, ensure_ascii=True, default=str) + "\n").encode("ascii")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # a checkout that was not installed
        return "unknown"


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    hidden = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(path)
    except OSError:
        hidden.unlink(missing_ok=True)
        raise
