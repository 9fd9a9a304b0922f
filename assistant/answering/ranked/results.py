"""What is seen of a reckoning by its result: whether it is of the kind that the question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.asked_kind import suits
from assistant.answering.counted import same_as
from assistant.answering.filling import noun_stems
from assistant.answering.leftover import equal, unused
from assistant.answering.phrases import classes
from assistant.answering.ranked.figures import COUNT, MONEY, PERCENT, TIME, Figure
from assistant.answering.ranked.forms import Form
from assistant.datatypes import Expects, Quantity, Question
from assistant.reading.stems import stem, stems

_PER = re.compile(
    r"\b(?:per|each|every|apiece|an?|for one|of its|of their|of the)\s+(?:of (?:its|their|the|those)\s+)?"
    r"(?P<noun>[a-z][a-z-]+(?:\s[a-z-]+)?)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:per|each|every)\s+(?:of (?:its|their|the|those)\s+)?(?!head\b|capita\b|cent\b|person\b)"
    r"(?P<noun>[\w’'-]+(?:\s[\w’'-]+){0,3})",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\b(?:per|by) (?:head|capita|person)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:per|each|every|an?|by the)\s+(?:hour|day|week|month|quarter|year)\b"
    r"|\b(?:hour|dai|week|month|quarter|year)ly\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"%|\bper ?cent\b|\bpct\b|\bpercentage\b(?! points?)|\bshare of\b|\bproportion\b|\bmargin\b|\byield\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\bhow many times\b|\bmultiple\b|\btimes\b|\bratio\b|\b[a-z]+/[a-z]+\b|\btwice\b|\bfactor\b", re.IGNORECASE
)
_POINTS = re.compile(r"\bpoints?\b", re.IGNORECASE)
_LONG = re.compile(
    r"\bhow (?:long|many (?:days|weeks|months|years))\b|\bruns? (?:out|dry)\b|\brunway\b|\blast\b", re.IGNORECASE
)

_SPOKEN = {
    "day": re.compile(r"\b(?:daily|days?|24 hours)\b", re.IGNORECASE),
    "week": re.compile(r"\b(?:weekly|weeks?)\b", re.IGNORECASE),
    "month": re.compile(r"\b(?:monthly|months?)\b", re.IGNORECASE),
    "quarter": re.compile(r"\b(?:quarterly|quarters?|three months)\b", re.IGNORECASE),
    "year": re.compile(r"\b(?:yearly|years?|annual\w*|twelve months|12 months|run[- ]rate|p\.?a\.?)\b", re.IGNORECASE),
}

FEATURES = (
    "expected", "unexpected", "percent_asked", "percent_unasked", "times_asked", "points_asked", "long_asked",
    "counts_used", "counts_left", "per_noun", "per_other", "period_asked", "odd",
)  # fmt: skip
"""What is seen of a reckoning by its result, in order."""

_FIXED = {
    "share": ("%", PERCENT),
    "change": ("%", PERCENT),
    "ratio": ("x", ""),
    "lasting": ("months", TIME),
    "number": ("shares", COUNT),
}
"""The unit and the kind of the results of forms that always give the same."""
_KINDS = {MONEY: Expects.MONEY, COUNT: Expects.COUNT, PERCENT: Expects.PERCENT, TIME: Expects.COUNT}


@dataclass(frozen=True)
class Asked:
    """What a question says of the result that it asks for."""

    question: Question

    @cached_property
    def _nouns(self) -> frozenset[str]:
        text = self.question.text
        found = [stem(word) for match in _PER.finditer(text) for word in match.group("noun").lower().split()]
        if _HEAD.search(text):
            found += list(same_as("employees")) + list(same_as("people"))
        return frozenset(found)

    @cached_property
    def _apiece(self) -> frozenset[str]:
        """What the question plainly asks an amount for each of."""
        found = _EACH.finditer(self.question.text)
        return frozenset(stem(word) for match in found for word in match.group("noun").lower().split())

    @cached_property
    def _periods(self) -> frozenset[str]:
        """The lengths of time that the question speaks of."""
        return frozenset(name for name, form in _SPOKEN.items() if form.search(self.question.text))

    @cached_property
    def _flags(self) -> tuple[bool, ...]:
        return tuple(bool(form.search(self.question.text)) for form in (_PERCENT, _TIMES, _POINTS, _LONG, _PERIOD))

    @cached_property
    def _suits(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _counts(self) -> list[Quantity]:
        stated = unused(self.question, (), counts=True)
        needed = unused(self.question, ())
        return [quantity for quantity in stated if quantity not in needed]

    def uses_all(self, figures: Sequence[Figure]) -> bool:
        """Whether no amount that the question states would be passed over.

        Args:
            figures: What a reckoning takes.
        """
        return not unused(self.question, [figure.quantity for figure in figures])

    def can_be(self, form: Form, one: Figure, other: Figure) -> bool:
        """Whether a result can be what is asked for, by its unit; and by its time, for an amount by the month.

        Args:
            form: The form of the reckoning.
            one: Its first figure.
            other: Its second.
        """
        unit, _ = result_of(form, one, other)
        if unit not in self._suits:
            self._suits[unit] = suits(self.question.text, Quantity(1.0, 1.0, unit))
        if form.name == "each" and self._apiece and other.cell is not None:
            nouns = frozenset(stems(other.quantity.unit)) or noun_stems(other.cell)
            if not any(noun in self._apiece or same_as(noun) & self._apiece for noun in nouns):
                return False
        if form.period:
            wanted = form.period if form.name.startswith("by-") else "year"
            return self._suits[unit] and wanted in self._periods
        return self._suits[unit]

    def seen(self, form: Form, one: Figure, other: Figure) -> tuple[float, ...]:
        """What is seen of a reckoning.

        Args:
            form: Its form.
            one: Its first figure.
            other: Its second.

        Returns:
            As ``FEATURES`` has it.
        """
        found = dict.fromkeys(FEATURES, 0.0)
        unit, kind = result_of(form, one, other)
        percent, times, points, long, period = self._flags
        expects = self.question.expects
        wanted = _KINDS.get(kind)
        if wanted is not None and expects:
            asked = bool(expects & {wanted, Expects.ANY})
            found["expected" if asked else "unexpected"] = 1.0
        found["percent_asked"], found["percent_unasked"] = (
            float(percent and unit == "%"),
            float(percent and unit != "%"),
        )
        found["times_asked"], found["points_asked"] = (
            float(times and unit == "x"),
            float(points and unit == "percentage points"),
        )
        found["long_asked"] = float(long and kind == TIME)
        taken = (*(one.parts or (one,)), *(other.parts or (other,)))
        used = [q for q in self._counts if any(equal(q, f.quantity) or q.low == f.quantity.low for f in taken)]
        found["counts_used"], found["counts_left"] = float(len(used)), float(len(self._counts) - len(used))
        if form.name in ("each", "times") and other.cell is not None and self._nouns:
            nouns = noun_stems(other.cell) | frozenset(stems(other.quantity.unit))
            told = bool(nouns & self._nouns) or any(classes(a) & classes(b) for a in nouns for b in self._nouns)
            family = any(same_as(noun) & nouns for noun in self._nouns)
            found["per_noun" if told or family else "per_other"] = 1.0
        found["period_asked"] = float(period and other.kind == TIME)
        value = form.value(one, other)
        found["odd"] = float((unit == "%" and not 0.05 < abs(value) < 1_000) or (unit == "x" and value > 500))
        return tuple(found.values())


def result_of(form: Form, one: Figure, other: Figure) -> tuple[str, str]:
    """The unit of a reckoning's result, and its kind, as ``Figure.kind`` has it; ``x`` is of no kind.

    Args:
        form: Its form.
        one: Its first figure.
        other: Its second.
    """
    if form.name in _FIXED:
        return _FIXED[form.name]
    if one.kind == PERCENT:
        return ("percentage points", PERCENT) if form.name == "difference" else ("%", PERCENT)
    if form.name == "times":
        return other.quantity.unit.split("/")[0], other.kind
    return one.quantity.unit, one.kind
