"""The flags that many commands share, and the settings that come of them."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.requests import settings
from assistant.config import Settings

Corpus = Annotated[str | None, typer.Option("--corpus", metavar="DIR", help="Folder of articles.")]
Index = Annotated[str | None, typer.Option("--index", metavar="DIR", help="Index folder.")]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME_OR_DIR", help="Embedding model.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]


def merged(
    context: typer.Context,
    corpus: str | None,
    index: str | None,
    model: str | None,
    quiet: bool,
    *,
    no_history: bool = False,
) -> Settings:
    """Flags before and after the command's name; the later ones win."""
    before = context.obj or (None, None, None, False)
    return settings(
        corpus or before[0], index or before[1], model or before[2], quiet or before[3], no_history=no_history
    )
