"""What is counted: a question how many passengers is answered by passengers, and by nothing else that is many.

The noun of the question must stand by the number, as its unit or in its sentence, or a word that counts the same:
who employs 300 workers has 300 employees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from assistant.answering.called import is_place
from assistant.answering.narrowing import before, within
from assistant.datatypes import Expects, Quantity, Question, ReadSentence
from assistant.quantities import extract, units
from assistant.quantities.nouns import looks_plural
from assistant.reading.stems import stem, stem_set, stems
from assistant.reading.types import fits, quantities_in

_ASKS = re.compile(r"\b(?:how\s+many|numbers?\s+of)\s+(?P<what>[^?,.;:]*)", re.IGNORECASE)
_IN_UNITS = re.compile(r"\bin\s+(?P<what>[a-z]+s)\b(?!\s+(?:of|in|from)\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ENDS = frozenset(
    [
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "should",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "that",
        "who",
        "which",
    ]
)
"""Words behind which the noun is over."""
_OF_SUBSTANCE = re.compile(r"(?:[\w-]+\s+){1,3}?of\s+(?:(?:the|natural|crude)\s+)*(?P<of>[a-z]{3,})\b", re.IGNORECASE)
_EMPTY = frozenset({"more", "other", "times", "units", "points", "percent", "per", "different", "new"})
"""Words that count nothing by themselves."""

REACH = 4
"""Words behind a number among which its noun stands."""
LARGE = 10
"""From here on a number counts what its sentence speaks of, wherever the noun stands."""
_SHARE_OF = re.compile(r"\b(?:one|two|three|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?$", re.IGNORECASE)
_SHARE_BEHIND = re.compile(r"\s+(?:in|out\s+of)\s+(?:every\s+)?(?:\d|two|three|four|five|six|ten)\b", re.IGNORECASE)
"""One in three, six out of every 10."""

_FAMILIES = (
    "inhabitants residents citizens population persons",
    "employees workers staff workforce jobs headcount employ personnel posts",
    "passengers travellers flyers",
    "guests attendees invitees delegates participants",
    "customers subscribers users clients accounts",
    "shops stores outlets branches restaurants",
    "cars vehicles autos automobiles",
    "planes aircraft jets airliners",
    "firms companies businesses groups",
    "homes houses properties households",
    "deaths dead died killed",
    "countries nations states",
    "shareholders investors",
    "students pupils",
    "children kids",
    "attacks incidents",
    "chips processors accelerators semiconductors gpus",
    "tourists visitors",
    "brands labels marques",
)
"""Words that count the same; those of persons first."""
PERSONS = 5
"""How many of the families are of persons."""
_STAFF = re.compile(r"\bhead-?count\b|\bsize of (?:\S+ )?(?:work-?force|staff)\b|\bstaff numbers?\b", re.IGNORECASE)
"""Who asks for these asks how many employees there are."""
_AT_WORK = re.compile(r"\bemploy\w*|\bworking\b|(?<!out of )\bwork(?:s|ed)? (?:for|at|in)\b", re.IGNORECASE)
"""What makes people employees."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a question asks how many there are of."""

    noun: str
    """In small letters; empty where it asks for no number of things."""
    which: frozenset[str] = frozenset()
    """Stems of the words before it, which say of what kind it is."""


def asked_count(text: str) -> Counted:
    """What a question asks how many there are of: no money, and no units.

    Args:
        text: The question.
    """
    match = _ASKS.search(text)
    if match is None:
        return Counted("employees" if _STAFF.search(text) else "")
    words = []
    for word in _WORD.findall(match.group("what").lower()):
        if word in _ENDS:
            break
        words.append(word)
    plurals = [i for i, word in enumerate(words) if looks_plural(word)]
    if not plurals:
        return Counted("")
    # "sales representatives" are representatives, but "people works" are people.
    at = plurals[0] + (plurals[0] + 1 in plurals and words[plurals[0]].endswith("s"))
    noun = "people" if is_place(words[at]) or is_place(words[at].removesuffix("s")) else words[at]
    noun = "employees" if noun == "people" and _AT_WORK.search(text) else noun
    which = frozenset(stem(word) for word in words[:at] if word not in _EMPTY)
    return Counted(noun, which) if noun not in _EMPTY and _is_counted(noun) else Counted("")


