"""The last gate: every quote and every number of an answer is traced before it is shown.

Quotes are held against the article's text, the text against the article's digest, numbers against what the quotes
read, results against the calculators. A failure here is a fault of ours; what did not pass is never rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from assistant.answering import checked_numbers, checked_work
from assistant.articles.drafts import digest_of
from assistant.datatypes import Answer, AnswerStatus, Citation, InputKind, Part, PartKind, Quantity, ReasonCode, Source
from assistant.errors import IndexDamagedError, IndexMissingError, SelfCheckError
from assistant.retrieval.manifest import REBUILD

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Shelf(Protocol):
    """Where the articles are."""

    def text(self, article: str) -> str:
        """The text of an article, by its path.

        Raises:
            IndexMissingError: There is no such article.
        """

    def digest(self, article: str) -> str:
        """The digest that the article had when it was read.

        Raises:
            IndexMissingError: There is no such article.
        """

    def source(self, article: str) -> Source:
        """Who the article is by, its title and its day; asked for only where something is wrong.

        Raises:
            IndexMissingError: There is no such article.
        """


def check(answer: Answer, shelf: Shelf, given: Iterable[Quantity] = ()) -> None:
    """Trace everything that an answer shows.

    Args:
        answer: The answer.
        shelf: The articles that it may cite.
        given: Amounts that were given beside the question: assumptions, figures of earlier answers.

    Raises:
        SelfCheckError: A quote is not what the article says, or a number comes from nowhere.
        IndexDamagedError: An article is not what it was when it was read.
    """
    _check_status(answer)
    for kind, citations in (("citation", answer.citations), ("nearest evidence", answer.nearest)):
        for place, citation in enumerate(citations, 1):
            if citation.n != place:
                raise SelfCheckError(f"{kind} {place} is numbered {citation.n}")
            check_citation(citation, shelf)
    given = tuple(given)
    for part in answer.parts:
        _check_part(part, answer, given)
    checked_work.check_calculations(answer.calculations, answer.question, answer.citations, given)
    _check_value(answer)
    for conflict in answer.conflicts:
        checked_numbers.check_conflict(conflict, answer.citations)


def check_citation(citation: Citation, shelf: Shelf) -> None:
    """Hold a citation against its article.

    Raises:
        SelfCheckError: It is not what the article says, or there is no such article.
        IndexDamagedError: The article is not what it was when it was read.
    """
    path = citation.source.path
    try:
        text = shelf.text(path)
        sound = digest_of(citation.source, text) == shelf.digest(path)
        known = sound or shelf.source(path) == citation.source
    except IndexMissingError as error:
        raise SelfCheckError(f"an answer cites {path}, which is not in the index") from error
    if not known:
        raise SelfCheckError(f"an answer says of {path} another title, date or origin than it has")
    if not sound:
        raise IndexDamagedError(f"the article {path} in the index is not what was read from the corpus", REBUILD)
    start, end = citation.start, citation.end
    if not 0 <= start < end <= len(text) or text[start:end] != citation.quote:
        raise SelfCheckError(f"a quote of {path} is not what the article says at {start}")
    if citation.context and not _stands_around(citation, text):
        raise SelfCheckError(f"what is shown around a quote of {path} is not what the article says there")
    for begin, stop in citation.marks:
        if not start <= begin < stop <= end or _cuts(text, begin) or _cuts(text, stop):
            raise SelfCheckError(f"a mark in {path} lies outside its quote, or cuts a word in two")


def _cuts(text: str, place: int) -> bool:
    """Whether a place is within a word or a number."""
    before, behind = text[place - 1 : place], text[place : place + 1]
    return before.isalnum() and behind.isalnum() and before.isdecimal() == behind.isdecimal()


def _stands_around(citation: Citation, text: str) -> bool:
    """Whether the context is a run of the article's text that holds the quote at its place."""
    lead = citation.context.find(citation.quote)
    while lead >= 0:
        start = citation.start - lead
        if start >= 0 and text.startswith(citation.context, start):
            return True
        lead = citation.context.find(citation.quote, lead + 1)
    return False


