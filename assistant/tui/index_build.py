"""A build of the index that goes on while screens come and go; at most one at a time in an application."""

from __future__ import annotations

import re
from typing import Any
from weakref import WeakKeyDictionary

from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

from assistant.errors import AssistantError
from assistant.rendering import flat
from assistant.tui.core_thread import CoreThread
from assistant.tui.messages import CoreReady

_STEP = re.compile(r"(?P<stage>.+): (?P<done>\d+) of (?P<total>\d+)")


class BuildTold(Message):
    """A build says how far it is."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = line


class BuildEnded(Message):
    """A build is done, or has failed."""

    def __init__(self, report: str, error: AssistantError | None = None) -> None:
        super().__init__()
        self.report = report
        """What was done, in one line; empty where it failed."""
        self.error = error


class IndexBuild:
    """Brings the index up to date, and opens it."""

    def __init__(self) -> None:
        self._listener: MessagePump | None = None
        self._again = False
        self.is_running = False
        self.line = ""
        """What the build said last."""

    @classmethod
    def of(cls, app: App[Any]) -> IndexBuild:
        """The one builder of an application, whichever screen asks for it."""
        return _BUILDS.setdefault(app, cls())

    def listen(self, listener: MessagePump) -> None:
        """Send ``BuildTold`` and ``BuildEnded`` to a screen.

        Without one, the application's notifications say how a build ended.
        """
        self._listener = listener

    def leave(self, listener: MessagePump) -> None:
        """Send a screen nothing any more."""
        if self._listener is listener:
            self._listener = None

    def start(self, app: App[Any], core: CoreThread) -> bool:
        """Begin; where a build is running, another one follows it, since it may have looked at the files already.

        Args:
            app: Is sent ``CoreReady`` at the end; the build goes on as long as it does.
            core: Builds.

        Returns:
            Whether it has begun.
        """
        if self.is_running:
            self._again = True
            return False
        self.is_running, self.line = True, "Starting …"
        app.run_worker(self._run(app, core), name="index build", group="index-build")
        return True

    async def _run(self, app: App[Any], core: CoreThread) -> None:
        try:
            ended = await self._build(core)
            while self._again:
                self._again = False
                ended = await self._build(core)
        finally:
            self.is_running = self._again = False
        try:
            # Also after a failure: the state line is to tell of the index that is open, no longer of the build.
            app.post_message(CoreReady(await core.call(lambda desk: desk.about)))
        except AssistantError as error:
            ended = BuildEnded(ended.report, ended.error or error)
        self._end(app, ended)

    async def _build(self, core: CoreThread) -> BuildEnded:
        report = ""
        try:
            report = await core.call_aside(lambda desk: desk.build(lambda line: self._tell(core, line)))
            core.reopen()  # where there was nothing to open before
            watched = await core.call(lambda desk: desk.watch())
        except AssistantError as error:
            core.reopen()  # tells anew why it cannot be opened, where it is not
            return BuildEnded(report, error)
        return BuildEnded(report, AssistantError(watched.problem) if watched.problem else None)

    def _tell(self, core: CoreThread, line: str) -> None:
        """Pass a line on, from the build's thread."""
        self.line = line
        core.tell(line)
        if (listener := self._listener) is not None:
            listener.post_message(BuildTold(line))

    def _end(self, app: App[Any], ended: BuildEnded) -> None:
        if self._listener is not None and self._listener.post_message(ended):
            return
        if ended.error is not None:
            app.notify(flat(str(ended.error)), title="The index", severity="error", timeout=15, markup=False)
        else:
            app.notify(flat(ended.report), title="The index", markup=False)


def step_of(line: str) -> tuple[str, int, int] | None:
    """Read ``embedding: 3 of 14``: the stage, how many are done, of how many; None for any other line."""
    found = _STEP.fullmatch(line)
    return (found["stage"], int(found["done"]), int(found["total"])) if found else None


_BUILDS: WeakKeyDictionary[App[Any], IndexBuild] = WeakKeyDictionary()
"""The builder of each application."""
