"""Quantities against the English specs of Recognizers-Text: numbers, percentages, currencies, dimensions.

    python -m assistant.evaluation.recognizers FOLDER [--differences]

FOLDER holds the specs as that project keeps them (``Number/English/NumberModel.json`` and so on). Each file is a
list of sentences with the results that are expected: text, offsets (``End`` inclusive), value and unit. A result is
found when one of our quantities overlaps it with the same value and, where one is given, the same unit; a case
passes when all its results are found. Cases without a result pass when we find nothing of the file's kind.
"""

from __future__ import annotations

import argparse
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.datatypes import Quantity
from assistant.errors import QuantityError, UsageError
from assistant.evaluation.bootstrap import ratio
from assistant.evaluation.data_files import digest, read_json, sampled
from assistant.evaluation.report import Report
from assistant.evaluation.request import Request
from assistant.quantities import convert, dimension, extract
from assistant.quantities.nouns import plural, singular
from assistant.quantities.vocabulary import Surface, units

TOLERANCE = 1e-6
FILES = (
    "Number/English/NumberModel.json",
    "Number/English/PercentModel.json",
    "NumberWithUnit/English/CurrencyModel.json",
    "NumberWithUnit/English/DimensionModel.json",
    "NumberWithUnit/English/TemperatureModel.json",
    "NumberWithUnit/English/AgeModel.json",
)


@dataclass(frozen=True, slots=True)
class Expected:
    """A result that a case expects."""

    text: str
    start: int
    end: int
    value: float | None
    """None where the spec gives no value."""
    unit: str
    """As the spec names it; empty for a plain number."""


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence of a spec."""

    text: str
    results: tuple[Expected, ...]


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a spec that apply to every platform.

    Raises:
        UsageError: The file cannot be read, or is no spec.
    """
    data = read_json(path)
    try:
        return tuple(Case(entry["Input"], tuple(map(_expected, entry["Results"]))) for entry in data)
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no spec of Recognizers-Text: {error!r}", "Check which file it is") from error


def _expected(result: dict[str, Any]) -> Expected:
    resolution = result.get("Resolution") or {}
    raw = str(resolution.get("value") or "").rstrip("%")
    try:
        value = float(raw)
    except ValueError:
        value = None
    start = int(result.get("Start", 0))
    end = int(result.get("End", start + len(result["Text"]) - 1)) + 1
    return Expected(result["Text"], start, end, value, resolution.get("unit") or "")


def found(expected: Expected, quantities: Sequence[Quantity]) -> bool:
    """Whether one of our quantities is an expected result."""
    near = [q for q in quantities if q.span and q.span.start < expected.end and expected.start < q.span.end]
    return any(_same(expected, quantity) for quantity in near)


def _same(expected: Expected, quantity: Quantity) -> bool:
    if expected.value is None:
        return True
    value = expected.value
    if expected.unit:
        surface = _surface(expected.unit)
        if surface is None:
            return False
        value *= float(surface.factor)  # 50 cents there are 0.5 dollars here
        try:
            quantity = convert(replace(quantity, unit=_plain(quantity.unit)), surface.unit.name)
        except QuantityError:
            return False
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    return any(abs(bound - value) <= TOLERANCE * max(abs(value), 1.0) for bound in bounds)


def _plain(unit: str) -> str:
    """A unit without what it is per: the specs leave "a share" out of "$2 a share"."""
    return unit if unit in units().by_name else unit.partition("/")[0]


def _surface(name: str) -> Surface | None:
    """The unit that a spec names, in any of its forms."""
    words = name.lower().split()
    forms = (words, [*words[:-1], plural(words[-1])], [*words[:-1], singular(words[-1])])
    return next((units().words[tuple(form)] for form in forms if tuple(form) in units().words), None)


_KINDS: dict[str, Callable[[Quantity], bool]] = {
    "NumberModel": lambda quantity: True,
    "PercentModel": lambda quantity: quantity.unit == "%",
    "CurrencyModel": lambda quantity: dimension(quantity.unit).startswith("money"),
    "DimensionModel": lambda quantity: dimension(quantity.unit) != "count",
    "TemperatureModel": lambda quantity: dimension(quantity.unit) == "temperature",
    "AgeModel": lambda quantity: dimension(quantity.unit) in ("time", "calendar"),
}


def passes(case: Case, kind: str) -> bool:
    """Whether a case passes; one that expects nothing passes when nothing of the file's kind is found."""
    quantities = extract(case.text)
    if case.results:
        return all(found(expected, quantities) for expected in case.results)
    return not any(_KINDS[kind](quantity) for quantity in quantities)


def recognizers(request: Request) -> Report:
    """Share of cases that pass, by kind; a limit draws as many of each kind.

    Raises:
        UsageError: There is no spec at all, or one cannot be read.
    """
    measures, cases = [], 0
    with _folder(request.data) as folder:
        for name in FILES:
            if (folder / name).is_file():
                kind = Path(name).stem
                drawn = sampled(read_cases(folder / name), request.limit, request.seed)
                right = [(float(passes(case, kind)), 1.0) for case in drawn]
                measures.append(ratio(f"passed: {kind}", right, unit="%", seed=request.seed))
                cases += len(drawn)
    if not measures:
        raise UsageError(f"{request.data} holds none of the specs, such as {FILES[0]}", "Name the folder Specs")
    return Report("recognizers", tuple(measures), (("cases", cases),), ((request.data.name, digest(request.data)),))


@contextmanager
def _folder(path: Path) -> Iterator[Path]:
    """The folder that holds the specs, in a folder or unpacked from an archive."""
    if path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="assistant-evaluate-") as unpacked:
        try:
            with tarfile.open(path) as archive:
                archive.extractall(unpacked, filter="data")
        except (OSError, tarfile.TarError) as error:
            raise UsageError(f"{path} is neither a folder nor an archive: {error}", "Name the folder Specs") from error
        inside = Path(unpacked)
        yield inside / "Specs" if (inside / "Specs").is_dir() else inside


def main(arguments: Sequence[str] | None = None) -> int:
    """Report each file's share of cases that pass; see the module's text."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.recognizers")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--differences", action="store_true", help="show each case that does not pass")
    typed = parser.parse_args(arguments)
    lines = []
    for name in FILES:
        path = typed.folder / name
        if not path.is_file():
            lines.append(f"{path.stem:18} not there")
            continue
        cases = read_cases(path)
        right = [case for case in cases if passes(case, path.stem)]
        lines.append(f"{path.stem:18} {len(right):4} of {len(cases):4}  {100 * len(right) / max(len(cases), 1):5.1f} %")
        if typed.differences:
            for case in (case for case in cases if case not in right):
                ours = [(q.text, q.low, q.high, q.unit) for q in extract(case.text)]
                lines += [
                    f"  {case.text}",
                    f"    expected {[(r.text, r.value, r.unit) for r in case.results]}",
                    f"    ours     {ours}",
                ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
