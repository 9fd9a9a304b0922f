"""What a question that reckons with the figures just given asks for: a difference, a share, an amount a week."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering import follow_changes, follow_plans, follow_rates, follow_shares, follow_worth
from assistant.answering.follow_plans import Plan
from assistant.answering.phrases import classes
from assistant.figures.names import find_names
from assistant.quantities import units
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem, stem_set
from assistant.reading.types import quantities_in
from assistant.retrieval.words import STOP_WORDS

_LONGEST = 16
"""How many words a question can have that leaves its figures out."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of sum."""

    pattern: re.Pattern[str]
    """The words that ask for it."""
    plan: Plan
    words: frozenset[str] = frozenset()
    """Stems of more words that name nothing in a question for it."""
    states: bool = False
    """Whether the question states an amount of its own."""


_FRAME = stem_set(
    "percentage percent cent per change rise fall increase drop growth decline decrease difference share proportion"
    " fraction part multiple times ratio gap total together combined sum average year quarter half month week day whole"
    " come comes came before previously originally earlier left remain remains swing turnaround terms rate fast figure"
    " figures amount number first second latter former big bigger larger higher lower smaller more less fewer much many"
    " each every grow grew work works out mean what how largest biggest greater one two"
    " cut fell reduce reduced lower lowered raise raised shrink shrank climb climbed jump jumped improve improved"
    " point points narrow narrowed widen widened trim trimmed"
)
"""Words that ask for a sum, or for a part of a year, and name nothing."""


def frame() -> frozenset[str]:
    """Stems of the words that ask for a sum, or for a part of a year, and name nothing."""
    return _FRAME


def asked_for(text: str) -> Plan | None:
    """How a question reckons with figures that it does not give itself; None where it does not."""
    kind = _kind(text)
    return kind.plan if kind is not None else None


def _kind(text: str) -> _Kind | None:
    if find_names(re.sub(r"^\W*\w+", "", text)) or len(text.split()) > _LONGEST:
        return None
    stated = [q for q in quantities_in(_BOTH.sub("", text)) if units.dimension(q.unit) not in ("time", "calendar")]
    return next((kind for kind in _KINDS if kind.states == bool(stated) and kind.pattern.search(text)), None)


_BOTH = re.compile(r"\bthe (?:two|first|second)\b", re.IGNORECASE)


def is_sum(text: str, about: str) -> bool:
    """Whether a question asks only to reckon with what was just given: "what share of the market is that?" may not.

    Args:
        text: The question as typed.
        about: What was asked before it.
    """
    kind = _kind(text)
    if kind is None:
        return False
    asked = stem_set(about)
    alike = {number for word in asked for number in classes(word)}
    own = [word for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in STOP_WORDS]
    return all(
        stem(word) in _FRAME | kind.words | asked or classes(stem(word)) & alike or (word,) in known_units().words
        for word in own
    )


_SO = r"^\W*(?:and |so |then |or |but ){0,2}"
_THAT = r"(?:that|it|this|those|they)"
_TIME = r"(?:year|quarter|month|week|day)"

