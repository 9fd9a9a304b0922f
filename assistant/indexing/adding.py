"""Articles from elsewhere, copied into the corpus: whole or not at all, and never over another."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from assistant.articles import FileEntry, list_files, look_at
from assistant.datatypes import Problem
from assistant.errors import ArticleError, CorpusError

ALREADY = "already there"
"""Why a file is not copied that the corpus has under that name, byte for byte."""


@dataclass(frozen=True, slots=True)
class Added:
    """What was copied, and what was not."""

    copied: tuple[str, ...]
    """Paths in the corpus, sorted."""
    refused: tuple[Problem, ...]
    """By the path that it would have had; ``skipped`` for what is there already or is left out by rule."""


def add(corpus: Path, source: Path) -> Added:
    """Copy a file, or the articles of a folder and of those below it, into the corpus.

    A folder keeps its name: ``notes/may.md`` of ``~/notes`` becomes ``notes/may.md``. What is no article by the
    rules of the corpus (hidden, empty, too large, of an unknown kind, a link that leads out) is refused.

    Args:
        corpus: The folder of articles.
        source: The file or folder; ``~`` is the home folder.

    Returns:
        What was copied and what was refused; a file that exists is never replaced.

    Raises:
        CorpusError: There is no corpus.
        ArticleError: There is nothing at the path, it cannot be read, or it is the corpus, holds it or is in it.
    """
    root = _resolved_corpus(corpus)
    given, place = _resolved_source(source)
    if place == root or place.is_relative_to(root):
        raise ArticleError(f"{source} is among the articles already", "Name a file or folder from elsewhere")
    if root.is_relative_to(place):
        raise ArticleError(f"{source} holds the folder of articles itself", "Name a file or folder from elsewhere")
    if place.is_dir():
        return _add_folder(root, place)
    found = look_at(given)
    if isinstance(found, Problem):
        return Added((), (found,))
    return _copied(root, [(found.path, found)], ())


def _resolved_corpus(corpus: Path) -> Path:
    try:
        root = corpus.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise CorpusError(
            f"There is no folder of articles at {corpus}", "Create it or name another with --corpus"
        ) from error
    if not root.is_dir():
        raise CorpusError(f"{corpus} is a file, not a folder of articles", "Name a folder with --corpus")
    return root


def _resolved_source(source: Path) -> tuple[Path, Path]:
    """The path with ``~`` filled in, and the place that it leads to."""
    try:
        given = source.expanduser()
        return given, given.resolve(strict=True)
    except FileNotFoundError as error:
        raise ArticleError(f"There is nothing at {source}", "Check the path") from error
    except (OSError, RuntimeError) as error:  # RuntimeError: no home folder, or links in a circle
        reason = getattr(error, "strerror", None) or error
        raise ArticleError(f"{source} cannot be read: {reason}", "Check the path and its permissions") from error


def _add_folder(root: Path, folder: Path) -> Added:
    name = folder.name
    if name.startswith((".", "~$")) or not name.isprintable():
        problem = Problem(name if name.isprintable() else repr(name), "a hidden folder; rename it", skipped=True)
        return Added((), (problem,))
    try:
        listing = list_files(folder)
    except CorpusError as error:
        raise ArticleError(f"{folder} cannot be read", "Check its permissions") from error
    left_out = [Problem(f"{name}/{problem.path}", problem.reason, problem.skipped) for problem in listing.problems]
    return _copied(root, [(f"{name}/{entry.path}", entry) for entry in listing.entries], left_out)


def _copied(root: Path, wanted: list[tuple[str, FileEntry]], left_out: list[Problem] | tuple[Problem, ...]) -> Added:
    copied: list[str] = []
    refused = list(left_out)
    for path, entry in wanted:
        problem = _copy(root, path, entry)
        if problem is None:
            copied.append(path)
        else:
            refused.append(problem)
    return Added(tuple(sorted(copied)), tuple(sorted(refused, key=lambda problem: problem.path)))


def _copy(root: Path, path: str, entry: FileEntry) -> Problem | None:
    """Copy one file; None when it is done, else why it is not."""
    target = root / path
    try:
        if _leads_out(root, target.parent):
            return Problem(path, "its folder there is a link that leads out of the folder of articles", skipped=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        placed = not os.path.lexists(target) and _place(entry.location, target)
        return None if placed else _taken(path, target, entry)
    except (OSError, RuntimeError) as error:
        return Problem(path, f"cannot be copied: {getattr(error, 'strerror', None) or error}")


def _leads_out(root: Path, folder: Path) -> bool:
    """Whether a folder of the corpus, as far as it exists, is somewhere else: what is put there is not listed."""
    exists = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
    return not exists.resolve(strict=True).is_relative_to(root)


def _taken(path: str, target: Path, entry: FileEntry) -> Problem:
    """Why a file is not copied to where something is."""
    if target.is_file() and filecmp.cmp(entry.location, target, shallow=False):
        return Problem(path, ALREADY, skipped=True)
    what = "a folder" if target.is_dir() else "another file"
    return Problem(path, f"{what} has this name there; rename one of them")


def _place(location: Path, target: Path) -> bool:
    """Copy a file under a hidden name, then give it its own in one step; False where that is taken meanwhile."""
    number, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    hidden = Path(name)
    try:
        with os.fdopen(number, "wb") as copy, location.open("rb") as original:
            shutil.copyfileobj(original, copy)
            copy.flush()
            os.fsync(copy.fileno())
        shutil.copymode(location, hidden)
        return _renamed(hidden, target)
    finally:
        hidden.unlink(missing_ok=True)


def _renamed(hidden: Path, target: Path) -> bool:
    """Rename a file where nothing has the new name; a plain rename would replace what has."""
    try:
        target.hardlink_to(hidden)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            return False
        hidden.rename(target)
    return True
