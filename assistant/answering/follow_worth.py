"""What a company, or a stake in it, is worth by figures that were just given: "so the company?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.follow_plans import clear, part
from assistant.answering.follow_wanted import Wanted, asked_of, named
from assistant.answering.follow_workings import Sum
from assistant.answering.told import Told, is_ahead
from assistant.figures.attribution import attribute
from assistant.figures.names import find_names, mentions
from assistant.quantities import units
from assistant.reading.types import quantities_in

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


def of_shares(text: str, last: Told) -> Wanted | None:
    """What a company is worth at the price of a share that was just given: that times the number of its shares."""
    if WHOLE.search(text) is None or quantities_in(text) or last.made or not _is_price(last):
        return None
    owner = _owner_of_shares(last.asked.text)

    def takes(other: Told) -> bool:
        quote = other.citation.quote
        names = named(other)
        return (
            other.quantity.unit == "shares"
            and bool(_ISSUED.search(quote))
            and (mentions(owner, quote) or any(mentions(name, owner) for name in names))
        )

    def make(other: Told) -> Sum:
        return Sum("shares-cost", (part("shares", "number of shares", other), part("price", "price of one", last)))

    return Wanted(asked_of("How many shares does {} have outstanding?", owner), takes, make, owner, "number of shares")


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


_WORTH = re.compile(
    r"^\W*(?:and |so |then ){0,2}(?:what|how much) (?:is|would|was|are) (?:that|it|this|(?:that|the|its|this) "
    r"(?:stake|holding|shareholding))(?: be)? (?:worth|valued at)\b"
    r"|^\W*(?:and |so |then ){0,2}(?:what(?:['’]s| is| was)) (?:the value of (?:that|it|this|(?:that|the|its|this) "
    r"(?:stake|holding|shareholding))|(?:that|its|the) (?:stake|holding|shareholding)['’]s (?:market )?value)\b",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r" (?:(?:stake|holding|interest|shareholding) in|of(?: (?:the|its) shares (?:in|of))?) "
    r"(?:(?:the|its|a) )?(?:[a-z-]{2,20} ){0,3}(?P<name>[A-Z][\w&’'-]{0,40}(?: [A-Z][\w&’'-]{0,40}){0,3})"
)
_VALUATIONS = frozenset({"valuation", "market-value"})
_LEAST_WORTH = 1e6
"""What a company is worth at least: less is the price of a share, beside which its value often stands."""


def asks_worth(text: str) -> bool:
    """Whether a follow-up asks what a stake is worth that was just given."""
    return _WORTH.match(text) is not None


def of_held(text: str, last: Told) -> Wanted | None:
    """What a stake that was just given is worth: that share of what an article says the company is worth."""
    if not asks_worth(text) or quantities_in(text) or last.made or last.quantity.unit != "%":
        return None
    quote, span = last.citation.quote, last.quantity.span
    said = _OF_WHOM.match(quote, span.end) if span else None
    prices = [q for q in quantities_in(quote) if "/" not in q.unit]
    if said is None or any(units.dimension(q.unit).startswith("money:") for q in prices):
        return None  # the price of the stake itself may be meant
    owner = find_names(f"of {said.group('name')}")[:1]
    name = owner[0] if owner else ""

    def takes(other: Told) -> bool:
        quote = other.citation.quote
        matched = {f.metric for f in attribute(quote, "") if f.quantity.span == other.quantity.span}
        of_money = units.dimension(other.quantity.unit).startswith("money:")
        large = of_money and (other.quantity.low or 0.0) >= _LEAST_WORTH
        return large and bool(matched & _VALUATIONS) and mentions(name, quote) and not is_ahead(other)

    def make(other: Told) -> Sum:
        return Sum("stake-value", (part("valuation", "value of the whole", other), part("stake", "stake", last)))

    asked = tuple(f"What is {name}'s {words}?" for words in ("market value", "valuation")) if name else ()
    return Wanted(asked, takes, make, name, "market value", anywhere=True)
