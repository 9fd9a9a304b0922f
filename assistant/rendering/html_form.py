"""Answers as one web page that needs nothing else: no script, no font, no picture, no network.

The page may be opened by anyone, so whatever comes from articles or questions is text on it and
nothing more; a policy in its head forbids the rest a second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources

from assistant.datatypes import Answer, AnswerStatus, Citation, FiledFigure, Part, PartKind
from assistant.rendering.html_parts import (
    Anchors,
    calculation_card,
    conflict_card,
    figure_table,
    nearest_list,
    source_list,
)
from assistant.rendering.html_text import line, lit, shown
from assistant.rendering.marks import answer_lines, part_pieces, without_signs
from assistant.rendering.times import iso, moment
from assistant.rendering.words import reason_sentence

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_LEGEND = "Quotes are the articles’ own words; those that answer are <mark>marked</mark>."
_LISTED = 3
"""From so many questions on, the page begins with a list of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question on the page, and what came of it."""

    question: str
    answer: Answer | None
    """None where the question failed."""
    asked: datetime | None = None
    figures: tuple[FiledFigure, ...] = ()
    """The ledger's figures that stand in the quotes of the answer."""
    error: str = ""
    """What went wrong; empty where nothing did."""


def to_html(exchanges: Sequence[Shown], title: str) -> str:
    """Give questions and answers as a web page.

    Args:
        exchanges: In the order to be read.
        title: What the page is called.

    Returns:
        A whole HTML document that ends in a line break; the same input gives the same text.
    """
    name = line(title) or "Questions and answers"
    count = len(exchanges)
    asked = "1 question" if count == 1 else f"{count} questions"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{name}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        f'<header class="page">\n<h1 dir="auto">{name}</h1>\n'
        f'<p class="legend">{asked}. {_LEGEND}</p>\n'
        f"{_contents(exchanges)}</header>\n<main>\n"
        f"{''.join(_exchange(number, exchange) for number, exchange in enumerate(exchanges, 1))}"
        "</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return resources.files("assistant.rendering").joinpath("page.css").read_text("utf-8")


def _contents(exchanges: Sequence[Shown]) -> str:
    if len(exchanges) < _LISTED:
        return ""
    items = "".join(
        f'<li><a href="#q{number}" dir="auto">{line(exchange.question)}</a></li>\n'
        for number, exchange in enumerate(exchanges, 1)
    )
    return f'<nav aria-label="Questions"><ol>\n{items}</ol></nav>\n'


def _exchange(number: int, exchange: Shown) -> str:
    answer = exchange.answer
    when = ""
    if exchange.asked is not None:
        when = f'<p class="when"><time datetime="{iso(exchange.asked)}">{moment(exchange.asked)}</time></p>\n'
    taken = ""
    if answer is not None and answer.question.split() != exchange.question.split():
        taken = f'<p class="taken" dir="auto">Taken as: {line(answer.question)}</p>\n'
    body = "" if answer is None else _answer(answer, f"q{number}")
    error = f'<p class="reason error"><strong>Error.</strong> {line(exchange.error)}</p>\n' if exchange.error else ""
    return (
        f'<section class="exchange" id="q{number}">\n{when}<h2 dir="auto">{line(exchange.question)}</h2>\n'
        f"{taken}{body}{error}{figure_table(exchange.figures)}</section>\n"
    )


def _answer(answer: Answer, prefix: str) -> str:
    anchors = Anchors(prefix, answer.citations)
    return (
        f"{_text(answer, anchors)}{_reason(answer)}"
        f"{''.join(calculation_card(calculation, anchors) for calculation in answer.calculations)}"
        f"{conflict_card(answer.conflicts, anchors)}{source_list(answer.citations, anchors)}"
        f"{nearest_list(answer.nearest)}"
    )


def _text(answer: Answer, anchors: Anchors) -> str:
    citations = {citation.n: citation for citation in answer.citations}
    blocks = ""
    for written in answer_lines(answer):
        if written.is_quotation:
            blocks += f'<blockquote dir="auto">{_parts(without_signs(written), citations, anchors)}</blockquote>\n'
        elif written.parts:
            blocks += f'<p dir="auto">{_parts(written.parts, citations, anchors)}</p>\n'
    kind = "answer" if answer.status is AnswerStatus.ANSWERED else "answer declined"
    return f'<div class="{kind}">\n{blocks}</div>\n' if blocks else ""


def _parts(parts: Sequence[Part], citations: dict[int, Citation], anchors: Anchors) -> str:
    return "".join(_part(part, citations, anchors) for part in parts).strip()


def _part(part: Part, citations: dict[int, Citation], anchors: Anchors) -> str:
    if part.kind is PartKind.MARKER:
        mark = part.text.lstrip()
        return f"{' ' if mark != part.text else ''}{anchors.link(part.citation, mark)}"
    if part.kind is PartKind.NUMBER:
        return f"<strong>{shown(part.text)}</strong>"
    return lit(part_pieces(part, citations))


def _reason(answer: Answer) -> str:
    """Word why there is no answer, unless the answer's own text has said it."""
    reason = answer.reason
    if reason is None or (reason.text and reason.text in answer.text):
        return ""
    head, kind = ("Error", " error") if answer.status is AnswerStatus.ERROR else ("No answer", "")
    return f'<p class="reason{kind}" dir="auto"><strong>{head}.</strong> {line(reason_sentence(reason))}</p>\n'
