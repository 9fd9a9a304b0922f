"""What was typed of ``assistant batch``, and whether it goes together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.batch.files import require_other, standard_output
from assistant.batch.forms import Form, form_of
from assistant.batch.keeping import Target
from assistant.batch.questions import QuestionFile
from assistant.batch.selection import Selection
from assistant.errors import UsageError

STANDARD = Path("-")
"""Standard input or output, in the place of a file."""
FORMS: tuple[Form, ...] = ("jsonl", "csv", "md", "xlsx", "html")
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


def form_typed(request: Request) -> Form:
    """What was typed, else what OUT's name says, else JSON lines."""
    typed = next((form for form in FORMS if form == request.form), None)
    named = form_of(request.out) if request.out is not None else None
    return typed or named or "jsonl"


def require_sense(request: Request) -> None:
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


def require_record(request: Request, read: QuestionFile) -> None:
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
