"""How good a run was, as counts: what passed, what was wrong, what was declined.

Every score is a `Share`, the two counts behind it included, so that 1 of 2 never looks
like 100 of 200.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.batch import matching
from assistant.batch.run import Result
from assistant.datatypes import AnswerStatus


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def ratio(self) -> float | None:
        """From 0 to 1; None when there was nothing to count."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class KindScore:
    """The questions of one kind, or all of them."""

    kind: str
    asked: int
    passed: Share
    """Of those that expect something."""
    answered: int
    abstained: int
    error: int


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of a run."""

    kinds: tuple[KindScore, ...]
    """In the order in which the kinds first occur."""
    overall: KindScore
    wrong_figures: Share
    """Of all questions: a wrong main value where one is expected, or any where none should be given."""
    abstention_precision: Share
    """Of the abstentions on questions that expect something: those that were expected."""
    abstention_recall: Share
    """Of the questions that must be declined: those that were."""
    declined_answerable: Share
    """Of the questions that can be answered: those that were declined."""
    article_first: Share
    """Of the questions that name articles: those where the first article shown is one of them."""


def score(results: Sequence[Result]) -> Scores:
    """Count everything that the report shows.

    Args:
        results: Those of one run, in order.
    """
    by_kind: dict[str, list[Result]] = {}
    for result in results:
        by_kind.setdefault(result.item.kind, []).append(result)
    checked = [result for result in results if result.item.expect is not None]
    to_decline = [result for result in checked if _expects(result, AnswerStatus.ABSTAINED)]
    answerable = [result for result in checked if _expects(result, AnswerStatus.ANSWERED)]
    declined = [result for result in checked if _is_abstained(result)]
    return Scores(
        kinds=tuple(_kind_score(kind, members) for kind, members in by_kind.items()),
        overall=_kind_score("all", results),
        wrong_figures=_share(results, _gives_wrong_figure),
        abstention_precision=_share(declined, lambda result: _expects(result, AnswerStatus.ABSTAINED)),
        abstention_recall=_share(to_decline, _is_abstained),
        declined_answerable=_share(answerable, _is_abstained),
        article_first=_share([result for result in checked if _named(result)], _is_named_first),
    )


def _share(results: Sequence[Result], holds: Callable[[Result], bool]) -> Share:
    return Share(sum(map(holds, results)), len(results))


def _kind_score(kind: str, results: Sequence[Result]) -> KindScore:
    statuses = [result.answer.status for result in results]
    return KindScore(
        kind=kind,
        asked=len(results),
        passed=_share([result for result in results if result.item.expect is not None], lambda r: r.passed),
        answered=statuses.count(AnswerStatus.ANSWERED),
        abstained=statuses.count(AnswerStatus.ABSTAINED),
        error=statuses.count(AnswerStatus.ERROR),
    )


def _expects(result: Result, status: AnswerStatus) -> bool:
    return result.item.expect is not None and result.item.expect.status is status


def _is_abstained(result: Result) -> bool:
    return result.answer.status is AnswerStatus.ABSTAINED


def _gives_wrong_figure(result: Result) -> bool:
    expect, answer = result.item.expect, result.answer
    if expect is None or answer.status is not AnswerStatus.ANSWERED or answer.value is None:
        return False
    if expect.status is AnswerStatus.ABSTAINED:
        return True
    # What the check lets pass, here one of several calculations, is not held against the main value.
    return any(failure.expectation == "value" for failure in result.failures)


def _named(result: Result) -> tuple[str, ...]:
    expect = result.item.expect
    return () if expect is None else expect.cites + expect.cites_any


def _is_named_first(result: Result) -> bool:
    answer = result.answer
    shown = answer.nearest if _is_abstained(result) else answer.citations
    return bool(shown) and any(matching.names_article(name, shown[0].source.path) for name in _named(result))
