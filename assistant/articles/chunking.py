"""Cuts an article into passages of whole sentences, each under one heading.

A line is a paragraph. A paragraph of at most 1,100 characters is one passage; a longer one
is cut at sentence ends into parts of even size, about 900 characters at most; short
paragraphs (under 250) are joined with the next under the same heading while the sum stays
within 900. Headings are no sentences. A sentence above 2,000 characters is cut at a clause
or a space, so that no passage is unbounded. The same article always gives the same passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.articles.headings import Line, find_headings, lines_of
from assistant.articles.sentences import split_line
from assistant.datatypes import Article, Passage, Sentence

CHUNKER_VERSION: int = 1
"""Raised whenever the same article would give other passages; an index names the one it was built by."""

TARGET = 900
"""Characters that a passage aims at."""
MAX_PARAGRAPH = 1_100
"""Characters up to which a paragraph stays whole."""
SHORT_PARAGRAPH = 250
"""Characters below which a paragraph is joined with the next."""
MAX_SENTENCE = 2_000
"""Hard limit in characters of a sentence and so of a passage."""

_CLAUSE_END = re.compile(r"[;:,–—)]\s+(?=\S)")


def chunk(article: Article) -> tuple[Passage, ...]:
    """The passages of an article in order.

    Returns:
        Passages whose ``heading`` is the line above them ("" under the title alone), with
        ``article.text[p.start:p.end] == p.text`` and the same for their sentences. Each
        sentence of the body is in exactly one. Linear in the length of the text.
    """
    text = article.text
    headings = {line.start for line in find_headings(text, article.source.title)}
    passages: list[Passage] = []
    heading = ""
    section: list[tuple[Sentence, ...]] = []
    for number, line in enumerate(lines_of(text)):
        if line.start not in headings:
            section.extend(_parts(tuple(_sentences(line))))
            continue
        passages.extend(_passages(text, heading, section))
        # The title travels with the article's source.
        heading = line.text if number else ""
        section = []
    passages.extend(_passages(text, heading, section))
    return tuple(passages)


def _sentences(line: Line) -> Iterator[Sentence]:
    for sentence in split_line(line.text, line.start):
        yield from _bounded(sentence)


def _bounded(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, or its pieces where it is longer than any passage may be."""
    text = sentence.text
    begin = 0
    while len(text) - begin > MAX_SENTENCE:
        window = text[begin : begin + MAX_SENTENCE]
        clauses = [match.end() for match in _CLAUSE_END.finditer(window, MAX_SENTENCE // 2)]
        cut = clauses[-1] if clauses else window.rfind(" ", 1) + 1 or MAX_SENTENCE
        yield from _piece(sentence, begin, begin + cut)
        begin += cut
    yield from _piece(sentence, begin, len(text))


def _piece(sentence: Sentence, begin: int, end: int) -> Iterator[Sentence]:
    text = sentence.text[begin:end]
    lead = len(text) - len(text.lstrip())
    if text.strip():
        start = sentence.start + begin + lead
        yield Sentence(start, start + len(text.strip()), text.strip())


def _parts(sentences: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, ...]]:
    """A paragraph as one part, or as parts of even size."""
    if not sentences:
        return
    length = sentences[-1].end - sentences[0].start
    if length <= MAX_PARAGRAPH:
        yield sentences
        return
    count = -(-length // TARGET)
    share = length / count
    part: list[Sentence] = []
    for sentence in sentences:
        if part and _is_full(part, sentence, share):
            yield tuple(part)
            part = []
        part.append(sentence)
    yield tuple(part)


def _is_full(part: list[Sentence], sentence: Sentence, share: float) -> bool:
    """Whether a part is nearer to its share without the next sentence."""
    now, then = part[-1].end - part[0].start, sentence.end - part[0].start
    return then > MAX_PARAGRAPH or then - share > share - now


def _passages(text: str, heading: str, section: list[tuple[Sentence, ...]]) -> Iterator[Passage]:
    """The parts of one section as passages, short ones joined."""
    joined: list[Sentence] = []
    last_is_short = False
    for part in section:
        if joined and not (last_is_short and part[-1].end - joined[0].start <= TARGET):
            yield _passage(text, heading, joined)
            joined = []
        joined.extend(part)
        last_is_short = part[-1].end - part[0].start < SHORT_PARAGRAPH
    if joined:
        yield _passage(text, heading, joined)


def _passage(text: str, heading: str, sentences: list[Sentence]) -> Passage:
    start, end = sentences[0].start, sentences[-1].end
    return Passage(start, end, text[start:end], heading, tuple(sentences))
