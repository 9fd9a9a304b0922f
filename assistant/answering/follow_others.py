"""Sums of the last figure and another one that its article gives: "as a multiple of 2025 revenue?", "so the company?".

Whose the other figure must be, the question before says; where that is open, or where the article does not give it,
nothing is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.follow_plans import clear, part
from assistant.answering.follow_workings import Sum
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Another figure that a question reckons with, and how."""

    questions: tuple[str, ...]
    """Ask for it, tried in order; none where nothing says whose it is."""
    takes: Callable[[Told], bool]
    """Whether a figure is it."""
    make: Callable[[Told], Sum]
    """The sum of the last figure and it."""
    owner: str
    words: str
    """What to call it."""

    @property
    def missing(self) -> str:
        """Why there is no answer without it."""
        if not self.questions:
            return f"the last answers leave open whose {self.words} is meant"
        return f"the article of the last answer does not give the {self.words} of “{self.owner}” beside that figure"


def wanted(text: str, last: Told) -> Wanted | None:
    """The other figure that a question needs beside the last one; None where it is no such question.

    Args:
        text: The question as typed.
        last: The figure that the last answer gave.
    """
    if find_names(re.sub(r"^\W*\w+", "", text)):
        return None
    return _of_metric(text, last) or _of_shares(text, last) or _of_each(text, last)


_PART_OF = re.compile(
    r"\b(?:as an? (?P<kind>share|percentage|proportion|fraction|multiple) of"
    r"|(?:what|which) (?P<asked>share|percentage|proportion|fraction|multiple|per ?cent) of"
    r"|how many (?P<times>times)|in (?P<terms>percentage|per ?cent) of)\s(?P<of>[^?.!]{1,60})",
    re.IGNORECASE,
)
_FILLING = frozenset({"total", "whole", "overall", "annual", "full", "group", "company", "firm", "year", "last"})
"""Words beside a metric that say nothing of whose it is."""


def asks_part(text: str, *, of_metric: bool = False) -> bool:
    """Whether a follow-up asks for "that" as a share or a multiple of something, and names nobody.

    Args:
        text: The question as typed.
        of_metric: Whether that must be a known metric: of revenue, and not of the first.
    """
    asked, named = _PART_OF.search(text), find_names(re.sub(r"^\W*\w+", "", text))
    leans = re.search(
        r"\b(?:that|it|this)\W*$|\b(?:is|was) (?:that|it|this)\b|^\W*(?:and |so ){0,2}as an?\b", text, re.I
    )
    if asked is None or (of_metric and not find_metrics(asked.group("of"))):
        return False
    return leans is not None and not named and not quantities_in(_YEAR.sub("", text))


def _of_metric(text: str, last: Told) -> Wanted | None:
    """The last figure as a share or a multiple of a measure of the same owner: "as a share of sales?"."""
    asked = _PART_OF.search(text)
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
    return Wanted(_asked(f"What was {{}}'s {words}{_when(text, last)}?", owner), takes, make, owner, words)


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


def _asked(form: str, owner: str) -> tuple[str, ...]:
    """A question of an owner, by the whole name and by its first word: "Tarn" for "Tarn Robotics"."""
    return tuple(form.format(name) for name in dict.fromkeys((owner, owner.split(" ", maxsplit=1)[0])) if name)


_LONGEST = 14
"""How many words such a question has at most."""


def owner_of(question: str) -> str:
    """Whose a figure is that a question asked for; empty where it names several and says of none that it is theirs."""
    names = find_names(question)
    if len(names) == 1:
        return names[0]
    own = [name for name in names if re.search(rf"{re.escape(name)}(?:['’]s|['’]) ", question)]
    return own[0] if len(own) == 1 else ""


_EACH = re.compile(
    r"^\W*(?:and |so ){0,2}(?:(?:what|how much) (?:is|does|would|was) (?:that|it|this)"
    r"(?: come to| be| work out at| mean)? ?)?"
    r"(?:per|for each|for every) (?P<noun>[a-z]{3,20})(?: on average)?\W*$",
    re.IGNORECASE,
)


def _named(item: Told) -> list[str]:
    """The names of the sentence that gives a figure; a pronoun at its start is none."""
    return [name for name in find_names(item.citation.quote) if name.lower() not in STOP_WORDS]


