"""``assistant evaluate`` and its flags. What it does is in ``evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.flags import Corpus, Index, Model, Quiet, merged
from assistant.errors import UsageError

Set = Annotated[str | None, typer.Argument(metavar="SET", help="What to measure; lists the sets if left out.")]
Data = Annotated[Path | None, typer.Argument(metavar="DATA", help="The set's own file or folder.")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Draw only so many questions.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Of the draw, the shuffling and the bounds.")]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Also write a record as JSON.")]
Markdown = Annotated[Path | None, typer.Option("--markdown", metavar="FILE", help="Also write it as Markdown.")]
Date = Annotated[str | None, typer.Option("--date", metavar="DATE", help="Stands in the head of what is written.")]


def add_evaluate(app: typer.Typer) -> None:
    """Add the command.

    Args:
        app: The command line.
    """

    @app.command()
    def evaluate(
        context: typer.Context,
        set_name: Set = None,
        data: Data = None,
        limit: Limit = None,
        seed: Seed = 0,
        as_json: Json = None,
        markdown: Markdown = None,
        date: Date = None,
        corpus: Corpus = None,
        index: Index = None,
        model: Model = None,
        quiet: Quiet = False,
    ) -> int:
        """Measure how good the answers are on a data set, with 95 % bounds; without SET, list the sets."""
        from assistant.cli.evaluate import Typed, list_sets, run_set

        settings = merged(context, corpus, index, model, quiet)
        if set_name is None:
            return list_sets()
        if data is None:
            raise UsageError(f"{set_name} needs its data", f"Such as: assistant evaluate {set_name} FILE")
        return run_set(settings, Typed(set_name, data, limit, seed, as_json, markdown, date or ""))
