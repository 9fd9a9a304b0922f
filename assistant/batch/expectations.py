"""What a question's answer is expected to be, and whether an answer is that.

`check` implements every key of ``expect``: it returns what failed and what was there
instead, and nothing at all when the answer is as expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.batch import matching
from assistant.datatypes import Answer, AnswerStatus, Quantity

REL_TOL = 0.01
"""Default share by which an end of an interval may differ from the expected one."""


@dataclass(frozen=True, slots=True)
class ValueExpectation:
    """The figure that is expected, as an interval; None is an open end."""

    low: float | None
    high: float | None
    unit: str = ""
    """Empty matches any unit."""
    rel_tol: float = REL_TOL
    inside: bool = False
    """True when any interval inside ``low`` to ``high`` will do."""

    def holds(self, found: Quantity) -> bool:
        """Whether a figure is the expected one: its unit and both of its ends."""
        if not matching.same_unit(self.unit, found.unit):
            return False
        if self.inside:
            return matching.lies_inside(self.low, self.high, (found.low, found.high))
        return matching.same_end(self.low, found.low, self.rel_tol) and matching.same_end(
            self.high, found.high, self.rel_tol
        )

    def __str__(self) -> str:
        prefix = "inside " if self.inside else ""
        return f"{prefix}{_interval(self.low, self.high)} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Expectation:
    """All that is expected of one answer; every given part must hold."""

    status: AnswerStatus = AnswerStatus.ANSWERED
    contains: tuple[tuple[str, ...], ...] = ()
    """Each element is a tuple of alternatives, one of which must occur in the answer's text."""
    not_contains: tuple[str, ...] = ()
    value: ValueExpectation | None = None
    cites: tuple[str, ...] = ()
    cites_any: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """One expectation that does not hold."""

    expectation: str
    """Its key in ``expect``."""
    expected: str
    found: str


def check(expectation: Expectation, answer: Answer) -> tuple[Failure, ...]:
    """What of an expectation an answer does not meet; empty when it meets all.

    An answer of the wrong status fails by that alone, together with whatever it says
    that it must not: the rest would only repeat that it is another kind of answer.
    """
    failures = list(_status(expectation, answer))
    failures.extend(_not_contains(expectation, answer))
    if answer.status is expectation.status:
        for rule in (_contains, _value, _cites, _cites_any, _quote):
            failures.extend(rule(expectation, answer))
    return tuple(failures)


def candidates(answer: Answer) -> tuple[Quantity, ...]:
    """The figures that may meet a value expectation: the main one, then each calculation's result."""
    main = () if answer.value is None else (answer.value,)
    return main + tuple(calculation.result for calculation in answer.calculations)


def _status(expectation: Expectation, answer: Answer) -> Iterator[Failure]:
    if answer.status is not expectation.status:
        if answer.reason is None:
            found = f"{answer.status.value}: {answer.text}"
        else:
            found = f"{answer.status.value} ({answer.reason.code.value}): {answer.reason.text}"
        yield Failure("status", expectation.status.value, found)


def _contains(expectation: Expectation, answer: Answer) -> Iterator[Failure]:
    for alternatives in expectation.contains:
        if not any(matching.occurs(alternative, answer.text) for alternative in alternatives):
            yield Failure("contains", " or ".join(alternatives), answer.text)


def _not_contains(expectation: Expectation, answer: Answer) -> Iterator[Failure]:
    for unwanted in expectation.not_contains:
        if matching.occurs(unwanted, answer.text):
            yield Failure("not_contains", f"without {unwanted}", answer.text)


def _value(expectation: Expectation, answer: Answer) -> Iterator[Failure]:
    wanted = expectation.value
    if wanted is None:
        return
    figures = candidates(answer)
    if not any(map(wanted.holds, figures)):
        found = "; ".join(dict.fromkeys(map(_figure, figures)))
        yield Failure("value", str(wanted), found or f"no figure: {answer.text}")


def _cites(expectation: Expectation, answer: Answer) -> Iterator[Failure]:
    for name in expectation.cites:
        if not _is_cited(name, answer):
            yield Failure("cites", name, _cited(answer))


def _cites_any(expectation: Expectation, answer: Answer) -> Iterator[Failure]:
    names = expectation.cites_any
    if names and not any(_is_cited(name, answer) for name in names):
        yield Failure("cites_any", " or ".join(names), _cited(answer))


def _quote(expectation: Expectation, answer: Answer) -> Iterator[Failure]:
    if not expectation.quote or any(
        matching.occurs(expectation.quote, words)
        for citation in answer.citations
        for words in (citation.quote, citation.context)
    ):
        return
    quotes = " | ".join(citation.quote for citation in answer.citations)
    yield Failure("quote", expectation.quote, quotes or "nothing cited")


def _is_cited(name: str, answer: Answer) -> bool:
    return any(matching.names_article(name, citation.source.path) for citation in answer.citations)


def _cited(answer: Answer) -> str:
    paths = dict.fromkeys(citation.source.path for citation in answer.citations)
    return ", ".join(paths) or "nothing cited"


def _figure(quantity: Quantity) -> str:
    return f"{_interval(quantity.low, quantity.high)} {quantity.unit}".rstrip()


def _interval(low: float | None, high: float | None) -> str:
    ends = ["open" if end is None else f"{end:.10g}" for end in (low, high)]
    return ends[0] if low == high else " to ".join(ends)