_NO_THINGS = frozenset({"year", "month", "week", "day", "quarter", "hour", "cent", "annum", "capita", "share", "unit"})


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

    def takes(other: Told) -> bool:
        named, words = _named(other), {stem(word) for word in other.quantity.unit.split()}
        alike = wanted_noun in words or any(classes(wanted_noun) & classes(word) for word in words)
        return alike and (not named or any(mentions(owner, name) or mentions(name, owner) for name in named))

    def make(other: Told) -> Sum:
        return Sum("per-unit", (part("amount", "amount", last), part("units", f"number of {plural(noun)}", other)))

    form = f"How many {plural(noun)} does {{}} have?"
    return Wanted(_asked(form, owner), takes, make, owner, f"number of {plural(noun)}")


WHOLE = re.compile(
    r"\b(?:whole|entire) (?:company|business|firm|group|club|bank|thing)\b"
    r"|\b(?:value|values|valued|worth)\b.{0,30}\b(?:company|business|firm|group|whole)\b"
    r"|\b(?:company|business|firm|group)(?: as a whole)?(?: be)? (?:worth|valued)\b"
    r"|\bmarket (?:value|cap|capitali[sz]ation)\b|\ball (?:of )?(?:the|its) shares\b",
    re.IGNORECASE,
)
"""Words that ask what all of a company is worth."""
_EACH_SHARE = re.compile(r"(?:\s?\([^()]{0,40}\))? (?:a|per|for each|for every) share\b", re.IGNORECASE)
_ISSUED = re.compile(r"\b(?:outstanding|in issue|issued|in circulation|share capital)\b", re.IGNORECASE)


def _of_shares(text: str, last: Told) -> Wanted | None:
    """What a company is worth at the price of a share that was just given: that times the number of its shares."""
    if WHOLE.search(text) is None or quantities_in(text) or last.made or not _is_price(last):
        return None
    owner = _owner_of_shares(last.asked.text)

    def takes(other: Told) -> bool:
        quote = other.citation.quote
        named = _named(other)
        return (
            other.quantity.unit == "shares"
            and bool(_ISSUED.search(quote))
            and (mentions(owner, quote) or any(mentions(name, owner) for name in named))
        )

    def make(other: Told) -> Sum:
        return Sum("shares-cost", (part("shares", "number of shares", other), part("price", "price of one", last)))

    return Wanted(_asked("How many shares does {} have outstanding?", owner), takes, make, owner, "number of shares")


def _is_price(last: Told) -> bool:
    """Whether a figure is the price of a share."""
    unit, span = last.quantity.unit, last.quantity.span
    if not units.dimension(unit.removesuffix("/share")).startswith("money:"):
        return False
    asked = re.search(r"\bshares?['’]? (?:price|offer)\b|\b(?:a|per|each|every) (?:\w+ )?share\b", last.asked.text)
    said = _EACH_SHARE.match(last.citation.quote, span.end) if span else None
    return unit.endswith("/share") or said is not None or asked is not None


def _owner_of_shares(question: str) -> str:
    """Whose share it is that a question asks for the price of: of the only name, or that which "share" stands by."""
    names = find_names(question)
    if len(names) < 2:
        return names[0] if names else ""
    own = [
        name
        for name in names
        if re.search(
            rf"{re.escape(name)}(?:['’]s?)? (?:\w{{1,20}} )?(?:shares?|stock)\b"
            rf"|\b(?:shares?|stock)\b[^?]{{0,60}}\b(?:of|in|for) (?:the )?{re.escape(name)}",
            question,
            re.IGNORECASE,
        )
    ]
    return own[0] if len(own) == 1 else ""


_STAKE = re.compile(
    r"(?: (?:\w{1,20} ){0,2}?(?:stake|holding|interest|shareholding)\b| of (?:the|its|all) )", re.IGNORECASE
)


def whole_of_stake(_: str, turns: Sequence[Sequence[Told]]) -> Sum | None:
    """What the whole is worth at the price of a stake that was just given, where its quote says how large that is."""
    price = clear(turns[-1])
    if price is None or price.made or price.quantity.span is None or _is_price(price):
        return None
    quote, at = price.citation.quote, price.quantity.span
    found = [q for q in quantities_in(quote) if q.unit == "%" and q.span and _STAKE.match(quote, q.span.end)]
    money = [q for q in quantities_in(quote) if units.dimension(q.unit).startswith("money:")]
    if len(found) != 1 or len(money) != 1 or not units.dimension(price.quantity.unit).startswith("money:"):
        return None
    stake = found[0]
    if stake.span is None or max(stake.span.start - at.end, at.start - stake.span.end) > _BESIDE:
        return None
    pieces = (part("stake_price", "price of the stake", price), part("stake", "stake", price, stake))
    return Sum("implied-valuation", pieces)


_BESIDE = 60
"""Characters between the price of a stake and its size."""