def _check_status(answer: Answer) -> None:
    answered = answer.status is AnswerStatus.ANSWERED
    if answered != (answer.reason is None) or not answer.text.strip():
        raise SelfCheckError("an answer says both that there is one and that there is none, or says nothing")
    if (answer.status is AnswerStatus.ERROR) != (answer.reason is not None and answer.reason.code is ReasonCode.ERROR):
        raise SelfCheckError("an answer says both that it is one and that it is an error")
    if answered and not (answer.citations or answer.calculations):
        raise SelfCheckError("an answer rests on nothing")
    if not answered and (answer.value is not None or answer.calculations or answer.conflicts):
        raise SelfCheckError("a refusal holds a number")


def _check_part(part: Part, answer: Answer, given: tuple[Quantity, ...]) -> None:
    """Hold a piece of the text against what it says that it is."""
    cited = next((citation for citation in answer.citations if citation.n == part.citation), None)
    if part.kind is PartKind.QUOTE and (cited is None or part.text not in _quotable(cited, answer)):
        raise SelfCheckError(f"an answer quotes words that citation {part.citation} does not have: {part.text!r}")
    if part.kind is PartKind.MARKER and (cited is None or part.text.strip() != f"[{part.citation}]"):
        raise SelfCheckError(f"an answer refers to citation {part.text.strip()}, which it does not have")
    if part.kind is PartKind.PROSE and any(char.isnumeric() for char in part.text):
        raise SelfCheckError(f"an answer holds a number of no origin: {part.text!r}")
    if part.kind is PartKind.NUMBER and part.text not in _shown(answer):
        raise SelfCheckError(f"an answer shows {part.text!r}, which no calculation gives")
    if part.kind is PartKind.ECHO:
        _check_echo(part, answer, given)


def _quotable(citation: Citation, answer: Answer) -> set[str]:
    """The words of a citation that an answer may put between quotation marks: all, the marked, an input."""
    marked = {citation.quote[start - citation.start : end - citation.start] for start, end in citation.marks}
    inputs = {
        item.quantity.text
        for calculation in answer.calculations
        for item in calculation.inputs
        if item.kind is InputKind.QUOTED and item.citation == citation.n
    }
    return {citation.quote} | marked | inputs


def _shown(answer: Answer) -> set[str]:
    inputs = (item.quantity.text for calculation in answer.calculations for item in calculation.inputs)
    return {calculation.result.text for calculation in answer.calculations} | set(inputs)


def _check_echo(part: Part, answer: Answer, given: tuple[Quantity, ...]) -> None:
    """Words of the question, or the reason of a refusal: a number in them is one that was given or is cited."""
    if answer.reason is not None and part.text != f"No answer: {answer.reason.text}.":
        raise SelfCheckError(f"a refusal says something else than its reason: {part.text!r}")
    if answer.reason is None and not _is_said(part.text, answer):
        raise SelfCheckError(f"an answer echoes words that nobody has said: {part.text!r}")
    known = [answer.question, *(quantity.text for quantity in given)]
    known += [citation.quote for citation in (*answer.citations, *answer.nearest)]
    had = {number for text in known for number in _NUMBER.findall(text)}
    missing = [number for number in _NUMBER.findall(part.text) if number not in had]
    if missing:
        raise SelfCheckError(f"an answer echoes {missing[0]!r}, which nobody has said")


def _is_said(words: str, answer: Answer) -> bool:
    texts = [answer.question, *(f"{cited.source.title} {cited.context} {cited.quote}" for cited in answer.citations)]
    return any(words.casefold() in text.casefold() for text in texts)


def _check_value(answer: Answer) -> None:
    """The main number is a result, or stands in the first quote."""
    if answer.value is None:
        return
    if answer.calculations:
        if answer.value not in [calculation.result for calculation in answer.calculations]:
            raise SelfCheckError(f"the value {answer.value.text!r} is the result of no calculation")
    elif not answer.citations or not checked_numbers.stands_in(answer.value, answer.citations[0], answer.question):
        raise SelfCheckError(f"the value {answer.value.text!r} is not in the first quote")
