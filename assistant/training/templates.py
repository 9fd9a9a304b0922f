"""Questions about the figures of articles, made by our own extraction, with the traps that matter.

For a figure whose company, metric and period are known, the question names them and the
text is the sentences around it. The traps change one of the three: the figure stands there
still, and the right answer is none of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.articles import chunk, list_files, read_file, split_sentences
from assistant.datatypes import Article, Figure, Role
from assistant.figures.extraction import figures_of
from assistant.figures.metrics import all_metrics, metric
from assistant.training.examples import Example, Range, kind_of, under_title

_FORMS = (
    "{metric} of {entity}{period}",
    "What was {entity}'s {metric}{period}?",
    "What {metric} did {entity} report{period}?",
    "{entity} {metric}{period}",
    "How much was the {metric} of {entity}{period}?",
)
_LEVEL_ROLES = frozenset({Role.VALUE, Role.NEW})
_MAX_WINDOW = 900
_MAX_SENTENCE = 420


@dataclass(frozen=True, slots=True)
class _Asked:
    entity: str
    metric: str
    period: str
    """Label of a year or of a part of one; empty when the question does not say."""


def templates(folder: Path, draw: random.Random, *, limit: int) -> Iterator[Example]:
    """Questions about the figures of the articles in a folder.

    Args:
        folder: Articles in any form that can be indexed.
        draw: Source of chance.
        limit: How many examples at most.
    """
    made = 0
    for entry in list_files(folder).entries:
        for article in read_file(entry).articles:
            for example in _of_article(article, draw):
                yield example
                made += 1
                if made >= limit:
                    return


def _of_article(article: Article, draw: random.Random) -> Iterator[Example]:
    figures = [f for f in figures_of(article, chunk(article)) if _is_askable(f)]
    draw.shuffle(figures)
    for figure in figures[:3]:
        asked = _Asked(figure.entity, figure.metric, _said_period(figure, draw))
        right = [f for f in figures if _answers(f, asked)]
        if len({(f.quantity.low, f.quantity.high, f.quantity.unit) for f in right}) != 1:
            continue  # two different figures answer it: the question is not sharp
        yield from _example(article, figure, asked, right, draw)
        if draw.random() < 0.45:
            trap = _trap(asked, figures, draw)
            if trap is not None and not any(_answers(f, trap) for f in figures):
                yield from _example(article, figure, trap, [], draw)


def _is_askable(figure: Figure) -> bool:
    span = figure.sentence
    known = bool(figure.entity and figure.metric and not figure.part and metric(figure.metric))
    return known and figure.role in _LEVEL_ROLES and span.end - span.start <= _MAX_SENTENCE


def _said_period(figure: Figure, draw: random.Random) -> str:
    return figure.period.label if figure.period.year is not None and draw.random() < 0.6 else ""


def _answers(figure: Figure, asked: _Asked) -> bool:
    same = figure.entity == asked.entity and figure.metric == asked.metric
    return same and (not asked.period or figure.period.label == asked.period)


def _trap(asked: _Asked, figures: Sequence[Figure], draw: random.Random) -> _Asked | None:
    """The question with its company, metric or period changed; None when the change drawn cannot be made."""
    way = draw.choice(("entity", "metric", "period"))
    if way == "entity":
        others = sorted({f.entity for f in figures} - {asked.entity})
        return replace(asked, entity=draw.choice(others)) if others else None
    if way == "metric":
        dimension = _dimension(asked.metric)
        others = [m.id for m in all_metrics() if m.dimension == dimension and _root(m.id) != _root(asked.metric)]
        return replace(asked, metric=draw.choice(others)) if others else None
    if not asked.period[-4:].isdigit():
        return None
    year = int(asked.period[-4:]) + draw.choice((-3, -2, -1, 1, 2))
    return replace(asked, period=asked.period[:-4] + str(year))


def _dimension(metric_id: str) -> str:
    found = metric(metric_id)
    return found.dimension if found else ""


def _root(metric_id: str) -> str:
    found = metric(metric_id)
    return found.broader or found.id if found else metric_id


def _example(
    article: Article, figure: Figure, asked: _Asked, right: Sequence[Figure], draw: random.Random
) -> Iterator[Example]:
    start, end = _window(article.text, figure.sentence.start, draw)
    if end - start > _MAX_WINDOW:
        return
    text = article.text[start:end]
    of_kind = [q for q in _quantities(article, start, end) if q[2] == kind_of(figure.quantity)]
    competing = tuple((a, b) for a, b, _ in of_kind)
    spans = {(f.quantity.span.start - start, f.quantity.span.end - start) for f in right if f.quantity.span}
    marks = tuple(range_ in spans for range_ in competing)
    if right and not any(marks):
        return
    answers: tuple[Range, ...] = tuple(r for r, mark in zip(competing, marks, strict=True) if mark)
    sentences = tuple((s.start, s.end) for s in split_sentences(text))
    held = tuple(any(a < e and s < b for a, b in answers) for s, e in sentences)
    example = Example(_worded(asked, draw), text, "templates", answers, sentences, held, competing, marks)
    yield under_title(example, article.source.title) if draw.random() < 0.5 else example


def _quantities(article: Article, start: int, end: int) -> list[tuple[int, int, object]]:
    from assistant.training.examples import quantities_of

    return [
        (q.span.start, q.span.end, kind_of(q)) for q in quantities_of(article.text[start:end]) if q.span is not None
    ]


def _window(text: str, at: int, draw: random.Random) -> Range:
    """One to four sentences of a text around a place."""
    sentences = split_sentences(text)
    here = next(i for i, s in enumerate(sentences) if s.end > at)
    first = max(here - draw.randint(0, 1), 0)
    last = min(here + draw.randint(0, 2), len(sentences) - 1)
    return sentences[first].start, sentences[last].end


def _worded(asked: _Asked, draw: random.Random) -> str:
    found = metric(asked.metric)
    form = draw.choice(found.forms[:4]) if found else asked.metric
    period = f" in {asked.period}" if asked.period else ""
    return draw.choice(_FORMS).format(metric=form, entity=asked.entity, period=period)
