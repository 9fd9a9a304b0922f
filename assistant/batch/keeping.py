"""Where the results of a run go: lines as they come, a whole document at the end, or nowhere.

Whatever is written to a file is kept in a journal beside it until the file is complete, so that an
interruption at any moment loses no more than the question that was being answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.batch.files import require_other, standard_output, write_all, write_whole
from assistant.batch.journal import SUFFIX, Identity, Journal, open_journal
from assistant.batch.output import LineWriter, open_writer
from assistant.batch.run import Result
from assistant.datatypes import Answer
from assistant.errors import AssistantError, UsageError

ToLine = Callable[[Answer], str]
ToDocument = Callable[[Sequence[Result]], bytes]
"""All results of a run as one file."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where results are to go, and what may happen to what is there."""

    out: Path | None
    """A file; None for standard output."""
    resume: bool = False
    force: bool = False
    protect: tuple[Path, ...] = ()
    """Files that are never overwritten, such as the questions."""


class Keeper:
    """Takes the results of a run, one by one and in order."""

    def __init__(self, writer: LineWriter | None = None, journal: Journal | None = None) -> None:
        self._writer = writer
        self._journal = journal
        self.results: list[Result] = []

    @property
    def done(self) -> Mapping[str, Answer]:
        """The answers of the run that this one goes on with, by their ids."""
        return self._journal.done if self._journal is not None else {}

    @property
    def goes_on(self) -> bool:
        """Whether a later run can go on where this one is interrupted."""
        return self._journal is not None

    def take(self, result: Result) -> None:
        """Keep a result.

        Raises:
            UsageError: It cannot be written; what was taken before is safe.
            BrokenPipeError: Nobody reads standard output any more.
        """
        if self._journal is not None and result.item.id not in self._journal.done:
            self._journal.write(result.answer)
        if self._writer is not None:
            self._writer.write(result.answer)
        self.results.append(result)


@contextmanager
def keep_lines(target: Target, to_line: ToLine, identity: Identity) -> Iterator[Keeper]:
    """Write each result as a line when it comes.

    Args:
        target: Where to.
        to_line: An answer as one line without its line end.
        identity: What the answers depend on.

    Yields:
        What takes the results. When the block fails, whole lines stay in the file, and the journal beside it.

    Raises:
        UsageError: There is something in the way, or it cannot be written.
    """
    with ExitStack() as stack:
        journal = _journal(stack, target, identity)
        going_on = journal is not None and target.resume and (bool(journal.done) or target.force)
        with open_writer(target.out, to_line, force=target.force, resume=going_on, protect=target.protect) as writer:
            yield Keeper(writer, journal)
            if journal is not None:
                journal.require_place()
        if journal is not None:
            journal.remove()


@contextmanager
def keep_document(target: Target, to_document: ToDocument, identity: Identity) -> Iterator[Keeper]:
    """Write all results as one file once they are there.

    Args:
        target: Where to.
        to_document: The results as the bytes of a file.
        identity: What the answers depend on.

    Yields:
        What takes the results. When the block fails, they are in the journal.

    Raises:
        UsageError: There is something in the way, or it cannot be written.
    """
    with ExitStack() as stack:
        journal = _journal(stack, target, identity)
        if target.out is None:
            sink = standard_output()
            keeper = Keeper()
            yield keeper
            write_all(sink, to_document(keeper.results), "standard output")
            return
        keeper = Keeper(journal=journal)
        yield keeper
        data = to_document(keeper.results)
        if journal is None:
            write_whole(target.out, data, force=target.force)
            return
        journal.require_place()
        try:
            write_whole(target.out, data, force=target.force)
        except AssistantError as error:
            raise UsageError(
                f"{error.message}; all answers are in {journal.path}",
                f"{error.remedy}; with --resume nothing is asked again",
            ) from error
        journal.remove()


def require_free(target: Target) -> None:
    """Check, before anything is opened, that results can go where they are to go.

    Raises:
        UsageError: There is something in the way.
    """
    out = target.out
    if out is None or _is_device(out):
        if target.resume:
            raise UsageError("--resume needs a file to go on with", "Name it with -o")
        return
    require_other(out, target.protect)
    if out.is_dir():
        raise UsageError(f"{out} is a folder", "Name a file in it")
    if not out.parent.is_dir():
        raise UsageError(f"the folder of {out} does not exist", "Make it first")
    if out.exists() and not target.force and not (target.resume and _journal_of(out).exists()):
        done = "; no run into it was interrupted" if target.resume else ""
        raise UsageError(f"{out} already exists{done}", "Choose another name or add --force")


def _is_device(out: Path) -> bool:
    return out.exists() and not out.is_file() and not out.is_dir()


def _journal_of(out: Path) -> Path:
    return out.with_name(out.name + SUFFIX)


def _journal(stack: ExitStack, target: Target, identity: Identity) -> Journal | None:
    """The journal beside a file; a device or standard output has none."""
    require_free(target)
    if target.out is None or _is_device(target.out):
        return None
    path = _journal_of(target.out)
    return stack.enter_context(open_journal(path, identity, resume=target.resume, force=target.force))
