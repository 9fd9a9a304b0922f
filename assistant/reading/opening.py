"""Where the model is, and opening it in the background; nothing is loaded here that a quick start would wait for."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.reading.pointer import PointerModel

MODEL_FOLDER = Path(__file__).parent / "model"
MODEL_NAME = "pointer.onnx"
TOKENIZER_NAME = "tokenizer.json"


def has_model(folder: Path = MODEL_FOLDER) -> bool:
    """Whether the trained model is installed."""
    return (folder / MODEL_NAME).is_file()


class Opening:
    """A model that opens in a thread of its own from the moment this is made."""

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        self._model: PointerModel | None = None
        self._error: BaseException | None = None
        # No daemon: a process that ends while the runtime starts in another thread would abort.
        self._thread = threading.Thread(target=self._open, args=(folder,))
        self._thread.start()

    def _open(self, folder: Path) -> None:
        try:
            # Here, so that this thread loads what it needs while the other goes on.
            from assistant.reading.pointer import PointerModel

            self._model = PointerModel(folder)
        except BaseException as error:  # noqa: BLE001 - raised again by result(), in the caller's thread
            self._error = error

    def result(self) -> PointerModel:
        """The model, when it is open.

        Raises:
            ModelError: It cannot be used.
        """
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._model is not None
        return self._model
