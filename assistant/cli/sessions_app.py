"""The commands below ``assistant sessions`` and their flags. What they do is in ``sessions``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import ExitCode, UsageError

Id = Annotated[int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="Of the session, as listed.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


def build_sessions() -> typer.Typer:
    """Build the commands for the chat sessions that are kept."""
    app = typer.Typer(help="List, read, search and export the chats that are kept.", rich_markup_mode=None)
    _add_reading(app)
    _add_changing(app)
    return app


def _add_reading(app: typer.Typer) -> None:
    @app.callback(invoke_without_command=True)
    def sessions(context: typer.Context, as_json: AsJson = False) -> int:
        """List, read, search and export the chats that are kept; without a command, list them."""
        if context.invoked_subcommand is None:
            from assistant.cli.sessions import list_all

            return list_all(as_json=as_json)
        if as_json:
            raise UsageError(f"--json belongs behind {context.invoked_subcommand}")
        return ExitCode.OK

    @app.command()
    def show(
        session: Id,
        as_json: AsJson = False,
        markdown: Annotated[bool, typer.Option("--markdown", help="As Markdown.")] = False,
        html: Annotated[bool, typer.Option("--html", help="As a web page.")] = False,
        out: Annotated[
            Path | None, typer.Option("-o", "--out", help="Where to write; its suffix can name the form.")
        ] = None,
        force: Annotated[bool, typer.Option("--force", help="Overwrite OUT.")] = False,
    ) -> int:
        """Show a session with all its evidence, or write it to a file."""
        from assistant.cli.sessions import chosen_form, show_one

        form = chosen_form(as_json=as_json, markdown=markdown, html=html, out=out)
        return show_one(session, form, out, force=force)

    @app.command()
    def search(
        words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="All of them must occur.")],
        as_json: AsJson = False,
    ) -> int:
        """Find questions and answers by their words."""
        from assistant.cli.sessions import find

        return find(" ".join(words), as_json=as_json)


def _add_changing(app: typer.Typer) -> None:
    @app.command()
    def rename(session: Id, name: Annotated[list[str], typer.Argument(metavar="NAME…", help="Its new name.")]) -> int:
        """Give a session a name of its own."""
        from assistant.cli.sessions import rename_one

        return rename_one(session, " ".join(name))

    @app.command()
    def delete(session: Id, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False) -> int:
        """Delete a session with all that is in it."""
        from assistant.cli.sessions import delete_one

        return delete_one(session, yes=yes)
