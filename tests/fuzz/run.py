"""The standing run: many random cases over all readers, with their times, their memory and what fails.

    python -m tests.fuzz.run --cases 1000000
    python -m tests.fuzz.run --target article.pdf --seconds 60 --seed 7

Same seed and number, same cases. What fails is written to a folder, as it was read. Exit code 1 when anything did.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.cases import TARGETS, Target, make_file, make_text

PATIENCE = 2.0
"""Seconds of processor time that one case may take."""
_ROOM = 3_000_000_000
"""Bytes of address space; a case that wants more fails."""


@dataclass(slots=True)
class Tally:
    """What a target's cases came to."""

    cases: int = 0
    failures: int = 0
    total: float = 0.0
    worst: float = 0.0
    kinds: set[str] = field(default_factory=set)


class Hang(Exception):
    """A case that does not end."""


def run_case(target: Target, case: bytes | str, folder: Path) -> str:
    """Try one case.

    Args:
        target: The reader.
        case: Text, or the bytes of a file.
        folder: Where the file is put.

    Returns:
        What went wrong, as a traceback; empty when nothing did.
    """
    try:
        if isinstance(case, str):
            target.check(case)
        else:
            path = folder / f"case{target.suffix}"
            path.write_bytes(case)
            target.check(path)
    except Exception:  # noqa: BLE001 - anything that comes out is what this run is for
        return traceback.format_exc()
    return ""


def make_case(target: Target, seed: int, number: int) -> bytes | str:
    """One case, which depends on nothing but these."""
    rng = random.Random(f"{target.name} {seed} {number}")
    return make_file(rng, target.suffix) if target.suffix else make_text(rng)


def run_target(target: Target, cases: int, *, seed: int, seconds: float, out: Path) -> Tally:
    """Try many cases on one reader; it ends with the cases or with the seconds."""
    tally = Tally()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="assistant-fuzz-") as scratch:
        for number in range(cases):
            if time.monotonic() - begin > seconds:
                break
            case = make_case(target, seed, number)
            took, said = _timed(target, case, Path(scratch))
            tally.cases += 1
            tally.total += took
            tally.worst = max(tally.worst, took)
            if took > PATIENCE:
                said = said or f"took {took:.1f} s"
            if said:
                tally.failures += 1
                _keep(target, case, number, said, tally, out)
    return tally


def _timed(target: Target, case: bytes | str, scratch: Path) -> tuple[float, str]:
    signal.setitimer(signal.ITIMER_VIRTUAL, 10 * PATIENCE)
    start = time.process_time()
    try:
        said = run_case(target, case, scratch)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start, said


def _keep(target: Target, case: bytes | str, number: int, said: str, tally: Tally, out: Path) -> None:
    """Write a failing case down; of each kind of failure the first ten."""
    kind = " ".join(said.strip().splitlines()[-3:])[-200:]
    if len(tally.kinds) > 50 or (kind in tally.kinds and tally.failures > 10):
        return
    tally.kinds.add(kind)
    out.mkdir(parents=True, exist_ok=True)
    stem = out / f"{target.name.replace('.', '-')}-{number}"
    data = case.encode("utf-8", "surrogatepass") if isinstance(case, str) else case
    stem.with_suffix(target.suffix or ".case").write_bytes(data)
    stem.with_suffix(".why").write_text(said, encoding="utf-8", errors="backslashreplace")


def _ring(*_: object) -> None:
    raise Hang(f"no end after {10 * PATIENCE} s")


def main(argv: list[str] | None = None) -> int:
    """Run, print a table, and say whether anything failed."""
    options = _options(argv)
    chosen = [target for target in TARGETS if options.target in ("", target.name)]
    if not chosen:
        sys.stderr.write(f"no target {options.target}; known: {', '.join(target.name for target in TARGETS)}\n")
        return 2
    resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
    signal.signal(signal.SIGVTALRM, _ring)
    weights = sum(target.weight for target in chosen)
    failures = 0
    sys.stdout.write(f"{'target':18}{'cases':>10}{'failed':>8}{'mean ms':>9}{'worst s':>9}{'peak MB':>9}\n")
    for target in chosen:
        cases = -(-options.cases * target.weight // weights)
        seconds = options.seconds * target.weight / weights
        tally = run_target(target, cases, seed=options.seed, seconds=seconds, out=options.out)
        failures += tally.failures
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        mean = 1000 * tally.total / max(tally.cases, 1)
        sys.stdout.write(
            f"{target.name:18}{tally.cases:10,}{tally.failures:8,}{mean:9.2f}{tally.worst:9.2f}{peak:9,}\n"
        )
        sys.stdout.flush()
    return 1 if failures else 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cases", type=int, default=100_000, help="of all targets together")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="end after these, cases or not")
    parser.add_argument("--target", default="", help="only this one")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("fuzz-failures"), help="folder for the cases that fail")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