def best_counts(question: Question, asked: Counted, read: Sequence[ReadSentence]) -> list[ReadSentence]:
    """The sentences that give a number of what is asked for, as its own words say best.

    Args:
        question: The question; what it says itself is no answer.
        asked: What is counted.
        read: Judged sentences.
    """
    sure = {item: says_how_many(question, asked.noun, item.sentence.text, before(item)) for item in read}
    counts = [item for item in read if sure[item]]
    if counts and _is_of_another_kind(question, asked, counts, read):
        return []
    which = _kind_words(question, asked)
    surest = within([it for it in counts if sure[it] is Sure.BESIDE or _is_of(which, it.sentence.text)], counts)
    of_kind = [len(asked.which & stem_set(item.sentence.text)) for item in surest]
    return [item for item, held in zip(surest, of_kind, strict=True) if held == max(of_kind)]


def _is_of_another_kind(
    question: Question, asked: Counted, counts: Sequence[ReadSentence], read: Sequence[ReadSentence]
) -> bool:
    """Whether articles give a number of the kind asked for, and none of the sentences that count is of that kind.

    Where "98 were electric", "412 cars" are of all kinds, and no answer to how many electric cars.
    """
    which = _kind_words(question, asked)
    if not which or which & stem_set(f"{before(counts[0])} {counts[0].sentence.text}"):
        return False
    passages = {item.hit.passage_id: item.hit.passage for item in read}
    return any(
        _is_of(which, sentence.text) and any(_may_count(q, sentence.text) for q in quantities_in(sentence.text))
        for passage in passages.values()
        for sentence in passage.sentences
        if sentence.text.lower() not in question.text.lower()
    )


def _kind_words(question: Question, asked: Counted) -> frozenset[str]:
    """The words for the kind of what is counted, without whose it is."""
    return asked.which - {part for name in question.entities for part in stems(name)}


def _is_of(which: frozenset[str], sentence: str) -> bool:
    return bool(which) and which <= stem_set(sentence)


class Sure(Enum):
    """How a sentence gives a number of something."""

    BESIDE = "beside"
    """The noun is the number's unit, or stands right behind it."""
    NEAR = "near"
    """It stands elsewhere in the sentence, or in the one before."""


def says_how_many(question: Question, noun: str, sentence: str, lead: str = "") -> Sure | None:
    """Whether a sentence gives a number of what is asked for.

    Args:
        question: The question; what it says itself is no answer.
        noun: What is counted.
        sentence: The sentence.
        lead: The sentence before, which may name what the number counts.
    """
    asked = question.text.lower()
    counts = [q for q in quantities_in(sentence) if _may_count(q, sentence) and q.text.lower() not in asked]
    if not counts:
        return None
    same = same_as(noun)
    behind = [_behind(sentence[q.span.end :]) for q in counts if q.span and not q.unit]
    if any(set(map(stem, q.unit.lower().split())) & same for q in counts) or any(words & same for words in behind):
        return Sure.BESIDE
    large = [q for q in counts if ((q.high if q.low is None else q.low) or 0) >= LARGE]
    bare = any(not q.unit for q in large)
    near = (large and stem_set(sentence) & same) or (bare and stem_set(lead) & same)
    return Sure.NEAR if near else None


def _behind(text: str) -> frozenset[str]:
    """Stems of the first words of what stands behind a number."""
    return frozenset([part for part in stems(text) if part][:REACH])


def _may_count(quantity: Quantity, sentence: str) -> bool:
    """Whether a quantity is a number of things: no share ("one in three"), and no "one" that is hardly a number."""
    if not fits(quantity, Expects.COUNT) or units.dimension(quantity.unit) != "count" or quantity.span is None:
        return False
    lead = sentence[: quantity.span.start]
    return quantity.low != 1 and not _SHARE_OF.search(lead) and not _SHARE_BEHIND.match(sentence, quantity.span.end)


@lru_cache(maxsize=512)
def same_as(noun: str) -> frozenset[str]:
    """Stems of the words that mean what a noun means, where things are counted or listed.

    Args:
        noun: A noun in small letters.
    """
    own = stem(noun)
    families = [{stem(word) for word in family.split()} for family in _FAMILIES]
    if noun == "people":  # all of those are people, but people are not all employees
        families = [family | {own} for family in families[:PERSONS]] + families[PERSONS:]
    return frozenset({own}.union(*(family for family in families if own in family)))


