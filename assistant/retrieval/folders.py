"""The folders of an index: their names, and the removal of those that nobody needs any more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from assistant.errors import IndexFolderError
from assistant.retrieval import manifest as manifests
from assistant.retrieval.lock import build_lock
from assistant.retrieval.manifest import Manifest, PartRecord

GENERATION = "generation-"
PART = "part-"


def named_by(manifest: Manifest | None) -> set[str]:
    """The folders that make up a state of the index."""
    return {manifest.generation, *(part.name for part in manifest.parts)} if manifest else set()


def kept_by(manifest: Manifest | None) -> set[str]:
    """The folders that stay while a state is live: its own, and those of the state before."""
    return {*named_by(manifest), *manifest.before} if manifest else set()


def read_live(folder: Path) -> Manifest | None:
    """What is live now; None where there is nothing, or nothing that can be read."""
    try:
        return manifests.read(folder)
    except IndexFolderError:
        return None


def tidy(folder: Path) -> None:
    """Remove what a build that was cut off has left, unless another build is at work.

    What cannot be removed now goes next time.
    """
    live = read_live(folder)
    if live is None or not any(_rubbish(folder, live)):
        return
    try:
        with build_lock(folder, wait_s=0.0):
            live = read_live(folder)
            if live is not None:
                remove_rubbish(folder, live)
    except IndexFolderError:  # another build is at work, and tidies itself; or nothing can be written here
        return


def remove_rubbish(folder: Path, live: Manifest, *, also: str = "") -> None:
    """Remove what a finished or interrupted build has left; the build lock is held.

    What cannot be removed now goes next time: nothing of it is ever read.

    Args:
        folder: The index folder.
        live: What is live.
        also: Name of a part that stays too.
    """
    for path in _rubbish(folder, live, also):
        with suppress(OSError):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def _rubbish(folder: Path, live: Manifest, also: str = "") -> Iterator[Path]:
    """Generations and parts that are not kept, and files in parts that the manifest does not name."""
    keep = {*kept_by(live), also}
    with suppress(OSError):
        for path in list(folder.iterdir()):
            if path.name.startswith((GENERATION, PART)) and path.name not in keep:
                yield path
        for part in live.parts:
            for path in list((folder / part.name).iterdir()):
                if f"{part.name}/{path.name}" not in live.files:
                    yield path


def next_name(folder: Path, kind: str, also: Sequence[PartRecord]) -> str:
    """A name that no generation, or part, of the folder has or had a moment ago."""
    names = [path.name for path in folder.glob(f"{kind}*")] + [part.name for part in also]
    taken = [int(name[len(kind) :]) for name in names if name[len(kind) :].isdigit()]
    return f"{kind}{max(taken, default=0) + 1:06d}"
