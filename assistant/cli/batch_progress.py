"""How far a batch is, on a terminal: so many of so many, how fast, and how long it will still take."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Step = Callable[[int], None]
"""Told how many are done."""


@contextmanager
def batch_progress(total: int, done: int, *, quiet: bool) -> Iterator[Step]:
    """Show how far a batch is.

    Args:
        total: How many questions there are.
        done: How many of them an earlier run has answered; they do not count for the rate.
        quiet: Show nothing.

    Yields:
        What is told of each step; it shows nothing where stderr is no terminal.
    """
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        """Questions a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f}/s" if speed else "")

    columns = (TextColumn("answering"), BarColumn(), MofNCompleteColumn(), Rate(""), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("answering", total=total, completed=done)
        yield lambda count: shown.update(task, completed=count)
