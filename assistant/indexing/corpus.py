"""The corpus as it is now, against the corpus as the index saw it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.articles import FileEntry, Listing, list_files
from assistant.datatypes import Article, Problem
from assistant.indexing.pipeline import read_files
from assistant.indexing.progress import Progress
from assistant.retrieval.catalogue import listing_digest
from assistant.retrieval.reader import IndexReader


@dataclass(frozen=True)
class Seen:
    """What an index knows of the corpus; empty for no index."""

    files: Mapping[str, tuple[int, int]]
    members: tuple[tuple[str, str, str], ...]
    """(article path, file, digest)."""
    problems: tuple[tuple[str, Problem], ...]
    """(file, problem); the file is empty for problems found while listing."""

    @classmethod
    def by(cls, reader: IndexReader | None) -> Seen:
        """What an open index has seen."""
        if reader is None:
            return cls({}, (), ())
        return cls(reader.files(), tuple(reader.members()), reader.problems())

    def is_current(self, listing: Listing) -> bool:
        """Whether the listing is just what was seen, by path, size and time."""
        skipped = (problem for file, problem in self.problems if not file)
        files = ((path, size, modified) for path, (size, modified) in sorted(self.files.items()))
        return digest_of(listing) == listing_digest(files, skipped)


def digest_of(listing: Listing) -> str:
    """The digest of a listing; an index keeps that of the listing that it was built from."""
    files = ((entry.path, entry.size, entry.modified_ns) for entry in listing.entries)
    return listing_digest(files, listing.problems)


@dataclass(frozen=True)
class Change:
    """What a build has to do."""

    files: tuple[FileEntry, ...]
    members: tuple[tuple[str, str, str], ...]
    problems: tuple[tuple[str, Problem], ...]
    added: tuple[Article, ...]
    """Articles to embed, each different one once."""
    removed: tuple[str, ...]
    """Digests of articles that are gone."""
    moved: dict[str, str]
    """Digest -> new path of articles that only moved."""
    kept: int
    duplicates: tuple[str, ...]
    """Paths of articles that are exact copies of another."""

    @property
    def digest(self) -> str:
        """SHA-256 over the sorted paths and digests of the articles."""
        text = "\n".join(f"{path}\t{digest}" for path, _, digest in sorted(self.members))
        return hashlib.sha256(text.encode()).hexdigest()


def compare(corpus: Path, seen: Seen, progress: Progress) -> Change | None:
    """Read what changed in the corpus.

    Returns:
        What a build has to do; None when the index is current.

    Raises:
        CorpusError: The corpus cannot be listed.
    """
    listing = list_files(corpus)
    if seen.is_current(listing):
        return None
    same = {e.path for e in listing.entries if seen.files.get(e.path) == (e.size, e.modified_ns)}
    members = [member for member in seen.members if member[1] in same]
    problems = [("", problem) for problem in listing.problems]
    problems += [(file, problem) for file, problem in seen.problems if file in same]
    articles: dict[str, Article] = {}
    fresh = [entry for entry in listing.entries if entry.path not in same]
    with closing(read_files(fresh)) as stream:
        for number, (entry, result) in enumerate(stream, 1):
            problems += [(entry.path, problem) for problem in result.problems]
            for article in result.articles:
                members.append((article.source.path, entry.path, article.digest))
                articles[article.source.path] = article
            progress.step("reading", number, len(fresh))
    return _plan(listing, tuple(sorted(members)), tuple(problems), articles, seen)


def _plan(
    listing: Listing,
    members: tuple[tuple[str, str, str], ...],
    problems: tuple[tuple[str, Problem], ...],
    articles: Mapping[str, Article],
    seen: Seen,
) -> Change:
    had = first_paths(seen.members)
    have = first_paths(members)
    # An article that is new under its first path may be in hand under another of its paths.
    in_hand = {article.digest: article for _, article in sorted(articles.items(), reverse=True)}
    firsts = set(have.values())
    return Change(
        files=listing.entries,
        members=members,
        problems=problems,
        added=tuple(in_hand[digest] for digest in have if digest not in had),
        removed=tuple(digest for digest in had if digest not in have),
        moved={d: path for d, path in have.items() if d in had and had[d] != path},
        kept=sum(digest in had for digest in have),
        duplicates=tuple(path for path, _, _ in members if path not in firsts),
    )


def first_paths(members: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The path under which each different article is indexed: the first, in order of paths."""
    firsts: dict[str, str] = {}
    for path, _, digest in sorted(members):
        firsts.setdefault(digest, path)
    return firsts
