"""An answer as JSON, in the shape that scripts depend on.

Keys and their order are part of the contract; a change needs a new ``SCHEMA``. The same answer
gives the same bytes.
"""

from __future__ import annotations

import json
import math
import re

from assistant.datatypes import (
    SCHEMA,
    Answer,
    Calculation,
    CalculationInput,
    Citation,
    Conflict,
    FiledFigure,
    Hit,
    Quantity,
    ReadSentence,
    Reason,
    Trace,
)
from assistant.errors import SelfCheckError
from assistant.rendering.safe import is_hidden

_BEYOND_ASCII = re.compile("[^\n\x20-\x7e]")


def to_dict(answer: Answer, *, why: bool = False) -> dict[str, object]:
    """Give an answer as plain dictionaries, lists, strings and numbers.

    Args:
        answer: The answer.
        why: Add how it was found: passages with ranks and scores, sentences with their signals.

    Returns:
        The object of the contract, keys in its order; ``id`` only where the answer has one. ``from_dict``
        gives the answer back.

    Raises:
        SelfCheckError: A number of the answer is infinite or not a number.
    """
    identity = {"id": answer.id} if answer.id else {}
    trace = {"why": _trace(answer.trace)} if why else {}
    return {
        "schema": SCHEMA,
        **identity,
        "question": answer.question,
        "status": answer.status.value,
        "reason": _reason(answer.reason),
        "text": answer.text,
        "value": None if answer.value is None else _quantity(answer.value),
        "citations": [_citation(citation) for citation in answer.citations],
        "calculations": [_calculation(calculation) for calculation in answer.calculations],
        "conflicts": [_conflict(conflict) for conflict in answer.conflicts],
        "nearest": [_citation(citation) for citation in answer.nearest],
        "index": {
            "generation": answer.index.generation,
            "corpus_digest": answer.index.corpus_digest,
            "model": answer.index.model,
        },
        "parts": [{"kind": part.kind.value, "text": part.text, "citation": part.citation} for part in answer.parts],
        **trace,
    }


def to_json(answer: Answer, *, why: bool = False, indent: int | None = None) -> str:
    r"""Give an answer as JSON text.

    Letters of every script stand as they are. Characters that could steer a terminal or split a
    line (controls, bidirectional overrides, U+2028 …) are written as ``\uXXXX``, so that the text
    is safe to print, one object a line, and still exact.

    Args:
        answer: The answer.
        why: Add how it was found.
        indent: Spaces of each level; None for one line.

    Returns:
        JSON without a final line break.

    Raises:
        SelfCheckError: A number of the answer is infinite or not a number.
    """
    return safe_json(to_dict(answer, why=why), indent)


def calculation_to_json(calculation: Calculation, *, indent: int | None = None) -> str:
    """Give a calculation as JSON text, as it stands among an answer's calculations.

    Args:
        calculation: A calculation that was worked out by hand.
        indent: Spaces of each level; None for one line.

    Returns:
        JSON without a final line break, safe to print.

    Raises:
        SelfCheckError: A number is infinite or not a number.
    """
    return safe_json({"schema": SCHEMA, **_calculation(calculation)}, indent)


def filed_to_dict(filed: FiledFigure) -> dict[str, object]:
    """Give a figure of the ledger as a plain dictionary.

    Args:
        filed: The figure with its source and sentence.

    Returns:
        The fields that ``assistant figures --json`` shows, in its order.

    Raises:
        SelfCheckError: Its number is infinite or not a number.
    """
    figure, source, span = filed.figure, filed.source, filed.figure.quantity.span
    return {
        "entity": figure.entity,
        "part": figure.part,
        "metric": figure.metric,
        **_interval(figure.quantity),
        "text": figure.quantity.text,
        "period": figure.period.label,
        "status": figure.status.value,
        "role": figure.role.value,
        "article": source.path,
        "title": source.title,
        "published": source.published.isoformat() if source.published else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "sentence": filed.sentence,
    }


def safe_json(data: dict[str, object], indent: int | None = None) -> str:
    r"""Write plain data as JSON that is safe to print.

    Args:
        data: Dictionaries, lists, strings and finite numbers.
        indent: Spaces of each level; None for one line.

    Returns:
        JSON without a final line break; characters that could steer a terminal stand as ``\uXXXX``.
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    return _BEYOND_ASCII.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    if not is_hidden(char):
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else json.dumps(char)[1:-1]


def _number(value: float | None) -> float | None:
    if value is not None and not math.isfinite(value):
        raise SelfCheckError(f"The answer holds a number that is not finite ({value})")
    return None if value is None else float(value)


def _quantity(quantity: Quantity) -> dict[str, object]:
    return {**_interval(quantity), **_written(quantity)}


def _written(quantity: Quantity) -> dict[str, object]:
    span = quantity.span
    place = None if span is None else {"article": span.article, "start": span.start, "end": span.end}
    return {"text": quantity.text, "span": place}


def _interval(quantity: Quantity) -> dict[str, object]:
    return {
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier.value,
    }


def _reason(reason: Reason | None) -> dict[str, object] | None:
    return None if reason is None else {"code": reason.code.value, "text": reason.text}


def _citation(citation: Citation) -> dict[str, object]:
    source = citation.source
    return {
        "n": citation.n,
        "article": source.path,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "url": source.url,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "marks": [list(mark) for mark in citation.marks],
        "context": citation.context,
        "author": source.author,
        "language": source.language,
        "tags": list(source.tags),
        "note": source.note,
    }


def _calculation(calculation: Calculation) -> dict[str, object]:
    return {
        "calculator": calculation.calculator,
        "formula": calculation.formula,
        "substituted": calculation.substituted,
        "inputs": [_input(item) for item in calculation.inputs],
        "result": _quantity(calculation.result),
        "notes": list(calculation.notes),
    }


def _input(item: CalculationInput) -> dict[str, object]:
    return {
        "name": item.name,
        **_interval(item.quantity),
        "kind": item.kind.value,
        "citation": item.citation,
        "source": item.source,
        **_written(item.quantity),
    }


def _conflict(conflict: Conflict) -> dict[str, object]:
    return {
        "entity": conflict.entity,
        "metric": conflict.metric,
        "period": conflict.period,
        "kind": conflict.kind,
        "claims": [{"value": _quantity(claim.value), "citation": claim.citation} for claim in conflict.claims],
    }


def _trace(trace: Trace) -> dict[str, object]:
    return {
        "passages": [_passage(hit) for hit in trace.hits],
        "sentences": [_sentence(sentence) for sentence in trace.sentences],
        "notes": list(trace.notes),
    }


def _passage(hit: Hit) -> dict[str, object]:
    return {
        "article": hit.source.path,
        "heading": hit.passage.heading,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "fused": _number(hit.ranks.fused),
        "dense_rank": hit.ranks.dense_rank,
        "dense_score": _number(hit.ranks.dense_score),
        "word_rank": hit.ranks.word_rank,
        "word_score": _number(hit.ranks.word_score),
    }


def _sentence(read: ReadSentence) -> dict[str, object]:
    return {
        "article": read.hit.source.path,
        "start": read.sentence.start,
        "end": read.sentence.end,
        "text": read.sentence.text,
        "score": _number(read.score),
        "marks": [list(mark) for mark in read.marks],
        "signals": {name: _number(value) for name, value in read.signals},
    }
