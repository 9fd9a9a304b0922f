"""The chat in a browser: ``assistant chat --web``. Each page has a chat of its own, in a process of its own."""

from __future__ import annotations

import ipaddress
import os
import shlex
import subprocess
import sys

from assistant.config import Settings
from assistant.errors import UsageError
from assistant.tui.launch import ChatFlags

_NEEDS = frozenset({"textual_serve", "aiohttp"})


def serve(settings: Settings, flags: ChatFlags, host: str, port: int, *, public: bool = False) -> int:
    """Serve the chat until the server is told to end.

    Args:
        settings: Where articles and index are.
        flags: How each chat is opened.
        host: The address to listen at.
        port: The port; 0 for any that is free.
        public: Allow an address that other machines can reach.

    Returns:
        The process's exit code: 0 where SIGTERM ended it.

    Raises:
        UsageError: The address is not allowed or cannot be had, or the optional dependency is missing.
        KeyboardInterrupt: Ctrl+C ended it.
    """
    if not (public or is_loopback(host)):
        raise UsageError(
            f"--host {host} may let other machines read the articles and the kept chats, without a password",
            "Add --public if that is meant",
        )
    try:
        from assistant.tui.web_server import run_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDS:
            raise
        raise UsageError("--web needs textual-serve, which is not installed", "pip install 'assistant[web]'") from error
    return run_server(child_command(settings, flags), host, port)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address; of a name other than ``localhost`` that is not known."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def child_command(settings: Settings, flags: ChatFlags) -> str:
    """The command of the process behind a page, for the shell that starts it.

    Args:
        settings: Those of the server; what is not a flag, the child finds in the same files and environment.
        flags: How the chat is opened.
    """
    # -P: a module in the current folder must not come before one of ours.
    command = [sys.executable, "-P", "-m", "assistant", "chat"]
    command += ["--corpus", str(settings.corpus), "--index", str(settings.index), "--model", settings.model]
    if not flags.history:
        command.append("--no-history")
    if flags.resume is not None:
        command += ["--session", str(flags.resume)] if flags.resume else ["--resume"]
    if os.name == "nt":
        return subprocess.list2cmdline(command)
    # Without exec a shell would stand between: signals would reach it, and not the chat.
    return f"exec {shlex.join(command)}"
