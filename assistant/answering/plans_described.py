"""Plans whose two figures are found by the words that describe them, whatever these are of.

"The bill as a multiple of what was planned", "fraud on the internet as a share of all fraud": no metric says what is
meant, but the article uses the question's words, or words like them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from assistant.answering.called import is_place
from assistant.answering.filling import Filled, says, taken
from assistant.answering.matching import Matcher, Slot, is_amount, is_share
from assistant.answering.phrases import Phrase
from assistant.answering.plans_parts import is_growth
from assistant.answering.worksheet import Cell, Sheet, single_names
from assistant.datatypes import Question
from assistant.figures.names import mentions
from assistant.quantities import units

_SOME, _ANY, _REST = r".{1,200}?", r".{0,200}?", r".{1,300}"
_IS = r"(?:is|was|are|were|does|do|did|would|will|could|has|have|had)"
_OVER = (
    re.compile(
        rf"(?P<top>{_SOME}) (?:comes? to|came to|{_IS}|equals?) how many times (?P<bottom>{_REST})", re.IGNORECASE
    ),
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
        rf"(?P<top>{_SOME}),? as (?:(?:a|the|what) )?(?:\w+ )?"
        rf"(?:share|percentage|proportion|fraction|part|per ?cent|pct|%) of (?P<bottom>{_REST})",
        re.I,
    ),
    re.compile(
        rf"\b(?:what|how (?:big|large|much of) an?) "
        rf"(?:share|percentage|proportion|fraction|part|portion|per ?cent|percent"
        rf"|slice|chunk|%) of (?P<bottom>{_SOME}) "
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
        rf"\bhow far (?:above|below|over|under|ahead of|behind) "
        rf"(?P<bottom>{_SOME}),? (?:in per ?cent,? |in percent,? )?"
        rf"(?:{_IS}) (?P<top>{_REST})",
        re.IGNORECASE,
    ),
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
    if apart and smaller and bottom.metrics and not any(map(is_place, top.names)):
        return None  # the plan for a part that somebody gives has looked for it

    def fit(sheet: Sheet, one: Cell, other: Cell) -> bool:
        if apart and not (_is_of(one, top, bottom) and _is_of(other, bottom, top)):
            return False
        if not (_is_joint(one, top) and _is_joint(other, bottom)):
            return False
        alike = in_one_unit(sheet, one, other)
        return alike is not None and _of_like_size(*alike) and (not smaller or _is_part(*alike))

    names = single_names(question)
    for sheet in sheets:
        matcher = Matcher(sheet, names)
        if smaller and _share_is_stated(matcher, question, names):
            return None
        found = matcher.pair(Slot(top, is_amount), Slot(bottom, is_amount), partial(fit, sheet))
        alike = in_one_unit(sheet, *found) if found is not None else None
        if alike is not None:
            named = zip(roles, (_named(top), _named(bottom)), alike, strict=True)
            return Filled(calculator, tuple(taken(role, words, cell) for role, words, cell in named))
        if matcher.unsure:
            return None
    return None


def _sides(question: Question, forms: Sequence[re.Pattern[str]]) -> tuple[Phrase, Phrase] | None:
    """What describes the two figures that a question sets in proportion; None where its words do not."""
    names = single_names(question)
    for form in forms:
        asked = form.search(question.text)
        found = _described(question, asked, names) if asked is not None else None
        if found is not None:
            return found
    return None


def _described(question: Question, asked: re.Match[str], names: Sequence[str]) -> tuple[Phrase, Phrase] | None:
    """What a form's two parts describe; None where one of them says nothing."""
    lead = question.text[: asked.start()]
    what = asked.groupdict().get("what") or ""  # what both are of: "as many subscribers"
    whole = "total " if asked.group().endswith("ratio") else ""  # cost-to-income is of all of it
    top = Phrase.of(f"{what}{asked.group('top')} {lead}", names)
    bottom = Phrase.of(f"{what}{whole}{asked.group('bottom')}", names)
    return (top, bottom) if top.words and bottom.words else None


_JOINT = re.compile(r"\b(?:combined|joint|jointly|together|merged|both|between them)\b", re.IGNORECASE)


def _is_joint(cell: Cell, phrase: Phrase) -> bool:
    """Whether a figure is of both, where the words say so: of one it is not the combined workforce."""
    return not _JOINT.search(phrase.text) or _JOINT.search(cell.item.sentence.text) is not None


def _of_like_size(one: Cell, other: Cell) -> bool:
    """Whether neither of two amounts is so much larger that they cannot be of one kind: a share and a company."""
    first, second = (abs(cell.quantity.low or cell.quantity.high or 0.0) for cell in (one, other))
    return first < second * MOST_TIMES and second < first * MOST_TIMES


MOST_TIMES = 10_000


def in_one_unit(sheet: Sheet, one: Cell, other: Cell) -> tuple[Cell, Cell] | None:
    """Two figures in one unit, where they are of one kind: an amount in brackets is the same in another currency."""
    if one.quantity.unit == other.quantity.unit or _both_counts(one, other):
        return one, other
    for first, second, turned in ((one, other, False), (other, one, True)):
        same = in_currency(sheet, first, second.quantity.unit)
        if same is not None:
            return (second, same) if turned else (same, second)
    return None


def in_currency(sheet: Sheet, cell: Cell, currency: str) -> Cell | None:
    """An amount as its article gives it in a currency, in brackets perhaps; None where it does not."""
    if not currency or cell.quantity.unit == currency:
        return cell
    both = (
        target
        for source, target in sheet.same_amounts
        if source.item.sentence == cell.item.sentence and source.quantity.span == cell.quantity.span
    )
    return next((target for target in both if target.quantity.unit == currency), None)


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
STATED = 0.5
"""What a percentage must come to that an article gives for the very share that is asked for."""


def _share_is_stated(matcher: Matcher, question: Question, names: Sequence[str]) -> bool:
    """Whether an article gives a share itself, in the question's words."""
    shares = matcher.scored(
        Slot(Phrase.of(question.text, names), lambda cell: 0.0 if is_share(cell) and not is_growth(cell) else None)
    )
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
