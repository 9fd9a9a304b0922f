"""Strings that make a pattern work hard: each repeated part repeated very often, then a mismatch.

The parts come from the pattern itself, so a new pattern is tried as it is written.
"""

from __future__ import annotations

import re
import signal
import time
import warnings
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from re import _constants as sre  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

_LETTERS = " aA1,-.\n'<_|#>[("
_BAD = ("\x00", "", " \x00", "a!", ",")
_MANY = 12
"""A repeat of fewer times than this cannot grow."""
_SMALL, _LARGE = 2_000, 8_000
_SUSPECT = 0.000_4
"""Seconds for the small size below which nothing can grow too fast: a square of 2,000 takes more."""
_GROWTH = 8.0
"""From the small to the large size: 4 is linear, 16 a square."""
_PATIENCE = 2


def slow_string(pattern: re.Pattern[str], methods: Collection[str]) -> str:
    """Where a pattern's time grows faster than its text: the repeated string, and by how much.

    Args:
        pattern: The pattern.
        methods: What is called of it.

    Returns:
        One line; empty where no string was found that does it.
    """
    run = _runner(pattern, methods)
    for pump in pumps(pattern):
        if said := _judged(run, pump):
            return said
    return ""


def pumps(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """The families of strings to try: each takes a length in characters."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    seen: set[tuple[str, str, str]] = set()
    for head, body in _repeats(tree, ""):
        for unit, lead in {(body, head), (head + body, ""), (body, "")}:
            for bad in _BAD:
                if unit and (lead, unit, bad) not in seen:
                    seen.add((lead, unit, bad))
                    yield _pump(lead, unit, bad)


def _pump(lead: str, unit: str, bad: str) -> Callable[[int], str]:
    def made(length: int) -> str:
        return lead + unit * (length // len(unit)) + bad

    return made


def _runner(pattern: re.Pattern[str], methods: Collection[str]) -> Callable[[str], None]:
    at_start = set(methods) <= {"match", "fullmatch"}

    def run(text: str) -> None:
        if not at_start:
            for _ in pattern.finditer(text):
                pass
        if at_start and "match" in methods:
            pattern.match(text)
        if at_start and "fullmatch" in methods:
            pattern.fullmatch(text)

    return run


def _judged(run: Callable[[str], None], pump: Callable[[int], str]) -> str:
    for size in (24, 200, 1_000, _SMALL):
        with _alarm() as late:
            taken = _timed(run, pump(size))
        if late:
            return f"{pump(24)!r}: over {_PATIENCE} s at {size} characters"
    if taken < _SUSPECT:
        return ""
    for _ in range(3):  # a busy machine spoils one measurement, not three
        small = min(_timed(run, pump(_SMALL)) for _ in range(3))
        large = _timed(run, pump(_LARGE))
        if large < small * _GROWTH:
            return ""
    return f"{pump(40)!r}: {large / small:.0f} times as long for 4 times the text, {large:.2f} s"


@contextmanager
def _alarm() -> Iterator[list[bool]]:
    """Stops a match that has run too long; the list says whether it did."""
    late: list[bool] = []

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(_PATIENCE)
    try:
        yield late
    except TimeoutError:
        late.append(True)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _timed(run: Callable[[str], None], text: str) -> float:
    begin = time.process_time()
    run(text)
    return time.process_time() - begin


def _repeats(tree: Any, head: str) -> Iterator[tuple[str, str]]:
    """Each repeated part as (what stands before it, what is repeated)."""
    for op, value in tree:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = value
            if most > _MANY:
                yield from ((head, each) for each in _bodies(body))
            yield from _repeats(body, head)
        elif op is sre.SUBPATTERN:
            yield from _repeats(value[3], head)
        elif op is sre.ATOMIC_GROUP:
            yield from _repeats(value, head)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, head)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(value[1], head)
        head += _sample([(op, value)])


def _bodies(body: Any) -> Iterator[str]:
    """Some strings that the repeated part matches."""
    items = list(body)
    options = [_options(op, value) for op, value in items]
    for number, chosen in enumerate(product(*options)):
        if number == 8:
            return
        if text := "".join(chosen):
            yield text


def _options(op: Any, value: Any) -> list[str]:
    if op in (sre.IN, sre.NOT_LITERAL, sre.ANY, sre.LITERAL):
        return _characters(op, value)
    if op is sre.BRANCH:
        return [_sample(branch) for branch in value[1]][:4]
    if op is sre.SUBPATTERN:
        return list(_bodies(value[3]))[:4] or [""]
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [each * max(1, value[0]) for each in list(_bodies(value[2]))[:4]] or [""]
    return [_sample([(op, value)])]


def _sample(tree: Any) -> str:
    """A short string that a part matches, its assertions left aside."""
    return "".join(_one(op, value) for op, value in tree)


def _one(op: Any, value: Any) -> str:
    if op in (sre.IN, sre.NOT_LITERAL, sre.ANY, sre.LITERAL):
        return next(iter(_characters(op, value)))
    if op is sre.BRANCH:
        return _sample(value[1][0])
    if op is sre.SUBPATTERN:
        return _sample(value[3])
    if op is sre.ATOMIC_GROUP:
        return _sample(value)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _sample(value[2]) * int(value[0])
    return ""


def _characters(op: Any, value: Any) -> list[str]:
    if op is sre.LITERAL:
        return [chr(value)]
    if op is sre.NOT_LITERAL:
        return [c for c in _LETTERS if ord(c) != value]
    if op is sre.ANY:
        return [" ", "a"]
    negated = value[0][0] is sre.NEGATE
    found = [c for c in _LETTERS if any(_in(c, *item) for item in value) != negated]
    return found[:5] or [_first(value)]


def _first(items: Any) -> str:
    for op, value in items:
        if op is sre.LITERAL:
            return chr(value)
        if op is sre.RANGE:
            return chr(value[0])
    return "\u00e9"


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def _in(character: str, op: Any, value: Any) -> bool:
    if op is sre.LITERAL:
        return ord(character) == int(value)
    if op is sre.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    return op is sre.CATEGORY and re.fullmatch(_CATEGORIES[value], character) is not None