_KINDS: tuple[_Kind, ...] = (
    _Kind(
        re.compile(
            rf"{_SO}(?:what(?:['’]s| is| would| are)? |how much is )?[^?]{{1,30}}? of {_THAT}(?: be)?\W*$",
            re.IGNORECASE,
        ),
        follow_plans.portion,
        stem_set("half third quarter fifth tenth thirds quarters fifths tenths three four"),
        states=True,
    ),
    _Kind(
        re.compile(
            rf"\b{_THAT}\b.{{0,40}}\b(?:at|for) [^?]{{1,24}} "
            r"(?:each|apiece|a piece|per [a-z]{1,20}|an? [a-z]{1,20})\W*$"
            rf"|{_SO}at [^?]{{1,24}} (?:each|apiece)\W*$",
            re.IGNORECASE,
        ),
        follow_plans.for_many,
        stem_set("take raise bring cost make pay fetch earn each apiece piece"),
        states=True,
    ),
    _Kind(
        re.compile(rf"\bwhat (?:would|will) {_THAT}(?: be| come to)? (?:at|with)\b", re.IGNORECASE),
        follow_plans.undecided,
        states=True,
    ),
    _Kind(
        re.compile(rf"{_SO}(?:what(?:['’]s| is) )?(?:double|twice) {_THAT}\W*$", re.IGNORECASE),
        follow_plans.doubled,
        stem_set("double twice"),
    ),
    _Kind(
        re.compile(
            r"\bhow much (?:more|higher|larger|bigger|greater|dearer) (?:is (?:that|it) )?"
            r"in (?:per ?cent|%|percentage terms)"
            r"|\bhow many (?:per ?cent|%) (?:more|higher|larger|bigger|greater|dearer)\b",
            re.IGNORECASE,
        ),
        follow_plans.by_size("premium", ("value", "other"), ("larger figure", "smaller figure")),
        stem_set("greater dearer"),
    ),
    _Kind(
        re.compile(
            r"\bhow much (?:less|lower|smaller|fewer|cheaper) (?:is (?:that|it) )?in (?:per ?cent|%|percentage terms)",
            re.I,
        ),
        follow_plans.undecided,
    ),
    _Kind(
        re.compile(
            r"\b(?:percentage|per ?cent|%)[- ](?:change|rise|fall|increase|drop|growth|decline|decrease|difference)\b"
            r"|\b(?:change|rise|fall|increase|drop|growth|decline|decrease|difference) (?:is that )?as a percentage\b"
            r"|\bby what (?:percentage|per ?cent)\b|\b(?:change|rise|fall|increase|drop|growth|decline|difference) in"
            r" (?:percentage|per ?cent)\b|\bin (?:percentage|per ?cent) terms\b|\brate of growth\b"
            r"|\bhow fast (?:did|has)\b|\b(?:rise|fall|increase|drop|growth|change|decline) is that\b.*(?:per ?cent|%)"
            rf"|\bhow many (?:per ?cent|%)\b|{_SO}(?:in (?:per ?cent|%)|(?:(?:the|its) )?growth(?: rate)?"
            r"(?: (?:over|in|for|between) (?:that|those|the|this) "
            r"(?:(?:two|three|four|five) )?(?:years?|periods?|times?))?)\W*$",
            re.IGNORECASE,
        ),
        follow_changes.in_percent,
    ),
    _Kind(
        re.compile(
            r"\b(?:what|which) (?:share|percentage|proportion|fraction|part|per ?cent|percent)\b"
            r"|\bas a (?:share|percentage|proportion|fraction) of\b"
            rf"|{_SO}(?:as a (?:share|proportion|fraction)|(?:the |its )?(?:share|proportion|fraction))\W*$",
            re.IGNORECASE,
        ),
        follow_shares.share,
    ),
    _Kind(re.compile(rf"{_SO}as a percentage\W*$", re.IGNORECASE), follow_plans.undecided),
    _Kind(
        re.compile(
            r"\bhow many times\b|\bwhat multiple\b|\bas a multiple\b|\bwhat(?:['’]s| is| was) the ratio\b"
            rf"|{_SO}(?:the |as a )?(?:ratio|multiple|times)\W*$",
            re.IGNORECASE,
        ),
        follow_plans.by_size("ratio", ("value", "other"), ("larger figure", "smaller figure")),
    ),
    _Kind(
        re.compile(
            r"\bby how (?:much|many)(?: [a-z]+)? (?:did|has|have)\b|\bhow (?:much|many) did (?:it|that|this|they) "
            r"(?:change|rise|fall|grow|drop|cut|reduce|raise|increase|decrease|shrink|climb|jump|improve"
            r"|go (?:up|down))\b"
            rf"|\bhow (?:big|large) (?:is|was|a) (?:the|that) (?:change|rise|fall|increase|drop|cut|decline|decrease)\b"
            r"|\bwhat(?:['’]s| is| was) the (?:change|rise|fall|increase|drop|cut|decline|decrease)\W*$"
            rf"|{_SO}(?:the )?(?:change|rise|fall|increase|drop|cut|decline|decrease)\W*$"
            r"|\bhow many (?:(?:were|was|have been|has it|did it|did they) )?"
            r"(?:added|add|cut|lost|lose|shed|went|gone|hired|hire|gained|gain)\W*$",
            re.IGNORECASE,
        ),
        follow_changes.moved,
        stem_set("added cut lost lose shed went gone hired gained"),
    ),
    _Kind(
        re.compile(
            r"\bwhat(?:['’]s| is| was)? the (?:difference|gap)\b"
            r"|\bhow (?:much|many) (?:more|less|fewer|higher|lower|bigger|smaller)\b"
            r"|\bby how (?:much|many)\b|\bhow far apart\b"
            rf"|{_SO}(?:the )?(?:difference|gap)\W*$"
            r"|\bwhich (?:one |figure |number |amount |of (?:the two|them|those|these) )?(?:is|was) (?:the )?"
            r"(?:larger|bigger|higher|greater|more|largest|biggest|highest|lower|smaller|less|lowest|smallest)\b",
            re.IGNORECASE,
        ),
        follow_plans.by_size("difference", ("first", "second"), ("larger figure", "smaller figure")),
    ),
    _Kind(
        re.compile(
            rf"\b(?:in total|altogether|together|combined|the (?:sum|total))\b|{_SO}total\W*$",
            re.IGNORECASE,
        ),
        follow_plans.together("sum"),
    ),
    _Kind(re.compile(r"\bon average\b|\bthe average\b", re.IGNORECASE), follow_plans.together("average")),
    _Kind(
        re.compile(
            r"\b(?:is|was|are|be|would be) (?:left|left over|still to come|outstanding)\b|\bremains\b", re.IGNORECASE
        ),
        follow_shares.left_of,
        stem_set("without"),
    ),
    _Kind(re.compile(r"\bswing\b|\bturn-?around\b", re.IGNORECASE), follow_plans.swing),
    _Kind(
        re.compile(
            rf"\b(?:what|which) (?:(?:interest|tax|average|effective) ){{0,2}}rate (?:is|was|does|did|would) {_THAT}\b"
            rf"|{_SO}(?:at |and )?(?:what|which) (?:(?:interest|tax|average|effective) ){{0,2}}rate\W*$"
            rf"|{_SO}what(?:['’]s| is| was) the (?:(?:interest|tax|average|effective) ){{1,2}}rate(?: on {_THAT})?\W*$",
            re.IGNORECASE,
        ),
        follow_shares.rate,
        stem_set("interest tax average effective imply represent mean"),
    ),
    _Kind(
        follow_worth.WHOLE,
        follow_worth.whole_of_stake,
        stem_set("company business firm group club bank thing value valued worth market make put imply entire"),
    ),
    _Kind(
        re.compile(
            rf"(?:\b{_THAT}\b.{{0,60}}|{_SO})\b(?:(?:over (?:an?|the|one)|(?:in|for) (?:an?|one)) (?:whole |full )?"
            rf"{_TIME}|(?:over|for) [a-z0-9-]{{1,20}} (?:years|months|weeks|days))\W*$",
            re.IGNORECASE,
        ),
        follow_rates.over_time,
        stem_set(
            "pay cost spend earn make bring bill amount full produce use buy power energy electricity"
            " three four five six seven eight nine ten twelve fifteen twenty thirty"
        ),
    ),
    _Kind(
        re.compile(
            rf"\b(?:is|does|would|will|do) {_THAT}\b.{{0,40}}\b(?:per|an?|each|every) {_TIME}\b"
            rf"|\bwhat(?:['’]s) {_THAT} (?:per|an?|each|every) {_TIME}\b"
            rf"|{_SO}(?:what about )?(?:per|an?|each|every) {_TIME}\W*$"
            rf"|{_SO}(?:(?:what|how much) is {_THAT} )?"
            r"(?:yearly|annually|quarterly|monthly|weekly|daily|per annum)\W*$",
            re.IGNORECASE,
        ),
        follow_rates.per_time,
    ),
    _Kind(
        re.compile(rf"{_SO}(?:(?:what(?:['’]s| is)|how much is) {_THAT} )?in [a-z]+(?:[ -][a-z]+)?\W*$", re.IGNORECASE),
        follow_plans.in_unit,
    ),
    _Kind(
        re.compile(
            r"\b(?:is|does|would) (?:that|it|this)\b.*\b(?:per|for each|for every) (?!cent\b)[a-z]"
            rf"|{_SO}(?:per|for each|for every) (?!cent\b|year|month|week|day|quarter)[a-z]{{3,20}}\W*$",
            re.I,
        ),
        follow_plans.per_each,
    ),
    _Kind(
        re.compile(
            r"\b(?:was|were) (?:it|that|this|they) (?:before|previously|originally|earlier)\b"
            r"|^\W*(?:and |so )?before(?: that)?\W*$"
            r"|\b(?:was|were) (?:it|its|they|their|that|the)\b(?: [a-z-]{2,20}){0,4}? (?:in |for )?(?:the year before"
            r"|the (?:previous|prior) year|(?:a|one) year (?:before|earlier|ago))\W*$",
            re.I,
        ),
        follow_plans.before,
        stem_set("ago"),
    ),
)
"""What a question's words ask for; one that gives names of its own, or figures that none of these takes, is none."""
