"""Runs a command and turns whatever happens into an exit code and one clear line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from assistant.config import Settings
from assistant.errors import AssistantError, ExitCode

DEBUG = "ASSISTANT_DEBUG"


def run(arguments: Sequence[str], chat: Callable[[Settings], int]) -> int:
    """Run the command line.

    Args:
        arguments: What was typed after the program's name.
        chat: Opens the chat; returns its exit code.

    Returns:
        The process's exit code.
    """
    import click

    from assistant.cli.app import build_app

    try:
        result = build_app(chat).main(args=list(arguments), prog_name="assistant", standalone_mode=False)
        return int(result or ExitCode.OK)
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except click.ClickException as error:
        return _usage(error)
    except (KeyboardInterrupt, click.Abort):
        complain("interrupted; nothing is lost")
        return ExitCode.INTERRUPTED
    except AssistantError as error:
        if os.environ.get(DEBUG) == "1":
            raise
        complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has gone (``assistant ask … | head``): nothing left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK


def _usage(error: object) -> int:
    message = getattr(error, "format_message", lambda: str(error))()
    context = getattr(error, "ctx", None)
    hint = f" Try: {context.command_path} --help" if context is not None else ""
    complain(f"{message.rstrip('.')}.{hint}")
    return ExitCode.USAGE


def complain(line: str) -> None:
    """One line on stderr, with nothing in it that a terminal would obey."""
    from assistant.rendering.safe import flat

    print(f"assistant: {flat(line)}", file=sys.stderr)  # noqa: T201 - this is where errors are told
