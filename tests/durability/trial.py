"""One build that is disturbed, and what must hold afterwards."""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from tests.durability import scenes
from tests.durability.client import Ended, Job, Server
from tests.durability.scenes import NEW, OLD, SCENES, Scene
from tests.durability.tracing import Call, Tracer


class End(IntEnum):
    """How a disturbed build may end, with its exit code; or well."""

    KILLED = -9
    INTERRUPTED = 130
    FAILED = 3


_KEPT = {"manifest.json", "build.lock", "README.md"}


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """A scene that nothing disturbs."""

    scene: Scene
    before: dict[str, Any]
    """What a reader finds before it."""
    after: dict[str, Any]
    calls: tuple[Call, ...]
    """The calls of its build that are about the index; none where nothing can be traced."""
    index: Path
    """The index that it left."""
    litter: Counter[str]
    """What lies in the folder though the manifest does not name it, such as what older readers hold."""


class Workshop:
    """Corpora, an index, and disturbed copies of them.

    Args:
        folder: For everything; its path must be free of links.
        server: Does the jobs.
        more: Articles that the corpora have above the few.
        traced: Whether strace is there.
    """

    def __init__(self, folder: Path, server: Server, *, more: int = 0, traced: bool = True) -> None:
        self.folder = folder
        self.server = server
        self._count = 0
        scenes.write_old(folder / OLD, more)
        scenes.write_new(folder / NEW, more)
        (folder / "metrics.toml").write_text(scenes.METRICS, encoding="utf-8")
        for corpus in (NEW, OLD):  # so that the next build has something to remove
            ended = server.do("command", "index", *self._paths(corpus, folder / "index-old"))
            if ended.code:
                raise RuntimeError(f"the first builds do not work: {ended}")
        self.old = server.state(folder / "index-old")
        self.seconds = {scene.name: self._seconds(scene) for scene in SCENES}
        """What each scene's build takes here."""
        self.undisturbed = {scene.name: self._observe(scene, traced=traced) for scene in SCENES}

    def _paths(self, corpus: str, index: Path) -> list[str | Path]:
        return ["--corpus", self.folder / corpus, "--index", index]

    def _environment(self, scene: Scene) -> dict[str, str]:
        return {"ASSISTANT_METRICS": str(self.folder / "metrics.toml")} if scene.own_metrics else {}

    def fresh(self, scene: Scene) -> Path:
        """A new index folder as a scene begins with it."""
        self._count += 1
        index = self.folder / f"try-{self._count}" / "index"
        index.parent.mkdir()
        if scene.before:
            shutil.copytree(self.folder / "index-old", index)
        return index

    def largest_file(self, index: Path) -> int:
        """The size of the largest file of an index."""
        return max(path.stat().st_size for path in index.rglob("*") if path.is_file())

    def copy_of_old(self) -> Path:
        """A copy of the index of the old corpus."""
        return self.fresh(SCENES[1])

    def start(self, scene: Scene, index: Path, gate: Path | None = None, more: Mapping[str, str] | None = None) -> Job:
        """Start a scene's build; in more of an environment, where there is any."""
        words = ["index", *scene.flags, *self._paths(scene.corpus, index)]
        environment = {**self._environment(scene), **(more or {})}
        return self.server.start("command", *words, gate=gate, environment=environment)

    def traced(self, scene: Scene, index: Path, injection: str) -> tuple[Ended, list[Call]]:
        """Run a scene's build under strace."""
        gate = index.parent / "gate"
        job = self.start(scene, index, gate)
        tracer = Tracer(job.pid, index.parent / "calls", injection)
        gate.touch()
        ended = self.server.wait(job)
        return ended, tracer.calls()

    def again(self, scene: Scene, index: Path) -> Ended:
        """The next ``assistant index``, as a person would run it."""
        return self.server.do(
            "command", "index", *self._paths(scene.corpus, index), environment=self._environment(scene)
        )

    def _seconds(self, scene: Scene) -> float:
        index = self.fresh(scene)
        began = time.monotonic()
        self.server.wait(self.start(scene, index))
        return time.monotonic() - began

    def _observe(self, scene: Scene, *, traced: bool) -> Undisturbed:
        index = self.fresh(scene)
        if traced:
            ended, calls = self.traced(scene, index, "")
        else:
            ended, calls = self.server.wait(self.start(scene, index)), []
        if ended.code:
            raise RuntimeError(f"{scene.name} does not work undisturbed: {ended}")
        about = tuple(call for call in calls if call.touches(index))
        before = self.old if scene.before else {"missing": True}
        return Undisturbed(scene, before, self.server.state(index), about, index, litter(index))

    def judge(self, scene: Scene, index: Path, ended: Ended, end: End) -> list[str]:
        """What is wrong after a disturbed build; the folder goes when nothing is.

        Args:
            scene: What was built.
            index: The index folder.
            ended: How the build ended.
            end: How it may end.
        """
        was = self.undisturbed[scene.name]
        wrong = _end_is_wrong(ended, index, end)
        found = self.server.state(index)
        if found not in (was.before, was.after):
            wrong.append(f"the index is neither the old one nor the new one: {_difference(found, was)}")
        if ended.code == 0 and found != was.after:
            wrong.append("the build said that it succeeded, and the index is not the new one")
        retried = self.again(scene, index)
        if retried.code or "Traceback" in retried.err:
            wrong.append(f"the next build failed with {retried.code}: {retried.err.strip()}")
        found = self.server.state(index)
        if found != was.after:
            wrong.append(f"the next build ends elsewhere than an undisturbed one: {_difference(found, was)}")
        usual = was.litter | self.undisturbed["changes"].litter
        rubbish = litter(index) - usual
        if rubbish:
            wrong.append(f"rubbish stays: {', '.join(sorted(rubbish))}")
        if not wrong:
            shutil.rmtree(index.parent)
        return wrong


