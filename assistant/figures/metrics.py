"""Which metrics a text speaks of: revenue, net profit, valuation, headcount and the rest.

The metrics and the words for them are data (``metrics.toml``). Finding them is one pass over
the words, longest form first, so "net profit" is never also "profit".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

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
    starts: frozenset[str]
    """The first words of all forms."""
    longest: int


@cache
def _lexicon() -> _Lexicon:
    data = tomllib.loads((files("assistant.figures") / "metrics.toml").read_text(encoding="utf-8"))
    metrics: dict[str, Metric] = {}
    forms: dict[tuple[str, ...], str] = {}
    verbs: dict[str, str] = {}
    for entry in data["metric"]:
        metric = Metric(
            entry["id"], entry["dimension"], entry.get("broader", ""), tuple(entry["forms"]), entry.get("counted", "")
        )
        metrics[metric.id] = metric
        forms.update({tuple(_WORD.findall(form.lower())): metric.id for form in metric.forms})
        verbs.update({verb: metric.id for verb in entry.get("money_verbs", ())})
    return _Lexicon(metrics, forms, verbs, frozenset(form[0] for form in forms), max(map(len, forms)))


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
