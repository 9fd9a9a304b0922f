"""Under what conditions a question of a file is asked: of which articles, and what is taken as given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from assistant.articles.listing import SUFFIXES
from assistant.batch import fields
from assistant.batch.fields import FieldError
from assistant.datatypes import Quantity, SearchFilter
from assistant.errors import QuantityError

_SOURCE_KEYS = ("publishers", "paths")
_GLOB_SIGNS = frozenset("/*?[")


def where(sources: object, as_of: date | None) -> SearchFilter | None:
    """Which articles may be used.

    Args:
        sources: ``{"publishers": […], "paths": […]}``; or a list, in which a text with ``/``, ``*``, ``?``
            or ``[``, or with the ending of an article file, is a path pattern, and any other a publisher.
        as_of: The last day of publication.

    Returns:
        The filter; None where all articles may be used.

    Raises:
        FieldError: ``sources`` has another shape, or names nothing.
    """
    publishers, paths = _sources(sources)
    if sources is not None and not publishers and not paths:
        raise FieldError("sources names neither a publisher nor a path; leave it out to ask all articles")
    found = SearchFilter(as_of, publishers, paths)
    return None if found == SearchFilter() else found


def _sources(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if isinstance(value, dict):
        fields.known_keys(value, _SOURCE_KEYS, "sources")
        return (
            fields.texts(value.get("publishers"), "sources.publishers"),
            fields.texts(value.get("paths"), "sources.paths"),
        )
    if value is not None and not isinstance(value, list):
        raise FieldError("sources must be a list in brackets, or an object with 'publishers' or 'paths'")
    named = fields.texts(value, "sources")
    paths = tuple(name for name in named if is_path(name))
    return tuple(name for name in named if name not in paths), paths


def is_path(name: str) -> bool:
    """Whether an element of a list of sources is a pattern of paths; else it is a publisher.

    Args:
        name: As written, such as ``Harbour Post``, ``news/*`` or ``round.md``.
    """
    file = name.partition("#")[0].casefold()  # file.jsonl#id is one article of many in a file
    return bool(_GLOB_SIGNS & set(name)) or any(file.endswith(suffix) for suffix in SUFFIXES)


def assumptions(value: object) -> tuple[tuple[str, Quantity], ...]:
    """Inputs of calculators that are taken as given.

    Args:
        value: ``{"revenue": "$45bn"}``; a number stands for itself, without a unit.

    Returns:
        Name and quantity of each, as ``ask --assume`` reads them.

    Raises:
        FieldError: No calculator has an input of that name, or the value is not one quantity.
    """
    if value is None:
        return ()
    given = fields.mapping(value, "assume")
    fields.known_keys(given, _input_names() if given else (), "assume", "input")
    return tuple((name, _quantity(name, written)) for name, written in given.items())


def _quantity(name: str, value: object) -> Quantity:
    from assistant.quantities import parse_quantity

    written = _as_text(value, f"assume.{name}")
    try:
        return parse_quantity(written)
    except QuantityError as error:
        raise FieldError(f"assume.{name}: {error}") from None


def _as_text(value: object, name: str) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        finite = fields.number(value, name)
        return format(Decimal(repr(finite)), "f").removesuffix(".0")
    return fields.full_text(value, name).strip()


def _input_names() -> tuple[str, ...]:
    from assistant.calculators import registry

    return tuple(sorted({spec.name for calculator in registry.all() for spec in calculator.inputs}))


def described(filter_: SearchFilter | None, given: tuple[tuple[str, Quantity], ...]) -> str:
    """The conditions in one line, for a report; empty where there are none."""
    parts = []
    if filter_ is not None and filter_.as_of is not None:
        parts.append(f"articles up to {filter_.as_of.isoformat()}")
    if filter_ is not None and (filter_.publishers or filter_.paths):
        parts.append(f"only from {', '.join((*filter_.publishers, *filter_.paths))}")
    parts += [f"assuming {name} = {quantity.text}" for name, quantity in given]
    return "; ".join(parts)


def fields_of(given: Mapping[str, object]) -> tuple[SearchFilter | None, tuple[tuple[str, Quantity], ...]]:
    """The conditions of one record.

    Raises:
        FieldError: A field of them has the wrong shape.
    """
    return where(given.get("sources"), fields.day(given.get("as_of"), "as_of")), assumptions(given.get("assume"))
