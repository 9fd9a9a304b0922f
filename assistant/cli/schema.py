"""``assistant schema``: the JSON Schema of an answer."""

from __future__ import annotations

import sys

import typer

from assistant.errors import ExitCode


def add_schema(app: typer.Typer) -> None:
    """Add the command.

    Args:
        app: The command line.
    """

    @app.command()
    def schema() -> int:
        """Print the JSON Schema of an answer, as ask --json and each line of batch give it."""
        from assistant.rendering.json_form import safe_json
        from assistant.rendering.json_schema import answer_schema

        sys.stdout.write(safe_json(answer_schema(), 2) + "\n")
        return ExitCode.OK
