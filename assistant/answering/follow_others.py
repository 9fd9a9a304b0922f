"""Sums of the last figure and another one that its article gives: "as a multiple of 2025 revenue?", "so the company?".

Whose the other figure must be, the question before says; where that is open, or where the article does not give it,
nothing is reckoned.
"""

from __future__ import annotations

import re

from assistant.answering.follow_plans import part
from assistant.answering.follow_wanted import Wanted, asked_of, named, owner_of
from assistant.answering.follow_workings import Sum
from assistant.answering.follow_worth import of_held, of_shares
from assistant.answering.phrases import classes
from assistant.answering.told import Told, is_ahead
from assistant.answering.worksheet import period_kind
from assistant.figures.attribution import attribute
from assistant.figures.metrics import Match, find_metrics, satisfies
from assistant.figures.names import find_names, mentions
from assistant.quantities import units
from assistant.quantities.nouns import plural
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem, stem_set
from assistant.reading.types import quantities_in
from assistant.retrieval.words import STOP_WORDS

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def wanted(text: str, last: Told) -> Wanted | None:
    """The other figure that a question needs beside the last one; None where it is no such question.

    Args:
        text: The question as typed.
        last: The figure that the last answer gave.
    """
    if find_names(re.sub(r"^\W*\w+", "", text)):
        return None
    return (
        _part_of_it(text, last)
        or _of_metric(text, last)
        or _for_each(text, last)
        or of_shares(text, last)
        or _of_each(text, last)
        or of_held(text, last)
    )


_PART_OF = re.compile(
    r"\b(?:as an? (?P<kind>share|percentage|proportion|fraction|multiple) of"
    r"|(?:what|which) (?P<asked>share|percentage|proportion|fraction|multiple|per ?cent) of"
    r"|how many (?P<times>times)|in (?P<terms>percentage|per ?cent) of)\s(?P<of>[^?.!]{1,60})",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"^\W*(?:and |so ){0,2}(?:the |its )?(?=(?:share|percentage|proportion|fraction|multiple) of\s)", re.IGNORECASE
)
_FILLING = frozenset({"total", "whole", "overall", "annual", "full", "group", "company", "firm", "year", "last"})
"""Words beside a metric that say nothing of whose it is."""


def asks_part(text: str, *, of_metric: bool = False) -> bool:
    """Whether a follow-up asks for "that" as a share or a multiple of something, and names nobody.

    Args:
        text: The question as typed.
        of_metric: Whether that must be a known metric: of revenue, and not of the first.
    """
    text = _SHORT.sub("as a ", text)
    asked, named = _PART_OF.search(text), find_names(re.sub(r"^\W*\w+", "", text))
    leans = re.search(
        r"\b(?:that|it|this)\W*$|\b(?:is|was) (?:that|it|this)\b|^\W*(?:and |so ){0,2}as an?\b", text, re.I
    )
    if asked is None or (of_metric and not find_metrics(asked.group("of"))):
        return False
    return leans is not None and not named and not quantities_in(_YEAR.sub("", text))


def _of_metric(text: str, last: Told) -> Wanted | None:
    """The last figure as a share or a multiple of a measure of the same owner: "as a share of sales?"."""
    asked = _PART_OF.search(_SHORT.sub("as a ", text))
    if asked is None or len(text.split()) > _LONGEST:
        return None
    of = asked.group("of")
    found = find_metrics(of)
    if len(found) > 1 or quantities_in(_YEAR.sub("", of)):
        return None
    words = of[found[0].start : found[0].end] if found else _bare(of)
    rest = re.findall(r"[a-z]+", f"{of[: found[0].start]} {of[found[0].end :]}".lower()) if found else []
    if not words or any(word not in STOP_WORDS | _FILLING for word in rest):
        return None
    kind = next(group for group in asked.group("kind", "asked", "times", "terms") if group).lower()
    times = kind in ("multiple", "times")

    def make(other: Told) -> Sum:
        if times:
            return Sum("ratio", (part("value", "figure", last), part("other", words, other)))
        return Sum("share-of-total", (part("part", "part", last), part("total", words, other)))

    def takes(other: Told) -> bool:
        quote, span = other.citation.quote, other.quantity.span
        if other.quantity.unit != last.quantity.unit or (other.quantity == last.quantity and not last.made):
            return False
        if is_ahead(other) or not _of_like_time(last, other):
            return False
        if not found:
            return stem_set(words) <= stem_set(quote)
        matched = {f.metric for f in attribute(quote, "") if f.quantity.span == span}
        return any(satisfies(found[0].metric, each) is not Match.NO for each in matched)

    owner = owner_of(last.asked.text)
    return Wanted(asked_of(f"What was {{}}'s {words}{_when(text, last)}?", owner), takes, make, owner, words)


