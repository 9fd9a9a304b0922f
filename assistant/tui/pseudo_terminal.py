"""A program on a pseudo-terminal, and what it draws there; for measurements. POSIX only."""

from __future__ import annotations

import codecs
import os
import re
import select
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from rich.cells import cell_len

from assistant.errors import AssistantError

_TOKEN = re.compile(
    r"\x1b\[(?P<numbers>[\d;]*)(?P<order>[A-Za-z])"  # an order that moves or wipes, or a style
    r"|\x1b\[[^A-Za-z\x1b]*[@-~]|\x1b[\]P^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^\[\]P^_]"  # whatever else is no text
    r"|(?P<control>[\x00-\x1a\x1c-\x1f])"
    r"|(?P<text>[^\x00-\x1f]+)"
)


class Screen:
    """The characters on a terminal: as much of one as a program needs that draws in whole lines and places.

    Args:
        columns: How wide.
        lines: How high.
    """

    def __init__(self, columns: int, lines: int) -> None:
        self._columns = columns
        self._rows = [[" "] * columns for _ in range(lines)]
        self._x = self._y = 0
        self._rest = ""

    @property
    def text(self) -> str:
        """What is on it, line by line."""
        return "\n".join("".join(row).rstrip() for row in self._rows)

    def feed(self, output: str) -> None:
        """Draw what the program has written; the start of a sequence waits for its end."""
        output, position = self._rest + output, 0
        while found := _TOKEN.match(output, position):
            position = found.end()
            if (text := found["text"]) is not None:
                self._write(text)
            elif (control := found["control"]) is not None:
                self._obey(control)
            elif (order := found["order"]) is not None:
                self._move(order, [int(number or 0) for number in found["numbers"].split(";")])
        self._rest = output[position:]

    def _write(self, text: str) -> None:
        for character in text:
            width = cell_len(character)
            if width and self._x + width <= self._columns:
                self._rows[self._y][self._x : self._x + width] = [character, *[""] * (width - 1)]
            self._x += width

    def _obey(self, control: str) -> None:
        if control == "\r":
            self._x = 0
        elif control == "\n":
            self._y = min(self._y + 1, len(self._rows) - 1)

    def _move(self, order: str, numbers: list[int]) -> None:
        if order == "H":
            line, column = (*numbers, 1)[:2] if len(numbers) < 2 else numbers[:2]
            self._y, self._x = min(max(line, 1), len(self._rows)) - 1, max(column, 1) - 1
        elif order == "J" and numbers[0] == 2:
            self._rows = [[" "] * self._columns for _ in self._rows]
        elif order == "K":
            self._rows[self._y][self._x :] = [" "] * (self._columns - self._x)


class PseudoTerminal:
    """A program that believes to be in a terminal.

    Args:
        command: The program.
        environment: Its environment.
        columns: How wide the terminal is.
        lines: How high.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 80, lines: int = 24
    ) -> None:
        self._file, theirs = os.openpty()
        termios.tcsetwinsize(theirs, (lines, columns))
        self._screen = Screen(columns, lines)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.started = time.perf_counter()
        """When the program was started, by ``time.perf_counter``."""
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._file)

    @property
    def screen(self) -> str:
        """What has been drawn so far."""
        return self._screen.text

    def type(self, text: str) -> float:
        """Type a text; returns when that began, by ``time.perf_counter``."""
        now = time.perf_counter()
        os.write(self._file, text.encode())
        return now

    def wait(self, holds: Callable[[str], bool], seconds: float = 120) -> float:
        """Wait until something holds of the screen.

        Args:
            holds: Told the screen.
            seconds: How long at most.

        Returns:
            When it held, by ``time.perf_counter``.

        Raises:
            AssistantError: It did not, or the program has ended.
        """
        end = time.perf_counter() + seconds
        while not holds(self._screen.text):
            if not self.draw(end - time.perf_counter()):
                raise AssistantError(f"The program did not get there; its screen was:\n{self._screen.text}")
        return time.perf_counter()

    def exit_code(self, seconds: float = 60) -> int:
        """Draw until the program has ended, and give its exit code.

        Raises:
            AssistantError: It goes on.
        """
        end = time.perf_counter() + seconds
        while self._process.poll() is None:
            if time.perf_counter() > end:
                raise AssistantError(f"The program does not end; its screen was:\n{self._screen.text}")
            self.draw(0.1)
        while self.draw(0):
            pass
        return self._process.returncode

    def draw(self, seconds: float) -> bool:
        """Draw what the program writes next; False where nothing came in time."""
        if not select.select([self._file], [], [], max(0, seconds))[0]:
            return False
        try:
            output = os.read(self._file, 1 << 16)
        except OSError:  # so Linux says that the program has ended
            return False
        self._screen.feed(self._decode(output))
        return bool(output)
