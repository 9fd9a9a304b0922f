"""The answers of a batch as a report in Markdown: a table by kind, then each question with its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.batch.conditions import described
from assistant.batch.forms.counts import HEADINGS, Count, count, index_line
from assistant.batch.forms.rows import failure_line
from assistant.batch.forms.types import About
from assistant.batch.run import Result
from assistant.rendering.markdown import escape, to_markdown

_HEADING = re.compile(r"^#", re.MULTILINE)
"""Of our own: in words from outside the sign is escaped."""


def to_report(outcomes: Sequence[Result], about: About) -> str:
    """Give answers as a report.

    Args:
        outcomes: In the order of the questions.
        about: What they are of.

    Returns:
        Markdown (CommonMark and GitHub's tables) that ends in a line break.

    Raises:
        SelfCheckError: A number of an answer is not finite.
    """
    blocks = [f"# {escape(about.title) or 'Questions and answers'}", "## Summary", *_summary(outcomes, about)]
    if outcomes:
        blocks.append("## Answers")
    for number, outcome in enumerate(outcomes, 1):
        blocks += _question(number, outcome)
    return "\n\n".join(filter(None, blocks)) + "\n"


def _summary(outcomes: Sequence[Result], about: About) -> Iterator[str]:
    kinds, overall = count(outcomes)
    rows = [_row(each) for each in kinds] if len(kinds) != 1 else []
    yield "\n".join([f"| {' | '.join(HEADINGS)} |", f"| --- |{' ---: |' * (len(HEADINGS) - 1)}", *rows, _row(overall)])
    failed = [outcome.item.id for outcome in outcomes if outcome.failures]
    if failed:
        yield f"**Failed:** {', '.join(map(escape, failed))}"
    index = index_line(about.index.generation, about.index.corpus_digest, about.index.model)
    yield f"Index: {escape(index)}" if index else ""
    yield "\n".join(f"- Line {problem.line} was not asked: {escape(problem.reason)}" for problem in about.problems)


def _row(each: Count) -> str:
    return f"| {escape(each.kind)} | {' | '.join(map(str, each.numbers))} |"


def _question(number: int, outcome: Result) -> Iterator[str]:
    item, answer = outcome.item, outcome.answer
    yield f"### {number}. {escape(item.question)}"
    yield ", ".join(filter(None, (f"Id {escape(item.id)}", escape(item.kind), f"**{answer.status.value}**")))
    if item.expect is not None and not outcome.failures:
        yield "**Passed**"
    if outcome.failures:
        yield "\n".join(["**Failed**", "", *(f"- {escape(failure_line(failure))}" for failure in outcome.failures)])
    if len(item.turns) > 1:
        yield "\n".join(["Asked before:", "", *(f"- {escape(turn)}" for turn in item.turns[:-1])])
    if answer.question.split() != item.question.split():
        yield f"Taken as: {escape(answer.question)}"
    conditions = described(item.where, item.assumptions)
    yield f"Asked with: {escape(conditions)}" if conditions else ""
    yield f"Note: {escape(item.note)}" if item.note.strip() else ""
    # The answer's own heading is the question, which stands above already.
    _, _, body = to_markdown(replace(answer, question="")).partition("\n\n")
    yield _HEADING.sub("##", body.rstrip("\n")) if body else ""
