"""Whose a figure in a sentence is: the check against the wrong company's number.

A figure belongs to the last name before it in its clause. A clause that names nobody before
the figure speaks of whoever is named right behind it ("a valuation of $380 billion for
Anthropic"), else of whoever the sentence before, the heading or the title speaks of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures.cast import Cast, Named
from assistant.figures.names import find_names, mentions

_TURN = re.compile(
    r"(?:[;:]|,?\s(?:while|whereas|but|although|compared (?:with|to)|against|past|ahead of|behind|versus)\s"
    r"|,?\s(?:and|as)\s(?=[A-Z]))"
)
_OBJECT = re.compile(
    r"\s?(?:[a-z-]+\s){0,3}(?:for|at|by|of|from)\s"
    r"(?P<owner>(?:(?!\b(?:but|would|will|which|that|while|as)\b)[^.;,\d]){0,60})"
)
"""What follows a figure closely: where "valuation for Anthropic" stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands."""

    sentence: str
    start: int
    """Offset of the figure in the sentence."""
    end: int
    before: str
    """The sentences before it in its passage."""
    title: str
    """The article's title and the heading."""


def belongs(place: Place, owner: str) -> bool:
    """Whether a figure can be the owner's.

    Args:
        place: Where the figure stands.
        owner: The name that must own it.
    """
    lead = place.sentence[: place.start]
    clause = _TURN.split(lead)[-1]
    for part in (clause, lead):
        if mentions(owner, part):
            return _last_is(owner, find_names(part), part)
        if _names(part, place):
            return mentions(owner, _object(place))
    if mentions(owner, _object(place)):
        return True
    return _spoken_of(place, owner)


def _object(place: Place) -> str:
    match = _OBJECT.match(place.sentence, place.end)
    return match.group("owner") if match else ""


def _last_is(owner: str, others: tuple[str, ...], part: str) -> bool:
    """Whether the owner is the last name of a clause, or its possessor or subject."""
    if not others or mentions(owner, others[-1]):
        return True
    # The subject comes first ("Unilever, which owns Dove, said …"), unless a clause about the last
    # name is still open at the figure ("… OpenAI, which was last valued at").
    return mentions(owner, others[0]) and not re.search(r",\s(?:which|who|whose)\b[^,]*$", part)


def _spoken_of(place: Place, owner: str) -> bool:
    """Whether the nearest text before the sentence that names anybody names the owner."""
    sentences = re.split(r"(?<=[.!?”\"])\s+", place.before.strip())
    for text in (*reversed(sentences[-3:]), place.title):
        if mentions(owner, text):
            return True
        if len(find_names(text)) > 1 and text is not place.title:
            return False
    return False


def _names(part: str, place: Place) -> tuple[str, ...]:
    """The names in a part of a sentence; a capital that only begins the sentence makes none."""
    found = find_names(part)
    if found and place.sentence.startswith(found[0]) and " " not in found[0] and not found[0].isupper():
        elsewhere = rf"(?<=[a-z,;] ){re.escape(found[0])}\b"
        if not re.search(elsewhere, f"{place.sentence} {place.before} {place.title}"):
            return found[1:]
    return found


