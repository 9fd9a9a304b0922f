"""``manifest.json``: which parts make up the live index, and what they must look like.

The manifest is replaced in one atomic rename, after everything that it names has reached
the disk. Whatever it does not name is rubbish that the next build removes.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO

import xxhash

from assistant.datatypes import IndexInfo
from assistant.errors import IndexDamagedError, IndexForeignError, IndexMissingError

FORMAT_VERSION = 3
"""Raised when an older program could not read what this one writes."""

MANIFEST = "manifest.json"
CATALOGUE = "corpus.db"
DATABASE = "articles.db"
VECTORS = "vectors.faiss"
REBUILD = "Run: assistant index --rebuild"

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file of the index must be."""

    size: int
    """In bytes."""
    xxh3: str
    """XXH3 of 128 bits, in hexadecimal: it tells damage, not forgery."""


@dataclass(frozen=True, slots=True)
class PartRecord:
    """One part of the index: a folder that is written once."""

    name: str
    articles: int
    """Those that are gone counted too."""
    passages: int
    gone: int
    """Articles of it that later builds have removed or moved into other parts."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The index folder's table of contents."""

    format: int
    generation: str
    """Name of this state of the index, and of the folder of its catalogue."""
    model: str
    weights_hash: str
    dimension: int
    chunker: int
    figures: str
    """Digest of the rules and data that the figures were read by."""
    corpus_digest: str
    listing: str
    """Digest of the corpus's files as they were seen: paths, sizes, times, and what was left out."""
    articles: int
    passages: int
    tokens: int
    """Words of all passages in the word index."""
    next_article: int
    """The first id that no article has had."""
    next_passage: int
    parts: tuple[PartRecord, ...]
    before: tuple[str, ...]
    """Names of the generation and parts before, which stay for readers that still have them open."""
    files: dict[str, FileRecord]
    """By path in the index folder."""

    @property
    def info(self) -> IndexInfo:
        """What an answer says of the index that it came from."""
        return IndexInfo(self.generation, self.corpus_digest, self.model)


def read(folder: Path) -> Manifest:
    """Read the manifest of an index folder.

    Raises:
        IndexMissingError: There is none.
        IndexDamagedError: It cannot be understood.
        IndexForeignError: A newer program wrote it.
    """
    path = folder / MANIFEST
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        version = raw["format"]
        if version != FORMAT_VERSION:
            raise IndexForeignError(
                f"the index in {folder} has format {version}, this program writes {FORMAT_VERSION}", REBUILD
            )
        if raw.pop("xxh3") != _digest(raw):
            raise IndexDamagedError(f"{path} is damaged", REBUILD)
        before = tuple(map(str, raw.pop("before")))
        files = {name: FileRecord(**record) for name, record in raw.pop("files").items()}
        parts = tuple(PartRecord(**part) for part in raw.pop("parts"))
        return Manifest(**raw, parts=parts, before=before, files=files)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissingError(f"there is no index in {folder}", "Run: assistant index") from error
    except OSError as error:
        raise IndexDamagedError(f"{path} cannot be read: {error.strerror}", REBUILD) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamagedError(f"{path} is damaged", REBUILD) from error


def write(folder: Path, manifest: Manifest) -> None:
    """Make a state of the index the live one: atomic, and durable when this returns.

    Raises:
        OSError: It cannot be written. Where even the last step failed, it is live all the same, but may not
            outlast a power cut: nothing of the state before may be removed.
    """
    sync_folder(folder)  # what it names must not come after it
    path = folder / MANIFEST
    temporary = folder / f".{MANIFEST}.new"
    fields = asdict(manifest)
    with temporary.open("w", encoding="utf-8") as file:
        json.dump({**fields, "xxh3": _digest(fields)}, file, indent=2, ensure_ascii=False)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(folder)


def _digest(fields: object) -> str:
    """A checksum of the manifest's own content, so that a damaged byte in it is noticed too."""
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False)
    return xxhash.xxh3_128_hexdigest(text.encode("utf-8", "surrogatepass"))


def record(path: Path) -> FileRecord:
    """Measure a file of the index."""
    with path.open("rb", buffering=0) as file:
        return measured(file)


def measured(file: BinaryIO | FileIO) -> FileRecord:
    """Measure an open file of the index, from its start."""
    digest = xxhash.xxh3_128()
    size = 0
    file.seek(0)
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return FileRecord(size, digest.hexdigest())


def verify(folder: Path, name: str, expected: FileRecord, *, contents: bool) -> None:
    """Hold a file of the live index against the manifest.

    Args:
        folder: The index folder.
        name: The file's path in it.
        expected: What the manifest says of it.
        contents: Compare its checksum too, not its size alone.

    Raises:
        IndexDamagedError: It is missing or is not what was written.
    """
    path = folder / name
    try:
        same = record(path) == expected if contents else path.stat().st_size == expected.size
    except OSError as error:
        raise IndexDamagedError(f"{path} is missing or cannot be read", REBUILD) from error
    if not same:
        raise IndexDamagedError(f"{path} is damaged: it is not what was written", REBUILD)


def sync_file(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's entries are on the disk (a no-op where folders cannot be synced)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows does not open folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
