"""A terminal that tests can type into and look at: a tmux server of its own, which nobody sees."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.tui.program import PATIENCE

TMUX = shutil.which("tmux")
SOCKET, CODE = "tmux", "exit-code"


class Terminal:
    """One window of tmux.

    Args:
        folder: Of the server's socket, and of the program's exit code when it has one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _tmux(self, *arguments: str) -> str:
        assert TMUX is not None
        done = subprocess.run(
            [TMUX, "-S", str(self._folder / SOCKET), *arguments],
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        return done.stdout

    def screen(self, *, styled: bool = False) -> str:
        """What is on the screen; with the escape sequences of its styles where they are wanted."""
        return self._tmux("capture-pane", "-p", *(("-e",) if styled else ()))

    def type(self, text: str) -> None:
        """Type a text."""
        self._tmux("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        self._tmux("send-keys", *keys)

    def resize(self, width: int, height: int) -> None:
        """Change the window's size."""
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def shows(self, *words: str) -> str:
        """Wait until all the words are on the screen, and give it."""
        return self.until(lambda screen: all(word in screen for word in words))

    def until(self, holds: Callable[[str], bool]) -> str:
        """Wait until something holds of the screen, and give it."""
        end = time.monotonic() + PATIENCE
        while not holds(screen := self.screen()):
            assert time.monotonic() < end, screen
            time.sleep(0.05)
        return screen

    def exit_code(self) -> int:
        """Wait until the program has ended, and give its exit code."""
        end, file = time.monotonic() + PATIENCE, self._folder / CODE
        while not (file.is_file() and (code := file.read_text(encoding="utf-8")).endswith("\n")):
            assert time.monotonic() < end, self.screen()
            time.sleep(0.05)
        return int(code)


@contextmanager
def terminal(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, size: tuple[int, int] = (80, 24)
) -> Iterator[Terminal]:
    """Run a program in a terminal of its own.

    Args:
        command: The program.
        environment: Its environment.
        folder: For what belongs to the terminal.
        size: Columns and lines.
    """
    assert TMUX is not None
    # The shell notes the exit code: tmux's own note of it comes too late now and then, or never.
    noting = ["sh", "-c", f'"$@"; echo $? >{shlex.quote(str(folder / CODE))}', "sh", *command]
    server = [TMUX, "-u", "-S", str(folder / SOCKET), "-f", os.devnull]
    columns, lines = map(str, size)
    start = [*server, "new-session", "-d", "-x", columns, "-y", lines, *noting]
    subprocess.run(start, env=environment, check=True, timeout=PATIENCE)
    try:
        yield Terminal(folder)
    finally:
        subprocess.run([*server, "kill-server"], check=False, capture_output=True, timeout=PATIENCE)
