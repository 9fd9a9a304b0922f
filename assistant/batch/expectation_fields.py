"""The ``expect`` object of a question file, read into a typed `Expectation`.

Wrong shapes are refused with the key's name; nothing is guessed, because an expectation
that is misread passes or fails for no reason that its author could see.
"""

from __future__ import annotations

from assistant.batch import fields
from assistant.batch.expectations import REL_TOL, Expectation, ValueExpectation
from assistant.batch.fields import FieldError
from assistant.batch.matching import normalise
from assistant.datatypes import AnswerStatus

KEYS = ("status", "contains", "not_contains", "value", "inside", "cites", "cites_any", "quote")
_VALUE_KEYS = ("low", "high", "unit", "rel_tol", "inside")
_STATUSES = {status.value: status for status in (AnswerStatus.ANSWERED, AnswerStatus.ABSTAINED)}


def parse(value: object) -> Expectation:
    """Read one ``expect`` object.

    Args:
        value: As it came out of the file.

    Raises:
        FieldError: A key is unknown or its value has the wrong shape.
    """
    given = fields.mapping(value, "expect")
    fields.known_keys(given, KEYS, "expect")
    return Expectation(
        status=_status(given.get("status")),
        contains=tuple(_alternatives(each) for each in fields.elements(given.get("contains"), "contains")),
        not_contains=tuple(
            text
            for each in fields.elements(given.get("not_contains"), "not_contains")
            for text in _alternatives(each, "not_contains")
        ),
        value=_value(given.get("value"), given.get("inside")),
        cites=fields.texts(given.get("cites"), "cites"),
        cites_any=fields.texts(given.get("cites_any"), "cites_any"),
        quote=_comparable(given["quote"], "quote") if given.get("quote") is not None else "",
    )


def _status(value: object) -> AnswerStatus:
    if value is None:
        return AnswerStatus.ANSWERED
    written = fields.text(value, "status")
    if written not in _STATUSES:
        raise FieldError(f"status must be 'answered' or 'abstained', not '{written[:40]}'")
    return _STATUSES[written]


def _alternatives(value: object, name: str = "contains") -> tuple[str, ...]:
    if isinstance(value, str):
        return (_comparable(value, f"an element of {name}"),)
    if not isinstance(value, list) or not value:
        raise FieldError(f"an element of {name} must be a text or a list of alternative texts")
    return tuple(_comparable(each, f"an alternative of {name}") for each in value)


def _comparable(value: object, name: str) -> str:
    """A text of which something is left to compare: an empty one would occur in every answer."""
    written = fields.full_text(value, name)
    if not normalise(written):
        raise FieldError(f"{name} is empty")
    return written


def _value(value: object, inside_beside: object) -> ValueExpectation | None:
    inside = fields.flag(inside_beside, "inside")
    if value is None:
        if inside:
            raise FieldError("inside needs a value beside it")
        return None
    given = fields.mapping(value, "value")
    fields.known_keys(given, _VALUE_KEYS, "value")
    if "low" not in given or "high" not in given:
        raise FieldError("value needs both low and high; equal for a point, null for an open end")
    low, high = fields.number(given["low"], "low"), fields.number(given["high"], "high")
    if low is None and high is None:
        raise FieldError("value has neither a low nor a high end")
    if low is not None and high is not None and low > high:
        raise FieldError("value has its low end above its high end")
    return ValueExpectation(
        low,
        high,
        unit=fields.text(given.get("unit"), "unit").strip(),
        rel_tol=_tolerance(given.get("rel_tol")),
        inside=inside or fields.flag(given.get("inside"), "inside"),
    )


def _tolerance(value: object) -> float:
    written = fields.number(value, "rel_tol")
    if written is None:
        return REL_TOL
    if written < 0:
        raise FieldError("rel_tol must not be negative")
    return written
