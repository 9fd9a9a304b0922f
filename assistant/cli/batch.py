"""``assistant batch``: a file of questions; answers as lines or a document, or a table with ``--check``."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from assistant import __version__, batch
from assistant.batch import standard_input
from assistant.batch.files import write_whole
from assistant.batch.forms import About, render
from assistant.batch.journal import JOURNAL_VERSION, Identity
from assistant.batch.keeping import Keeper, keep_document, keep_lines, require_free
from assistant.batch.questions import Item, QuestionFile
from assistant.batch.recording import record
from assistant.batch.run import Result, gone_on
from assistant.cli.batch_desk import Answering, answering
from assistant.cli.batch_progress import batch_progress
from assistant.cli.batch_request import STANDARD, Request, form_typed, require_record, require_sense
from assistant.cli.main import complain
from assistant.config import Settings
from assistant.datatypes import AnswerStatus, IndexInfo
from assistant.errors import ExitCode
from assistant.rendering import to_json

PER_JOB = 64
"""Questions that are worth a process of their own: it takes a second or two to begin."""
MOST_JOBS = 4
"""Processes where the number is left to us; each takes about 250 MB."""


def run_batch(settings: Settings, request: Request) -> int:
    """Ask the questions of a file.

    With ``check``, stdout carries the table, and answers are written only where ``out`` says.

    Raises:
        UsageError: The file cannot be read, flags do not go together, or something is in the way of OUT.
        StoreError: Corpus, model or index cannot be used.
    """
    try:
        return _run(settings, request)
    except BrokenPipeError:
        # Whoever read our output has gone (``assistant batch … | head``). The library that reads flags would
        # make an exit code of its own of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK


def _run(settings: Settings, request: Request) -> int:
    require_sense(request)
    digest, read = _questions(request)
    for problem in read.problems:
        complain(f"{_name(request.file)}, line {problem.line}: {problem.reason}")
    items = request.selection.of(read.items)
    require_record(request, read)
    if request.data:
        require_free(request.target)
    with answering(settings, jobs_for(request.jobs, len(items))) as core:
        identity = _identity(settings, request, digest, core.index)
        with _keeper(request, read, identity) as keeper:
            _answer(core, items, keeper, request, quiet=settings.quiet)
            if request.record is not None:
                _write_record(request.record, keeper.results, request)
    if request.check:
        sys.stdout.write(batch.render(keeper.results, read.problems).rstrip("\n") + "\n")
    return batch.exit_code(keeper.results, read.problems, request.check)


def _answer(core: Answering, items: tuple[Item, ...], keeper: Keeper, request: Request, *, quiet: bool) -> None:
    done = sum(item.id in keeper.done for item in items)
    if done and not quiet:
        complain(f"going on: {done} of {len(items)} questions are answered already")
    try:
        with (
            batch_progress(len(items), done, quiet=quiet) as step,
            closing(gone_on(items, keeper.done, core.ask)) as results,
        ):
            for result in results:
                keeper.take(result)
                step(max(done, len(keeper.results)))
                if request.fail_fast and _is_trouble(result, request.check):
                    break
    except KeyboardInterrupt:
        if keeper.goes_on:
            there = max(done, len(keeper.results))
            complain(f"{there} of {len(items)} questions are answered; --resume goes on with the rest")
        raise
    if len(keeper.results) < len(items):
        complain(f"stopped by --fail-fast after {len(keeper.results)} of {len(items)} questions")


def _is_trouble(result: Result, checked: bool) -> bool:
    return result.answer.status is AnswerStatus.ERROR or (checked and bool(result.failures))


def jobs_for(typed: int, questions: int) -> int:
    """How many processes answer; more than there are questions for would only cost their start.

    Args:
        typed: The number that was asked for; 0 where it is left to us.
        questions: How many are asked.
    """
    if typed:
        return min(typed, max(questions, 1))
    return max(1, min(os.cpu_count() or 1, MOST_JOBS, questions // PER_JOB))


def _questions(request: Request) -> tuple[str, QuestionFile]:
    """The questions, and a digest of them; of what was read, since a pipe can be read only once."""
    if request.file == STANDARD:
        read = standard_input.load_bytes(standard_input.read_bytes())
    else:
        read = batch.load(request.file)
    return hashlib.sha256(repr(read).encode("utf-8", "backslashreplace")).hexdigest(), read


def _name(file: Path) -> str:
    return standard_input.NAME if file == STANDARD else str(file)


def _identity(settings: Settings, request: Request, digest: str, index: IndexInfo) -> Identity:
    own = [settings.reader]
    for name, path in (("metrics", settings.metrics), ("constants", settings.constants)):
        if path is not None:
            own.append(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return Identity(
        journal=JOURNAL_VERSION,
        questions=digest,
        selection=str(request.selection),
        generation=index.generation,
        corpus_digest=index.corpus_digest,
        model=index.model,
        settings=", ".join(own),
        software=__version__,
    )


@contextmanager
def _keeper(request: Request, read: QuestionFile, identity: Identity) -> Iterator[Keeper]:
    if not request.data:
        yield Keeper()
        return
    with _kept(request, read, identity) as keeper:
        yield keeper


def _kept(request: Request, read: QuestionFile, identity: Identity) -> AbstractContextManager[Keeper]:
    form = form_typed(request)
    if form == "jsonl":
        return keep_lines(request.target, to_json, identity)
    index = IndexInfo(identity.generation, identity.corpus_digest, identity.model)
    about = About(Path(_name(request.file)).name, index, read.problems)
    return keep_document(request.target, lambda results: render(form, results, about), identity)


def _write_record(path: Path, results: list[Result], request: Request) -> None:
    write_whole(path, record(results), force=request.force)
    complain(f"{len(results)} questions with today's answers as expectations: {path}; look through them")
