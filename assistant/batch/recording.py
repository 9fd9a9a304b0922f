"""A question file written again, with what today's answers are as what is expected from now on.

Nothing here says that the answers are right: each question's note asks a person to look at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.batch import expectation_fields
from assistant.batch.expectations import check
from assistant.batch.fields import FieldError
from assistant.batch.questions import Item
from assistant.batch.run import Result
from assistant.datatypes import Answer, AnswerStatus, Citation
from assistant.rendering.json_form import safe_json

REL_TOL = 0.001
"""Of a recorded value: closer than what a person would write, since it is the answer's own."""

_MARK = re.compile(r"(?:^|; )recorded from corpus \S*; .*\Z", re.DOTALL)


def record(results: Sequence[Result]) -> bytes:
    """Write the questions of a run with expectations that its answers meet.

    Args:
        results: Those of one run, in order.

    Returns:
        A question file of JSON lines. A question that ended in error keeps what was expected of it before,
        which is nothing: it gets no expectation, and its note says so.
    """
    return "".join(f"{safe_json(_question(result))}\n" for result in results).encode("utf-8")


def _question(result: Result) -> dict[str, object]:
    item, answer = result.item, result.answer
    asked: dict[str, object] = {"question": item.turns[0]} if len(item.turns) == 1 else {"turns": list(item.turns)}
    expect = {} if answer.status is AnswerStatus.ERROR else _expectation(answer)
    return {
        "id": item.id,
        **({"kind": item.kind} if item.kind else {}),
        **asked,
        **_conditions(item),
        **({"expect": expect} if expect else {}),
        "note": _note(result),
    }


def _conditions(item: Item) -> dict[str, object]:
    """The fields that narrow the articles and set inputs, as a question file writes them."""
    found: dict[str, object] = {}
    where = item.where
    if where is not None and where.as_of is not None:
        found["as_of"] = where.as_of.isoformat()
    if where is not None and (where.publishers or where.paths):
        named = {"publishers": list(where.publishers), "paths": list(where.paths)}
        found["sources"] = {name: each for name, each in named.items() if each}
    if item.assumptions:
        found["assume"] = {name: quantity.text for name, quantity in item.assumptions}
    return found


def _expectation(answer: Answer) -> dict[str, object]:
    """What of an answer can be expected of it; each part is tried before it is kept."""
    kept: dict[str, object] = {"status": answer.status.value}
    if answer.status is AnswerStatus.ANSWERED:
        for name, value in _parts(answer):
            if _holds({**kept, name: value}, answer):
                kept[name] = value
    return kept


def _parts(answer: Answer) -> Iterator[tuple[str, object]]:
    value, cited = answer.value, answer.citations
    if value is not None:
        yield "value", {"low": value.low, "high": value.high, "unit": value.unit, "rel_tol": REL_TOL}
    words = value.text if value is not None and value.text else _marked(cited[0]) if cited else ""
    if words:
        yield "contains", [words]
    if cited:
        yield "cites", list(dict.fromkeys(citation.source.path for citation in cited))
        yield "quote", cited[0].quote


def _marked(citation: Citation) -> str:
    """The words of a quote that answer."""
    for start, end in citation.marks:
        return citation.quote[start - citation.start : end - citation.start]
    return ""


def _holds(expect: dict[str, object], answer: Answer) -> bool:
    try:
        return not check(expectation_fields.parse(expect), answer)
    except FieldError:
        return False  # such as a quote of white space: nothing that can be expected


def _note(result: Result) -> str:
    before = _MARK.sub("", result.item.note)
    answer = result.answer
    if answer.status is AnswerStatus.ERROR:
        what = "it ended in error, so nothing is expected"
    elif result.failures:
        failed = ", ".join(dict.fromkeys(failure.expectation for failure in result.failures))
        what = f"to be reviewed: before, something else was expected ({failed})"
    else:
        what = "to be reviewed"
    mark = f"recorded from corpus {answer.index.corpus_digest[:12]}; {what}"
    return f"{before}; {mark}" if before else mark
