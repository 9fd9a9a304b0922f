"""Which figures of the ledger are asked for, and which of them stand in an answer's quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.datatypes import Answer, Citation, FiledFigure
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


def quoted_articles(answer: Answer) -> tuple[str, ...]:
    """The articles that an answer cites or shows as nearest, each once."""
    return tuple(dict.fromkeys(citation.source.path for citation in (*answer.citations, *answer.nearest)))


def in_quotes(answer: Answer, figures: Sequence[FiledFigure]) -> tuple[FiledFigure, ...]:
    """The figures that stand in an answer's quotes.

    Args:
        answer: The answer.
        figures: The figures of the articles that it quotes.

    Returns:
        Those inside what it cites, then those inside the nearest evidence: by citation, then by place, each once.
    """
    quotes = (*answer.citations, *answer.nearest)
    return tuple(dict.fromkeys(item for citation in quotes for item in figures if _stands_in(item, citation)))


def _stands_in(filed: FiledFigure, citation: Citation) -> bool:
    """Whether a figure is written inside a quote."""
    span = filed.figure.quantity.span
    return (
        span is not None
        and span.article == citation.source.path
        and citation.start <= span.start
        and span.end <= citation.end
    )
