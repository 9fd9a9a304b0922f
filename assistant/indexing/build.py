"""Bring an index up to date with its corpus, or leave it whole.

Nothing is embedded twice: an article is known by the digest of its content. All the work
happens in a new generation that becomes live in one rename at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.articles import CHUNKER_VERSION, Listing, chunk, list_files
from assistant.datatypes import Article, Figure
from assistant.errors import CorpusError, IndexForeignError, IndexMissingError
from assistant.figures.version import figures_version
from assistant.indexing.corpus import Change, Seen, compare, digest_of
from assistant.indexing.pipeline import prepared
from assistant.indexing.progress import Progress, silent
from assistant.retrieval.embedder import Embedder
from assistant.retrieval.folders import tidy
from assistant.retrieval.lock import build_lock
from assistant.retrieval.manifest import Manifest
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.search import HybridSearch
from assistant.retrieval.writer import IndexWriter


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    built: bool
    """False when the index was current already."""
    added: int
    removed: int
    moved: int
    kept: int
    duplicates: int
    failed: int
    """Files that could not be read."""
    articles: int
    passages: int

    def __str__(self) -> str:
        """The report in one line, for people."""
        if not self.built:
            return f"index is current: {self.articles} articles, {self.passages} passages"
        counts = {"added": self.added, "removed": self.removed, "moved": self.moved, "unchanged": self.kept}
        text = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
        more = f"; {self.duplicates} exact copies" if self.duplicates else ""
        more += f"; {self.failed} could not be read (see: assistant doctor)" if self.failed else ""
        return f"index updated: {text or 'no articles'}{more}; {self.articles} articles, {self.passages} passages"


def bring_up_to_date(
    corpus: Path,
    index: Path,
    open_model: Callable[[], Embedder],
    *,
    progress: Progress = silent,
    rebuild: bool = False,
) -> BuildReport:
    """Make the index say what the corpus says.

    Args:
        corpus: The folder of articles.
        index: The index folder; made when it is not there.
        open_model: Opens the embedding model; called only when there is something to embed, or
            to prove that an index is its own.
        progress: Told what happens.
        rebuild: Start from nothing, whatever is there.

    Raises:
        CorpusError: The corpus is missing, unreadable or has no article.
        ModelError: The model cannot be used.
        IndexFolderError: The index is damaged, of another model, locked, or cannot be written.
    """
    if not rebuild:
        current = _current(corpus, index)
        if current is not None:
            current.close()
            return _unchanged(current.manifest)
    with build_lock(index, on_wait=progress.say):
        reader = None if rebuild else _open(index)
        try:
            change = compare(corpus, Seen.by(reader), progress)
            if change is None and reader is not None:
                if reader.manifest.figures == figures_version():  # built by the process that we waited for
                    return _unchanged(reader.manifest)
                return _read_again(index, reader, progress)
            return _build(index, reader, change, open_model, progress, corpus)
        finally:
            if reader is not None:
                reader.close()


def open_up_to_date(
    corpus: Path,
    index: Path,
    open_model: Callable[[], Embedder],
    *,
    progress: Progress = silent,
    ahead: Future[Listing] | None = None,
) -> tuple[BuildReport, IndexReader]:
    """Make the index say what the corpus says, and open it; one that is current is opened and checked once.

    Args:
        corpus: The folder of articles.
        index: The index folder.
        open_model: Opens the embedding model.
        progress: Told what happens.
        ahead: The corpus's listing, when it is being made already.

    Raises:
        StoreError: As ``bring_up_to_date``.
    """
    reader = _current(corpus, index, ahead)
    if reader is not None:
        return _unchanged(reader.manifest), reader
    report = bring_up_to_date(corpus, index, open_model, progress=progress)
    return report, IndexReader.open(index)


def _current(corpus: Path, index: Path, ahead: Future[Listing] | None = None) -> IndexReader | None:
    """The live index, open, where it is current."""
    reader = _open(index)
    if reader is None:
        return None
    try:
        if compare_quickly(corpus, reader, ahead):
            tidy(index)
            return reader
    except BaseException:
        reader.close()
        raise
    reader.close()
    return None


def compare_quickly(corpus: Path, reader: IndexReader, ahead: Future[Listing] | None = None) -> bool:
    """Whether an index is current, by the paths, sizes and times of the files alone."""
    same = reader.manifest.chunker == CHUNKER_VERSION and reader.manifest.figures == figures_version()
    return same and reader.manifest.listing == digest_of(ahead.result() if ahead else list_files(corpus))


def _open(index: Path) -> IndexReader | None:
    """The live index; None when there is none.

    Raises:
        IndexFolderError: It is damaged or foreign; it is not replaced without being told to.
    """
    try:
        reader = IndexReader.open(index)
    except IndexMissingError:
        return None
    if reader.manifest.chunker != CHUNKER_VERSION:
        reader.close()
        raise IndexForeignError(
            f"the index in {index} was cut into passages by another version of this program",
            "Run: assistant index --rebuild",
        )
    return reader


def require_same_model(index: Path, manifest: Manifest, embedder: Embedder) -> None:
    """Refuse to mix the vectors of two models.

    Raises:
        IndexForeignError: The index was built by another model.
    """
    if manifest.weights_hash != embedder.weights_hash:
        raise IndexForeignError(
            f"the index in {index} was built by model {manifest.model}, not by {embedder.name}",
            f"Run: assistant index --rebuild, or use --model {manifest.model}",
        )


def search_of(store: IndexReader, model: Callable[[], Embedder]) -> HybridSearch:
    """Search of an index with its model; where they do not go together, the index is closed and that is raised.

    Raises:
        ModelError: The model cannot be used.
        IndexForeignError: The index was built by another model.
    """
    try:
        embedder = model()
        require_same_model(store.folder, store.manifest, embedder)
    except BaseException:
        store.close()
        raise
    return HybridSearch(store, embedder)


def _build(
    index: Path,
    reader: IndexReader | None,
    change: Change | None,
    open_model: Callable[[], Embedder],
    progress: Progress,
    corpus: Path,
) -> BuildReport:
    if change is None or not change.members:
        raise CorpusError(_empty(corpus, change), "Put articles there, or choose another folder with --corpus.")
    embedder = open_model()
    if reader is not None:
        require_same_model(index, reader.manifest, embedder)
    old = reader.manifest if reader is not None else None
    version = figures_version()
    with IndexWriter(index, embedder, CHUNKER_VERSION, version, old) as writer:
        if old is not None and old.figures != version:
            writer.read_figures_again(_figures)
        writer.remove(change.removed)
        left = [article for article in change.added if writer.has(article)]
        writer.keep_left([article.digest for article in left])
        if left:
            progress.say(f"going on with an interrupted build: {len(left)} articles are done")
        done = {article.digest for article in left}
        added = tuple(article for article in change.added if article.digest not in done)
        with closing(prepared(added, embedder, progress=progress)) as stream:
            for item in stream:
                writer.add(item.article, item.passages, item.embedded, item.figures)
        writer.move(change.moved)
        files = ((entry.path, entry.size, entry.modified_ns) for entry in change.files)
        writer.list_corpus(files, change.members, change.problems)
        manifest = writer.commit(change.digest)
    return _report(change, manifest)


def _read_again(index: Path, reader: IndexReader, progress: Progress) -> BuildReport:
    """Read the figures of all articles by the rules of now; nothing is embedded."""
    old = reader.manifest
    progress.say("reading figures again: the rules or the metrics have changed")
    with IndexWriter(index, None, CHUNKER_VERSION, figures_version(), old) as writer:
        writer.read_figures_again(_figures)
        writer.keep_listing(reader)
        return _unchanged(writer.commit(old.corpus_digest))


def _figures(article: Article) -> tuple[Figure, ...]:
    from assistant.figures.extraction import figures_of  # an index that is current reads no figures

    return figures_of(article, chunk(article))


def _empty(corpus: Path, change: Change | None) -> str:
    failed = [problem for _, problem in change.problems if not problem.skipped] if change else []
    if failed:
        return f"no article in {corpus} can be read; the first problem: {failed[0].path}: {failed[0].reason}"
    return f"there are no articles in {corpus}"


def _unchanged(manifest: Manifest) -> BuildReport:
    return BuildReport(False, 0, 0, 0, manifest.articles, 0, 0, manifest.articles, manifest.passages)


def _report(change: Change, manifest: Manifest) -> BuildReport:
    return BuildReport(
        built=True,
        added=len(change.added),
        removed=len(change.removed),
        moved=len(change.moved),
        kept=change.kept - len(change.moved),
        duplicates=len(change.duplicates),
        failed=sum(not problem.skipped for _, problem in change.problems),
        articles=manifest.articles,
        passages=manifest.passages,
    )