_NO_MODIFIER = (
    "and|or|but|said|says|in|to|on|for|with|from|saw|sees|as|at|of|by|that|its|their|his|her|which|who|whose|was|were|is|are|had|has"
    "|have|would|will|could|may|made|makes|reported|posted|expects?|expected|announced|after|while|when|if|rose|fell|cut|lost"
    "|bought|raised|forecasts?|the|a|an"
)
_MODIFIERS = re.compile(rf"['’]?s?\s+(?:(?!(?:{_NO_MODIFIER})\b)[\w-]+\s+){{0,4}}")
"""What may stand between an owner and its metric: "Ford's", "Ford's fourth-quarter", "Ford full-year"."""
_OF = re.compile(
    r"\s+(?:(?:fell|rose|growth|rate|figures?)\s+)?(?:at|of|for|by|from|in)\s+(?:(?:the|its|rival|carmaker)\s+)*", re.I
)
"""What stands between a metric and its owner behind it: "profits at", "the value of"."""
_BEHIND = re.compile(r"\s?(?:\([^)]*\)\s)?(?:[a-z-]+\s){0,2}(?:for|at|by|on)\s(?:(?:the|its|rival)\s)?$")
_IN_PLACE = re.compile(
    r"\b(?:in|from|across|to|throughout|outside|within|into|via|near|over)\s+(?:the\s+)?$", re.IGNORECASE
)
_OF_SPEAKER = re.compile(r"\b(?:analysts?|economists?|strategists?|brokers?|said|says|according)\b[^.;]{0,40}$", re.I)
_ASIDE_OPEN = re.compile(r",\s(?:which|who|whose)\b[^,]*$")
_DASHED = re.compile(r"\s[-–—]\s[^-–—]{3,90}\s[-–—]\s")
"""What is said aside: "Nissan - in which Renault owns a stake - contributed"."""
_NATIONAL = frozenset(
    {"inflation", "unemployment", "gdp", "economic-growth", "budget-deficit", "exchange-rate"}
    | {"industrial-output", "house-price", "oil-price"}
)
"""Metrics that countries have and companies do not."""


def owner(place: Place, metric: str, at: tuple[int, int] | None, cast: Cast, subject: str) -> str:
    """Whose a figure is.

    Tried in turn: the possessor right before the metric's words, a name right behind them, the last
    name of the figure's clause (the subject where a relative clause has closed), a name right behind
    the figure, the subject of the sentence, whoever the sentence before speaks of, the article's topic.

    Args:
        place: Where the figure stands.
        metric: Id of the figure's metric; empty when there is none.
        at: Offsets of the words that name the metric in the sentence; None when none does.
        cast: The names of the article.
        subject: Whom the sentence before speaks of; empty at the beginning.

    Returns:
        The name in the longest form that the article writes; empty when the article names nobody.
    """
    text = place.sentence
    asides = [match.span() for match in _DASHED.finditer(text) if match.end() <= place.start]
    names = tuple(n for n in cast.named(text) if not any(a <= n.start and n.end <= b for a, b in asides))
    national = metric in _NATIONAL
    if at is not None:
        beside = _beside_metric(text, names, at, national=national)
        if beside:
            return beside
    able = [name for name in names if name.place or not national]
    clause_start = _clause_start(text, place.start)
    for first, last in ((clause_start, place.start), (0, place.start)):
        found = [n for n in able if first <= n.start and n.end <= last]
        chosen = _of_clause(text, found, place.start, national=national)
        if chosen:
            return chosen
        behind = next((n for n in able if n.start >= place.end and _BEHIND.fullmatch(text[place.end : n.start])), None)
        if behind is not None:
            return behind.name
    later = [n for n in able if n.start >= place.end]
    if not subject and not cast.topic and later:
        return later[0].name
    return subject or cast.topic


def subject_of(sentence: str, cast: Cast, before: str) -> str:
    """Whom a sentence speaks of, for the next one: its first name that is no place said in passing.

    Args:
        sentence: The sentence.
        cast: The names of the article.
        before: The subject so far; it stays where a sentence names nobody.
    """
    names = [n for n in cast.named(sentence) if not _in_passing(sentence, n)]
    companies = [n for n in names if not n.place]
    first = next(iter(companies or names), None)
    if first is None:
        return before
    return before if _STANDS_IN.match(sentence) and before else first.name


_STANDS_IN = re.compile(
    r"\W*(?:(?:However|But|And|Meanwhile|Also|Still),?\s)?(?:It|Its|They|Their|The\s(?:company|firm|group|bank|carmaker"
    r"|airline|retailer|giant|business|broadcaster|insurer|brewer|bank|manufacturer|operator))\b",
    re.IGNORECASE,
)
"""A sentence that begins so goes on about whoever was spoken of."""
_PART = re.compile(
    r"(?:\b(?:its|the|their|whose)|['’]s)\s(?P<part>(?:[\w&-]+\s){1,3}?(?:division|unit|arm|segment|subsidiary|operations?"
    r"|businesses|business))\b(?!\s(?:week|year|school|leaders?|confidence|plan|model))",
)


