"""Numbers that are said to stand in a quote, held against what the quote reads."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from assistant.datatypes import Citation, Conflict, Quantity
from assistant.errors import SelfCheckError
from assistant.figures.movements import moving
from assistant.quantities import extract


def is_finite(quantity: Quantity) -> bool:
    """Whether the bounds that there are can be written down."""
    return all(bound is None or math.isfinite(bound) for bound in (quantity.low, quantity.high))


def stands_in(quantity: Quantity, citation: Citation, question: str = "") -> bool:
    """Whether a quantity is one that the words of a citation give, where it says that it stands.

    Args:
        quantity: With the words that it is written in, and perhaps its place in the article.
        citation: The quote.
        question: What was asked: a bare count may have got the noun that it names.

    Returns:
        True when the quote, read anew, gives those words and that amount, signed where they say that something fell.
    """
    if not is_finite(quantity):
        return False
    at = quantity.span.start - citation.start if quantity.span is not None and quantity.span.article else None
    return any(
        read.text == quantity.text
        and (at is None or (read.span is not None and read.span.start == at))
        and _same(quantity, read, question)
        for read in _read(citation.quote)
    )


def _read(quote: str) -> tuple[Quantity, ...]:
    plain = extract(quote)
    return (*plain, *(moved.quantity for moved in moving(quote, plain).values()))


def _same(quantity: Quantity, read: Quantity, question: str) -> bool:
    named = not read.unit and quantity.unit in question.lower()
    return (
        (named or quantity.unit == read.unit) and quantity.qualifier is read.qualifier and same_amount(quantity, read)
    )


def same_amount(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities have the same bounds."""
    return (one.low, one.high) == (other.low, other.high)


def check_conflict(conflict: Conflict, citations: Sequence[Citation]) -> None:
    """Hold the claims of a disagreement against their citations.

    Raises:
        SelfCheckError: A claim is not in its citation, or there is nothing to disagree with.
    """
    if len(conflict.claims) < 2:
        raise SelfCheckError(f"a disagreement about {conflict.entity} has one side only")
    for claim in conflict.claims:
        cited = _numbered(claim.citation, citations)
        if cited is None or not stands_in(claim.value, cited):
            raise SelfCheckError(f"a claim about {conflict.entity} is not in its citation: {claim.value.text!r}")


def _numbered(number: int, citations: Iterable[Citation]) -> Citation | None:
    return next((citation for citation in citations if citation.n == number), None)
