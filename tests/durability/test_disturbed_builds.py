"""A small, fixed selection of what ``python -m tests.durability.run`` does by the hundred."""

from __future__ import annotations

import random
import sys

import pytest

from tests.durability import disturbances, flips, tracing
from tests.durability.disturbances import INTERRUPT, KILL, Disturbance, disturb, ends
from tests.durability.order import unsynced
from tests.durability.scenes import SCENES, Scene
from tests.durability.tracing import NAMING, REMOVING, SYNCING
from tests.durability.trial import Workshop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed by signals")
needs_strace = pytest.mark.skipif(bool(tracing.why_not()), reason=tracing.why_not() or "it is there")
SEED = 20260425


def failures(workshop: Workshop, chosen: list[Disturbance]) -> list[str]:
    """What went wrong, with where; the calls that were not hit must be few."""
    results = [(item, disturb(workshop, item)) for item in chosen]
    missed = sum(wrong == [disturbances.NOT_HIT] for _, wrong in results)
    assert missed <= len(chosen) // 4, f"{missed} of {len(chosen)} calls were not hit"
    return [f"{item}: {line}" for item, wrong in results for line in wrong if line != disturbances.NOT_HIT]


@needs_strace
def test_a_build_that_is_killed_loses_nothing(workshop: Workshop) -> None:
    chosen = disturbances.spread(ends(workshop, KILL), 10, random.Random(SEED))
    assert failures(workshop, chosen) == []


@needs_strace
def test_a_build_that_is_killed_about_the_switch_loses_nothing(workshop: Workshop) -> None:
    """From the last sync before the manifest gets its name to the end: the calls of which each counts."""
    calls = [item for item in ends(workshop, KILL) if item.scene.name == "changes" and item.call]
    names = [item.call.name for item in calls if item.call]
    last = max(number for number, name in enumerate(names) if name.startswith("rename"))
    assert failures(workshop, calls[max(last - 2, 0) :][:6]) == []


@needs_strace
def test_a_build_that_is_killed_is_gone_on_with(workshop: Workshop) -> None:
    """What was finished before the kill is not embedded again."""
    first = SCENES[0]
    syncs = [call for call in workshop.undisturbed[first.name].calls if call.name in SYNCING]
    said = []
    for call in syncs[len(syncs) // 2 :][:3]:
        index = workshop.fresh(first)
        workshop.traced(first, index, f"{call.name}:signal=KILL:when={call.number}")
        said.append(workshop.again(first, index).err)
        assert workshop.server.state(index) == workshop.undisturbed[first.name].after
    assert any("going on with an interrupted build" in line for line in said), said


def test_a_build_that_is_killed_at_any_moment_loses_nothing(workshop: Workshop) -> None:
    assert failures(workshop, disturbances.moments(5, random.Random(SEED))) == []


@needs_strace
def test_a_build_that_is_interrupted_loses_nothing_and_ends_calmly(workshop: Workshop) -> None:
    chosen = disturbances.spread(ends(workshop, INTERRUPT), 6, random.Random(SEED))
    assert failures(workshop, chosen) == []


def test_a_full_disk_loses_nothing_and_is_told(workshop: Workshop) -> None:
    assert failures(workshop, disturbances.full_disks(workshop, 5, random.Random(SEED))) == []


@needs_strace
def test_a_call_that_fails_loses_nothing_and_is_told(workshop: Workshop) -> None:
    chosen = disturbances.spread(disturbances.faults(workshop), 16, random.Random(SEED))
    assert failures(workshop, chosen) == []


@needs_strace
@pytest.mark.parametrize("kind", [SYNCING, NAMING, REMOVING], ids=["syncing", "naming", "removing"])
def test_each_sync_name_and_removal_may_fail(workshop: Workshop, kind: frozenset[str]) -> None:
    found = [item for item in disturbances.faults(workshop) if item.call and item.call.name in kind]
    chosen = [item for item in found if item.scene.name == "changes" and item.how == "EIO"]
    assert chosen or kind is REMOVING
    assert failures(workshop, chosen[-3:]) == []


@needs_strace
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_power_cut_loses_nothing(workshop: Workshop, scene: Scene) -> None:
    was = workshop.undisturbed[scene.name]
    assert unsynced(was.calls, was.index) == []


@pytest.mark.parametrize("large", [False, True], ids=["compared whole", "too large for that"])
def test_a_changed_byte_is_told_or_never_read(workshop: Workshop, *, large: bool) -> None:
    chance = random.Random(SEED + large)
    results = [flips.flip(workshop, *place, large=large) for place in flips.places(workshop, 10, chance)]
    assert [result.wrong for result in results if result.wrong] == []
    assert any(result.kind == flips.TOLD for result in results)
