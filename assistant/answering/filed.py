"""Which figures of the ledger are asked for, and which of them stand in an answer's quotes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.datatypes import Answer, FiledFigure
from assistant.errors import UsageError
from assistant.figures.filters import metrics_named
from assistant.retrieval.ledger import Wanted


def narrowed(wanted: Wanted, entity: str | None, metric: str | None) -> Wanted:
    """The figures wanted, of one name and one metric.

    Args:
        wanted: Which ones so far.
        entity: Whose; None for anybody's.
        metric: Of what, by id or in words; None for anything.

    Raises:
        UsageError: There is no such metric, or ``wanted`` names one of the two already.
    """
    for word, given, named in (("entity", entity, wanted.names), ("metric", metric, wanted.metrics)):
        if given and named:
            raise UsageError(f"{word} is given twice: {given!r}, and {named[0]!r} in wanted", "Give it once")
    return replace(
        wanted,
        names=(entity,) if entity else wanted.names,
        metrics=wanted.metrics if metric is None else metrics_named(metric),
    )


def in_quotes(answer: Answer, find: Callable[[Wanted], tuple[FiledFigure, ...]]) -> tuple[FiledFigure, ...]:
    """The figures that stand in an answer's quotes.

    Args:
        answer: The answer.
        find: Finds figures of the ledger; asked quote by quote, since a long article has figures by ten thousands.

    Returns:
        Those inside what it cites, then those inside the nearest evidence: by citation, then by place, each once.
    """
    quotes = (*answer.citations, *answer.nearest)
    wanted = (Wanted(articles=(quote.source.path,), between=(quote.start, quote.end)) for quote in quotes)
    return tuple(dict.fromkeys(item for one in wanted for item in find(one)))
