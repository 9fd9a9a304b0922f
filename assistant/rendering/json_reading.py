"""An answer back from its JSON: what comes is held against the shape first, and a fault is told by its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from assistant import datatypes as data
from assistant.errors import AnswerDataError
from assistant.rendering import json_shape as shape

_REMEDY = "Give what to_dict, assistant ask --json or assistant batch has written"


def from_dict(written: Mapping[str, object]) -> data.Answer:
    """Give the answer that ``to_dict`` was given.

    Args:
        written: The object of the contract, as ``to_dict`` gives it or ``json.loads`` reads it. Keys that
            are not known are left aside.

    Returns:
        An equal answer. How it was found (``why``) does not come back: its trace is empty.

    Raises:
        AnswerDataError: A key is missing or holds something else; names its place.
    """
    _require_schema(written)
    try:
        read = msgspec.convert(written, shape.Answer)
    except msgspec.ValidationError as error:
        raise AnswerDataError(f"This is not an answer as JSON: {_told(error)}", _REMEDY) from error
    except UnicodeEncodeError as error:
        raise AnswerDataError(f"This is not an answer as JSON: the key {error.object!r} is no text", _REMEDY) from error
    answer = _answer(read)
    if answer.text != read.text:
        raise AnswerDataError("This is not an answer as JSON: at text, it is not what parts give, joined", _REMEDY)
    return answer


def _require_schema(written: object) -> None:
    """Refuse another schema before its keys are found fault with."""
    schema = written.get("schema", data.SCHEMA) if isinstance(written, Mapping) else data.SCHEMA
    if schema != data.SCHEMA:
        raise AnswerDataError(
            f"The answer's JSON is of schema {schema!r}, but this version reads schema {data.SCHEMA}",
            "Read it with the version that wrote it",
        )


def _told(error: msgspec.ValidationError) -> str:
    """What is wrong, after the path of the key: ``at citations[2].start, expected `int`, got `str```."""
    what, _, place = str(error).partition(" - at ")
    path = place.strip("`").removeprefix("$").removeprefix(".")
    return f"{f'at {path}, ' if path else ''}{what[0].lower()}{what[1:]}"


def _answer(read: shape.Answer) -> data.Answer:
    return data.Answer(
        question=read.question,
        status=read.status,
        parts=tuple(data.Part(part.kind, part.text, part.citation) for part in read.parts),
        index=data.IndexInfo(read.index.generation, read.index.corpus_digest, read.index.model),
        id="" if isinstance(read.id, msgspec.UnsetType) else read.id,
        reason=None if read.reason is None else data.Reason(read.reason.code, read.reason.text),
        value=None if read.value is None else _quantity(read.value),
        citations=_citations(read.citations),
        calculations=tuple(_calculation(calculation) for calculation in read.calculations),
        conflicts=tuple(_conflict(conflict) for conflict in read.conflicts),
        nearest=_citations(read.nearest),
    )


def _quantity(read: shape.Quantity | shape.Input) -> data.Quantity:
    span = None if read.span is None else data.Span(read.span.article, read.span.start, read.span.end)
    return data.Quantity(read.low, read.high, read.unit, read.qualifier, read.text, span)


def _citations(read: Sequence[shape.Citation]) -> tuple[data.Citation, ...]:
    return tuple(
        data.Citation(
            citation.n, _source(citation), citation.quote, citation.start, citation.end, citation.context,
            tuple(citation.marks),
        )
        for citation in read
    )  # fmt: skip


def _source(read: shape.Citation) -> data.Source:
    return data.Source(
        path=read.article,
        title=read.title,
        publisher=read.publisher,
        author=read.author,
        published=read.published,
        url=read.url,
        language=read.language,
        tags=tuple(read.tags),
        note=read.note,
    )


def _calculation(read: shape.Calculation) -> data.Calculation:
    inputs = (
        data.CalculationInput(item.name, _quantity(item), item.kind, item.citation, item.source) for item in read.inputs
    )
    return data.Calculation(
        read.calculator,
        read.formula,
        read.substituted,
        tuple(inputs),
        _quantity(read.result),
        tuple(read.notes),
    )


def _conflict(read: shape.Conflict) -> data.Conflict:
    claims = tuple(data.Claim(_quantity(claim.value), claim.citation) for claim in read.claims)
    return data.Conflict(read.entity, read.metric, read.period, claims, read.kind)
