"""Settings: defaults < ``assistant.toml`` < environment < flags that were typed.

Each setting remembers where its value came from, so that ``assistant doctor`` can say.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError

FILE = "assistant.toml"
DATA = "ASSISTANT_DATA"
"""Environment variable: the folder of the user's own data."""
NAMES = ("corpus", "index", "model", "quiet", "metrics", "constants", "reader", "history")
READERS = ("model", "sentences", "rules")
DEFAULT_MODEL = "all-MiniLM-L6-v2"
_FLAGS = {"history": "--no-history"}
"""Flags that are not called as their setting is."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value and where it came from."""

    value: str
    origin: str
    """In words: "default", a file's path, an environment variable, a flag."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    corpus: Path
    """The folder of articles."""
    index: Path
    """The index folder."""
    model: str
    """An embedding model's name or folder."""
    quiet: bool
    """No progress on stderr."""
    metrics: Path | None
    """A file of the user's own metrics and words for them."""
    constants: Path | None
    """A file of the user's own values for the constants."""
    reader: str
    """Who judges: the trained ``model`` with the rules, the same for ``sentences`` only, or the ``rules`` alone."""
    history: bool
    """Chats are kept."""
    origins: Mapping[str, str]
    """Where each value came from, by name."""


def load(
    flags: Mapping[str, str | None], environment: Mapping[str, str] | None = None, start: Path | None = None
) -> Settings:
    """Gather the settings.

    Args:
        flags: Flags that were typed, by name; None for one that was not.
        environment: The environment; the process's own when not given.
        start: Where to look for ``assistant.toml`` and ``corpus/`` upward; the current folder
            when not given.

    Raises:
        SettingsError: A file or variable holds something unusable.
    """
    start = (start or Path.cwd()).absolute()
    found: dict[str, Setting] = {
        "model": Setting(DEFAULT_MODEL, "default"),
        "quiet": Setting("false", "default"),
        "reader": Setting(READERS[0], "default"),
        "history": Setting("true", "default"),
    }
    found |= _from_file(start)
    found |= _from_environment(os.environ if environment is None else environment)
    found |= {name: Setting(value, _FLAGS.get(name, f"--{name}")) for name, value in flags.items() if value is not None}
    corpus = found.get("corpus") or _default_corpus(start)
    folder = (start / Path(corpus.value).expanduser()).absolute()
    index = found.get("index") or Setting(str(folder.parent / "index"), "beside the corpus")
    origins = {name: setting.origin for name, setting in found.items()}
    return Settings(
        corpus=folder,
        index=(start / Path(index.value).expanduser()).absolute(),
        model=found["model"].value,
        quiet=_boolean(found["quiet"], "quiet"),
        metrics=_path(found.get("metrics"), start),
        constants=_path(found.get("constants"), start),
        reader=_one_of(found["reader"], "reader", READERS),
        history=_boolean(found["history"], "history"),
        origins=origins | {"corpus": corpus.origin, "index": index.origin},
    )


def data_folder() -> Path:
    """Where the user's own data is: in the folder that ``ASSISTANT_DATA`` names, else in the person's data folder."""
    folder = os.environ.get(DATA, "").strip()
    if folder:
        return Path(folder).expanduser()
    import platformdirs  # not with the module: most starts need no such place

    return platformdirs.user_data_path("assistant", appauthor=False)


def _default_corpus(start: Path) -> Setting:
    for folder in (start, *start.parents):
        if (folder / "corpus").is_dir():
            return Setting(str(folder / "corpus"), "nearest folder upward that has one")
    return Setting(str(start / "corpus"), "default")


def _from_file(start: Path) -> dict[str, Setting]:
    """Settings of the nearest ``assistant.toml`` upward; its paths are relative to its folder."""
    path = next((f / FILE for f in (start, *start.parents) if (f / FILE).is_file()), None)
    if path is None:
        return {}
    import tomllib  # not with the module: most starts find no file

    try:
        loaded = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read: {error}", "Mend or remove it.") from error
    settings = {}
    for name, value in loaded.items():
        if name not in NAMES:
            raise SettingsError(f"{path} sets {name!r}, which is no setting", f"Known: {', '.join(NAMES)}.")
        if not isinstance(value, str | bool):
            raise SettingsError(f"{path}: {name} must be text, not {value!r}", "Put it in quotes.")
        text = str(value).lower() if isinstance(value, bool) else value
        if name in {"corpus", "index", "metrics", "constants"} or (name == "model" and (path.parent / text).is_dir()):
            text = str(path.parent / Path(text).expanduser())
        settings[name] = Setting(text, str(path))
    return settings


def _from_environment(environment: Mapping[str, str]) -> dict[str, Setting]:
    variables = {name: f"ASSISTANT_{name.upper()}" for name in NAMES}
    return {
        name: Setting(environment[variable], f"environment variable {variable}")
        for name, variable in variables.items()
        if environment.get(variable)
    }


def _path(setting: Setting | None, start: Path) -> Path | None:
    return (start / Path(setting.value).expanduser()).absolute() if setting else None


def _one_of(setting: Setting, name: str, known: tuple[str, ...]) -> str:
    text = setting.value.lower()
    if text not in known:
        raise SettingsError(f"{name} must be {' or '.join(known)}, not {setting.value!r} ({setting.origin})")
    return text


def _boolean(setting: Setting, name: str) -> bool:
    text = setting.value.lower()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"", "0", "false", "no", "off"}:
        return False
    raise SettingsError(f"{name} must be true or false, not {setting.value!r} ({setting.origin})")