_SCOPE = re.compile(r"\s+(?:gap\s|figures?\s)?(?P<how>in|with|to|from|across|outside)\s+(?:the\s+)?$")


_WIDER = re.compile(r"\s+(?P<part>(?:across|in)\sthe\s(?:industry|sector|market|region|world|rest\sof\s\w+))\b")


def part_of(sentence: str, figure: int, owner: str, at: tuple[int, int] | None, cast: Cast) -> str:
    """The part of its owner that a figure is of: "film division", "in Japan"; empty for the whole.

    Args:
        sentence: The sentence.
        figure: Offset of the figure.
        owner: Whose it is.
        at: Offsets of the words that name its metric; None when none does.
        cast: The names of the article.
    """
    found = [m for m in _PART.finditer(sentence, _clause_start(sentence, figure), figure)]
    if found:
        return found[-1].group("part").lower()
    if at is None:
        return ""
    wider = _WIDER.match(sentence, at[1])
    if wider:
        return wider.group("part").lower()
    for name in cast.named(sentence):
        if not name.place or name.name == owner:
            continue
        scope = _SCOPE.fullmatch(sentence[at[1] : name.start]) if name.start > at[1] else None
        if scope:
            return f"{scope.group('how')} {name.name}"
        if name.end < at[0] and not sentence[name.end : at[0]].strip():
            return f"in {name.name}"  # "its US sales"
    return ""


def _beside_metric(text: str, names: tuple[Named, ...], at: tuple[int, int], *, national: bool) -> str:
    """The owner that stands right before or right behind the words that name a metric."""
    start, end = at
    before = [n for n in names if n.end <= start and _MODIFIERS.fullmatch(text[n.end : start])]
    if before and (national or not before[-1].place or re.match(r"['’]s?\s", text[before[-1].end :])):
        return before[-1].name
    behind = next((n for n in names if n.start >= end), None)
    if behind is not None and _OF.fullmatch(text[end : behind.start]) and (national or not behind.place):
        return behind.name
    return ""


def _of_clause(text: str, names: list[Named], figure: int, *, national: bool) -> str:
    """The owner among the names of a clause before a figure."""
    firm = [n for n in names if national or not _in_passing(text, n)]
    if not national:
        firm = [n for n in firm if not n.place] or firm
    if not firm:
        return ""
    if (
        len(firm) > 1
        and not _ASIDE_OPEN.search(text[:figure])
        and re.match(r",\s(?:which|who|whose)\b", text[firm[0].end :])
    ):
        return firm[0].name
    return firm[-1].name if len(firm) == 1 or _possesses(text, firm[-1]) else _last_subject(text, firm)


def _possesses(text: str, name: Named) -> bool:
    return text[name.end : name.end + 2] in ("'s", "’s", "' ", "’ ")


def _last_subject(text: str, names: list[Named]) -> str:
    """The last name that is no object of a preposition, else the last: "Acme's deal with Globex raised $3m"."""
    subjects = [
        n
        for n in names
        if not re.search(
            r"\b(?:with|by|from|of|against|like|than|as|on|to|for|pa(?:y|id|ying)"
            r"|su(?:e|ed|ing)|told|buy(?:ing)?|bought|acquir(?:e|ed|ing)|giv(?:e|en|ing)|gave|ow(?:es?|ed))\s(?:the\s)?$",
            text[: n.start],
        )
    ]
    return (subjects or names)[-1].name


def _in_passing(text: str, name: Named) -> bool:
    """Whether a name is where something happens, or for whom somebody speaks."""
    before = text[: name.start]
    return (name.place and bool(_IN_PLACE.search(before))) or bool(_OF_SPEAKER.search(before))


def _clause_start(text: str, figure: int) -> int:
    """Where the clause that holds a figure begins."""
    return max((match.end() for match in _TURN.finditer(text[:figure])), default=0)
