"""The model's ONNX export: made once, kept in the user's cache, named by what it is made of.

The name holds the hash of the weights and the version of the graph, so an export can be
neither stale nor another model's. A damaged or deleted one is simply made again.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from assistant.errors import ModelError
from assistant.retrieval.model_files import ModelFiles

GRAPH_VERSION = 1


def cache_folder() -> Path:
    """The folder of exports; the user's cache, as the platform has it."""
    from platformdirs import user_cache_path

    return user_cache_path("assistant", appauthor=False) / "models"


def exported(files: ModelFiles, folder: Path | None = None) -> Path:
    """Return the path of the model's ONNX export, making it when it is not there.

    The weights are hashed when their size or time differs from the export's record, so that a
    cold start does not read them again.

    Raises:
        ModelError: The weights are wrong, the model is no plain BERT, or the cache cannot be written.
    """
    folder = folder or cache_folder()
    record = folder / f"{_slug(files.name)}.json"
    state = files.weights.stat() if files.weights.is_file() else None
    stamp = [GRAPH_VERSION, str(files.weights), state.st_size, state.st_mtime_ns] if state else []
    known = _read_record(record)
    if stamp and known.get("stamp") == stamp:
        export = folder / str(known["export"])
        if export.is_file() and export.stat().st_size == known["size"]:
            files.__dict__["weights_hash"] = known["weights"]  # fills the cached property
            return export
    export = folder / f"{_slug(files.name)}-{files.weights_hash[:16]}-v{GRAPH_VERSION}.onnx"
    serialised = _build(files)
    note = {"stamp": stamp, "export": export.name, "size": len(serialised), "weights": files.weights_hash}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(export, serialised)
        _replace(record, json.dumps(note).encode())
    except OSError as error:
        raise ModelError(
            f"the exported model cannot be written to {folder}: {error.strerror or error}",
            "Make the folder writable, or point XDG_CACHE_HOME to one that is.",
        ) from error
    return export


def _slug(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-." else "-" for c in name).strip("-")[-80:]


def _read_record(record: Path) -> dict[str, object]:
    """The record of an earlier export; empty when there is none that can be read."""
    try:
        loaded = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # a lost record only means that the export is made again
    wanted = {"stamp", "export", "size", "weights"}
    return loaded if isinstance(loaded, dict) and wanted <= loaded.keys() else {}


def _build(files: ModelFiles) -> bytes:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    from assistant.retrieval import onnx_graph

    files.weights_hash  # noqa: B018 - raises when the weights are not the right ones
    try:
        return onnx_graph.build(load_file(files.weights), files.config("config.json"))
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
