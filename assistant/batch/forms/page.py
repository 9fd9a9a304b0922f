"""The answers of a batch as one web page that needs nothing else, failures first.

Whatever comes from questions or articles is text on it and nothing more; a policy in its head forbids
the rest a second time, and lets no other script run than the one that filters.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from assistant.batch.conditions import described
from assistant.batch.forms.charts import Bar, chart
from assistant.batch.forms.counts import HEADINGS, NO_KIND, Count, count, index_line
from assistant.batch.forms.rows import failure_line, passed
from assistant.batch.forms.types import About
from assistant.batch.run import Result
from assistant.datatypes import AnswerStatus
from assistant.rendering.html_answer import answer_body, page_style
from assistant.rendering.html_text import line

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src '{hash}'; base-uri 'none'; form-action 'none'"
_PASSED = {"yes": "passed", "no": "failed", "": "nothing expected"}


def to_page(outcomes: Sequence[Result], about: About) -> str:
    """Give answers as a web page.

    Args:
        outcomes: In the order of the questions; those that failed are shown first, then those in error.
        about: What they are of.

    Returns:
        A whole HTML document that ends in a line break.
    """
    name = line(about.title) or "Questions and answers"
    kinds, overall = count(outcomes)
    keys = {each.kind: f"k{number}" for number, each in enumerate(kinds)}
    order = sorted(range(len(outcomes)), key=lambda place: _urgency(outcomes[place]))
    cards = "".join(_card(place + 1, outcomes[place], keys) for place in order)
    asked = "1 question" if len(outcomes) == 1 else f"{len(outcomes)} questions"
    index = line(index_line(about.index.generation, about.index.corpus_digest, about.index.model))
    index = f'<p class="index">Index: {index}</p>\n' if index else ""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n{_head(name)}</head>\n<body>\n'
        f'<header class="page">\n<h1 dir="auto">{name}</h1>\n<p class="legend">{asked}, what failed first. '
        "Quotes are the articles’ own words; those that answer are <mark>marked</mark>.</p>\n"
        f"{index}</header>\n<main>\n"
        f"{_overview(kinds, overall)}{_unasked(about)}{_filters(keys)}{cards}</main>\n"
        f"<script>{_script()}</script>\n</body>\n</html>\n"
    )


@cache
def _script() -> str:
    return _resource("report.js")


def _resource(name: str) -> str:
    return resources.files("assistant.batch.forms").joinpath(name).read_text("utf-8")


def _head(name: str) -> str:
    digest = base64.b64encode(hashlib.sha256(_script().encode("utf-8")).digest()).decode("ascii")
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(hash=f"sha256-{digest}")}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{name}</title>\n<style>\n{page_style()}{_resource('report.css')}</style>\n"
    )


def _urgency(outcome: Result) -> int:
    if outcome.failures:
        return 0
    return 1 if outcome.answer.status is AnswerStatus.ERROR else 2


def _overview(kinds: Sequence[Count], overall: Count) -> str:
    expected = [each for each in kinds if each.passed + each.failed]
    by_kind = chart(
        "Passed and failed, by kind", [Bar(e.kind, (("good", e.passed), ("bad", e.failed))) for e in expected]
    )
    statuses = chart(
        "Answers by status",
        [
            Bar("answered", (("good", overall.answered),)),
            Bar("abstained", (("other", overall.abstained),)),
            Bar("error", (("bad", overall.error),)),
        ],
    )
    head = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    rows = "".join(
        f'<tr><td dir="auto">{line(each.kind)}</td>{"".join(f"<td>{number}</td>" for number in each.numbers)}</tr>\n'
        for each in (*kinds, overall)
    )
    return (
        f'<section class="overview">\n<h2>Summary</h2>\n<div class="charts">\n{by_kind}{statuses}</div>\n'
        f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n'
        "</section>\n"
    )


def _unasked(about: About) -> str:
    items = "".join(f'<li dir="auto">Line {problem.line}: {line(problem.reason)}</li>\n' for problem in about.problems)
    return f'<section class="unasked">\n<h2>Not asked</h2>\n<ul>\n{items}</ul>\n</section>\n' if items else ""


def _filters(keys: Mapping[str, str]) -> str:
    """What the script shows and obeys; hidden where no script runs."""
    statuses = {status.value: status.value for status in AnswerStatus}
    outcomes = {"yes": "passed", "no": "failed", "none": "nothing expected"}
    choices = (
        _choice("status", "Status", statuses),
        _choice("kind", "Kind", {key: kind for kind, key in keys.items()}),
        _choice("passed", "Expected", outcomes),
    )
    return (
        f'<div id="filters" role="search" hidden="">\n{"".join(choices)}'
        '<label>Search<input id="search" type="search" autocomplete="off"></label>\n'
        '<span id="told" role="status"></span>\n</div>\n'
    )


def _choice(field: str, label: str, options: Mapping[str, str]) -> str:
    given = "".join(f'<option value="{value}">{line(text)}</option>' for value, text in options.items())
    return (
        f'<label>{label}<select id="by-{field}" autocomplete="off"><option value="">all</option>'
        f"{given}</select></label>\n"
    )


def _card(number: int, outcome: Result, keys: Mapping[str, str]) -> str:
    item, answer = outcome.item, outcome.answer
    met = passed(outcome)
    kind = keys[item.kind or NO_KIND]
    tag = f' <span class="tag {met}">{_PASSED[met]}</span>' if met else ""
    shown = ' open=""' if outcome.failures else ""
    facts = f'<span class="tag">{answer.status.value}</span>{tag} <bdi>{line(item.id)}</bdi>'
    if item.kind:
        facts += f" · <bdi>{line(item.kind)}</bdi>"
    return (
        f'<details class="item" id="q{number}" data-status="{answer.status.value}" data-kind="{kind}" '
        f'data-passed="{met or "none"}"{shown}>\n'
        f'<summary><span class="question" dir="auto">{line(item.question)}</span><br><span class="facts">{facts}</span>'
        f"</summary>\n{_failures(outcome)}{_before(outcome)}{answer_body(answer, f'q{number}')}</details>\n"
    )


def _failures(outcome: Result) -> str:
    items = "".join(f'<li dir="auto">{line(failure_line(failure))}</li>\n' for failure in outcome.failures)
    return f'<ul class="failures">\n{items}</ul>\n' if items else ""


def _before(outcome: Result) -> str:
    """What was asked before, how the question was taken, and under what conditions."""
    item = outcome.item
    turns = "".join(f'<li dir="auto">{line(turn)}</li>\n' for turn in item.turns[:-1])
    told = [
        ("Taken as", "" if outcome.answer.question.split() == item.question.split() else outcome.answer.question),
        ("Asked with", described(item.where, item.assumptions)),
        ("Note", item.note),
    ]
    lines = "".join(f'<p class="taken" dir="auto">{head}: {line(text)}</p>\n' for head, text in told if text.strip())
    return (f'<ol class="before">\n{turns}</ol>\n' if turns else "") + lines
