"""``assistant doctor``: what is installed and live, what is wrong, and how to mend it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant import __version__
from assistant.articles import list_files
from assistant.config import Settings
from assistant.datatypes import Problem
from assistant.errors import AssistantError, ExitCode, IndexMissingError
from assistant.indexing.build import compare_quickly
from assistant.reading.pointer import MODEL_FOLDER, MODEL_NAME, PointerModel
from assistant.reading.pointing import has_model
from assistant.rendering.safe import flat
from assistant.retrieval.model_files import locate
from assistant.retrieval.reader import IndexReader

PACKAGES = ("faiss-cpu", "numpy", "onnxruntime", "sentence-transformers", "textual", "tokenizers", "torch")


def examine(settings: Settings) -> int:
    """Print the state of everything; returns 0 when all is well, 3 when something must be mended."""
    wrong = 0
    for title, check in (
        ("program", _program),
        ("settings", lambda: _settings(settings)),
        ("model", lambda: _model(settings.model)),
        ("reader", lambda: _reader(settings.reader)),
        ("corpus", lambda: _corpus(settings.corpus)),
        ("index", lambda: _index(settings)),
    ):
        wrong += _section(title, check)
    return ExitCode.STORE if wrong else ExitCode.OK


def _section(title: str, check: Callable[[], Iterator[str]]) -> int:
    """Print one section; 1 when it found something wrong."""
    _print(title)
    try:
        for line in check():
            _print(f"  {line}")
    except AssistantError as error:
        _print(f"  wrong: {error}")
        return 1
    return 0


def _print(line: str) -> None:
    sys.stdout.write(flat(line) + "\n" if not line.startswith("  ") else "  " + flat(line[2:]) + "\n")


def _program() -> Iterator[str]:
    yield f"assistant {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"{package} is not installed; run: pip install {package}"


def _settings(settings: Settings) -> Iterator[str]:
    for name in ("corpus", "index", "model", "quiet", "reader", "history"):
        yield f"{name} = {getattr(settings, name)} ({settings.origins[name]})"


def _model(name: str) -> Iterator[str]:
    files = locate(name)
    yield f"{files.name}, weights {files.weights_hash[:12]}, in {files.folder}"


def _reader(kind: str) -> Iterator[str]:
    if kind == "rules":
        yield "rules alone, as it is set"
    elif not has_model():
        yield f"rules alone: there is no {MODEL_NAME} in {MODEL_FOLDER}; reinstall the program to have it"
    else:
        PointerModel()
        size = (MODEL_FOLDER / MODEL_NAME).stat().st_size
        yield f"the trained model with the rules, {size:,} bytes, in {MODEL_FOLDER}"


def _corpus(corpus: Path) -> Iterator[str]:
    listing = list_files(corpus)
    yield f"{len(listing.entries)} files in {corpus}"
    yield from _problems(listing.problems)


def _index(settings: Settings) -> Iterator[str]:
    try:
        reader = IndexReader.open(settings.index)
    except IndexMissingError:
        yield f"none yet in {settings.index}; it is built by the first question, or run: assistant index"
        return
    try:
        manifest = reader.manifest
        reader.check()
        yield f"{manifest.generation}: {manifest.articles} articles, {manifest.passages} passages"
        yield f"model {manifest.model}, format {manifest.format}, every checksum holds"
        current = compare_quickly(settings.corpus, reader)
        yield "up to date with the corpus" if current else "the corpus has changed; run: assistant index"
        yield from _problems(problem for file, problem in reader.problems() if file)
    finally:
        reader.close()


def _problems(problems: Iterator[Problem] | tuple[Problem, ...]) -> Iterator[str]:
    for problem in problems:
        yield f"{'skipped' if problem.skipped else 'cannot be read'}: {problem.path}: {problem.reason}"
