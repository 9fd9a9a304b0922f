"""Plans whose figures are found by the words that describe them, whatever these are of.

"Compensation for each investor", "the bill as a multiple of what was planned", "fraud on the internet as a share
of all fraud": no metric says what is meant, but the article uses the question's words, or words like them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.filling import Filled, behind, noun_stems, says, taken
from assistant.answering.matching import Matcher, Slot, is_amount, is_share
from assistant.answering.phrases import Phrase, classes, currency_asked
from assistant.answering.worksheet import Cell, Sheet, single_names
from assistant.datatypes import Quantity, Question
from assistant.figures.metrics import find_metrics
from assistant.figures.names import mentions
from assistant.quantities import units
from assistant.quantities.nouns import plural
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem, stems
from assistant.retrieval.words import STOP_WORDS

_PER = re.compile(
    r"\b(?:(?:per|for (?:each|every)|(?:to|on|from|by|of) each|each of the"
    r"|(?:average|mean) (?:price|cost|value|size|pay|salary|sale|bill) (?:of|for) (?:an?|the|its|their|these|those))\s+"
    r"(?P<each>[a-z][\w'’-]*(?:\s+[a-z][\w'’-]*){0,3})"
    r"|(?:a|per)\s+(?P<head>head))\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:would|will|does|do|did|can|could|has|have)\s+(?:each|every|(?:the|an?)\s+(?:average|typical))\s+"
    r"(?P<each>(?:[\w'’-]+\s+){0,3}?[\w'’-]+)\s+"
    r"(?:get|receive|pay|owe|earn|make|cost|hold|have|own|use|buy|spend|consume|produce|lose|gain|save|contribute|carry"
    r"|sell|build|deliver|need|bring|take|generate|employ|serve)\b",
    re.IGNORECASE,
)
_PERIODS = frozenset({"year", "month", "week", "day", "quarter", "hour", "annum", "minute", "second", "cent"})
_PEOPLE = re.compile(
    r"(?:people|person|persons|staff|inhabitants?|population|[a-z]{2,}(?:ers?|ors?|ists?|ants?|ents?|ees?|men|man|women"
    r"|woman|ians?|children|citizens?))$"
)
_ANYONE = frozenset(
    {"person", "people", "persons", "head", "inhabitant", "inhabitants", "resident", "residents", "human"}
)
_NO_PEOPLE = frozenset({"number", "computer", "order", "offer", "dollar", "plant", "payment", "quarter", "letter"})


def per_each(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """An amount over how many things or people share it: "how much compensation would each investor get?"."""
    asked = _PER.search(question.text) or _EACH.search(question.text)
    if asked is None:
        return None
    each = _noun(asked.group("each")) if asked.group("each") else ("person",)
    if not each or each[-1] in _PERIODS or any(_counts_in(quantity, each) for quantity in question.quantities):
        return None  # a number that the question states is no article's
    if _NOT_EACH.search(question.text) or any(_is_stated(cell, each) for sheet in sheets[:1] for cell in sheet.cells):
        return None  # nobody reckons a price to come; and what an article gives for each is looked up
    names = single_names(question)
    beyond = (asked.group("each") or "").split()[len(each) :]  # the pattern reaches beyond the noun
    rest = " ".join([question.text[: asked.start()], *beyond, question.text[asked.end() :]])
    amount = Slot(Phrase.of(rest, names), _amount_of(question.text))
    counted = Slot(Phrase.of(" ".join([*each, rest]), names), lambda cell: _counts(cell, each))
    for sheet in sheets:
        matcher = Matcher(sheet, names)
        found = matcher.pair(amount, counted)
        if matcher.unsure:
            return None
        if found is not None:
            words = plural(each[-1])
            return Filled(
                "per-unit", (taken("amount", "amount", found[0]), taken("units", f"number of {words}", found[1]))
            )
    return None


_NOT_EACH = re.compile(
    r"^\W*(?:what|how much) will\b|\b(?:higher|lower|more|less|better|worse|dearer|cheaper|fatter)\b.{0,120}\bthan\b",
    re.IGNORECASE,
)
"""A price to come, or two ratios set against each other: neither is an amount for each."""


def _is_stated(cell: Cell, each: Sequence[str]) -> bool:
    """Whether a figure is itself an amount for each of what is asked: "$600 a tonne"."""
    _, slash, thing = cell.quantity.unit.partition("/")
    return bool(slash) and stem(thing) == stem(each[-1])


def _counts_in(quantity: Quantity, each: Sequence[str]) -> bool:
    """Whether an amount of the question counts what its answer is for each of."""
    return units.dimension(quantity.unit) == "count" and stem(each[-1]) in stems(quantity.unit)


def _noun(words: str) -> tuple[str, ...]:
    """The noun phrase at the beginning of some words, in small letters: "person" of "person needing help"."""
    kept: list[str] = []
    for word in words.lower().split():
        if word in STOP_WORDS or word in ("last", "next") or (kept and word.endswith(("ing", "ed"))):
            break
        kept.append(re.sub(r"['’]s?$", "", word))
    return tuple(kept)


def _counts(cell: Cell, each: Sequence[str]) -> float | None:
    """How well a figure counts what an amount is divided by; None where it counts something else."""
    unit = cell.quantity.unit
    dimension = units.dimension(unit)
    if dimension.startswith(("money", "percent", "ratio", "time", "calendar")) or "/" in unit:
        return None
    nouns, wanted = noun_stems(cell), stem(each[-1])
    if wanted in nouns:
        return 0.8 + 0.2 * (len(each) > 1 and stem(each[0]) in nouns)
    if any(classes(other) & classes(wanted) for other in nouns):
        return 0.5
    if cell.metric and not unit and cell.metric in {mention.metric for mention in find_metrics(each[-1])}:
        return 0.5
    if dimension != "count" or not unit:
        return None
    some, all_ = each[-1], unit.split()[-1]  # "2 million Corlanders" are persons; farmers are no drinkers
    general = some in _ANYONE or all_ in _ANYONE
    return 0.3 if general and _is_people(some) and _is_people(all_) else None


def _is_people(noun: str) -> bool:
    return noun not in _NO_PEOPLE and _PEOPLE.fullmatch(noun) is not None


_HOW_MANY = re.compile(
    r"\bhow many (?P<noun>[a-z]+(?: [a-z]+)?)"
    r"|^\W*(?P<first>(?!sales\b|profits\b|costs\b|earnings\b)[a-z]+s)\b(?= (?:\w+ )?per\b)",
    re.IGNORECASE,
)


_OF_ONE = re.compile(r"\W{0,2}(?:\([^)]*\)\s)?(?:each|apiece|a piece|per [a-z]+)\b")
"""What makes an amount that of one already."""


def _amount_of(text: str) -> Callable[[Cell], float | None]:
    """What accepts the amount that a question asks for: of a currency, a unit, or a noun."""
    currency = currency_asked(text)
    noun = _HOW_MANY.search(text)
    word = (noun.group("noun") or noun.group("first")).split()[0].lower() if noun and not currency else ""
    counted, surface = stem(word), known_units().words.get((word,))
    dimension = surface.unit.dimension if surface is not None else ""

    def accepts(cell: Cell) -> float | None:
        of = units.dimension(cell.quantity.unit)
        if dimension:
            return 0.3 if of == dimension else None
        if counted:
            return 0.5 if counted in noun_stems(cell) else None
        if not of.startswith("money") or "/" in cell.quantity.unit or _OF_ONE.match(behind(cell)):
            return None
        return None if currency and cell.quantity.unit != currency else 0.2

    return accepts


_SOME, _ANY, _REST = r".{1,200}?", r".{0,200}?", r".{1,300}"
_IS = r"(?:is|was|are|were|does|do|did|would|will|could|has|have|had)"
_OVER = (
    re.compile(
        rf"\bhow many times as (?:many|much|large|big|high) (?P<what>{_ANY})\b(?:{_IS}) (?P<top>{_SOME})"
        rf"(?: have| own| hold| worth| earn| make| get)? as (?P<bottom>{_REST})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bhow many times (?!as )(?:larger |bigger |more |higher |greater )?(?:than )?(?P<bottom>{_SOME}) (?:{_IS})"
        rf" (?P<top>{_REST})",
        re.I,
    ),
    re.compile(rf"\bwhat multiple of (?P<bottom>{_SOME}) (?:{_IS}) (?P<top>{_REST})", re.IGNORECASE),
    re.compile(rf"(?P<top>{_SOME}),? as (?:a|the) multiple of (?P<bottom>{_REST})", re.IGNORECASE),
    re.compile(rf"\bratio of (?P<top>{_SOME}) to (?P<bottom>{_REST})", re.IGNORECASE),
)
_SHARE = (
    re.compile(
        rf"\bhow much of (?P<bottom>{_SOME}) (?:{_IS}) (?P<top>{_SOME}),?"
        r" (?:as a percentage|in per ?cent|as a share)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<top>{_SOME}),? as (?:(?:a|the|what) )?(?:\w+ )?(?:share|percentage|proportion|fraction|part|per ?cent|%)"
        rf" of (?P<bottom>{_REST})",
        re.I,
    ),
    re.compile(
        rf"\bwhat (?:share|percentage|proportion|fraction|part|portion|per ?cent|percent) of (?P<bottom>{_SOME}) "
        rf"(?:{_IS}|came from|comes from|went to|goes to|go to) (?P<top>{_REST})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<what>{_ANY})\b(?P<top>costs?|debts?|expenses|loans?|spending)[- ]to[- ](?P<bottom>\w+) ratio\b",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<top>{_SOME})['’]s? (?:share|percentage|proportion) of (?P<bottom>{_REST})", re.IGNORECASE),
)
_ABOVE = (
    re.compile(
        rf"\b(?:what|how many) (?:percentage|per ?cent|percent) (?:above|below|over|under|more than|less than"
        rf"|higher than|lower than) (?P<bottom>{_SOME}) (?:{_IS}) (?P<top>{_REST})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:by )?what (?:percentage|per ?cent|percent|proportion) (?:{_IS}) (?P<top>{_SOME}) (?:above|below|exceed"
        rf"|beat|higher than|lower than|more than|less than|bigger than|smaller than|over|top) (?P<bottom>{_REST})",
        re.IGNORECASE,
    ),
)


def over(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many times one described figure another is."""
    return _of_two(question, sheets, _OVER, "ratio", ("value", "other"))


