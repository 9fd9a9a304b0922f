"""``assistant batch``: a file of questions; JSON lines on stdout, or a table with ``--check``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant import batch
from assistant.answering import Conversation
from assistant.batch import LineWriter
from assistant.cli.main import complain
from assistant.cli.opening import open_assistant
from assistant.cli.progress import progress
from assistant.config import Settings
from assistant.rendering import to_json


def run_batch(settings: Settings, file: Path, out: Path | None, *, check: bool, force: bool) -> int:
    """Ask every question of a file.

    With ``check``, stdout carries the table, and answers are written only where ``out`` says.

    Raises:
        UsageError: The file cannot be read, or OUT exists and is not to be overwritten.
        StoreError: Corpus, model or index cannot be used.
    """
    questions = batch.load(file)
    for problem in questions.problems:
        complain(f"{file}, line {problem.line}: {problem.reason}")
    with _writer(file, out, check=check, force=force) as writer, open_assistant(settings) as assistant:
        results = []
        with progress(quiet=settings.quiet) as shown:
            for result in batch.run(lambda: Conversation(assistant), questions.items, index=assistant.index):
                results.append(result)
                if writer is not None:
                    writer.write(result.answer)
                shown.step("answering", len(results), len(questions.items))
    if check:
        sys.stdout.write(batch.render(results, questions.problems).rstrip("\n") + "\n")
    return batch.exit_code(results, questions.problems, check)


@contextmanager
def _writer(file: Path, out: Path | None, *, check: bool, force: bool) -> Iterator[LineWriter | None]:
    if check and out is None:
        yield None
        return
    with batch.open_writer(out, to_json, force=force, protect=(file,)) as writer:
        yield writer
