"""The server behind ``assistant chat --web``, from its start to its end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys

from aiohttp import web

from assistant.errors import ExitCode, UsageError
from assistant.tui.web import is_loopback
from assistant.tui.web_bridge import PATIENCE, Bridge


def run_server(command: str, host: str, port: int) -> int:
    """Serve until SIGTERM, which gives 0, or Ctrl+C, which is raised.

    Args:
        command: Starts the process behind a page.
        host: The address to listen at.
        port: The port; 0 for any that is free.

    Returns:
        The process's exit code.

    Raises:
        UsageError: The address cannot be had.
        KeyboardInterrupt: Ctrl+C was pressed.
    """
    # At an address that only this machine reaches, the names that it may be called by are known.
    names = {"localhost", "127.0.0.1", "::1", host} if is_loopback(host) else None
    # textual-serve passes on what its processes complain of by stdout, which is not for that here.
    with contextlib.redirect_stdout(sys.stderr):
        asyncio.run(_serve(Bridge(command, names), host, port))
    return ExitCode.OK


async def _serve(bridge: Bridge, host: str, port: int) -> None:
    end = asyncio.Event()
    # Where there are no such signals (Windows), Ctrl+C is the way to end it.
    with contextlib.suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, end.set)
    runner = web.AppRunner(bridge.application(), access_log=None, shutdown_timeout=2 * PATIENCE)
    await runner.setup()
    try:
        await _listen(runner, host, port)
        _say(f"assistant: the chat is at {_url(host, runner.addresses[0][1])}; Ctrl+C ends it")
        if not is_loopback(host):
            _say("assistant: whoever reaches this address reads the articles and the kept chats; there is no password")
        await end.wait()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        # asyncio wraps the reason in words of its own; those of the system are plainer.
        known = error.errno is not None and error.errno > 0
        reason = os.strerror(error.errno or 0) if known else error.strerror
        remedy = "Choose others with --host and --port"
        raise UsageError(f"port {port} of {host} cannot be used: {reason}", remedy) from error


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
