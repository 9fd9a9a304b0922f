"""A page in a real browser, driven by the DevTools protocol; nothing but aiohttp is needed for that."""

from __future__ import annotations

import asyncio
import itertools
import json
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",  # as root there is none
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1000,600",
    "--remote-debugging-port=0",
)
_CATCH = """
Object.defineProperty(Object.prototype, "_core", {
  configurable: true,
  set(core) {
    Object.defineProperty(this, "_core", {value: core, writable: true, configurable: true, enumerable: true});
    (window.caught ||= []).push(this);
  },
});
"""
"""The page draws on a canvas and keeps its terminal to itself; it is known by the ``_core`` that it is given."""
_SCREEN = """(() => {
  const terminal = (window.caught || []).find(found => found.buffer && found.buffer.active);
  if (!terminal) return "";
  const buffer = terminal.buffer.active;
  const row = number => buffer.getLine(buffer.viewportY + number);
  return Array.from({length: terminal.rows}, (_, number) => row(number)?.translateToString(true) ?? "").join("\\n");
})()"""
_KEYS = {"Enter": (13, "\r"), "Tab": (9, "\t"), "Escape": (27, "")}
_PATIENCE = 60.0


def browser() -> str | None:
    """The path of a browser that can be driven; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """One page.

    Args:
        socket: Its debugger's.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requests: list[str] = []
        """Addresses that were asked for, sockets too."""
        self.complaints: list[str] = []
        """Errors in the page."""

    async def listen(self) -> None:
        """Take what the browser says, until it is gone."""
        async for message in self._socket:
            said = json.loads(message.data)
            if "id" in said:
                self._waiting.pop(said["id"]).set_result(said)
            else:
                self._hear(said["method"], said["params"])

    def _hear(self, event: str, told: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif event == "Network.webSocketCreated":
            self.requests.append(told["url"])
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(str(told["exceptionDetails"]))
        elif event == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.complaints.append(told["entry"]["text"])

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have the browser do something, and give what comes of it."""
        number = next(self._numbers)
        self._waiting[number] = future = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        said = await asyncio.wait_for(future, _PATIENCE)
        assert "error" not in said, said
        result: dict[str, Any] = said["result"]
        return result

    async def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression; of a promise, what it brings."""
        said = await self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in said, said
        return said["result"].get("value")

    async def go(self, address: str) -> None:
        """Open an address."""
        for domain in ("Network", "Page", "Runtime", "Log"):
            await self.call(f"{domain}.enable")
        # Without a window nothing has the focus, unless it is feigned.
        await self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await self.call("Page.addScriptToEvaluateOnNewDocument", source=_CATCH)
        await self.call("Page.navigate", url=address)

    async def screen(self) -> str:
        """What the page's terminal shows; empty while there is none."""
        return str(await self.evaluate(_SCREEN))

    async def shows(self, *words: str) -> str:
        """Wait until all the words are on the terminal, and give its screen."""
        return await self.until(lambda screen: all(word in screen for word in words))

    async def until(self, holds: Callable[[str], bool]) -> str:
        """Wait until something holds of the screen, and give it."""
        end = time.monotonic() + _PATIENCE
        while not holds(screen := await self.screen()):
            state = await self.evaluate("document.body?.className ?? ''")
            assert time.monotonic() < end and "-closed" not in state, f"{screen}\n{state} {self.complaints}"
            await asyncio.sleep(0.1)
        return screen

    async def type(self, text: str) -> None:
        """Type a text where the focus is."""
        await self.call("Input.insertText", text=text)

    async def clipboard(self) -> Any:
        """What the page has copied."""
        await self.call("Browser.grantPermissions", permissions=["clipboardReadWrite"])
        return await self.evaluate("navigator.clipboard.readText()")

    async def press(self, key: str) -> None:
        """Press a key and let it go."""
        code, text = _KEYS[key]
        pressed = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **pressed)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **pressed)


@asynccontextmanager
async def page_at(address: str, profile: Path) -> AsyncIterator[Page]:
    """Start a browser, open an address in it, and end the browser afterwards.

    Args:
        address: What to open.
        profile: A folder for what the browser writes.
    """
    program = browser()
    assert program is not None
    process = subprocess.Popen(
        [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        async with aiohttp.ClientSession() as session:
            debugger = await _debugger(session, profile)
            async with session.ws_connect(debugger, max_msg_size=0) as socket:
                page = Page(socket)
                listener = asyncio.create_task(page.listen())
                await page.go(address)
                yield page
            await listener
    finally:
        process.terminate()
        process.wait(_PATIENCE)


async def _debugger(session: aiohttp.ClientSession, profile: Path) -> str:
    """Where the first page's debugger listens, once the browser has said so."""
    file, end = profile / "DevToolsActivePort", time.monotonic() + _PATIENCE
    while not (file.is_file() and "\n" in (told := file.read_text(encoding="utf-8"))):
        assert time.monotonic() < end, "the browser did not start"
        await asyncio.sleep(0.05)
    while True:
        async with session.get(f"http://127.0.0.1:{told.split()[0]}/json/list") as answer:
            pages = [page for page in await answer.json() if page["type"] == "page"]
        if pages:
            return str(pages[0]["webSocketDebuggerUrl"])
        assert time.monotonic() < end, "the browser has no page"
        await asyncio.sleep(0.05)