def _when(text: str, last: Told) -> str:
    """The time that the other figure must be of: the year that the question names, else that of the last figure."""
    years = _YEAR.findall(text) or ([] if last.made else [str(year) for year in last.asked.years])
    if len(years) == 1:
        return f" in {years[0]}"
    kind = "" if last.made else period_kind(last.citation.quote)
    return f" in the {kind}" if kind in ("quarter", "half") else ""


def _of_like_time(one: Told, other: Told) -> bool:
    """Whether two figures can be of equally long times: the share of a quarter in a year says nothing."""
    kinds = {period_kind(item.citation.quote) for item in (one, other)}
    return len(kinds) == 1 or not kinds & {"quarter", "half"}


def _bare(of: str) -> str:
    """What a figure is to be a share of, where no metric is named: "the programme budget"; empty for "the total"."""
    kept = [word for word in re.findall(r"[A-Za-z-]+", of) if word.lower() not in STOP_WORDS | _FILLING]
    return " ".join(kept) if 0 < len(kept) <= _LONGEST_NAME else ""


_LONGEST_NAME = 3
"""How many words name what no metric does."""


_LONGEST = 14
"""How many words such a question has at most."""


_EACH = re.compile(
    r"^\W*(?:and |so ){0,2}(?:(?:what|how much) (?:is|does|would|was) (?:that|it|this)"
    r"(?: come to| be| work out at| mean)? ?)?"
    r"(?:per|for each|for every) (?P<noun>[a-z]{3,20})(?: on average)?\W*$",
    re.IGNORECASE,
)


_NO_THINGS = frozenset({"year", "month", "week", "day", "quarter", "hour", "cent", "annum", "capita", "share", "unit"})


_NEAR = 60
"""Characters between an amount and the number of things that it is for."""


def each_in_quote(text: str, last: Told) -> Sum | None:
    """The last amount for each of the things whose number its own quote gives beside it: "$90m on 30 ferries".

    Args:
        text: The follow-up: "what is that per ferry?".
        last: The figure that the last answer gave.
    """
    asked, span, quote = _EACH.match(text), last.quantity.span, last.citation.quote
    if asked is None or span is None or last.made or not units.dimension(last.quantity.unit).startswith("money:"):
        return None
    noun = stem(plural(asked.group("noun").lower()))
    counts = [item.quantity for item in attribute(quote, "") if units.dimension(item.quantity.unit) == "count"]
    found = [q for q in counts if q.span and noun in {stem(word) for word in q.unit.lower().split()}]
    if len(found) != 1 or found[0].span is None or not 0 < found[0].span.start - span.end <= _NEAR:
        return None
    number = part("units", "number", last, found[0])
    return Sum("per-unit", (part("amount", "amount", last), number))


def _of_each(text: str, last: Told) -> Wanted | None:
    """The last figure for each of the things that its owner has: "what is that per employee?"."""
    asked = _EACH.match(text)
    noun = asked.group("noun").lower() if asked else ""
    dimension = units.dimension(last.quantity.unit)
    if not noun or noun in _NO_THINGS or dimension.startswith(("percent", "ratio", "time", "calendar")):
        return None
    if (noun,) in known_units().words:
        return None  # per tonne: of which tonnes is open
    owner, wanted_noun = owner_of(last.asked.text), stem(plural(noun))
    if wanted_noun in {stem(word) for word in last.quantity.unit.split()}:
        return None  # beds by the bed

    def takes(other: Told) -> bool:
        names, words = named(other), {stem(word) for word in other.quantity.unit.split()}
        alike = wanted_noun in words or any(classes(wanted_noun) & classes(word) for word in words)
        return alike and (not names or any(mentions(owner, name) or mentions(name, owner) for name in names))

    def make(other: Told) -> Sum:
        return Sum("per-unit", (part("amount", "amount", last), part("units", f"number of {plural(noun)}", other)))

    form = f"How many {plural(noun)} does {{}} have?"
    return Wanted(asked_of(form, owner), takes, make, owner, f"number of {plural(noun)}")


