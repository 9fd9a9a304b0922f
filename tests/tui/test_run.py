"""Without a terminal there is a clear line, and Textual is not even loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.tui import run_chat
from tests.tui.support import FakeDesk


def test_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(UsageError, match=r"The chat needs a terminal.*assistant ask QUESTION"):
        run_chat(FakeDesk, corpus=Path("corpus"), store=None)


def test_importing_the_package_does_not_load_textual() -> None:
    code = "import sys, assistant.tui; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 0