def _end_is_wrong(ended: Ended, index: Path, end: End) -> list[str]:
    if end is not End.FAILED and ended.code not in (0, end.value):
        return [f"ended with {ended.code}: {ended.err.strip()}"]
    if end is End.KILLED:
        return []
    if end is End.INTERRUPTED:
        calm = ended.code == 0 or ended.err.splitlines()[-1:] == ["assistant: interrupted; nothing is lost"]
        return [] if calm else [f"says something else at its end: {ended.err.strip()[-600:]}"]
    wrong = []
    lines = [line for line in ended.err.splitlines() if line.startswith("assistant: ")]
    if len(lines) != len(ended.err.splitlines()):
        wrong.append(f"says more than plain lines: {ended.err.strip()[-600:]}")
    if ended.code not in (0, 3):
        wrong.append(f"exit code {ended.code}")
    if ended.code == 3 and not (lines and str(index) in lines[-1]):
        wrong.append(f"the error does not name the index: {lines[-1:]}")
    return wrong


def _difference(found: dict[str, Any], was: Undisturbed) -> str:
    """In which fields a state differs from the new and from the old one."""
    if len(found) == 1 or "error" in found:
        return str(found)[-600:]
    parts = []
    for name, state in (("old", was.before), ("new", was.after)):
        parts.append(f"{name}: {', '.join(key for key in found if found[key] != state.get(key)) or 'same'}")
    return "; ".join(parts)


def litter(index: Path) -> Counter[str]:
    """What is in the folder and not in the manifest, by name with its numbers left out."""
    manifest = index / "manifest.json"
    named = manifest.read_text(encoding="utf-8") if manifest.exists() else ""
    paths = (path for path in index.rglob("*") if path.is_file() or not any(path.iterdir()))
    return Counter(
        re.sub(r"[0-9a-f]{6,}|\d+", "#", str(path.relative_to(index)))
        for path in paths
        if path.name not in _KEPT and not all(name in named for name in path.relative_to(index).parts)
    )
