"""Lists the article files of a folder, in a stable order, and says what was left out.

Nothing is opened here. What is skipped by rule (hidden, empty, too large, an unknown
kind, a link that leads out of the folder) is reported as skipped; what could not be
looked at is reported as failed. Links are followed only inside the corpus.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from assistant.datatypes import Problem
from assistant.errors import CorpusError

MAX_FILE_BYTES = 20_000_000
"""Files above this size in bytes (20 MB) are skipped: no article is that long."""

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".html", ".htm", ".pdf", ".docx", ".jsonl", ".csv"})
"""File name endings, in lower case, that are read as articles."""


class FileEntry(NamedTuple):
    """One file that may hold articles."""

    path: str
    """Relative to the corpus, with ``/``."""
    place: str | Path
    """Where to open it; text, since a path is made slowly, and most files of a corpus are only looked at."""
    size: int
    """In bytes."""
    modified_ns: int
    """Modification time in nanoseconds; for noticing changes, never a publication date."""

    @property
    def location(self) -> Path:
        """Where to open it."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a corpus, sorted by path, and what was left out."""

    entries: tuple[FileEntry, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Walk:
    """The state of one walk through a corpus."""

    root: Path
    limit: int
    entries: list[FileEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)
    """Device and inode of the folders visited, so that links cannot lead in circles."""

    def skip(self, path: str, reason: str) -> None:
        self.problems.append(Problem(_printable(path), reason, skipped=True))

    def fail(self, path: str, error: OSError) -> None:
        self.problems.append(Problem(_printable(path), f"cannot be read: {error.strerror or error}"))


def list_files(corpus: Path, *, limit_bytes: int = MAX_FILE_BYTES) -> Listing:
    """Every file below a folder that may hold articles.

    Args:
        corpus: The folder of articles.
        limit_bytes: Larger files are skipped.

    Raises:
        CorpusError: The folder is missing, is not a folder or cannot be read.
    """
    root = _checked(corpus)
    walk = _Walk(root, limit_bytes)
    pending = [(str(root), "")]
    while pending:
        folder, prefix = pending.pop()
        try:
            info = os.stat(folder)  # noqa: PTH116 - the system tells most of what is needed with the names
            with os.scandir(folder) as found:
                items = list(found)
        except OSError as error:
            if not prefix:
                raise CorpusError(*_unreadable(corpus, error)) from error
            walk.fail(prefix, error)
            continue
        if (info.st_dev, info.st_ino) in walk.seen:
            walk.skip(prefix, "a link to a folder that is listed already")
            continue
        walk.seen.add((info.st_dev, info.st_ino))
        below = []
        for item in items:
            path = f"{prefix}/{item.name}" if prefix else item.name
            if not _is_plain(walk, item, path) and _visit(walk, item, item.path, path):
                below.append((item.path, path))
        pending += sorted(below)
    entries = sorted(walk.entries)
    return Listing(tuple(entries), tuple(sorted(walk.problems, key=lambda problem: problem.path)))


def _is_plain(walk: _Walk, item: os.DirEntry[str], path: str) -> bool:
    """Records a file about which there is nothing to say, as nearly all are; False leaves it to ``_visit``."""
    name = item.name
    if name[0] in ".~" or name[name.rfind(".") :] not in SUFFIXES or not path.isprintable():
        return False
    try:
        if not item.is_file(follow_symlinks=False):
            return False
        info = item.stat()
    except OSError:
        return False
    if not 0 < info.st_size <= walk.limit:
        return False
    walk.entries.append(FileEntry(path, item.path, info.st_size, info.st_mtime_ns))
    return True


def look_at(location: Path, *, limit_bytes: int = MAX_FILE_BYTES) -> FileEntry | Problem:
    """One file by the rules of ``list_files``, as if its folder were the corpus.

    Args:
        location: The file.
        limit_bytes: A larger file is skipped.

    Returns:
        The file, or why it is none that can be read; a folder is none.
    """
    walk = _Walk(location.parent.resolve(), limit_bytes)
    if _visit(walk, location, str(location), location.name):
        walk.skip(location.name, "a folder")
    found: list[FileEntry | Problem] = [*walk.entries, *walk.problems]
    return found[0]


def _checked(corpus: Path) -> Path:
    try:
        root = corpus.resolve(strict=True)
        is_folder = root.is_dir()
    except FileNotFoundError as error:
        raise CorpusError(
            f"There is no folder of articles at {corpus}", "Create it or name another with --corpus"
        ) from error
    except (OSError, RuntimeError) as error:
        raise CorpusError(*_unreadable(corpus, error)) from error
    if not is_folder:
        raise CorpusError(f"{corpus} is a file, not a folder of articles", "Name a folder with --corpus")
    return root


def _unreadable(corpus: Path, error: OSError | RuntimeError) -> tuple[str, str]:
    reason = getattr(error, "strerror", None) or str(error)
    return (
        f"The folder of articles {corpus} cannot be read: {reason}",
        "Check its permissions or name another with --corpus",
    )


def _visit(walk: _Walk, item: os.DirEntry[str] | Path, place: str, path: str) -> bool:
    """Records one directory entry; True when it is a folder to descend into."""
    name = item.name
    if name.startswith((".", "~$")):
        walk.skip(path, "hidden")
        return False
    try:
        if item.is_symlink() and not _inside(Path(place), walk.root):
            walk.skip(path, "a link that leads out of the folder of articles")
            return False
        info = item.stat()
    except OSError as error:
        walk.fail(path, error)
        return False
    except RuntimeError:
        walk.skip(path, "a link that leads in a circle")
        return False
    if stat.S_ISDIR(info.st_mode):
        return True
    reason = _unwanted(path, name, info, walk.limit)
    if reason:
        walk.skip(path, reason)
    else:
        walk.entries.append(FileEntry(path, place, info.st_size, info.st_mtime_ns))
    return False


def _inside(link: Path, root: Path) -> bool:
    return link.resolve(strict=True).is_relative_to(root)


def _unwanted(path: str, name: str, info: os.stat_result, limit: int) -> str:
    """Why a file is skipped by rule; empty when it is wanted."""
    if not stat.S_ISREG(info.st_mode):
        return "not a regular file"
    if not path.isprintable():
        return "its name holds characters that cannot be shown; rename it"
    suffix = name[name.rfind(".") :] if "." in name[:-1] else ""
    if suffix.lower() not in SUFFIXES:
        kind = f"of an unknown kind ({suffix})" if suffix else "without a known suffix"
        return f"a file {kind}; read are {', '.join(sorted(SUFFIXES))}"
    if info.st_size == 0:
        return "empty"
    if info.st_size > limit:
        return f"too large: {info.st_size:,} bytes, the limit is {limit:,}"
    return ""


def _printable(path: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)
