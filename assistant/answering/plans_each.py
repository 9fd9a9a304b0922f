"""Plans for an amount over how many share it: "how much would each investor get?", "the cost of one flight".

The amount and the number are known by the question's words; the number must count what the question asks an amount for
one of, and the article must not give the amount for one itself: that is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from assistant.answering.called import is_place
from assistant.answering.filling import Filled, Input, around, behind, noun_stems, taken
from assistant.answering.matching import LEAST, Accepts, Matcher, Slot, beside
from assistant.answering.phrases import Phrase, classes, currency_asked
from assistant.answering.rates import rates_of
from assistant.answering.worksheet import Cell, Sheet, single_names, size
from assistant.datatypes import Quantity, Question
from assistant.figures.metrics import Match, find_metrics, satisfies
from assistant.quantities import units
from assistant.quantities.nouns import looks_plural, plural, singular
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem, stems
from assistant.retrieval.words import STOP_WORDS

_ONE = r"(?P<each>[a-z0-9][\w'’-]*(?:\s+[a-z0-9][\w'’-]*){0,3})"
_FORMS = (
    re.compile(
        rf"\b(?:per|for (?:each|every|one|a single)|(?:to|on|from|by|of|with|behind) each|each of the"
        rf"|(?:average|mean|typical) (?:price|cost|value|size|pay|salary|sale|bill|debt) (?:of|for|per)"
        rf" (?:an?|the|its|their|these|those|one|each))\s+{_ONE}",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:an?|per)\s+(?P<each>head)\b", re.IGNORECASE),
    re.compile(rf"\b(?:each|every|(?:the|an?)\s+(?:average|typical|single))\s+{_ONE}", re.IGNORECASE),
)
_BARE = re.compile(r"\b(?:for each|apiece|each|a piece)\W*$", re.IGNORECASE)
"""What asks for one of what the question has spoken of: "what is it paying for each?"."""
_NUMBER_OF = re.compile(r"\bnumber of (?P<noun>[a-z]+)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b[a-z]{3,}s\b")
_PERIODS = frozenset({"year", "month", "week", "day", "quarter", "hour", "annum", "minute", "second", "cent", "time"})
_MEASURED = {
    "kwh": ("per-kwh", "energy"),
    "kilowatt-hour": ("per-kwh", "energy"),
    "mwh": ("per-mwh", "energy"),
    "megawatt-hour": ("per-mwh", "energy"),
    "mw": ("per-mw", "power"),
    "megawatt": ("per-mw", "power"),
    "gw": ("per-gw", "power"),
    "gigawatt": ("per-gw", "power"),
}
"""The calculator of a unit, and its input."""
_PEOPLE = re.compile(
    r"(?:people|person|persons|staff|inhabitants?|population|[a-z]{2,}(?:ers?|ors?|ists?|ants?|ents?|ees?|men|man|women"
    r"|woman|ians?|children|citizens?))$"
)
_ANYONE = frozenset(
    {"person", "people", "persons", "head", "inhabitant", "inhabitants", "resident", "residents", "human"}
)
_NO_PEOPLE = frozenset({"number", "computer", "order", "offer", "dollar", "plant", "payment", "quarter", "letter"})
_OF_EACH_ONE = re.compile(
    r"\bhow many (?:\w+ ){0,2}(?:in|at|from|for) each\b|\bin each\b|^\W*(?:break|list|name|give me the)\b",
    re.IGNORECASE,
)
"""What asks for the amounts of several things that an article gives one by one."""
_NOT_EACH = re.compile(
    r"^\W*(?:what|how much) will\b|\b(?:higher|lower|more|less|better|worse|dearer|cheaper|fatter)\b.{0,120}\bthan\b",
    re.IGNORECASE,
)
"""A price to come, or two ratios set against each other: neither is an amount for each."""


def per_each(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """An amount over how many things or people share it: "how much compensation would each investor get?"."""
    asked = _asked(question.text)
    if asked is None or _NOT_EACH.search(question.text) or _OF_EACH_ONE.search(question.text):
        return None
    each, rest = asked
    if each[-1] in _PERIODS or any(_counts_in(quantity, each) for quantity in question.quantities):
        return None  # a number that the question states is no article's
    names = single_names(question)
    whole = Phrase.of(" ".join([*each, rest]), names)
    accepts = _amount_told_with(each, _amount_of(question.text))
    amounts = [Slot(phrase, accepts) for phrase in (Phrase.of(rest, names), whole)]
    counted = Slot(whole, _counter(each))
    for sheet in sheets:
        matcher = Matcher(sheet, names)
        if _is_stated(matcher, question, each):
            return None
        for amount in amounts:  # the amount may be told with what it is shared by: "11 flights for $90m"
            found = matcher.pair(
                amount, counted, partial(_belong, question, matcher, amount.accepts), least_second=LEAST_NUMBER
            ) or _only_number(matcher, amount, counted)
            if matcher.unsure:
                return None
            if found is not None:
                return _filled(each, *found)
    return None


def _only_number(matcher: Matcher, amount: Slot, counted: Slot) -> tuple[Cell, Cell] | None:
    """An amount, and the only number of an article that counts what it is for; they may stand far apart.

    Not where the number's own sentence gives an amount too: then that is likelier to be meant.
    """
    numbers = matcher.scored(counted)
    best = None if matcher.unsure or _is_measured(numbers) else matcher.best(amount)
    if best is None or not numbers or len({(cell.quantity.low, cell.quantity.unit) for _, cell in numbers}) > 1:
        return None
    number = numbers[0][1]
    own = [cell for cell in matcher.sheet.cells if cell.item.sentence == number.item.sentence]
    alone = not any(units.dimension(cell.quantity.unit).startswith("money") for cell in own)
    return (best, number) if alone and best.quantity.unit != number.quantity.unit else None


def _is_measured(numbers: Sequence[tuple[float, Cell]]) -> bool:
    """Whether numbers are amounts of energy or power: of these an article gives several for different things."""
    return any(units.dimension(cell.quantity.unit) != "count" for _, cell in numbers)


LEAST_NUMBER = 0.1
"""What a number must come to: it is known by what it counts."""
REACH = 3
"""Sentences between an amount and the number of those who share it."""


def _amount_told_with(each: Sequence[str], accepts: Accepts) -> Accepts:
    """The same amounts, those before others around which what they are shared by is named."""
    wanted = {stem(word) for word in each}

    def better(cell: Cell) -> float | None:
        kind = accepts(cell)
        return kind if kind is None else kind + 0.3 * bool(wanted & set(stems(around(cell, 50, 40))))

    return better


def _belong(question: Question, matcher: Matcher, wanted: Accepts, amount: Cell, number: Cell) -> bool:
    """Whether an amount can be shared by a number: told together, or of the metric that the question names.

    Where the number's own sentence gives such an amount, that is likelier than one further away.
    """
    if amount.quantity.unit == number.quantity.unit or matcher.is_foreign(amount) or matcher.is_foreign(number):
        return False
    if units.dimension(amount.quantity.unit).startswith("money") and size(amount) < CENT * size(number):
        return False
    strict = [metric for metric in question.metrics if metric in _RESULTS]
    if strict and all(satisfies(metric, amount.metric) is Match.NO for metric in strict):
        return False  # the debt for each inhabitant is not what a ferry costs each
    if amount.item.sentence == number.item.sentence:
        return True
    if any(satisfies(metric, amount.metric) is not Match.NO for metric in question.metrics if metric not in _VAGUE):
        return True
    own = (cell for cell in matcher.sheet.cells if cell.item.sentence == number.item.sentence)
    return beside(amount, number, REACH) and not any(
        wanted(cell) is not None and cell.metric not in _RESULTS for cell in own
    )


CENT = 0.01
"""What an amount for one comes to at least."""


_RESULTS = frozenset(
    {"revenue", "profit", "net-profit", "operating-profit", "pre-tax-profit", "loss", "net-loss", "debt"}
)
"""Metrics whose amounts no question means that does not name them."""
_VAGUE = frozenset({"cost", "price", "charge", "output", "growth", "valuation"})
"""Metrics that a question's everyday words name without meaning one figure of a company's."""


def _filled(each: Sequence[str], amount: Cell, number: Cell) -> Filled:
    measured = _measure(each)
    first = taken("amount", "amount", amount)
    if measured is not None:
        calculator, name = measured
        return Filled(calculator, (first, Input(name, name, number.quantity, number.item)))
    return Filled("per-unit", (first, taken("units", f"number of {plural(_head(each, number))}", number)))


def _head(each: Sequence[str], number: Cell) -> str:
    """Which of the words behind "each" is what is counted."""
    nouns = _counted_here(number)
    own = singular(number.quantity.unit.split()[-1]) if number.quantity.unit else each[0]
    return next((word for word in reversed(each) if stem(word) in nouns), own)


def _measure(each: Sequence[str]) -> tuple[str, str] | None:
    """The calculator for an amount by the unit of measure that the words begin with, and its input."""
    first = each[0].lower()
    return _MEASURED.get(f"{first}-{each[1]}" if len(each) > 1 and each[1].startswith("hour") else first)


def _asked(text: str) -> tuple[tuple[str, ...], str] | None:
    """The words for what a question asks an amount for one of, and the rest of the question."""
    for form in _FORMS:
        found = form.search(text)
        if found is None:
            continue
        each = _noun(found.group("each"))
        if each and is_place(each[-1]):  # "for every Dutchman" of a country
            return ("person",), f"{text[: found.start()]} {text[found.end() :]}"
        if each and each != ("head",):
            beyond = found.group("each").split()[len(each) :]  # the pattern reaches beyond the noun
            return each, " ".join([text[: found.start()], *beyond, text[found.end() :]])
        if each:
            return ("person",), f"{text[: found.start()]} {text[found.end() :]}"
    bare = _BARE.search(text)
    counted = _NUMBER_OF.search(text)
    if bare is not None and counted is not None:
        return (counted.group("noun").lower(),), text[: bare.start()]
    if bare is not None:
        plurals = [word for word in _PLURAL.findall(text[: bare.start()].lower()) if looks_plural(word)]
        return (tuple(dict.fromkeys(plurals)), text[: bare.start()]) if plurals else None
    return None


def _noun(words: str) -> tuple[str, ...]:
    """The noun phrase at the beginning of some words, in small letters: "person" of "person needing help"."""
    kept: list[str] = []
    for word in words.split():
        lowered = re.sub(r"['’]s?$", "", word.lower())
        ends = (
            (lowered in STOP_WORDS and word.islower())
            or lowered in ("last", "next")
            or (kept and lowered.endswith(("ing", "ed")))
        )
        if ends:
            break
        kept.append(lowered)
        if word[:1].islower() and lowered != word:
            break  # a possessive ends the phrase
    heads = tuple(word for word in kept if word in words and len(word) > 1 and not word.isdigit())
    return heads or tuple(kept)  # in "an Apollo 11 flight" only flights are counted


def _is_stated(matcher: Matcher, question: Question, each: Sequence[str]) -> bool:
    """Whether an article gives the amount for one of what is asked itself: "$600 a tonne", "$18,500 each"."""
    amount = _amount_of(question.text, whole=False)
    wanted = {stem(word) for word in each}
    measured = _measure(each)

    def stated(cell: Cell) -> float | None:
        pers = [rate.per for rate in rates_of(cell)]
        if measured is not None:
            own = [per for per in pers if _MEASURED.get(per.lower(), ("",))[0] == measured[0]]
        else:
            own = [per for per in pers if not per or stem(per) in wanted]
        near = wanted & set(stems(around(cell, 40, 0)))  # "30 trams at $4m each"
        kind = amount(cell) if own else None
        return kind + TOLD_EACH if kind is not None and "" in pers and near else kind

    phrase = Phrase.of(question.text, single_names(question))
    scored = matcher.scored(Slot(phrase, stated))
    others = matcher.scored(Slot(phrase, _amount_of(question.text)))
    return bool(scored) and scored[0][0] >= max(LEAST, others[0][0] if others else 0.0)


TOLD_EACH = 1.0
"""What speaks for an amount that is told for each of the very things."""


def _counts_in(quantity: Quantity, each: Sequence[str]) -> bool:
    """Whether an amount of the question counts what its answer is for each of."""
    wanted = {stem(word) for word in each}
    return units.dimension(quantity.unit) == "count" and bool(wanted & set(stems(quantity.unit)))


def _counter(each: Sequence[str]) -> Accepts:
    """What accepts the number that an amount is divided by."""
    measured = _measure(each)
    if measured is not None:
        return lambda cell: 0.5 if units.dimension(cell.quantity.unit) == measured[1] and not rates_of(cell) else None
    return lambda cell: max(filter(None, (_counts(cell, each[: i + 1]) for i in range(len(each)))), default=None)


def _is_number(cell: Cell, each: Sequence[str]) -> bool:
    """Whether a figure counts anything that an amount can be divided by: "61 bushels an acre" counts no acres."""
    unit = cell.quantity.unit
    if units.dimension(unit).startswith(("money", "percent", "ratio", "time", "calendar")) or "/" in unit:
        return False
    if any(not rate.of_time and stem(rate.per) == stem(each[-1]) for rate in rates_of(cell)):
        return False
    return (cell.quantity.low or cell.quantity.high or 0.0) >= FEWEST


def _counts(cell: Cell, each: Sequence[str]) -> float | None:
    """How well a figure counts what an amount is divided by; None where it counts something else."""
    unit = cell.quantity.unit
    dimension = units.dimension(unit)
    if not _is_number(cell, each):
        return None
    nouns, wanted = _counted_here(cell), stem(each[-1])
    if wanted in nouns:
        return 0.8 + 0.2 * (len(each) > 1 and stem(each[0]) in nouns)
    if any(classes(other) & classes(wanted) for other in nouns):
        return 0.5
    if cell.metric and not unit and cell.metric in {mention.metric for mention in find_metrics(each[-1])}:
        return 0.5
    said = (unit or _noun_behind(cell)).split()
    if dimension != "count" or not said:
        return None
    some, all_ = each[-1], said[-1]  # "2 million Corlanders" are persons; farmers are no drinkers
    general = some in _ANYONE or all_ in _ANYONE
    return 0.3 if general and _is_people(some) and _is_people(all_) else None


_HEAD_ENDS = re.compile(r"\b(?:of|in|for|at|to|from|on|with|by|that|who|which|and|or|worth|over)\b|[,.;:()]")


def _noun_behind(cell: Cell) -> str:
    """The words behind a bare number that say what it counts: "60 million population"."""
    near = behind(cell)[:40].lower()
    end = _HEAD_ENDS.search(near)
    return near[: end.start()].strip() if end else ""


def _counted_here(cell: Cell) -> frozenset[str]:
    """Stems of what a figure counts: of "three seasons of football" seasons."""
    near = re.sub(r"^ of\b", "", behind(cell)) if not cell.quantity.unit else behind(cell)  # "9,000 of its chips"
    end = _HEAD_ENDS.search(near)
    return noun_stems(cell) & frozenset(stems(f"{cell.quantity.unit} {near[: end.start() if end else None]}"))


FEWEST = 2
"""What is divided by at least: one of something is the amount itself."""


def _is_people(noun: str) -> bool:
    return noun not in _NO_PEOPLE and _PEOPLE.fullmatch(noun) is not None


_IN_UNIT = re.compile(
    r"\b(?:in|how many) (?P<unit>[kKMGT]Wh?|[a-z]+(?:watts?|watt-hours?))\b|\bhow (?P<powerful>powerful)\b"
)


def _measure_asked(text: str) -> str:
    """The dimension of the unit of measure that a question wants its answer in: ``power`` for MW; empty for none."""
    said = _IN_UNIT.search(text)
    if said is None:
        return ""
    if said.group("powerful"):
        return "power"
    surface = known_units().symbols.get((said.group("unit"),)) or known_units().words.get((said.group("unit"),))
    return surface.unit.dimension if surface is not None else ""


_HOW_MANY = re.compile(
    r"\bhow many (?P<noun>[a-z]+(?: [a-z]+)?)"
    r"|^\W*(?P<first>(?!sales\b|profits\b|costs\b|earnings\b)[a-z]+s)\b(?= (?:\w+ )?per\b)",
    re.IGNORECASE,
)


def _amount_of(text: str, *, whole: bool = True) -> Callable[[Cell], float | None]:
    """What accepts the amount that a question asks for: of a currency, a unit, or a noun.

    Args:
        text: The question.
        whole: Whether amounts that are for one already are left out.
    """
    currency = currency_asked(text)
    measure = "" if currency else _measure_asked(text)
    noun = None if measure else _HOW_MANY.search(text)
    word = (noun.group("noun") or noun.group("first")).split()[0].lower() if noun and not currency else ""
    counted, surface = stem(word), known_units().words.get((word,))
    dimension = surface.unit.dimension if surface is not None else ""

    def accepts(cell: Cell) -> float | None:
        unit, _, per = cell.quantity.unit.partition("/")
        of = units.dimension(unit)
        if whole and (per or any(not rate.of_time for rate in rates_of(cell))):
            return None
        if dimension or measure:
            return 0.3 if of == (dimension or measure) else None
        if counted:
            things = not of.startswith(("time", "calendar", "percent", "money", "ratio"))
            return 0.5 if things and counted in noun_stems(cell) else None
        if not of.startswith("money"):
            return None
        if currency and unit != currency:
            return None
        return 0.1 if any(rate.of_time for rate in rates_of(cell)) else 0.2

    return accepts
