"""When two texts, two units, two figures or two article names count as the same.

Everything here is a pure function of its arguments: expectations are compared by these
rules and no others, so a person can work out by hand why a check passed or failed.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = (
    '"\u0060\u00ab\u00b4\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u2039\u203a\uff02\uff07'
)
# A soft hyphen is a hint to the typesetter, not a dash.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

_VARIANTS = {
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _QUOTES), "'"),
    **dict.fromkeys(map(ord, _INVISIBLE), None),
}

# "gave us $5" is not "US $5": with a space between, only capitals are the currency.
_US_DOLLAR = re.compile(r"\bU\.?S\.?\s*\$|\bus\$")
_SPACE = re.compile(r"\s+")
_DASH_RUN = re.compile(r"-{2,}")

_UNIT_ALIASES = {
    "pp": "percentage point",
    "ppt": "percentage point",
    "percent": "%",
    "per cent": "%",
    "pct": "%",
    "percentage": "%",
    "times": "x",
    "×": "x",
    "people": "person",
    "persons": "person",
}

_DUST = 1e-9
"""What floating-point arithmetic may leave where the exact result is the expected one."""


def normalise(text: str) -> str:
    """The text as it is compared: without case, white space, or typographic variants.

    White space is dropped altogether, so "5 GW" is "5GW"; ``US$`` is ``$``; every dash
    is a hyphen and every quotation mark, single or double, an apostrophe.
    """
    plain = _US_DOLLAR.sub("$", text).translate(_VARIANTS)
    plain = unicodedata.normalize("NFKC", plain).casefold()
    return _DASH_RUN.sub("-", _SPACE.sub("", plain))


def occurs(needle: str, haystack: str) -> bool:
    """Whether the one text occurs in the other, both as compared by `normalise`."""
    return normalise(needle) in normalise(haystack)


def same_unit(expected: str, found: str) -> bool:
    """Whether two unit names mean the same; an empty expected unit matches any.

    Case does not count, nor does singular or plural of each word; ``pp`` is
    ``percentage points``, ``percent`` is ``%`` and ``times`` is ``x``.
    """
    if not expected.strip():
        return True
    wanted, given = _unit_words(expected), _unit_words(found)
    return len(wanted) == len(given) and all(map(_same_word, wanted, given))


def _unit_words(unit: str) -> list[str]:
    plain = " ".join(unicodedata.normalize("NFKC", unit).casefold().replace("/", " per ").split())
    return _UNIT_ALIASES.get(plain, plain).split(" ")


def _same_word(one: str, other: str) -> bool:
    return one == other or other in _plurals(one) or one in _plurals(other)


def _plurals(word: str) -> tuple[str, ...]:
    if len(word) < 3:  # "m" and "ms" are a metre and a millisecond
        return ()
    return (f"{word}s", f"{word}es", f"{word.removesuffix('y')}ies")


def same_end(expected: float | None, found: float | None, rel_tol: float) -> bool:
    """Whether one end of an interval is the expected one; None, an open end, equals None only.

    Args:
        expected: The end that should be there.
        found: The end that is there.
        rel_tol: Allowed difference as a share of ``expected``. Nothing is a share of
            zero, so an expected zero allows only what rounding leaves.
    """
    if expected is None or found is None:
        return expected is found
    return abs(found - expected) <= (rel_tol * abs(expected) if expected else _DUST)


def lies_inside(low: float | None, high: float | None, found: tuple[float | None, float | None]) -> bool:
    """Whether the interval found lies inside ``low`` to ``high``; None on a side is unbounded there."""
    found_low, found_high = found
    above = low is None or (found_low is not None and found_low >= low - _DUST * abs(low))
    below = high is None or (found_high is not None and found_high <= high + _DUST * abs(high))
    return above and below


def names_article(name: str, path: str) -> bool:
    """Whether a name in an expectation means the article at ``path``.

    Args:
        name: A path relative to the corpus, or a file name without a folder.
        path: ``Source.path``; ``file.jsonl#id`` for one of many articles in a file. A name
            without ``#`` means any article of that file.
    """
    wanted = name.replace("\\", "/").removeprefix("./")
    container = path.partition("#")[0]
    if wanted in (path, container):
        return True
    if "/" in wanted.partition("#")[0]:
        return False
    # An article's id may itself hold a slash, so the folder is cut from the file, not from the whole.
    folder = container[: len(container) - len(PurePosixPath(container).name)]
    return wanted in (path.removeprefix(folder), container.removeprefix(folder))
