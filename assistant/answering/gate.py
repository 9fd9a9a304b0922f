"""Between an answer and whoever asked: what does not pass the self-check becomes an answer that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import many
from assistant.answering.calculate import Given
from assistant.answering.selfcheck import check, check_citation
from assistant.datatypes import Answer, Part, PartKind, Quantity, Source
from assistant.errors import IndexMissingError, SelfCheckError
from assistant.retrieval.reader import IndexReader


class _Shelf:
    """The articles of an open index."""

    def __init__(self, reader: IndexReader) -> None:
        self.text = reader.text
        self.digest = reader.digest
        self._sources = reader.sources

    def source(self, article: str) -> Source:
        """Who an article is by, its title and its day."""
        found = next((source for source in self._sources() if source.path == article), None)
        if found is None:
            raise IndexMissingError(f"the index has no article {article!r}")
        return found


def passed(answer: Answer, reader: IndexReader, given: Sequence[Quantity]) -> Answer:
    """An answer that has been checked.

    Args:
        answer: What is to be said.
        reader: The index that it is of.
        given: Amounts that were given beside the question.

    Returns:
        The same; or an answer of status ``error`` that says that it did not pass and where the report lies.

    Raises:
        IndexDamagedError: A cited article is not what it was when it was read.
    """
    try:
        check(answer, _Shelf(reader), given)
    except SelfCheckError as error:
        from assistant.answering import reports  # needed only here, and not when all is well

        why = reports.told(answer, error)
        return replace(many.failed(answer.question, why, answer.index), parts=(Part(PartKind.ECHO, f"Error: {why}."),))
    return answer


def standing(carried: Sequence[Given], reader: IndexReader) -> tuple[Given, ...]:
    """Those figures of earlier answers that can still be cited: their articles may have changed since.

    Raises:
        IndexDamagedError: A cited article is not what it was when it was read.
    """
    shelf = _Shelf(reader)
    return tuple(given for given in carried if given.citation is None or _stands(given, shelf))


def _stands(given: Given, shelf: _Shelf) -> bool:
    assert given.citation is not None
    try:
        check_citation(given.citation, shelf)
    except SelfCheckError:  # the answer that it is of was right when it was given
        return False
    return True
