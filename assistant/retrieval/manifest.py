"""``manifest.json``: which generation of the index is live, and what it must look like.

The manifest is replaced in one atomic rename, after everything that it names has reached
the disk. Whatever it does not name is rubbish that the next build removes.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.datatypes import IndexInfo
from assistant.errors import IndexDamagedError, IndexForeignError, IndexMissingError

FORMAT_VERSION = 2
"""Raised when an older program could not read what this one writes."""

MANIFEST = "manifest.json"
DATABASE = "articles.db"
VECTORS = "vectors.faiss"
REBUILD = "Run: assistant index --rebuild"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a file of the generation must be."""

    size: int
    """In bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The index folder's table of contents."""

    format: int
    generation: str
    """Name of the live generation's folder."""
    model: str
    weights_hash: str
    dimension: int
    chunker: int
    figures: str
    """Digest of the rules and data that the figures were read by."""
    corpus_digest: str
    articles: int
    passages: int
    files: dict[str, FileRecord]

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
        files = {name: FileRecord(**record) for name, record in raw.pop("files").items()}
        return Manifest(**raw, files=files)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissingError(f"there is no index in {folder}", "Run: assistant index") from error
    except OSError as error:
        raise IndexDamagedError(f"{path} cannot be read: {error.strerror}", REBUILD) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamagedError(f"{path} is damaged", REBUILD) from error


def write(folder: Path, manifest: Manifest) -> None:
    """Make a generation the live one: atomic, and durable when this returns."""
    path = folder / MANIFEST
    temporary = folder / f".{MANIFEST}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=2, ensure_ascii=False)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(folder)


def record(path: Path) -> FileRecord:
    """Measure a file of a generation."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileRecord(path.stat().st_size, digest)


def verify(folder: Path, manifest: Manifest, *, contents: bool) -> None:
    """Hold the files of the live generation against the manifest.

    Args:
        folder: The index folder.
        manifest: Its manifest.
        contents: Compare checksums too, not sizes alone.

    Raises:
        IndexDamagedError: A file is missing or is not what was written.
    """
    for name, expected in manifest.files.items():
        path = folder / manifest.generation / name
        try:
            size = path.stat().st_size
            same = size == expected.size and (not contents or record(path) == expected)
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
