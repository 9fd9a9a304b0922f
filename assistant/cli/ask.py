"""``assistant ask``: one question, one answer on stdout."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from datetime import date

from assistant.cli.opening import open_assistant
from assistant.config import Settings
from assistant.datatypes import Answer, AnswerStatus, Quantity, SearchFilter
from assistant.errors import ExitCode, UsageError
from assistant.reading.tidy import tidy


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed."""

    text: str
    form: str
    """``text``, ``json`` or ``markdown``."""
    why: bool = False
    as_of: str | None = None
    publishers: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()


def ask_once(settings: Settings, request: Request) -> int:
    """Answer one question; returns 0 when answered, 1 when abstained, 5 when the answer did not pass its check.

    Raises:
        UsageError: A flag or the question is not usable.
        StoreError: Corpus, model or index cannot be used.
    """
    where = _where(request)
    assumptions = dict(_assumption(text) for text in request.assume)
    tidy(request.text)  # a bad question is refused before anything is opened
    with open_assistant(settings) as assistant:
        answer = assistant.ask(request.text, where=where, assumptions=assumptions)
    _write(_shown(answer, request).rstrip("\n") + "\n")
    return _EXIT[answer.status]


_EXIT = {
    AnswerStatus.ANSWERED: ExitCode.OK,
    AnswerStatus.ABSTAINED: ExitCode.ABSTAINED,
    AnswerStatus.ERROR: ExitCode.PARTIAL,
}


def _write(text: str) -> None:
    """Write to stdout, down to where it goes: what fails later, at the end of the process, would fail unseen."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in it could only fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise UsageError(
            f"the answer cannot be written: {error.strerror or error}", "Free space, or write to another place"
        ) from error


def _shown(answer: Answer, request: Request) -> str:
    if request.form == "json":
        from assistant.rendering.json_form import to_json

        return to_json(answer, why=request.why, indent=2)
    if request.form == "markdown":
        from assistant.rendering.markdown import to_markdown

        return to_markdown(answer)
    from assistant.rendering.plain import to_text

    width = min(shutil.get_terminal_size((80, 24)).columns, 100) if sys.stdout.isatty() else 80
    return to_text(answer, width=width, why=request.why)


def day(text: str, flag: str) -> date:
    """A date as typed.

    Raises:
        UsageError: It is no ISO date.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{flag} must be a date such as 2026-03-31, not {text!r}") from error


def _where(request: Request) -> SearchFilter | None:
    as_of = day(request.as_of, "--as-of") if request.as_of else None
    if as_of is None and not request.publishers and not request.paths:
        return None
    return SearchFilter(as_of, request.publishers, request.paths)


def _assumption(text: str) -> tuple[str, Quantity]:
    from assistant.quantities import parse_quantity

    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise UsageError(f"--assume must be NAME=VALUE, such as revenue='$45bn', not {text!r}")
    return name.strip(), parse_quantity(value.strip())
