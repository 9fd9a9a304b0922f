"""Which metrics a text speaks of: revenue, net profit, valuation, headcount and the rest.

The metrics and the words for them are data (``metrics.toml``). Finding them is one pass over
the words, longest form first, so "net profit" is never also "profit".
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MONEY = re.compile(r"[$£€¥₹]|\b(?:euros?|dollars?|dlrs|yen|pounds?|rupees?)\b")
_VERB_REACH = 40
"""Characters behind a verb within which its money must begin."""


@dataclass(frozen=True, slots=True)
class Metric:
    """Something that figures measure."""

    id: str
    dimension: str
    """``money``, ``percent``, ``count`` or ``power``: what its figures are expected to be."""
    broader: str
    """Id of the metric that this one is a kind of; empty at the top."""
    forms: tuple[str, ...]
    """How it is written; the first is its plain name."""
    counted: str = ""
    """Id of what it is when its figure is a count: sales of 80,600 are units sold."""
    level: bool = False
    """Whether it is measured at a moment (a valuation), not over a period (revenue)."""
    own_nouns: bool = False
    """Whether it counts only what its own words name: employees, not the machines that they use."""
    volatile: bool = False
    """Whether it moves from day to day, so that two figures of it need not disagree."""


@dataclass(frozen=True, slots=True)
class MetricMention:
    """A place where a text names a metric."""

    metric: str
    start: int
    end: int
    """Offsets into the text, half open."""


class Match(StrEnum):
    """How well a figure's metric answers a question's."""

    EXACT = "exact"
    """The same metric, or a kind of it: net profit for "profit"."""
    BROADER = "broader"
    """Only the general one: "profit" where net profit was asked for. Weak evidence."""
    NO = "no"


@dataclass(frozen=True, slots=True)
class _Lexicon:
    metrics: dict[str, Metric]
    forms: dict[tuple[str, ...], str]
    verbs: dict[str, str]
    count_verbs: dict[str, str]
    starts: frozenset[str]
    """The first words of all forms."""
    longest: int


_DIMENSIONS = ("money", "percent", "count", "power")
_FIELDS = (
    "id",
    "dimension",
    "forms",
    "broader",
    "money_verbs",
    "count_verbs",
    "counted",
    "level",
    "volatile",
    "own_nouns",
)
_own: list[tuple[str, tuple[dict[str, Any], ...]]] = []
"""The user's file, as its text and its entries; at most one. Set once, where the program is put together."""


_dependents: list[Callable[[], None]] = []


def when_metrics_change(forget: Callable[[], None]) -> None:
    """Have something forgotten when the metrics change, such as a cache of what was read by them.

    Args:
        forget: Called with nothing, after every change.
    """
    _dependents.append(forget)


def extend(path: Path | None) -> None:
    """Add a user's metrics and words to the known ones.

    Args:
        path: A TOML file of ``[[metric]]`` tables. One with a known ``id`` adds its forms to that metric; a new one
            needs ``dimension`` as well. None takes an earlier file back.

    Raises:
        SettingsError: The file cannot be read, or an entry is not usable.
    """
    _own.clear()
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8")
            data = tomllib.loads(text)
        except (OSError, ValueError) as error:
            raise SettingsError(f"the metrics file {path} cannot be read: {error}", "Mend or remove it.") from error
        _own.append((text, tuple(_checked(path, data))))
    _lexicon.cache_clear()
    _begins.cache_clear()
    for forget in _dependents:
        forget()


def overlay_digest() -> str:
    """SHA-256 of the user's metrics file; empty when there is none."""
    return hashlib.sha256(_own[0][0].encode()).hexdigest() if _own else ""


def _checked(path: Path, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The entries of a user's file, each held against what an entry must be."""
    entries = data.get("metric")
    if not isinstance(entries, list) or set(data) != {"metric"}:
        raise SettingsError(f"the metrics file {path} must hold [[metric]] tables and nothing else")
    known = {entry["id"] for entry in _shipped()} | {entry.get("id") for entry in entries}
    for number, entry in enumerate(entries, 1):
        where = f"the metrics file {path}, metric {number}"
        name = entry.get("id")
        if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9-]*", name):
            raise SettingsError(f"{where}: id must be a word in small letters, such as net-profit, not {name!r}")
        for field in entry:
            if field not in _FIELDS:
                raise SettingsError(f"{where} ({name}): there is no field {field!r}", f"Known: {', '.join(_FIELDS)}.")
        forms = entry.get("forms")
        if not isinstance(forms, list) or not forms or not all(isinstance(f, str) and _WORD.search(f) for f in forms):
            raise SettingsError(f"{where} ({name}): forms must be a list of the words that name it")
        new = name not in {shipped["id"] for shipped in _shipped()}
        if (new or "dimension" in entry) and entry.get("dimension") not in _DIMENSIONS:
            raise SettingsError(f"{where} ({name}): dimension must be one of {', '.join(_DIMENSIONS)}")
        if entry.get("broader", name) not in known:
            raise SettingsError(f"{where} ({name}): broader names {entry['broader']!r}, which is no metric")
        yield entry


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    data = tomllib.loads((files("assistant.figures") / "metrics.toml").read_text(encoding="utf-8"))
    return tuple(data["metric"])


