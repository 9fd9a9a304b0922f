"""The same checks, led by which lines of the package a case reaches; needs atheris (``pip install atheris``).

    python -m tests.fuzz.guided --target questions.csv --cases 100000

It ends at the first case that fails, which it writes to the folder that it is run in.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

_SEEDS = 200


def main(argv: list[str] | None = None) -> int:
    """Run one target; returns only when it cannot."""
    options = _options(argv)
    try:
        atheris: Any = importlib.import_module("atheris")
    except ImportError:
        sys.stderr.write("atheris is not installed; try: pip install atheris\n")
        return 2
    with atheris.instrument_imports(include=["assistant"]):
        cases = importlib.import_module("tests.fuzz.cases")
    run = importlib.import_module("tests.fuzz.run")
    target = next((target for target in cases.TARGETS if target.name == options.target), None)
    if target is None:
        sys.stderr.write(f"no target {options.target}; known: {', '.join(t.name for t in cases.TARGETS)}\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="assistant-fuzz-") as scratch:
        seeds = Path(scratch) / "seeds"
        seeds.mkdir()
        for number in range(_SEEDS):
            case = run.make_case(target, 0, number)
            data = case.encode("utf-8", "surrogatepass") if isinstance(case, str) else case
            (seeds / str(number)).write_bytes(data)
        atheris.Setup([sys.argv[0], f"-runs={options.cases}", "-timeout=20", str(seeds)], _one(target, Path(scratch)))
        atheris.Fuzz()
    return 0


def _one(target: Any, scratch: Path) -> Callable[[bytes], None]:
    path = scratch / f"case{target.suffix}"

    def one(data: bytes) -> None:
        if target.suffix:
            path.write_bytes(data)
            target.check(path)
        else:
            target.check(data.decode("utf-8", "surrogateescape"))

    return one


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--target", required=True)
    parser.add_argument("--cases", type=int, default=100_000)
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
