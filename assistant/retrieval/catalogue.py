"""The catalogue of one state of the index: the corpus as it was seen, and what counts no more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from assistant.datatypes import Problem
from assistant.retrieval import database, manifest
from assistant.retrieval.manifest import CATALOGUE
from assistant.retrieval.schema import CATALOGUE_SCHEMA

Files = Mapping[str, tuple[int, int]]
"""Path -> (size in bytes, time of modification in nanoseconds)."""
Members = tuple[tuple[str, str, str], ...]
"""(article path, file, digest) of each article."""
Problems = tuple[tuple[str, Problem], ...]
"""(file, problem); the file is empty for problems found while listing."""
Gone = Mapping[str, frozenset[int]]
"""Part -> the ids of its articles that count no more."""


def listing_digest(files: Iterable[tuple[str, int, int]], skipped: Iterable[Problem]) -> str:
    """A digest of a corpus's files, and of what was left out while listing them.

    Args:
        files: Path, size and time of each, by path.
        skipped: What was left out.
    """
    lines = [f"{path}\0{size}\0{modified}" for path, size, modified in files]
    lines += sorted(map(str, skipped))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def write(folder: Path, generation: str, files: Files, members: Members, problems: Problems, gone: Gone) -> str:
    """Write the catalogue, and wait until it is on the disk.

    Returns:
        The digest of the listing.

    Raises:
        OSError: The folder cannot be written.
        apsw.Error: The database cannot be written.
    """
    path = folder / generation / CATALOGUE
    path.parent.mkdir(parents=True)
    db = database.create(path)
    try:
        db.execute(f"BEGIN; {CATALOGUE_SCHEMA}")
        db.executemany("INSERT INTO files VALUES (?, ?, ?)", ((p, s, m) for p, (s, m) in files.items()))
        db.executemany("INSERT INTO members VALUES (?, ?, ?)", members)
        db.executemany(
            "INSERT INTO problems (file, path, reason, skipped) VALUES (?, ?, ?, ?)",
            [(file, problem.path, problem.reason, problem.skipped) for file, problem in problems],
        )
        db.executemany("INSERT INTO gone VALUES (?, ?)", [(p, number) for p, ids in gone.items() for number in ids])
        db.execute("COMMIT")
    finally:
        db.close(True)
    manifest.sync_file(path)
    manifest.sync_folder(path.parent)
    listed = ((path, size, modified) for path, (size, modified) in sorted(files.items()))
    return listing_digest(listed, (problem for file, problem in problems if not file))


class Catalogue:
    """The catalogue of the live state, opened at first use.

    Args:
        path: Its file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = database.open_for_reading(path)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def files(self) -> dict[str, tuple[int, int]]:
        """Every file of the corpus as it was seen: path -> (size, modified_ns).

        Raises:
            IndexDamagedError: The catalogue cannot be read.
        """
        with database.reading(self._path):
            rows = database.rows(self._database, "SELECT path, size, modified_ns FROM files")
            return {path: (size, modified) for path, size, modified in rows}

    def members(self) -> list[tuple[str, str, str]]:
        """The articles of each file, as (article path, file, digest).

        Raises:
            IndexDamagedError: The catalogue cannot be read.
        """
        with database.reading(self._path):
            return database.rows(self._database, "SELECT article, file, digest FROM members ORDER BY article")

    def digest(self, article: str) -> str | None:
        """The digest of an article's content, by its path; None when there is no such article.

        Raises:
            IndexDamagedError: The catalogue cannot be read.
        """
        with database.reading(self._path):
            found = database.rows(self._database, "SELECT digest FROM members WHERE article = ?", (article,))
        return str(found[0][0]) if found else None

    def problems(self) -> Problems:
        """What could not be used, as (file, problem).

        Raises:
            IndexDamagedError: The catalogue cannot be read.
        """
        with database.reading(self._path):
            rows = database.rows(
                self._database, "SELECT file, path, reason, skipped FROM problems ORDER BY path, reason"
            )
            return tuple((file, Problem(path, reason, bool(skip))) for file, path, reason, skip in rows)

    def gone(self) -> dict[str, frozenset[int]]:
        """The articles that count no more, by part.

        Raises:
            IndexDamagedError: The catalogue cannot be read.
        """
        found: dict[str, set[int]] = {}
        with database.reading(self._path):
            for part, number in database.rows(self._database, "SELECT part, article FROM gone"):
                found.setdefault(part, set()).add(number)
        return {part: frozenset(ids) for part, ids in found.items()}