def share(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """One described figure as a share of another, larger one."""
    return _of_two(question, sheets, _SHARE, "share-of-total", ("part", "total"), smaller=True)


def above(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How far one described figure is above another, in per cent."""
    return _of_two(question, sheets, _ABOVE, "percent-change", ("new", "old"))


def _of_two(
    question: Question,
    sheets: Sequence[Sheet],
    forms: Sequence[re.Pattern[str]],
    calculator: str,
    roles: tuple[str, str],
    *,
    smaller: bool = False,
) -> Filled | None:
    sides = _sides(question, forms)
    if sides is None:
        return None
    top, bottom = sides
    apart = bool(top.names and bottom.names and not set(top.names) & set(bottom.names))
    if apart and smaller and bottom.metrics:
        return None  # the plan for a part that somebody gives has looked for it

    def fit(one: Cell, other: Cell) -> bool:
        if apart and not (_is_of(one, top, bottom) and _is_of(other, bottom, top)):
            return False
        if not (_is_joint(one, top) and _is_joint(other, bottom)):
            return False
        return _of_one_kind(one, other) and (not smaller or _is_part(one, other))

    names = single_names(question)
    for sheet in sheets:
        matcher = Matcher(sheet, names)
        if smaller and _share_is_stated(matcher, question, names):
            return None
        found = matcher.pair(Slot(top, is_amount), Slot(bottom, is_amount), fit)
        if found is not None:
            named = zip(roles, (_named(top), _named(bottom)), found, strict=True)
            return Filled(calculator, tuple(taken(role, words, cell) for role, words, cell in named))
        if matcher.unsure:
            return None
    return None


def _sides(question: Question, forms: Sequence[re.Pattern[str]]) -> tuple[Phrase, Phrase] | None:
    """What describes the two figures that a question sets in proportion; None where its words do not."""
    asked = next((match for form in forms if (match := form.search(question.text))), None)
    if asked is None:
        return None
    names = single_names(question)
    lead = question.text[: asked.start()]
    what = asked.groupdict().get("what") or ""  # what both are of: "as many subscribers"
    whole = "total " if asked.group().endswith("ratio") else ""  # cost-to-income is of all of it
    top = Phrase.of(f"{what}{asked.group('top')} {lead}", names)
    bottom = Phrase.of(f"{what}{whole}{asked.group('bottom')}", names)
    return (top, bottom) if top.words and bottom.words else None


_JOINT = re.compile(r"\b(?:combined|joint|together|merged|both)\b", re.IGNORECASE)


def _is_joint(cell: Cell, phrase: Phrase) -> bool:
    """Whether a figure is of both, where the words say so: of one it is not the combined workforce."""
    return not _JOINT.search(phrase.text) or _JOINT.search(cell.item.sentence.text) is not None


def _of_one_kind(one: Cell, other: Cell) -> bool:
    return one.quantity.unit == other.quantity.unit or _both_counts(one, other)


def _is_part(one: Cell, other: Cell) -> bool:
    part, total = one.quantity.low or 0.0, other.quantity.low or 0.0
    return LEAST_SHARE * total < part < total


def _is_of(cell: Cell, own: Phrase, other: Phrase) -> bool:
    """Whether a figure can be of one side's name: its sentence names that, or its article does and nobody's else."""
    if any(says(name, cell) for name in own.names):
        return True
    item = cell.item
    around = f"{item.hit.source.title}\n{item.hit.passage.text}"
    return not any(says(name, cell) for name in other.names) and any(mentions(name, around) for name in own.names)


LEAST_SHARE = 1e-4
"""A part that is less of its whole is none of it: the price of one, beside what all bring in."""
STATED = 0.7
"""What a percentage must come to that an article gives for the very share that is asked for."""


def _share_is_stated(matcher: Matcher, question: Question, names: Sequence[str]) -> bool:
    """Whether an article gives a share itself, in the question's words."""
    shares = matcher.scored(Slot(Phrase.of(question.text, names), lambda cell: 0.0 if is_share(cell) else None))
    return bool(shares) and shares[0][0] >= STATED


def _named(phrase: Phrase) -> str:
    """What to call a figure: the question's own words for it, without what would read as another figure."""
    words = [word for word in phrase.text.split() if not any(character.isdigit() for character in word)]
    return _LEAD.sub("", " ".join(words)).strip(" ?.,:;") or "figure"


_LEAD = re.compile(
    r"^\W*(?:(?:what|how (?:much|many|large|big)|which)\s+)?(?:(?:is|was|are|were|does|do|did|would|will)\s+)?"
    r"(?:(?:the|its|their|his|her)\s+)?",
    re.IGNORECASE,
)


def _both_counts(one: Cell, other: Cell) -> bool:
    return all(units.dimension(cell.quantity.unit) == "count" for cell in (one, other))
