"""The ledger in ``articles.db``: figures filed at build time, found by owner, metric and period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

import apsw

from assistant.datatypes import (
    Figure,
    FiledFigure,
    Period,
    Qualifier,
    Quantity,
    Role,
    SearchFilter,
    Span,
    Status,
)
from assistant.figures.names import mentions, name_words
from assistant.retrieval import database
from assistant.retrieval.rows import SOURCE, filter_clauses, source_of

_TRIGRAM = 3
"""Letters that the index of names looks up at a time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures to find; what is left out does not narrow."""

    names: tuple[str, ...] = ()
    """The figure is of one of these, in any of its forms."""
    metrics: tuple[str, ...] = ()
    """Ids, of which the figure's is one."""
    known_metric: bool = False
    """Only figures whose metric is known."""
    articles: tuple[str, ...] = ()
    """Paths, of which the article's is one."""
    between: tuple[int, int] | None = None
    """Offsets that it is written between."""


def file(db: apsw.Connection, article: int, figures: Sequence[Figure]) -> None:
    """Write the figures of one article.

    Args:
        db: The database, in a transaction.
        article: Its row in ``articles``.
        figures: Its figures.
    """
    for name in dict.fromkeys(figure.entity for figure in figures):
        db.execute(
            "INSERT OR IGNORE INTO entities (name, squashed, initials) VALUES (?, ?, ?)",
            (name, _squashed(name), _initials(name)),
        )
    db.executemany(
        "INSERT INTO figures (article, start, end, sentence_start, sentence_end, low, high, unit, qualifier,"
        " entity, part, metric, months, year, month, period, status, role)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM entities WHERE name = ?), ?, ?, ?, ?, ?, ?, ?, ?)",
        [_row(article, figure, span) for figure in figures if (span := figure.quantity.span) is not None],
    )


def _row(article: int, figure: Figure, span: Span) -> tuple[str | int | float | None, ...]:
    quantity, period = figure.quantity, figure.period
    return (
        article,
        span.start,
        span.end,
        figure.sentence.start,
        figure.sentence.end,
        quantity.low,
        quantity.high,
        quantity.unit,
        quantity.qualifier.value,
        figure.entity,
        figure.part,
        figure.metric,
        period.months,
        period.year,
        period.month,
        period.text,
        figure.status.value,
        figure.role.value,
    )


def finish(db: apsw.Connection) -> None:
    """Remove the entities that no figure is of, and make the others findable by parts of their names."""
    db.execute("DELETE FROM entities WHERE id NOT IN (SELECT entity FROM figures)")
    db.execute("INSERT INTO names (names) VALUES ('delete-all')")  # an interrupted build may have come so far
    db.execute("INSERT INTO names (rowid, squashed) SELECT id, squashed FROM entities")


def find(db: apsw.Connection, wanted: Wanted, where: SearchFilter, gone: Set[int] = frozenset()) -> list[FiledFigure]:
    """Find figures, by article and place.

    Args:
        db: The database of one part.
        wanted: Which ones.
        where: Which articles they may come from.
        gone: Articles that count no more.
    """
    clauses, filters = filter_clauses(where)
    values: list[str | int] = [*filters]
    if wanted.names:
        entities = sorted({number for name in wanted.names for number in _entities(db, name)})
        clauses.append(f"entity IN ({_marks(entities)})")
        values += entities
    if wanted.metrics:
        clauses.append(f"metric IN ({_marks(wanted.metrics)})")
        values += wanted.metrics
    if wanted.known_metric:
        clauses.append("metric <> ''")
    if wanted.articles:
        clauses.append(f"path IN ({_marks(wanted.articles)})")
        values += wanted.articles
    if wanted.between is not None:
        clauses.append("start >= ? AND end <= ?")
        values += wanted.between
    condition = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    rows = database.rows(
        db,
        f"SELECT {SOURCE}, start, end, sentence_start, sentence_end, low, high, unit, qualifier, name, part, metric,"
        " months, year, month, period, status, role, article"
        " FROM figures JOIN articles ON articles.id = article JOIN entities ON entities.id = entity"
        f"{condition} ORDER BY path, start",
        values,
    )
    return [_filed(row, text) for row, text in _with_texts(db, [row for row in rows if row[-1] not in gone])]


def _with_texts(db: apsw.Connection, rows: Iterable[Sequence[str]]) -> Iterator[tuple[Sequence[str], str]]:
    """Rows, which come article by article, each with the text of its article.

    The words are cut out here: SQLite would count through a text from its start for each figure, and a long article
    has figures by the ten thousand.
    """
    for article, group in groupby(rows, key=lambda row: row[-1]):
        (text,) = database.one(db, "SELECT text FROM articles WHERE id = ?", (article,))
        yield from ((row, text) for row in group)


def _filed(row: Sequence[str], article: str) -> FiledFigure:
    source = source_of(row)
    start, end, sentence_start, sentence_end, low, high, unit, qualifier = row[9:17]
    name, part, metric, months, year, month, period, status, role = row[17:26]
    text, sentence = article[int(start) : int(end)], article[int(sentence_start) : int(sentence_end)]
    quantity = Quantity(
        low,  # type: ignore[arg-type]
        high,  # type: ignore[arg-type]
        unit,
        Qualifier(qualifier),
        text,
        Span(source.path, int(start), int(end)),
    )
    return FiledFigure(
        Figure(
            quantity=quantity,
            entity=name,
            metric=metric,
            period=Period(int(months), year, month, period),  # type: ignore[arg-type]
            status=Status(status),
            role=Role(role),
            sentence=Span(source.path, int(sentence_start), int(sentence_end)),
            part=part,
        ),
        source,
        sentence,
    )


def _entities(db: apsw.Connection, name: str) -> list[int]:
    """The entities that a name can mean: sifted by SQL, judged by ``mentions``."""
    squashed = _squashed(name)
    held = squashed.removesuffix("s") or squashed
    query = "SELECT id, name FROM entities WHERE initials = ?"
    if len(held) >= _TRIGRAM:
        query += " UNION SELECT id, name FROM names JOIN entities ON id = names.rowid WHERE names MATCH ?"
        # Each three letters that follow one another, which is as far as the index sees; the rest is for instr.
        threes = dict.fromkeys(held[at : at + _TRIGRAM] for at in range(len(held) - _TRIGRAM + 1))
        query += " AND instr(entities.squashed, ?)"
        values = [squashed, " AND ".join(f'"{three}"' for three in threes), held]
    else:
        query += " UNION SELECT id, name FROM entities WHERE instr(squashed, ?)"
        values = [squashed, held]
    return sorted(number for number, found in database.rows(db, query, values) if found and mentions(name, found))


def _squashed(name: str) -> str:
    return re.sub(r"\W", "", "".join(name_words(name)))


def _initials(name: str) -> str:
    words = name_words(name)
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)
