"""A new state of the index: a part with what is new, and a catalogue; then made live in one rename.

Until ``commit`` has renamed the manifest, the old state is what readers see, and nothing of it is
touched. If the process dies before, the part that it was writing is gone on with by the next build.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

import apsw

from assistant.datatypes import Article, Figure, Passage, Problem
from assistant.errors import IndexDamagedError, IndexFolderError
from assistant.retrieval import catalogue, database, ledger, taking
from assistant.retrieval import manifest as manifests
from assistant.retrieval.embedder import Embedded, Embedder
from assistant.retrieval.folders import GENERATION, PART, kept_by, named_by, next_name, read_live, remove_rubbish
from assistant.retrieval.manifest import CATALOGUE, DATABASE, FORMAT_VERSION, VECTORS, Manifest, PartRecord
from assistant.retrieval.merging import to_merge
from assistant.retrieval.part import Part
from assistant.retrieval.part_writer import PartWriter
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.rows import SOURCE, source_of


@dataclass(frozen=True, slots=True)
class _Model:
    """Which model an index is of, when the model itself is not needed."""

    name: str
    weights_hash: str
    dimension: int


class IndexWriter:
    """Builds one state of the index. Use as a context manager, under the build lock.

    Args:
        folder: The index folder.
        embedder: The model whose vectors the index holds; None only when no article is added.
        chunker: Version of the chunker.
        figures: Version of the rules that figures are read by.
        old: The state to start from; None to start from nothing, whatever is there.

    Raises:
        IndexFolderError: The folder cannot be written, or the old state is damaged.
    """

    def __init__(
        self, folder: Path, embedder: Embedder | None, chunker: int, figures: str, old: Manifest | None
    ) -> None:
        self._folder = folder
        self._model = embedder or _model_of(old)
        self._chunker = chunker
        self._figures = figures
        self._old = old
        self._parts: list[Part] = []
        self._gone: dict[str, set[int]] = {}
        self._writer: PartWriter | None = None
        self._left: dict[str, tuple[int, str]] = {}
        self._next = (old.next_article, old.next_passage) if old else (1, 1)
        self._files: dict[str, tuple[int, int]] = {}
        self._members: catalogue.Members = ()
        self._problems: catalogue.Problems = ()
        self._written: list[Path] = []

    def __enter__(self) -> IndexWriter:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self._old is not None:
                self._open_parts(self._old)
            self._go_on()
        except (OSError, apsw.Error) as error:
            self._close()
            raise _cannot_write(self._folder, error) from error
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        if isinstance(error, OSError | apsw.Error):
            # What an interrupted build leaves is gone on with, but a full disk is not kept full.
            live = read_live(self._folder)
            for path in self._written:
                if path.name not in kept_by(live):
                    shutil.rmtree(path, ignore_errors=True)
            raise _cannot_write(self._folder, error) from error

    def _open_parts(self, old: Manifest) -> None:
        listed = catalogue.Catalogue(self._folder / old.generation / CATALOGUE)
        try:
            gone = listed.gone()
        finally:
            listed.close()
        for record in old.parts:
            self._gone[record.name] = set(gone.get(record.name, ()))
            self._parts.append(Part(self._folder, record, gone.get(record.name, frozenset()), old.files))

    def _go_on(self) -> None:
        """Take up the part that an interrupted build has left, where it fits; remove whatever else is left."""
        live = read_live(self._folder)
        keep = kept_by(live)
        for path in sorted(self._folder.glob(f"{PART}*")):
            if path.name not in keep and self._take_up(path.name):
                break
        if live is not None:
            remove_rubbish(self._folder, live, also=self._writer.name if self._writer else "")

    def _take_up(self, name: str) -> bool:
        try:
            writer = PartWriter(self._folder, name, self._made_by(self._purpose))
        except (OSError, apsw.Error, IndexDamagedError):
            return False  # it is removed like any rubbish
        try:
            left = writer.articles()
            if any(number < self._next[0] for number, _ in left.values()):
                writer.close()  # articles of other parts were being moved into it, which is quickly done again
                return False
            article, passage = writer.next_ids()
        except apsw.Error:
            writer.close()
            return False
        self._writer, self._left = writer, left
        self._written.append(writer.path)
        self._next = (max(self._next[0], article), max(self._next[1], passage))
        return True

    @property
    def _purpose(self) -> str:
        """Of the part that articles are added to; a rebuild goes on with what a rebuild has left only."""
        return "new" if self._old is not None else "all"

    def _made_by(self, purpose: str) -> dict[str, str]:
        return {
            "format": str(FORMAT_VERSION),
            "purpose": purpose,
            "weights_hash": self._model.weights_hash,
            "dimension": str(self._model.dimension),
            "chunker": str(self._chunker),
            "figures": self._figures,
        }

    def _new_part(self, purpose: str) -> PartWriter:
        name = next_name(self._folder, PART, self._old.parts if self._old else ())
        self._written.append(self._folder / name)
        return PartWriter(self._folder, name, self._made_by(purpose))

    @property
    def _adding(self) -> PartWriter:
        if self._writer is None:
            self._writer = self._new_part(self._purpose)
        return self._writer

    def has(self, article: Article) -> bool:
        """Whether an interrupted build has added an article already; it need not be added again."""
        return self._left.get(article.digest, (0, ""))[1] == article.source.path

    def add(
        self,
        article: Article,
        passages: Sequence[Passage],
        embedded: Sequence[Embedded],
        figures: Sequence[Figure] = (),
    ) -> None:
        """Add one article with its passages, their vectors, and its figures."""
        number, first = self._next
        numbered = list(enumerate(passages, first))
        self._adding.add(number, article, numbered, embedded, figures)
        self._next = (number + 1, first + len(numbered))

    def keep_left(self, digests: Iterable[str]) -> None:
        """Say which of the articles of an interrupted build are wanted; the others count no more."""
        wanted = set(digests)
        if self._writer is not None:
            unwanted = {number for digest, (number, _) in self._left.items() if digest not in wanted}
            self._gone.setdefault(self._writer.name, set()).update(unwanted)

    def remove(self, digests: Sequence[str]) -> None:
        """Let articles, with all that belongs to them, count no more."""
        for part in self._parts:
            self._gone[part.record.name].update(part.numbers(digests).values())

    def move(self, digests_to_paths: dict[str, str]) -> None:
        """Give articles their new paths; two may swap. Their vectors and figures stay."""
        for part in self._parts:
            found = part.numbers(list(digests_to_paths))
            if found:
                taking.take(self._adding, part, set(found.values()))
                self._gone[part.record.name].update(found.values())
                self._adding.rename({number: digests_to_paths[digest] for digest, number in found.items()})

    def read_figures_again(self, figures_of: Callable[[Article], Sequence[Figure]]) -> None:
        """Write all parts anew, with the figures of every article by newer rules; vectors stay as they are."""
        writer = self._new_part("figures")
        for part in self._parts:
            taking.take(writer, part, part.all_numbers() - self._gone[part.record.name], figures=False)
            part.close()
        self._parts = []
        for row in database.rows(writer.db, f"SELECT {SOURCE}, text, digest, id FROM articles ORDER BY id"):
            article = Article(source_of(row), row[-3], row[-2])
            ledger.file(writer.db, row[-1], figures_of(article))
        self._open_finished(writer.finish(0))

    def list_corpus(
        self,
        files: Iterable[tuple[str, int, int]],
        members: Iterable[tuple[str, str, str]],
        problems: Iterable[tuple[str, Problem]],
    ) -> None:
        """Record the corpus as it was seen: files, the articles in them, and problems."""
        self._files = {path: (size, modified) for path, size, modified in files}
        self._members = tuple(members)
        self._problems = tuple(problems)

    def keep_listing(self, old: IndexReader) -> None:
        """Record the corpus as the old state saw it."""
        self._files, self._members, self._problems = old.files(), tuple(old.members()), old.problems()

    def commit(self, corpus_digest: str) -> Manifest:
        """Write everything out, make this state the live one, remove what nobody needs."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            self._open_finished(writer.finish(len(self._gone.get(writer.name, ()))))
        self._merge()
        generation = next_name(self._folder, GENERATION, ())
        self._written.append(self._folder / generation)
        gone = {part.record.name: frozenset(self._gone[part.record.name]) for part in self._parts}
        listing = catalogue.write(self._folder, generation, self._files, self._members, self._problems, gone)
        manifest = self._manifest(generation, corpus_digest, listing)
        manifests.write(self._folder, manifest)
        self._written = []
        self._close()
        remove_rubbish(self._folder, manifest)
        return manifest

    def _open_finished(self, record: PartRecord) -> None:
        files = {
            f"{record.name}/{name}": manifests.record(self._folder / record.name / name) for name in (DATABASE, VECTORS)
        }
        gone = self._gone.setdefault(record.name, set())
        self._parts.append(Part(self._folder, record, frozenset(gone), files))

    def _merge(self) -> None:
        """Join parts where they are many or have lost much, so that a question need not ask many."""
        while (chosen := to_merge([part.record.passages for part in self._parts], self._alive())) is not None:
            parts = self._parts[chosen.start : chosen.stop]
            rest = self._parts[chosen.stop :]
            writer = self._new_part("merge")
            for part in parts:
                taking.take(writer, part, part.all_numbers() - self._gone[part.record.name])
                part.close()
            record = writer.finish(0)
            self._parts = self._parts[: chosen.start]
            if record.articles:
                self._open_finished(record)
            self._parts += rest

    def _alive(self) -> list[int]:
        """How many passages of each part count."""
        return [int(part.without(self._gone[part.record.name]).sum()) for part in self._parts]

    def _manifest(self, generation: str, corpus_digest: str, listing: str) -> Manifest:
        masks = [(part, part.without(self._gone[part.record.name])) for part in self._parts]
        files = {name: record for part in self._parts for name, record in part.files.items()}
        files[f"{generation}/{CATALOGUE}"] = manifests.record(self._folder / generation / CATALOGUE)
        return Manifest(
            format=FORMAT_VERSION,
            generation=generation,
            model=self._model.name,
            weights_hash=self._model.weights_hash,
            dimension=self._model.dimension,
            chunker=self._chunker,
            figures=self._figures,
            corpus_digest=corpus_digest,
            listing=listing,
            articles=sum(part.record.articles - len(self._gone[part.record.name]) for part in self._parts),
            passages=sum(int(mask.sum()) for _, mask in masks),
            tokens=sum(int(part.lengths[mask].sum()) for part, mask in masks),
            next_article=self._next[0],
            next_passage=self._next[1],
            before=tuple(sorted(named_by(self._old) - {part.record.name for part in self._parts})),
            parts=tuple(replace(part.record, gone=len(self._gone[part.record.name])) for part in self._parts),
            files=files,
        )

    def _close(self) -> None:
        for part in self._parts:
            part.close()
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def _model_of(old: Manifest | None) -> _Model:
    assert old is not None  # whoever starts from nothing brings a model
    return _Model(old.model, old.weights_hash, old.dimension)


def _cannot_write(folder: Path, error: Exception) -> IndexFolderError:
    reason = getattr(error, "strerror", None) or error
    whole = "; the index that is live is whole" if read_live(folder) is not None else ""
    return IndexFolderError(
        f"the index in {folder} cannot be written: {reason}{whole}",
        "Free space or make the folder writable, or choose another with --index.",
    )