def _merged() -> list[dict[str, Any]]:
    """The shipped metrics with the user's: a known id gains forms, whatever else it gives wins."""
    entries = {entry["id"]: dict(entry) for entry in _shipped()}
    for entry in _own[0][1] if _own else ():
        old = entries.get(entry["id"], {"forms": []})
        entries[entry["id"]] = {**old, **entry, "forms": [*old["forms"], *entry["forms"]]}
    return list(entries.values())


@cache
def _lexicon() -> _Lexicon:
    metrics: dict[str, Metric] = {}
    forms: dict[tuple[str, ...], str] = {}
    verbs: dict[str, str] = {}
    count_verbs: dict[str, str] = {}
    for entry in _merged():
        metric = Metric(
            id=entry["id"],
            dimension=entry["dimension"],
            broader=entry.get("broader", ""),
            forms=tuple(entry["forms"]),
            counted=entry.get("counted", ""),
            level=entry.get("level", False),
            own_nouns=entry.get("own_nouns", False),
            volatile=entry.get("volatile", False),
        )
        metrics[metric.id] = metric
        forms.update({tuple(_WORD.findall(form.lower())): metric.id for form in metric.forms})
        verbs.update({verb: metric.id for verb in entry.get("money_verbs", ())})
        count_verbs.update({verb: metric.id for verb in entry.get("count_verbs", ())})
    return _Lexicon(metrics, forms, verbs, count_verbs, frozenset(form[0] for form in forms), max(map(len, forms)))


def all_metrics() -> tuple[Metric, ...]:
    """Every metric, in the order of the data file.

    Returns:
        The metrics.
    """
    return tuple(_lexicon().metrics.values())


def metric(metric_id: str) -> Metric | None:
    """One metric.

    Args:
        metric_id: Its id, such as ``net-profit``.

    Returns:
        The metric, or None when there is none of that id.
    """
    return _lexicon().metrics.get(metric_id)


def metric_of_verb(verb: str) -> str:
    """The metric that a verb gives to the count right behind it: units sold for "sold"; empty for none.

    Args:
        verb: A word in small letters.
    """
    return _lexicon().count_verbs.get(verb, "")


def find_metrics(text: str) -> tuple[MetricMention, ...]:
    """Find the metrics that a text names.

    Args:
        text: A question, a sentence or a longer text.

    Returns:
        The mentions in order, without overlap; the longest form wins.
    """
    lexicon = _lexicon()
    places = [(match.group().lower(), match.start(), match.end()) for match in _WORD.finditer(text)]
    found: list[MetricMention] = []
    i = 0
    while i < len(places):
        size, metric_id = _form_at(lexicon, places, i) if _begins(places[i][0]) else (0, "")
        if not size and (verb := lexicon.verbs.get(places[i][0])) and _beside_money(text, places, i):
            size, metric_id = 1, verb
        if size:
            found.append(MetricMention(metric_id, places[i][1], places[i + size - 1][2]))
        i += max(size, 1)
    return tuple(found)


@lru_cache(maxsize=16384)
def _begins(word: str) -> bool:
    """Whether a form can begin with a word. Most words begin none, and are asked for again and again."""
    bare = _bare(word)
    return any(first in _lexicon().starts for first in (bare, *_singulars(bare)))


def _form_at(lexicon: _Lexicon, places: list[tuple[str, int, int]], i: int) -> tuple[int, str]:
    """Length in words and metric of the longest form that starts at a word; length 0 for none."""
    pieces = [_bare(place[0]) for place in places[i : i + lexicon.longest]]
    for size in range(len(pieces), 0, -1):
        for last in _singulars(pieces[size - 1]):
            metric_id = lexicon.forms.get((*pieces[: size - 1], last))
            if metric_id is not None:
                return size, metric_id
    return 0, ""


def _bare(word: str) -> str:
    """A word without its possessive."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _singulars(word: str) -> tuple[str, ...]:
    """A word as it is, and what it may be the plural of."""
    if word.endswith("ies") and len(word) > 4:
        return word, word[:-3] + "y"
    if word.endswith("es") and len(word) > 4:
        return word, word[:-1], word[:-2]
    return (word, word[:-1]) if word.endswith("s") and len(word) > 3 else (word,)


def _beside_money(text: str, places: list[tuple[str, int, int]], i: int) -> bool:
    """Whether a verb stands beside an amount, or in a question for one."""
    behind = text[places[i][2] : places[i][2] + _VERB_REACH].partition(". ")[0]
    if _MONEY.search(behind):
        return True
    before = [place[0] for place in places[max(0, i - 8) : i]]
    return any(pair == ("how", "much") for pair in pairwise(before))


def satisfies(asked: str, found: str) -> Match:
    """Whether a figure of one metric answers a question about another.

    Args:
        asked: Id of the metric that the question names.
        found: Id of the figure's metric.

    Returns:
        EXACT for the same metric or a kind of it, BROADER when only the general metric is there, else NO.
    """
    if asked in _line(found):
        return Match.EXACT
    return Match.BROADER if found in _line(asked) else Match.NO


def _line(metric_id: str) -> tuple[str, ...]:
    """A metric and everything it is a kind of."""
    line: list[str] = []
    while metric_id and metric_id not in line:
        line.append(metric_id)
        known = _lexicon().metrics.get(metric_id)
        metric_id = known.broader if known else ""
    return tuple(line)
