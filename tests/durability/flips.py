"""A byte of the index that is not what was written, or a file cut short: told, or never read; never a wrong answer."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.durability import jobs
from tests.durability.jobs import QUESTIONS
from tests.durability.scenes import OLD
from tests.durability.trial import Workshop

_BITS = (0, 0, *(1 << bit for bit in range(8)))
TOLD, UNREAD, FAILED = "told", "never read", "failed"


@dataclass(frozen=True, slots=True)
class Flipped:
    """What came of one changed byte."""

    kind: str
    wrong: str = ""


def places(workshop: Workshop, count: int, chance: random.Random) -> list[tuple[Path, int, int]]:
    """So many places in the index's files, as (path in the folder, offset, bits to turn): every file alike.

    At one place in five no bit is turned: there the file is cut off.
    """
    folder = workshop.folder / "index-old"
    files = sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file() and p.stat().st_size)
    live = [path for path in files if _is_live(folder, path)]
    return [
        (path, chance.randrange((folder / path).stat().st_size), chance.choice(_BITS))
        for path in (live[n % len(live)] for n in range(count))
    ]


def _is_live(folder: Path, path: Path) -> bool:
    named = (folder / "manifest.json").read_text(encoding="utf-8")
    return path.name == "manifest.json" or all(part in named for part in path.parts)


def flip(workshop: Workshop, path: Path, place: int, bits: int, *, large: bool = False) -> Flipped:
    """Change one byte of a copy of the index, or cut a file off; ask all questions by the command line; mend it.

    Args:
        workshop: Where.
        path: The file, in the index folder.
        place: The byte's offset.
        bits: What is turned in it; none, and the file is cut off before it.
        large: Whether the index counts as too large to be compared whole when it is opened.
    """
    environment = {jobs.LARGE: "1"} if large else {}
    index = workshop.copy_of_old()
    content = bytearray((index / path).read_bytes())
    if bits:
        content[place] ^= bits
    else:
        del content[place:]
    (index / path).write_bytes(content)
    where = ["--corpus", str(workshop.folder / OLD), "--index", str(index)]
    told = False
    for question, sound in zip(QUESTIONS, workshop.old["answers"], strict=True):
        ended = workshop.server.do("command", "ask", "--json", question, *where, environment=environment)
        if "Traceback" in ended.err or ended.code not in (0, 1, 3):
            return Flipped(FAILED, f"asking ended with {ended.code}: {ended.err[-800:]}")
        if ended.code == 3:
            told = True
            if "assistant index --rebuild" not in ended.err:
                return Flipped(FAILED, f"nothing says how to mend it: {ended.err.strip()}")
            continue
        shown = json.loads(ended.out)
        shown.pop("index")
        if shown != sound:
            return Flipped(FAILED, f"{question} is answered {shown['text']!r} instead of {sound['text']!r}")
    if told:
        mended = workshop.server.do("command", "index", "--rebuild", *where)
        if mended.code or workshop.server.state(index)["answers"] != workshop.old["answers"]:
            return Flipped(FAILED, f"a rebuild does not mend it: {mended.err.strip()}")
    shutil.rmtree(index.parent)
    return Flipped(TOLD if told else UNREAD)
