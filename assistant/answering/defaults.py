"""What an assistant is opened with: what was given, and the settings for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.answering.own_files import put_in_force
from assistant.config import READERS, load
from assistant.errors import SettingsError
from assistant.reading.pointing import open_reader
from assistant.reading.reader import Reader


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to open."""

    corpus: Path
    index: Path
    model: str
    reader: Reader


def choose(
    corpus: str | Path | None, index: str | Path | None, model: str | Path | None, reader: Reader | str | None
) -> Chosen:
    """Take what was given, and the settings for what was left out.

    Args:
        corpus: The folder of articles.
        index: The index folder.
        model: An embedding model's name or folder.
        reader: Judges sentences; or ``model``, ``sentences`` or ``rules``, as the setting of that name.

    Returns:
        All four. Where none was left out, no setting has been read; else the user's own metrics and
        constants have come into force too.

    Raises:
        SettingsError: A setting is not usable, or there is no such reader.
    """
    if isinstance(reader, str) and reader not in READERS:
        raise SettingsError(f"reader must be {', '.join(READERS)} or a reader of your own, not {reader!r}")
    if corpus is None or index is None or model is None or reader is None:
        given = {"corpus": corpus, "index": index, "model": model}
        settings = load({name: None if value is None else str(value) for name, value in given.items()})
        put_in_force(settings)
        corpus, index, model = settings.corpus, settings.index, settings.model
        reader = settings.reader if reader is None else reader
    judge = open_reader(reader) if isinstance(reader, str) else reader
    return Chosen(_folder(corpus), _folder(index), str(model), judge)


def _folder(path: str | Path) -> Path:
    """A path that means the same after the working folder has changed."""
    return Path(path).expanduser().absolute()
