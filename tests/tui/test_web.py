"""The chat in a browser: the server, who may use it, and a real page."""

from __future__ import annotations

import asyncio
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, WSMsgType, WSServerHandshakeError, web

from assistant.config import load
from assistant.errors import UsageError
from assistant.tui import web_bridge
from assistant.tui.launch import ChatFlags
from assistant.tui.web import child_command, is_loopback, serve
from assistant.tui.web_bridge import Bridge
from tests.tui.browser import browser, page_at
from tests.tui.program import ANSWER, PATIENCE, QUESTION, build_index, command, environment, flags

NAMES = {"localhost", "127.0.0.1"}


@asynccontextmanager
async def bridged(script: str = "") -> AsyncIterator[ClientSession]:
    """A client of a bridge to a Python script."""
    bridge = Bridge(f"exec {shlex.join([sys.executable, '-c', script])}", NAMES)
    runner = web.AppRunner(bridge.application())
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as client:
            yield client
    finally:
        await runner.cleanup()


def test_only_this_machine_reaches_a_loopback_address() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.8.8.8", "::1")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.1.2", "localhost.example.org", "")))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "news.example.org"])
def test_an_address_that_others_reach_wants_public(tmp_path: Path, host: str) -> None:
    with pytest.raises(UsageError, match=r"without a password.*--public"):
        serve(load({}, {}, tmp_path), ChatFlags(), host, 8000)


def test_without_textual_serve_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "assistant.tui.web_server", None)
    with pytest.raises(ModuleNotFoundError):  # a fault of ours is not taken for a missing dependency
        serve(load({}, {}, tmp_path), ChatFlags(), "127.0.0.1", 0)
    for name in ("assistant.tui.web_server", "assistant.tui.web_bridge"):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve.app_service", None)
    with pytest.raises(UsageError, match=r"textual-serve.*pip install 'assistant\[web\]'"):
        serve(load({}, {}, tmp_path), ChatFlags(), "127.0.0.1", 0)


def test_the_child_gets_the_same_flags_whatever_is_in_them(tmp_path: Path) -> None:
    settings = load({"corpus": "a b'; touch x; '", "model": "$(x)"}, {}, tmp_path)
    words = shlex.split(child_command(settings, ChatFlags(history=False, resume=7)))
    assert words[:6] == ["exec", sys.executable, "-P", "-m", "assistant", "chat"]
    assert words[6:] == [
        *("--corpus", str(tmp_path / "a b'; touch x; '"), "--index", str(settings.index)),
        *("--model", "$(x)", "--no-history", "--session", "7"),
    ]
    assert shlex.split(child_command(settings, ChatFlags(resume=0)))[-1] == "--resume"


async def test_a_foreign_page_or_name_is_refused() -> None:
    async with bridged() as client:
        for headers in (
            {"Host": "evil.example.org"},
            {"Host": "[x"},
            {"Origin": "http://evil.example.org"},
            {"Origin": "http://127.0.0.1:1"},
            {"Origin": "null"},
        ):
            for path in ("/", "/ws", "/static/js/textual.js"):
                async with client.get(path, headers=headers) as answer:
                    assert answer.status == 403, (headers, path)
            with pytest.raises(WSServerHandshakeError):
                await client.ws_connect("/ws", headers=headers)
        async with client.get("/") as answer:
            own = str(answer.url.origin())
        async with client.get("/", headers={"Origin": own}) as answer:
            assert answer.status == 200


async def test_the_page_may_load_nothing_from_outside() -> None:
    async with bridged() as client:
        async with client.get("/") as answer:
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert re.search(r'"ws://127\.0\.0\.1:\d+/ws"', page)
        assert "{{" not in page
        for address in re.findall(r'(?:src|href)="([^"]+)"|url\("([^"]+)"\)', page):
            assert "".join(address).startswith(("/", "data:,"))
        for path in filter(None, (a or b for a, b in re.findall(r'(?:src|href)="(/.+?)"|url\("(/.+?)"\)', page))):
            async with client.get(path) as answer:
                assert answer.status == 200, path
                assert "http" not in re.findall(r"@import[^;]+", await answer.text(errors="replace"))


async def test_a_page_hears_that_its_process_has_failed() -> None:
    async with bridged("raise SystemExit(2)") as client, client.ws_connect("/ws?width=x&height=-1") as page:
        message = await page.receive(PATIENCE)
        assert message.type in {WSMsgType.CLOSE, WSMsgType.CLOSED}