def asked_measure(text: str) -> str:
    """The dimension that a question asks how much there is of, such as ``volume``; empty for none, and for money.

    Args:
        text: The question.
    """
    match = _ASKS.search(text) or _IN_UNITS.search(text)
    words = _WORD.findall(match.group("what")) if match else []
    found = extract(f"5 {_unit(words)}") if words else ()
    dimension = units.dimension(found[0].unit) if found and found[0].unit else ""
    if match and match.re is _IN_UNITS and dimension in ("time", "calendar"):
        return ""  # "in three years" is when
    return "" if dimension.startswith(("count", "money", "percent", "ratio")) else dimension


def _unit(words: Sequence[str]) -> str:
    """The unit that words begin with: two of them where they make one, such as "cubic feet"."""
    two = " ".join(words[:2])
    found = extract(f"5 {two}") if len(words) > 1 else ()
    return two if found and found[0].text == f"5 {two}" and units.dimension(found[0].unit) != "count" else words[0]


_BY_SUBSTANCE = (
    ("power", "power energy"),
    ("electricity energy", "energy power"),
    ("data storage", "data"),
    ("space land", "area volume"),
    ("water oil gas milk wine beer lager cider petrol diesel fuel crude kerosene", "volume mass energy"),
    (
        "copper gold silver coal steel food grain waste wheat rice sugar barley malt corn coffee tea cocoa",
        "mass volume",
    ),
    ("meat beef fish cement sand salt iron ore lithium nickel zinc tin uranium aluminium cotton wool", "mass volume"),
    ("rubber timber scrap cocoa", "mass volume"),
)
"""What there is so much of, and the dimensions that it is told in."""
_MUCH = re.compile(r"\bhow much (?P<what>[a-z]+(?: [a-z]+)?)\b", re.IGNORECASE)
_HELD = re.compile(
    r"lit(?:re|er)|ton|gram|barrel|bushel|pound|ounce|watt|gallon|feet|met(?:re|er)|acre|hectare|cubic|case|bottle|crate"
    r"|container|bale|bag|kilo|carat"
)
"""Units, and what goods are held in."""


def dimensions_asked(text: str) -> frozenset[str]:
    """The dimensions in which a question wants to be told how much there is of a substance; empty for other questions.

    Args:
        text: The question.
    """
    match = _MUCH.search(text)
    asked = match.group("what").lower().split() if match is not None else []
    return frozenset(
        next((told.split() for word in asked for words, told in _BY_SUBSTANCE if word in words.split()), [])
    )


def is_in(dimensions: frozenset[str], sentence: str) -> bool:
    """Whether a sentence gives an amount of one of some dimensions, or in units that goods are held in.

    Args:
        dimensions: As ``dimensions_asked`` gives them.
        sentence: The sentence.
    """
    return any(
        units.dimension(q.unit).split("/")[0] in dimensions or bool(_HELD.search(q.unit))
        for q in quantities_in(sentence)
    )


def asked_substance(text: str) -> str:
    """What a question asks how much there is of in a unit: the gas of "how many cubic feet of gas"; empty for none.

    Args:
        text: The question.
    """
    match = _ASKS.search(text)
    of = _OF_SUBSTANCE.match(match.group("what")) if match and asked_measure(text) else None
    return of.group("of").lower() if of is not None else ""


def says_how_much(dimension: str, sentence: str, substance: str = "", lead: str = "") -> bool:
    """Whether a sentence gives an amount of a dimension, alone or for each of something.

    Args:
        dimension: As ``asked_measure`` gives it.
        sentence: The sentence.
        substance: What there must be of it, said in the sentence or the one before; anything where empty.
        lead: The sentence before.
    """
    if substance and stem(substance) not in stem_set(f"{lead} {sentence}"):
        return False
    return any(units.dimension(q.unit).split("/")[0] == dimension for q in quantities_in(sentence))


@lru_cache(maxsize=512)
def _is_counted(noun: str) -> bool:
    """Whether a noun is a thing that is counted, and no currency or measure."""
    found = extract(f"5 {noun}")
    return bool(found) and units.dimension(found[0].unit) == "count" and found[0].unit == noun
