"""The standing command: so many kills and faults of each kind, and what they did to the index.

python -m tests.durability.run --kills 500 --faults 200 --flips 200 [--seed N] [--articles N]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.durability import disturbances, flips, tracing
from tests.durability.client import Server
from tests.durability.disturbances import INTERRUPT, KILL, NOT_HIT, Disturbance, disturb, ends, spread
from tests.durability.trial import Workshop


def main(arguments: list[str] | None = None) -> int:
    """Run it; returns 1 when anything went wrong."""
    asked = _parser().parse_args(arguments)
    missing = tracing.why_not()
    if missing and (asked.kills or asked.faults):
        _say(f"{missing}: kills at random moments only, and no faults")
    chance = random.Random(asked.seed)
    failures = 0
    with tempfile.TemporaryDirectory() as name, Server(Path(name).resolve() / "server") as server:
        workshop = Workshop(Path(name).resolve(), server, more=asked.articles, traced=not missing)
        for title, chosen in _chosen(workshop, asked, chance, traced=not missing):
            failures += _all(workshop, title, chosen)
        failures += _flips(workshop, asked.flips, chance)
    _say("all is well" if not failures else f"{failures} failed")
    return 1 if failures else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.durability.run", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=100, help="builds that are killed; a fifth at random moments")
    parser.add_argument("--faults", type=int, default=100, help="builds one of whose system calls fails")
    parser.add_argument("--interrupts", type=int, default=50, help="builds that get a Ctrl-C")
    parser.add_argument("--full", type=int, default=50, help="builds on a disk that is full from some byte on")
    parser.add_argument(
        "--flips", type=int, default=100, help="bytes of the index that are changed, and files that are cut off"
    )
    parser.add_argument("--articles", type=int, default=0, help="articles above the dozen of the corpus")
    parser.add_argument("--seed", type=int, default=1, help="of what is chosen")
    return parser


def _chosen(
    workshop: Workshop, asked: argparse.Namespace, chance: random.Random, *, traced: bool
) -> list[tuple[str, list[Disturbance]]]:
    at_moments = asked.kills // 5 if traced else asked.kills
    return [
        ("killed", spread(ends(workshop, KILL), asked.kills - at_moments, chance)),
        ("killed at a moment", disturbances.moments(at_moments, chance)),
        ("interrupted", spread(ends(workshop, INTERRUPT), asked.interrupts if traced else 0, chance)),
        ("calls that fail", spread(disturbances.faults(workshop), asked.faults if traced else 0, chance)),
        ("full disks", disturbances.full_disks(workshop, asked.full, chance)),
    ]


def _all(workshop: Workshop, title: str, chosen: list[Disturbance]) -> int:
    counts: Counter[str] = Counter()
    for item in chosen:
        wrong = disturb(workshop, item)
        counts[NOT_HIT if wrong == [NOT_HIT] else "failed" if wrong else "well"] += 1
        if wrong and wrong != [NOT_HIT]:
            _say(f"FAILED {item}", f"    {item.call.words if item.call else ''}", *(f"    {line}" for line in wrong))
    _say(f"{title}: {', '.join(f'{count} {word}' for word, count in sorted(counts.items())) or 'none'}")
    return counts["failed"]


def _flips(workshop: Workshop, count: int, chance: random.Random) -> int:
    results: Counter[str] = Counter()
    for path, place, bits in flips.places(workshop, count, chance):
        large = chance.random() < 0.5
        result = flips.flip(workshop, path, place, bits, large=large)
        results[f"{result.kind}{' (large)' if large else ''}"] += 1
        if result.wrong:
            _say(f"FAILED {path} at {place} ^ {bits:#x}{' of a large index' if large else ''}", f"    {result.wrong}")
    shown = ", ".join(f"{count} {word}" for word, count in sorted(results.items())) or "none"
    _say(f"bytes changed and files cut off: {shown}")
    return sum(count for word, count in results.items() if word.startswith(flips.FAILED))


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)  # noqa: T201 - a command's output


if __name__ == "__main__":
    sys.exit(main())