async def test_a_process_that_does_not_quit_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(web_bridge, "PATIENCE", 0.2)
    file = tmp_path / "pid"
    script = f"import os, pathlib, time; pathlib.Path({str(file)!r}).write_text(str(os.getpid())); time.sleep(600)"
    async with bridged(script) as client, client.ws_connect("/ws") as page:
        await page.send_str('["stdin", "ignored"]')
        await page.send_str('{"unknown": true}')
        while not (file.is_file() and file.read_text()):
            await asyncio.sleep(0.05)
    await _gone(int(file.read_text()))


async def _gone(process: int) -> None:
    """Wait until a process is no more."""
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{process}/cmdline").is_file() and Path(f"/proc/{process}/cmdline").read_bytes():
        assert time.monotonic() < end, "it is still there"
        await asyncio.sleep(0.1)


@pytest.fixture
def server(corpus: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program, serving the small corpus at a free port; and its address."""
    build_index(corpus, tmp_path)
    process = subprocess.Popen(
        command("chat", "--web", "--port", "0", *flags(corpus, tmp_path)),
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    told = re.search(r"the chat is at (http://127\.0\.0\.1:\d+);", process.stderr.readline())
    assert told is not None
    with process:
        yield process, told[1]
        process.kill()


@pytest.mark.slow
@pytest.mark.skipif(browser() is None, reason="needs Chromium")
async def test_a_question_in_a_browser(server: tuple[subprocess.Popen[str], str], tmp_path: Path) -> None:
    process, address = server
    async with page_at(address, tmp_path / "profile") as page:
        await page.shows("3 articles", "Quit")
        await page.type(QUESTION)
        await page.shows(QUESTION)
        await page.press("Enter")
        await page.shows(f"› {QUESTION}", "Jane Doe", "[1]")
        await page.press("Tab")
        await page.shows("Copy")
        await page.type("y")
        await page.shows("Copied the")
        assert ANSWER in str(await page.clipboard())
        hosts = {urlsplit(url).hostname for url in page.requests if not url.startswith("data:")}
        assert hosts == {"127.0.0.1"}
        assert page.complaints == []
        (chat,) = _children(process.pid)
        process.send_signal(signal.SIGINT)
        out, err = await asyncio.to_thread(process.communicate, timeout=PATIENCE)
        assert (process.returncode, out) == (130, "")
        assert err == "assistant: interrupted; nothing is lost\n"
        assert "ended" in str(await page.evaluate("document.querySelector('.closed').innerText"))
    await _gone(chat)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found by /proc")
async def test_a_chat_does_not_outlive_its_server(server: tuple[subprocess.Popen[str], str]) -> None:
    process, address = server
    url = urlsplit(address)
    assert url.hostname is not None
    connection = socket.create_connection((url.hostname, url.port or 0))
    with connection:
        connection.sendall(
            f"GET /ws HTTP/1.1\r\nHost: {url.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        seen = b""
        while b"Ask" not in seen:
            seen += connection.recv(65536)
        (chat,) = _children(process.pid)
        process.kill()
        await _gone(chat)


def _children(process: int) -> list[int]:
    folder = Path(f"/proc/{process}/task")
    return [int(child) for task in folder.iterdir() for child in (task / "children").read_text().split()]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--host", "0.0.0.0"), "Add --public"),
        (("--host", "203.0.113.7", "--public"), "cannot be used"),
    ],
)
def test_what_cannot_be_served_is_one_line_and_exit_2(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    done = _serve(tmp_path, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert words in done.stderr


def test_what_others_may_reach_is_said_and_a_polite_end_is_no_error(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("chat", "--web", "--host", "0.0.0.0", "--public", "--port", "0"),
        env=environment(tmp_path),
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stderr is not None
        assert re.search(r"the chat is at http://0\.0\.0\.0:\d+;", process.stderr.readline())
        assert "there is no password" in process.stderr.readline()
        process.terminate()
        assert process.communicate(timeout=PATIENCE) == ("", "")
    assert process.returncode == 0


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = _serve(tmp_path, "--port", str(taken.getsockname()[1]))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "already in use. Choose others with --host and --port" in done.stderr


def _serve(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("chat", "--web", *arguments),
        env=environment(folder),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
