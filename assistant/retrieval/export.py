"""The model's ONNX export: made once, kept in the user's cache, named by what it is made of.

The name holds the hash of the weights and the version of the graph, so an export can be
neither stale nor another model's. A damaged or deleted one is simply made again. It is two files:
the graph, and its weights beside it.

Matrices are in eight-bit integers where this processor multiplies those exactly, which is tried once
and noted in the export's record; elsewhere they stay in float32.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ModelError
from assistant.retrieval.model_files import ModelFiles

if TYPE_CHECKING:
    from assistant.retrieval import onnx_graph

GRAPH_VERSION = 3
INT8, FLOAT32 = "int8", "float32"
"""Kinds of an export: what its matrices are made of."""
_WEIGHTS = ".weights"


def cache_folder() -> Path:
    """The folder of exports; the user's cache, as the platform has it."""
    if "linux" in sys.platform:
        # What platformdirs says there, without the hundredth of a second that it takes to load.
        given = os.environ.get("XDG_CACHE_HOME", "").strip()
        cache = Path(given) if given.startswith("/") else Path.home() / ".cache"
        return cache / "assistant" / "models"
    from platformdirs import user_cache_path

    return user_cache_path("assistant", appauthor=False) / "models"


def exported(files: ModelFiles, folder: Path | None = None) -> Path:
    """Return the path of the model's ONNX export, making it when it is not there.

    The weights are hashed when their size or time differs from the export's record, so that a
    cold start does not read them again; that the record was made with this processor and this ONNX
    Runtime is seen there, too.

    Raises:
        ModelError: The weights are wrong, the model is no plain BERT, or the cache cannot be written.
    """
    folder = folder or cache_folder()
    record = folder / f"{_slug(files.name)}-v{GRAPH_VERSION}.json"
    state = files.weights.stat() if files.weights.is_file() else None
    stamp = [GRAPH_VERSION, str(files.weights), state.st_size, state.st_mtime_ns, *_multiplies_by()] if state else []
    known = _read_record(record)
    if stamp and known.get("stamp") == stamp:
        export = folder / str(known["export"])
        if _looks(export) == known["looks"]:
            files.__dict__["weights_hash"] = known["weights"]  # fills the cached property
            return export
    start, kind = f"{_slug(files.name)}-{files.weights_hash[:16]}-v", _kind()
    export = folder / f"{start}{GRAPH_VERSION}-{kind}.onnx"
    encoder = _build(files, export.with_suffix(_WEIGHTS).name, kind)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(export.with_suffix(_WEIGHTS), encoder.weights)
        _replace(export, encoder.graph)
        note = {"stamp": stamp, "kind": kind, "export": export.name, "looks": _looks(export)}
        _replace(record, json.dumps(note | {"weights": files.weights_hash}).encode())
        _remove_older(folder, start)
    except OSError as error:
        raise ModelError(
            f"the exported model cannot be written to {folder}: {error.strerror or error}",
            "Make the folder writable, or point XDG_CACHE_HOME to one that is.",
        ) from error
    return export


def remove(export: Path) -> None:
    """Remove an export that cannot be used; it is made again the next time."""
    for path in (export, export.with_suffix(_WEIGHTS)):
        path.unlink(missing_ok=True)


def _looks(export: Path) -> list[list[int]] | None:
    """Size and time of both files, by which a change to one is noticed; None where one is missing."""
    try:
        states = [path.stat() for path in (export, export.with_suffix(_WEIGHTS))]
    except OSError:
        return None  # whatever keeps it from being looked at, it is made again
    return [[state.st_size, state.st_mtime_ns] for state in states]


def _remove_older(folder: Path, start: str) -> None:
    """Remove what earlier versions of this program made of the same weights.

    An export of the other kind stays: machines of several kinds may share a home folder.
    """
    for path in folder.glob(f"{glob.escape(start)}*.onnx"):
        if not path.name.startswith(f"{start}{GRAPH_VERSION}-"):
            remove(path)


def _kind() -> str:
    """The kind of export that is right for this machine."""
    from assistant.retrieval.onnx_exact import products_are_exact

    return INT8 if products_are_exact() else FLOAT32


def _multiplies_by() -> list[str]:
    """What decides how integers are multiplied: ONNX Runtime and the processor, as far as it is told quickly."""
    import onnxruntime  # whoever wants an export loads it next

    processor = [platform.machine()]
    try:
        with Path("/proc/cpuinfo").open("rb") as file:  # the first of its processors; a large machine has many pages
            lines = file.read(4096).decode(errors="replace").splitlines()
    except OSError:
        lines = []  # another system, where one user's machines are rarely of several kinds
    processor += [line for line in lines if line.startswith(("model name", "flags", "Features"))]
    return [onnxruntime.__version__, hashlib.sha256("\n".join(processor).encode()).hexdigest()[:16]]


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-." else "-" for c in name).strip("-")[-80:]


def _read_record(record: Path) -> dict[str, object]:
    """The record of an earlier export; empty when there is none that can be read."""
    try:
        loaded = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # a lost record only means that the export is made again
    wanted = {"stamp", "kind", "export", "looks", "weights"}
    return loaded if isinstance(loaded, dict) and wanted <= loaded.keys() else {}


def _build(files: ModelFiles, weights: str, kind: str) -> onnx_graph.Encoder:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    from assistant.retrieval import onnx_graph

    files.weights_hash  # noqa: B018 - raises when the weights are not the right ones
    try:
        tensors, config = load_file(files.weights), files.config("config.json")
        return onnx_graph.build(tensors, config, weights, eight_bits=kind == INT8)
    except SafetensorError as error:
        raise ModelError(f"{files.weights} cannot be read: {error}", "Reinstall the model.") from error


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