_METRIC_EACH = re.compile(
    r"^\W*(?:and |so ){0,2}(?:what(?:['’]s| is| was) )?(?:the |its )?(?P<what>[a-z][a-z -]{2,30}?) "
    r"(?:per|for each|for every) (?P<noun>[a-z]{3,20})\W*$",
    re.IGNORECASE,
)


def _for_each(text: str, last: Told) -> Wanted | None:
    """A measure of an owner for each of the things that were just counted: "and revenue per employee?"."""
    asked = _METRIC_EACH.match(text)
    found = find_metrics(asked.group("what")) if asked else ()
    noun = asked.group("noun").lower() if asked else ""
    if len(found) != 1 or noun in _NO_THINGS or last.made or units.dimension(last.quantity.unit) not in ("count", ""):
        return None
    counted = {stem(word) for word in f"{last.quantity.unit} {last.asked.text}".lower().split()}
    wanted_noun = stem(plural(noun))
    if wanted_noun not in counted and not any(classes(wanted_noun) & classes(word) for word in counted):
        return None
    owner, words = owner_of(last.asked.text), asked.group("what").strip() if asked else ""

    def takes(other: Told) -> bool:
        matched = {f.metric for f in attribute(other.citation.quote, "") if f.quantity.span == other.quantity.span}
        of_metric = any(satisfies(found[0].metric, each) is not Match.NO for each in matched)
        money = units.dimension(other.quantity.unit).startswith("money:")
        return money and of_metric and not is_ahead(other) and _of_like_time(other, other)

    def make(other: Told) -> Sum:
        return Sum("per-unit", (part("amount", words, other), part("units", f"number of {plural(noun)}", last)))

    return Wanted(asked_of(f"What was {{}}'s {words}{_when(text, last)}?", owner), takes, make, owner, words)


_PART_IS = re.compile(
    r"\b(?:what|which|how (?:large|big) a) (?:share|percentage|proportion|fraction|part|per ?cent) of "
    r"(?:that|it|this|those|them|these)(?: [a-z]{2,20})? "
    r"(?:is|was|are|were|do|does|did|came from|comes from|went (?:to|on)|goes (?:to|on)) (?:the |its |their )?"
    r"(?P<part>[a-z][a-z -]{2,40}?)(?: (?:cover|make up|account for|bring in|provide|supply))?\W*$",
    re.IGNORECASE,
)


def asks_part_of_it(text: str) -> bool:
    """Whether a follow-up asks what share of the last figure something else is."""
    return _PART_IS.search(text) is not None


def _part_of_it(text: str, last: Told) -> Wanted | None:
    """What share of the last figure something else is that its article gives: "what share of that was advertising?"."""
    asked = _PART_IS.search(text)
    if asked is None or quantities_in(text) or last.quantity.unit == "%":
        return None
    owner, words = owner_of(last.asked.text), asked.group("part").strip()
    nouns = stem_set(" ".join(word for word in words.lower().split() if word not in STOP_WORDS))

    def takes(other: Told) -> bool:
        if other.quantity.unit != last.quantity.unit or other.quantity == last.quantity or is_ahead(other):
            return False
        smaller = (other.quantity.high or 0.0) < (last.quantity.low or 0.0)
        return smaller and nouns <= stem_set(other.citation.quote) and _of_like_time(last, other)

    def make(other: Told) -> Sum:
        return Sum("share-of-total", (part("part", words, other), part("total", "whole", last)))

    form = "How much was" if units.dimension(last.quantity.unit).startswith("money:") else "How many were"
    when = f" {last.asked.years[0]}" if len(last.asked.years) == 1 else ""
    return Wanted(asked_of(f"{form} {words}? ({{}}{when})", owner), takes, make, owner, words, lookup=True)
