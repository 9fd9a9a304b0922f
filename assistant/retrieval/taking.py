"""Taking articles over from one part into another, with all that belongs to them; nothing is embedded.

Parts never change. So articles that got another path are copied into a new part, and where parts have
become many or have lost much, a new one takes over what still counts of them.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from assistant.retrieval import postings
from assistant.retrieval.manifest import DATABASE
from assistant.retrieval.part import Part
from assistant.retrieval.part_writer import PartWriter

_BLOCK = 8192

_COPIES = """
INSERT INTO articles SELECT * FROM old.articles WHERE id IN (SELECT id FROM temp.taken);
INSERT INTO sentences SELECT s.* FROM old.sentences AS s JOIN temp.places USING (passage);
INSERT INTO sentence_vectors SELECT v.* FROM old.sentence_vectors AS v JOIN temp.places USING (passage);
INSERT INTO passages SELECT id, places.row, article, start, end, heading, words
    FROM old.passages JOIN temp.places ON passage = id;
"""
_FIGURES = """
INSERT OR IGNORE INTO entities (name, squashed, initials) SELECT name, squashed, initials FROM old.entities
    WHERE id IN (SELECT entity FROM old.figures WHERE article IN (SELECT id FROM temp.taken));
INSERT INTO figures SELECT article, start, end, sentence_start, sentence_end, low, high, unit, qualifier, mine.id,
    part, metric, months, year, month, period, status, role
    FROM old.figures JOIN old.entities AS theirs ON theirs.id = entity JOIN entities AS mine ON mine.name = theirs.name
    WHERE article IN (SELECT id FROM temp.taken);
"""


def take(writer: PartWriter, part: Part, articles: Set[int], *, figures: bool = True) -> None:
    """Copy articles of a part.

    Args:
        writer: Of the part that gets them.
        part: The part that has them.
        articles: Their ids.
        figures: Take their figures too.
    """
    db = writer.db
    # The passages that are taken keep their order; each takes the next row.
    chosen = np.isin(part.articles, np.fromiter(articles, np.int64, len(articles)))
    rows = np.where(chosen, writer.rows + np.cumsum(chosen) - 1, -1)
    writer.skip_run()
    db.execute("COMMIT")  # nothing can be attached inside a transaction
    db.execute("ATTACH ? AS old", (f"{(part.path / DATABASE).absolute().as_uri()}?mode=ro&immutable=1",))
    db.execute("BEGIN")
    db.execute("CREATE TEMP TABLE taken (id INTEGER PRIMARY KEY)")
    db.execute("CREATE TEMP TABLE places (passage INTEGER PRIMARY KEY, row INTEGER NOT NULL)")
    db.executemany("INSERT INTO temp.taken VALUES (?)", ((number,) for number in articles))
    places = zip(part.ids[chosen].tolist(), rows[chosen].tolist(), strict=True)
    db.executemany("INSERT INTO temp.places VALUES (?, ?)", places)
    db.execute(_COPIES + (_FIGURES if figures else ""))
    postings.take_over(db, "old", rows)
    db.execute("DROP TABLE temp.taken; DROP TABLE temp.places")
    old_rows = np.flatnonzero(chosen)
    for first in range(0, len(old_rows), _BLOCK):
        writer.append_vectors(part.vectors.vectors(old_rows[first : first + _BLOCK]).astype(np.float16))
    writer.skip_run()
    db.execute("COMMIT")
    db.execute("DETACH old")
    db.execute("BEGIN")
