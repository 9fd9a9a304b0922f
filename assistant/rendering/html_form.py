"""Answers as one web page that needs nothing else: no script, no font, no picture, no network.

The page may be opened by anyone, so whatever comes from articles or questions is text on it and
nothing more; a policy in its head forbids the rest a second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.datatypes import Answer, FiledFigure
from assistant.rendering.html_answer import answer_body, page_style
from assistant.rendering.html_parts import figure_table
from assistant.rendering.html_text import line
from assistant.rendering.times import iso, moment

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
        f"<title>{name}</title>\n<style>\n{page_style()}</style>\n</head>\n<body>\n"
        f'<header class="page">\n<h1 dir="auto">{name}</h1>\n'
        f'<p class="legend">{asked}. {_LEGEND}</p>\n'
        f"{_contents(exchanges)}</header>\n<main>\n"
        f"{''.join(_exchange(number, exchange) for number, exchange in enumerate(exchanges, 1))}"
        "</main>\n</body>\n</html>\n"
    )


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
    body = "" if answer is None else answer_body(answer, f"q{number}")
    error = f'<p class="reason error"><strong>Error.</strong> {line(exchange.error)}</p>\n' if exchange.error else ""
    return (
        f'<section class="exchange" id="q{number}">\n{when}<h2 dir="auto">{line(exchange.question)}</h2>\n'
        f"{taken}{body}{error}{figure_table(exchange.figures)}</section>\n"
    )
