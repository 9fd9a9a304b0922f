"""The flags of ``assistant batch`` and ``assistant batch diff``. What they do is in ``batch`` and ``batch_diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.cli.flags import Corpus, Index, Model, Quiet, merged

DIFF = "batch diff"


class WithDiff(TyperGroup):
    """Commands, one of them named by two words; a question file of the second's name is ``./diff``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was typed."""
        if args[:2] == DIFF.split():
            args = [DIFF, *args[2:]]
        return super().resolve_command(ctx, args)


def add_batch(app: typer.Typer) -> None:
    """Add the commands.

    Args:
        app: The command line; its class is ``WithDiff``.
    """
    _add_run(app)
    _add_diff(app)


def _add_run(app: typer.Typer) -> None:
    @app.command()
    def batch(
        context: typer.Context,
        file: Annotated[
            Path,
            typer.Argument(metavar="FILE", help="Questions: .jsonl, .csv, .txt, .yaml or .xlsx; - for standard input."),
        ],
        out: Annotated[
            Path | None, typer.Option("-o", "--out", metavar="OUT", help="Where to write; stdout if left out, or -.")
        ] = None,
        form: Annotated[
            str, typer.Option("--format", metavar="FORM", help="jsonl, csv, md, xlsx or html; else as OUT's name says.")
        ] = "",
        check: Annotated[bool, typer.Option("--check", help="Hold answers against what is expected.")] = False,
        resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was interrupted.")] = False,
        jobs: Annotated[
            int, typer.Option("--jobs", min=0, max=64, metavar="N", help="Processes that answer; 0: what is worth it.")
        ] = 0,
        fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure or error.")] = False,
        limit: Annotated[
            int | None, typer.Option("--limit", min=1, metavar="N", help="Only the first so many questions.")
        ] = None,
        text: Annotated[
            str, typer.Option("--filter", metavar="TEXT", help="Only questions with it in id, kind or words.")
        ] = "",
        record: Annotated[
            Path | None,
            typer.Option("--record", metavar="OUT.jsonl", help="Write the questions with today's answers expected."),
        ] = None,
        force: Annotated[bool, typer.Option("--force", help="Overwrite OUT.")] = False,
        corpus: Corpus = None,
        index: Index = None,
        model: Model = None,
        quiet: Quiet = False,
    ) -> int:
        """Answer a file of questions, one JSON object a line; with --check, a table instead."""
        from assistant.batch.selection import Selection
        from assistant.cli.batch import run_batch
        from assistant.cli.batch_request import Request

        request = Request(
            file, out, form, record, check, resume, force, fail_fast, jobs, selection=Selection(text, limit)
        )
        return run_batch(merged(context, corpus, index, model, quiet), request)


def _add_diff(app: typer.Typer) -> None:
    @app.command(DIFF)
    def diff(
        old: Annotated[Path, typer.Argument(metavar="OLD", help="Results of a batch, in JSON lines.")],
        new: Annotated[Path, typer.Argument(metavar="NEW", help="Later results of the same questions.")],
    ) -> int:
        """Show which answers of two results of a batch differ, in what, and what moved them."""
        from assistant.cli.batch_diff import show

        return show(old, new)
