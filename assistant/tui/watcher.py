"""Notices that articles or the index have changed on disk, and takes the changes in behind the conversation."""

from __future__ import annotations

import time
from collections.abc import Callable

from assistant.errors import AssistantError
from assistant.tui.core_thread import CoreThread

EVERY = 2.0
"""Seconds between two looks."""
_SHARE = 20
"""A look is made at most once in so many times its own length: one that takes long is made seldom."""


class Watcher:
    """Looks again and again, one look at a time.

    Args:
        core: What looks and builds.
        tell: Shows a line about the state of the index; an empty one takes it back.
        changed: Told, with a new line of what is indexed, when another index is open.
    """

    def __init__(self, core: CoreThread, tell: Callable[[str], None], changed: Callable[[str], None]) -> None:
        self._core = core
        self._tell = tell
        self._changed = changed
        self._busy = False
        self._not_before = 0.0
        self._pending = 0
        self._gave_up_at = -1
        """How many changes could not be taken in; tried again once there are others."""
        self._trouble = ""
        """Why they could not; told as long as that is so."""

    async def look(self) -> None:
        """Look once, unless a look is under way or the core is at work; build where changes have settled."""
        if self._busy or not self._core.is_idle or time.monotonic() < self._not_before:
            return
        self._busy = True
        try:
            await self._look()
        finally:
            self._busy = False

    async def _look(self) -> None:
        began = time.monotonic()
        watched = await self._core.call(lambda desk: desk.watch())
        self._not_before = time.monotonic() + _SHARE * (time.monotonic() - began)
        if watched.reopened:
            self._changed(await self._core.call(lambda desk: desk.about))
        if watched.pending != self._gave_up_at:
            self._trouble = ""
        self._tell(watched.problem or self._trouble)
        # Two looks that find the same: whoever writes there has finished.
        settled = watched.pending == self._pending
        self._pending = watched.pending
        if watched.pending and settled and watched.pending != self._gave_up_at and not watched.problem:
            await self._build(watched.pending)

    async def _build(self, pending: int) -> None:
        self._tell(f"taking in {pending} changed {'file' if pending == 1 else 'files'} …")
        try:
            await self._core.call_aside(lambda desk: desk.build(self._core.tell))
        except AssistantError as error:
            self._gave_up_at = pending
            self._trouble = f"the changes could not be taken in: {error}"
            self._tell(self._trouble)
            return
        self._gave_up_at = -1
        watched = await self._core.call(lambda desk: desk.watch())
        self._pending = watched.pending
        self._tell(watched.problem)
        if watched.reopened:
            self._changed(await self._core.call(lambda desk: desk.about))
