"""``assistant evaluate``: a set measured, told as a table, and recorded where that is asked for."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.cli.progress import progress
from assistant.config import Settings
from assistant.errors import ExitCode, UsageError
from assistant.evaluation.machine import this_machine
from assistant.evaluation.report_forms import Record, as_json, as_markdown, as_table
from assistant.evaluation.request import Request
from assistant.evaluation.sets import SETS, EvaluationSet, Over, find_set, measure

_TYPED = ("--corpus", "--index")
"""Origins of settings that were typed as flags."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed."""

    set: str
    data: Path
    limit: int | None = None
    seed: int = 0
    json: Path | None = None
    markdown: Path | None = None
    date: str = ""


def list_sets() -> int:
    """Tell which sets there are."""
    for each in SETS:
        sys.stdout.write(
            f"{each.name}\n  data      {each.reads}\n  articles  {each.over.value}\n  measures  {each.gives}\n"
        )
    return ExitCode.OK


def run_set(settings: Settings, typed: Typed) -> int:
    """Measure a set, print its table, and write the record.

    Raises:
        UsageError: A flag is of no use to the set, the data cannot be read, or a file cannot be written.
        StoreError: Corpus, model or index cannot be used.
    """
    chosen = find_set(typed.set)
    _day(typed.date)
    for path in (typed.json, typed.markdown):
        _require_writable(path, typed.data)
    with progress(quiet=settings.quiet) as shown:
        request = Request(
            typed.data,
            corpus=settings.corpus if chosen.over is Over.CORPUS or _is_typed(settings, "corpus") else None,
            index=settings.index if _index_counts(chosen, settings) else None,
            limit=typed.limit,
            seed=typed.seed,
            model=settings.model,
            reader=settings.reader,
            progress=shown,
        )
        report = measure(chosen, request)
    sys.stdout.write(as_table(report))
    record = Record(report, this_machine(), _command(request, typed, settings), typed.date)
    _write(typed.json, record, as_json)
    _write(typed.markdown, record, as_markdown)
    return ExitCode.OK


def _is_typed(settings: Settings, name: str) -> bool:
    return settings.origins[name] in _TYPED


def _index_counts(chosen: EvaluationSet, settings: Settings) -> bool:
    """Whether the index of the settings is to be used: that of its own corpus, or one that was typed."""
    beside = chosen.over is Over.CORPUS and chosen.opens_index
    return beside or _is_typed(settings, "index")


def _command(request: Request, typed: Typed, settings: Settings) -> str:
    """The command that makes the same report, with names of files only: folders differ between machines."""
    words = ["assistant", "evaluate", typed.set, typed.data.name]
    words += ["--corpus", request.corpus.name] if request.corpus is not None else []
    words += ["--limit", str(typed.limit)] if typed.limit is not None else []
    words += ["--seed", str(typed.seed)] if typed.seed else []
    words += ["--model", Path(settings.model).name] if settings.origins["model"] != "default" else []
    reader = [f"ASSISTANT_READER={settings.reader}"] if settings.origins["reader"] != "default" else []
    return shlex.join([*reader, *words])


def _day(text: str) -> None:
    try:
        if text:
            date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--date {text} is no date: {error}", "Write it as 2026-05-01") from error


def _require_writable(path: Path | None, data: Path) -> None:
    """Find out before the measuring, which can take minutes, and never write over the data."""
    if path is None:
        return
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise UsageError(f"{path} cannot be written: it is a folder, or is in none that exists", "Name another file")
    if path.exists() and data.exists() and path.samefile(data):
        raise UsageError(f"{path} is the data, which is not to be overwritten", "Name another file")


def _write(path: Path | None, record: Record, form: Callable[[Record], str]) -> None:
    if path is None:
        return
    try:
        path.write_text(form(record), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}", "Name another file") from error
