"""Opening a model in the background, while there is other work to do."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.retrieval.embedder import Embedder


class Opening:
    """A model that opens in a thread of its own from the moment this is made."""

    def __init__(self, model: str) -> None:
        self._embedder: Embedder | None = None
        self._error: BaseException | None = None
        # No daemon: a process that ends while the runtime starts in another thread would abort.
        self._thread = threading.Thread(target=self._open, args=(model,))
        self._thread.start()

    def _open(self, model: str) -> None:
        try:
            # Here, so that this thread loads what it needs while the other goes on.
            from assistant.retrieval.embedder import open_embedder

            self._embedder = open_embedder(model)
        except BaseException as error:  # noqa: BLE001 - raised again by result(), in the caller's thread
            self._error = error

    def result(self) -> Embedder:
        """The model, when it is open.

        Raises:
            ModelError: It cannot be used.
        """
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._embedder is not None
        return self._embedder
