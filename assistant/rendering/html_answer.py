"""One answer as HTML: its text, why there is none, and all the evidence below it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

from assistant.datatypes import Answer, AnswerStatus, Citation, Part, PartKind
from assistant.rendering.html_parts import Anchors, calculation_card, conflict_card, nearest_list, source_list
from assistant.rendering.html_text import line, lit, shown
from assistant.rendering.marks import answer_lines, part_pieces, without_signs
from assistant.rendering.words import reason_sentence


@cache
def page_style() -> str:
    """The style of a page that shows answers, to stand in its head."""
    return resources.files("assistant.rendering").joinpath("page.css").read_text("utf-8")


def answer_body(answer: Answer, prefix: str) -> str:
    """Give an answer without its question.

    Args:
        answer: The answer.
        prefix: Begins the names of the places that its citation marks lead to; no other one on the page has it.

    Returns:
        HTML for a section of a page.
    """
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
