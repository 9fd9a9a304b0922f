"""The commands and their flags. What a command does is in the module of its name."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assistant.cli.batch_app import WithDiff, add_batch
from assistant.cli.chat_app import add_chat
from assistant.cli.evaluate_app import add_evaluate
from assistant.cli.flags import Corpus, Index, Model, Quiet, merged
from assistant.cli.requests import ChatRequest, OpenChat, settings
from assistant.cli.schema import add_schema
from assistant.errors import ExitCode, UsageError

AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only articles published by then.")]


def build_app(chat: OpenChat) -> Any:
    """Build the command line.

    Args:
        chat: Opens the chat.
    """
    app = typer.Typer(
        cls=WithDiff,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="Answers from your own articles: quoted, cited, worked out by calculators.",
    )
    _add_root(app, chat)
    _add_ask(app)
    add_batch(app)
    _add_index(app)
    _add_figures(app)
    _add_calculators(app)
    add_chat(app, chat)
    _add_sessions(app)
    add_evaluate(app)
    add_schema(app)
    return typer.main.get_command(app)


def _version(value: bool) -> None:
    if value:
        from assistant import __version__

        typer.echo(f"assistant {__version__}")
        raise typer.Exit(ExitCode.OK)


def _add_root(app: typer.Typer, chat: OpenChat) -> None:
    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        corpus: Corpus = None,
        index: Index = None,
        model: Model = None,
        quiet: Quiet = False,
        version: Annotated[
            bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
        ] = False,
    ) -> int:
        """Answers from your own articles: quoted, cited, worked out by calculators."""
        import sys

        context.obj = (corpus, index, model, quiet)
        if context.invoked_subcommand is not None:
            return ExitCode.OK
        if sys.stdin.isatty() and sys.stdout.isatty():
            return chat(ChatRequest(settings(corpus, index, model, quiet)))
        typer.echo(context.get_help())
        return ExitCode.OK


def _add_ask(app: typer.Typer) -> None:
    @app.command()
    def ask(
        context: typer.Context,
        question: Annotated[list[str], typer.Argument(metavar="QUESTION…", help="The question.")],
        as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON.")] = False,
        markdown: Annotated[bool, typer.Option("--markdown", help="The answer as Markdown.")] = False,
        why: Annotated[bool, typer.Option("--why", help="Show how the answer was found.")] = False,
        as_of: AsOf = None,
        source: Annotated[
            list[str] | None, typer.Option("--source", metavar="PUBLISHER", help="Only this publisher.")
        ] = None,
        path: Annotated[
            list[str] | None, typer.Option("--path", metavar="GLOB", help="Only articles at this path.")
        ] = None,
        assume: Annotated[
            list[str] | None, typer.Option("--assume", metavar="NAME=VALUE", help="Set a calculator's input.")
        ] = None,
        corpus: Corpus = None,
        index: Index = None,
        model: Model = None,
        quiet: Quiet = False,
    ) -> int:
        """Answer one question."""
        from assistant.cli.ask import Request, ask_once

        request = Request(
            text=" ".join(question),
            form="json" if as_json else "markdown" if markdown else "text",
            why=why,
            as_of=as_of,
            publishers=tuple(source or ()),
            paths=tuple(path or ()),
            assume=tuple(assume or ()),
        )
        return ask_once(merged(context, corpus, index, model, quiet), request)


def _add_index(app: typer.Typer) -> None:
    @app.command()
    def index(
        context: typer.Context,
        rebuild: Annotated[bool, typer.Option("--rebuild", help="Start from nothing.")] = False,
        watch: Annotated[bool, typer.Option("--watch", help="Then follow the folder until Ctrl-C.")] = False,
        corpus: Corpus = None,
        index: Index = None,
        model: Model = None,
        quiet: Quiet = False,
    ) -> int:
        """Build the index, or bring it up to date."""
        from assistant.cli import index as command

        do = command.watch if watch else command.build
        return do(merged(context, corpus, index, model, quiet), rebuild=rebuild)

    @app.command()
    def doctor(
        context: typer.Context,
        corpus: Corpus = None,
        index: Index = None,
        model: Model = None,
        quiet: Quiet = False,
    ) -> int:
        """Show what is installed, which model and index are live, and what is wrong."""
        from assistant.cli.doctor import examine

        return examine(merged(context, corpus, index, model, quiet))


def _add_figures(app: typer.Typer) -> None:
    @app.command()
    def figures(
        context: typer.Context,
        entity: Annotated[
            str | None, typer.Option("--entity", metavar="NAME", help="Only figures of this name.")
        ] = None,
        metric: Annotated[
            str | None, typer.Option("--metric", metavar="METRIC", help="Only this metric, and its kinds.")
        ] = None,
        period: Annotated[
            str | None, typer.Option("--period", metavar="PERIOD", help="Such as 2004 or 'Q4 2004'.")
        ] = None,
        conflicts: Annotated[bool, typer.Option("--conflicts", help="Only figures that disagree, and how.")] = False,
        every: Annotated[bool, typer.Option("--all", help="Also figures of no known metric.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
        as_csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
        corpus: Corpus = None,
        index: Index = None,
        model: Model = None,
        quiet: Quiet = False,
    ) -> int:
        """List the figures of the articles, each with its sentence."""
        from assistant.cli.figures import Request, show

        if as_json and as_csv:
            raise UsageError("--json and --csv cannot both be given")
        form = "json" if as_json else "csv" if as_csv else "text"
        request = Request(entity, metric, period, every, conflicts, form)
        return show(merged(context, corpus, index, model, quiet), request)


def _add_calculators(app: typer.Typer) -> None:
    @app.command()
    def calc(
        context: typer.Context,
        name: Annotated[str | None, typer.Argument(metavar="NAME", help="A calculator; all if left out.")] = None,
        inputs: Annotated[
            list[str] | None, typer.Argument(metavar="INPUT=VALUE…", help="Such as valuation='$900bn'.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    ) -> int:
        """Run a calculator by hand, or list them with an example each."""
        from assistant.cli.calc import calculate

        merged(context, None, None, None, quiet=False)
        return calculate(name, tuple(inputs or ()), as_json=as_json)

    @app.command()
    def constants(
        context: typer.Context,
        name: Annotated[str | None, typer.Argument(metavar="NAME", help="A constant; all if left out.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    ) -> int:
        """Show the published values that calculators use, with their sources."""
        from assistant.cli.constants import show

        merged(context, None, None, None, quiet=False)
        return show(name, as_json=as_json)


def _add_sessions(app: typer.Typer) -> None:
    from assistant.cli.sessions_app import build_sessions

    app.add_typer(build_sessions(), name="sessions")
