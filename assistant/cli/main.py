"""Runs a command and turns whatever happens into an exit code and one clear line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, ExitCode

if TYPE_CHECKING:
    from typer.exceptions import TyperException

    from assistant.cli.chat_app import OpenChat

DEBUG = "ASSISTANT_DEBUG"


def run(arguments: Sequence[str], chat: OpenChat) -> int:
    """Run the command line.

    Args:
        arguments: What was typed after the program's name.
        chat: Opens the chat; returns its exit code.

    Returns:
        The process's exit code.
    """
    from typer.exceptions import Abort, Exit, TyperException

    from assistant.cli.app import build_app

    try:
        result = build_app(chat).main(args=list(arguments), prog_name="assistant", standalone_mode=False)
        return _stopped(int(result or ExitCode.OK))
    except Exit as stop:
        return _stopped(stop.exit_code)
    except TyperException as error:
        return _usage(error)
    except (KeyboardInterrupt, Abort):
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
