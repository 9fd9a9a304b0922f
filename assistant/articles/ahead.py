"""Listing the files of a corpus in the background, while there is other work to do."""

from __future__ import annotations

import threading
from pathlib import Path

from assistant.articles.listing import Listing, list_files


class ListingAhead:
    """A listing that is made in a thread of its own from the moment this is made.

    Args:
        corpus: The folder of articles.
    """

    def __init__(self, corpus: Path) -> None:
        self._listing: Listing | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._list, args=(corpus,), name="listing")
        self._thread.start()

    def _list(self, corpus: Path) -> None:
        try:
            self._listing = list_files(corpus)
        except BaseException as error:  # noqa: BLE001 - raised again by result(), in the caller's thread
            self._error = error

    def result(self) -> Listing:
        """The listing, when it is made.

        Raises:
            CorpusError: The folder cannot be listed.
        """
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._listing is not None
        return self._listing
