"""Which disturbances there are, and how one is done: an end at a call or a moment, a call that fails, a full disk."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.durability.jobs import ROOM
from tests.durability.scenes import SCENES, Scene
from tests.durability.tracing import NAMING, REMOVING, SYNCING, WRITING, Call
from tests.durability.trial import End, Workshop

KILL, INTERRUPT, FULL = "KILL", "INT", "FULL"
NOT_HIT = "not hit"
"""The call came elsewhere in this run, where it is not about the index: nothing was tried."""


@dataclass(frozen=True, slots=True)
class Disturbance:
    """What happens to a build."""

    scene: Scene
    call: Call | None
    """Where; None for a kill at a moment."""
    how: str = KILL
    """A signal that ends it; the name of the error with which the call fails; or ``FULL``."""
    share: float = 0.0
    """Of an undisturbed build's length, the moment of a kill."""
    room: int = 0
    """Bytes that each file may have, when the disk counts as full."""

    @property
    def end(self) -> End:
        """How the build may end."""
        return {KILL: End.KILLED, INTERRUPT: End.INTERRUPTED}.get(self.how, End.FAILED)

    def __str__(self) -> str:
        if self.how == FULL:
            return f"{self.scene.name}: no room for more than {self.room} bytes a file"
        where = f"at {self.call}" if self.call else f"after {self.share:.3f} of its time"
        return f"{self.scene.name}: {self.how} {where}"


def ends(workshop: Workshop, how: str) -> list[Disturbance]:
    """An end by a signal at each call that is about the index, of each scene."""
    return [Disturbance(scene, call, how) for scene in SCENES for call in workshop.undisturbed[scene.name].calls]


def faults(workshop: Workshop) -> list[Disturbance]:
    """Each error that each call about the index can meet, of each scene."""
    return [
        Disturbance(scene, call, errno)
        for scene in SCENES
        for call in workshop.undisturbed[scene.name].calls
        for errno in _errors(call)
    ]


def _errors(call: Call) -> tuple[str, ...]:
    if call.name in WRITING:
        return ("ENOSPC", "EIO", "EDQUOT")
    if call.name in SYNCING:
        return ("EIO", "ENOSPC", "EDQUOT")
    if call.name in NAMING or call.makes:
        return ("ENOSPC", "EIO", "EROFS", "EDQUOT")
    if call.name in REMOVING:
        return ("EIO", "EROFS")
    if call.name == "flock":
        return ("ENOLCK", "EOPNOTSUPP", "EIO")
    return ("EIO",)


def moments(count: int, chance: random.Random) -> list[Disturbance]:
    """Kills at random moments, over all scenes; some after the end of the build."""
    return [Disturbance(chance.choice(SCENES), None, share=chance.uniform(0, 1.1)) for _ in range(count)]


def full_disks(workshop: Workshop, count: int, chance: random.Random) -> list[Disturbance]:
    """Disks on which no file grows beyond some size, whatever is tried: from the first byte to the last."""
    sizes = {name: workshop.largest_file(was.index) for name, was in workshop.undisturbed.items()}
    scenes = [chance.choice(SCENES) for _ in range(count)]
    return [Disturbance(scene, None, FULL, room=chance.randrange(512, sizes[scene.name])) for scene in scenes]


def spread(found: list[Disturbance], count: int, chance: random.Random) -> list[Disturbance]:
    """So many of the disturbances: from each scene and kind of call alike, before any of them comes again."""
    groups: dict[tuple[str, str, str], list[Disturbance]] = {}
    for item in found:
        groups.setdefault((item.scene.name, item.call.name if item.call else "", item.how), []).append(item)
    for group in groups.values():
        chance.shuffle(group)
    return list(_in_turn(list(groups.values()), count))


def _in_turn(groups: list[list[Disturbance]], count: int) -> Iterator[Disturbance]:
    taken = 0
    for turn in range(max(map(len, groups), default=0)):
        for group in groups:
            if turn < len(group) and taken < count:
                taken += 1
                yield group[turn]


def disturb(workshop: Workshop, item: Disturbance) -> list[str]:
    """Do one build with its disturbance; answers what is wrong after it, or ``NOT_HIT`` alone."""
    index = workshop.fresh(item.scene)
    if item.how == FULL:
        ended = workshop.server.wait(workshop.start(item.scene, index, more={ROOM: str(item.room)}))
    elif item.call is None:
        job = workshop.start(item.scene, index)
        time.sleep(item.share * workshop.seconds[item.scene.name])
        with contextlib.suppress(ProcessLookupError):
            os.kill(job.pid, signal.SIGKILL)
        ended = workshop.server.wait(job)
    else:
        what = f"signal={item.how}" if item.how in (KILL, INTERRUPT) else f"error={item.how}"
        ended, calls = workshop.traced(item.scene, index, f"{item.call.name}:{what}:when={item.call.number}")
        if not _was_hit(calls, item.call, str(index)):
            return [NOT_HIT]
    return workshop.judge(item.scene, index, ended, item.end)


def _was_hit(calls: list[Call], wanted: Call, index: str) -> bool:
    hit = [call for call in calls if (call.name, call.number) == (wanted.name, wanted.number)]
    return bool(hit) and index in hit[0].words
