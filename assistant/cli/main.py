"""Runs a command and turns whatever happens into an exit code and one clear line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, ExitCode

if TYPE_CHECKING:
    from typer.exceptions import TyperException

    from assistant.cli.requests import OpenChat

DEBUG = "ASSISTANT_DEBUG"


def run(arguments: Sequence[str], chat: OpenChat) -> int:
    """Run the command line.

    Args:
        arguments: What was typed after the program's name.
        chat: Opens the chat; returns its exit code.

    Returns:
        The process's exit code.
    """
    try:
        if not arguments and sys.stdin.isatty() and sys.stdout.isatty():
            # Nothing to parse: the chat is on the screen sooner without the library that reads flags.
            from assistant.cli.requests import ChatRequest, settings

            return _stopped(chat(ChatRequest(settings(None, None, None, quiet=False))))
        return _stopped(_command(arguments, chat))
    except KeyboardInterrupt:
        return _stopped(ExitCode.INTERRUPTED)
    except AssistantError as error:
        if os.environ.get(DEBUG) == "1":
            raise
        complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has gone (``assistant ask … | head``): nothing left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK


def _command(arguments: Sequence[str], chat: OpenChat) -> int:
    """Read the flags and run the command that they name."""
    from assistant.cli import quick

    typed = quick.read(arguments)
    if typed is not None:
        return quick.ask(typed)
    from typer.exceptions import Abort, Exit, TyperException

    from assistant.cli.app import build_app

    try:
        result = build_app(chat).main(args=list(arguments), prog_name="assistant", standalone_mode=False)
        return int(result or ExitCode.OK)
    except Exit as stop:
        return stop.exit_code
    except TyperException as error:
        return _usage(error)
    except Abort:
        return ExitCode.INTERRUPTED


def _stopped(code: int) -> int:
    if code == ExitCode.INTERRUPTED:
        complain("interrupted; nothing is lost")
    return code


def _usage(error: TyperException) -> int:
    context = getattr(error, "ctx", None)
    hint = f" Try: {context.command_path} --help" if context is not None else ""
    message = " ".join(error.format_message().split())
    complain(f"{message.rstrip('.')}.{hint}")
    return ExitCode.USAGE


def complain(line: str) -> None:
    """One line on stderr, with nothing in it that a terminal would obey."""
    from assistant.rendering.safe import flat

    print(f"assistant: {flat(line)}", file=sys.stderr)  # noqa: T201 - this is where errors are told
