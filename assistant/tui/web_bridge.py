"""What a browser sees of the chat: a page, and behind it a process by textual-serve's bridge.

The page loads nothing from outside, and tells the browser to refuse whatever would. Nobody else's page may drive
the chat: a request that a foreign page has sent, or that was led here by a foreign name, is refused.
"""

from __future__ import annotations

import asyncio
import html
from collections.abc import Awaitable, Callable, Set
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.server import Server

PAGE = Path(__file__).parent / "web.html"
SCRIPT = Path(__file__).parent / "web.js"
PATIENCE = 5.0
"""Seconds that a chat has to end when it is told to."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_LARGEST = 1000
"""Columns and lines that a page may ask for."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ChatProcess(AppService):
    """The process behind a page. The page hears of its end, and the end is certain."""

    async def run(self) -> None:
        """Pass on what the process draws, until it ends."""
        await super().run()
        await self.remote_close()

    async def stop(self) -> None:
        """Let the process quit; kill it where it does not."""
        ended = asyncio.create_task(self._end())
        try:
            await asyncio.wait({ended}, timeout=PATIENCE)
        finally:
            if not ended.done() and self._process is not None:
                self._process.kill()
        await ended

    async def _end(self) -> None:
        await super().stop()
        if self._process is not None:
            await self._process.wait()


class Bridge:
    """Pages and the processes behind them.

    Args:
        command: Starts a process.
        names: What this machine may be called by a browser; None for anything.
    """

    def __init__(self, command: str, names: Set[str] | None) -> None:
        self._command = command
        self._names = names
        self._server = Server(command)
        self._sockets: set[web.WebSocketResponse] = set()

    def application(self) -> web.Application:
        """The routes, each behind the check of who asks."""
        application = web.Application(middlewares=[self._guard])
        application.add_routes(
            [
                web.get("/", self._page),
                web.get("/page.js", self._script),
                web.get("/ws", self._chat),
                web.get("/download/{key}", self._server.handle_download),
                web.static("/static", self._server.statics_path),
            ]
        )
        application.on_shutdown.append(self._end_chats)
        return application

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        try:
            is_named = self._names is None or urlsplit(f"//{request.host}").hostname in self._names
            is_own = origin is None or urlsplit(origin).netloc == request.host
        except ValueError:  # what is no address is nobody's
            is_named = is_own = False
        if not is_named:
            raise web.HTTPForbidden(text="This chat is only for the machine that it runs on.")
        if not is_own:
            raise web.HTTPForbidden(text="This chat is only for its own page.")
        return await handler(request)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        # A proxy in front alone knows whether the browser came by https.
        secure = request.headers.get("X-Forwarded-Proto", request.scheme) == "https"
        address = html.escape(f"{'wss' if secure else 'ws'}://{request.host}/ws")
        text = PAGE.read_text(encoding="utf-8").replace("{{address}}", address)
        return web.Response(text=text, content_type="text/html", headers=_HEADERS)

    async def _script(self, _: web.Request) -> web.StreamResponse:
        text = SCRIPT.read_text(encoding="utf-8")
        return web.Response(text=text, content_type="text/javascript", headers=_HEADERS)

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)

        async def close() -> None:
            await socket.close()

        process = ChatProcess(
            self._command,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=self._server.download_manager,
        )
        self._sockets.add(socket)
        await process.start(_cells(request.query.get("width"), 80), _cells(request.query.get("height"), 24))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await _pass_on(message.json(), process, socket)
        finally:
            self._sockets.discard(socket)
            await process.stop()
        return socket

    async def _end_chats(self, _: web.Application) -> None:
        ends = [asyncio.create_task(socket.close(code=WSCloseCode.GOING_AWAY)) for socket in self._sockets]
        if ends:
            await asyncio.wait(ends, timeout=PATIENCE)


async def _pass_on(message: object, process: AppService, socket: web.WebSocketResponse) -> None:
    """Give the process what the page has sent: what was typed, or what became of the page."""
    match message:
        case ["stdin", str(typed)]:
            await process.send_bytes(typed.encode(errors="replace"))
        case ["resize", {"width": int(width), "height": int(height)}]:
            await process.set_terminal_size(_cells(width, 80), _cells(height, 24))
        case ["ping", str(sent)]:
            await socket.send_json(["pong", sent])
        case ["blur"]:
            await process.blur()
        case ["focus"]:
            await process.focus()


def _cells(asked: str | int | None, usual: int) -> int:
    """A width or height that was asked for, if it can be had."""
    try:
        return max(1, min(int(asked or usual), _LARGEST))
    except ValueError:
        return usual
