"""``assistant batch``: a file of questions; answers as lines or a document, or a table with ``--check``."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant import __version__, batch
from assistant.batch import standard_input
from assistant.batch.forms import About, Form, form_of, render
from assistant.batch.journal import JOURNAL_VERSION, Identity
from assistant.batch.keeping import Keeper, Target, keep_document, keep_lines, require_free
from assistant.batch.output import require_other, standard_output, write_whole
from assistant.batch.questions import Item, QuestionFile
from assistant.batch.recording import record
from assistant.batch.run import Result, gone_on
from assistant.batch.selection import Selection
from assistant.cli.batch_desk import Answering, answering
from assistant.cli.batch_progress import batch_progress
from assistant.cli.main import complain
from assistant.config import Settings
from assistant.datatypes import AnswerStatus, IndexInfo
from assistant.errors import ExitCode, UsageError
from assistant.rendering import to_json

STANDARD = Path("-")
"""Standard input or output, in the place of a file."""
FORMS: tuple[Form, ...] = ("jsonl", "csv", "md", "xlsx", "html")
PER_JOB = 64
"""Questions that are worth a process of their own: it takes a second or two to begin."""
MOST_JOBS = 4
"""Processes where the number is left to us; each takes about 250 MB."""

ALL = Selection()


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed."""

    file: Path
    out: Path | None = None
    form: str = ""
    """One of ``FORMS``; empty: as the name of OUT says."""
    record: Path | None = None
    check: bool = False
    resume: bool = False
    force: bool = False
    fail_fast: bool = False
    jobs: int = 0
    """0: as many as are worth it."""
    selection: Selection = ALL

    @property
    def data(self) -> bool:
        """Whether the answers are written anywhere."""
        return self.out is not None or not (self.check or self.record)

    @property
    def target(self) -> Target:
        """Where the answers are written."""
        out = None if self.out == STANDARD else self.out
        return Target(out, self.resume, self.force, protect=(self.file,))


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
    _require_sense(request)
    digest, read = _questions(request)
    for problem in read.problems:
        complain(f"{_name(request.file)}, line {problem.line}: {problem.reason}")
    items = request.selection.of(read.items)
    _require_record(request, read)
    if request.data:
        require_free(request.target)
    with answering(settings, _jobs(request.jobs, len(items))) as core:
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


def _jobs(typed: int, questions: int) -> int:
    """How many processes; more than there are questions for would only cost their start."""
    if typed:
        return min(typed, max(questions, 1))
    return max(1, min(os.cpu_count() or 1, MOST_JOBS, questions // PER_JOB))


def _questions(request: Request) -> tuple[str, QuestionFile]:
    """The questions, and a digest of the bytes that they were read from."""
    if request.file == STANDARD:
        data = standard_input.read_bytes()
        return hashlib.sha256(data).hexdigest(), standard_input.load_bytes(data)
    read = batch.load(request.file)
    return hashlib.sha256(request.file.read_bytes()).hexdigest(), read


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
    form = _form(request)
    if form == "jsonl":
        return keep_lines(request.target, to_json, identity)
    index = IndexInfo(identity.generation, identity.corpus_digest, identity.model)
    about = About(Path(_name(request.file)).name, index, read.problems)
    return keep_document(request.target, lambda results: render(form, results, about), identity)


def _form(request: Request) -> Form:
    """What was typed, else what OUT's name says, else JSON lines."""
    typed = next((form for form in FORMS if form == request.form), None)
    named = form_of(request.out) if request.out is not None else None
    return typed or named or "jsonl"


def _require_sense(request: Request) -> None:
    """Refuse flags that do not go together.

    Raises:
        UsageError: Some do not.
    """
    if request.form and not request.data:
        raise UsageError("--format has nothing to write", "Name a file with -o")
    if request.form and request.form not in FORMS:
        raise UsageError(f"there is no form {request.form!r}", f"--format takes {', '.join(FORMS)}")
    if request.check:
        standard_output()  # the table would find it closed only after all is asked
    if request.check and request.out == STANDARD:
        raise UsageError("with --check standard output is the table's", "Name a file with -o for the answers")
    if request.record is not None and request.fail_fast:
        raise UsageError("--record needs all answers, and --fail-fast stops before", "Leave out one of them")
    if request.resume and not request.data:
        raise UsageError("--resume needs a file to go on with", "Name it with -o")


def _require_record(request: Request, read: QuestionFile) -> None:
    """Refuse to record where something would be lost.

    Raises:
        UsageError: The file exists, or it is the question file and not all of that would be in it.
    """
    path = request.record
    if path is None:
        return
    if path.suffix.lower() != ".jsonl":
        raise UsageError(f"{path} does not end in .jsonl", "--record writes a question file of JSON lines")
    if request.out is not None:
        require_other(path, (request.out,))
    if path.exists() and not request.force:
        raise UsageError(f"{path} already exists", "Choose another name or add --force")
    is_same = path.exists() and request.file.exists() and path.samefile(request.file)
    if is_same and (read.problems or request.selection != ALL):
        raise UsageError(
            f"{path} would lose the questions that are not asked", "Record to another file, or ask all of them"
        )


def _write_record(path: Path, results: list[Result], request: Request) -> None:
    write_whole(path, record(results), force=request.force)
    complain(f"{len(results)} questions with today's answers as expectations: {path}; look through them")
