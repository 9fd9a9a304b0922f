"""From chosen sentences to an answer: quoted parts, citations, and nothing else.

The text of an answer is a row of parts, and each part says what it is. Prose parts hold no
digit, so a number can only enter as a quote, a calculation or an echo of the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.datatypes import (
    Answer,
    AnswerStatus,
    Citation,
    IndexInfo,
    Part,
    PartKind,
    Question,
    ReadSentence,
    Reason,
    ReasonCode,
    Trace,
)
from assistant.reading.stems import stem_set

SAME = 0.8
"""Share of stems that two sentences must have in common to say the same."""

NEAREST = 2
"""How many of the closest sentences an abstention shows."""


def cite(item: ReadSentence, n: int) -> Citation:
    """The citation of a judged sentence."""
    sentence, passage = item.sentence, item.hit.passage
    return Citation(n, item.hit.source, sentence.text, sentence.start, sentence.end, passage.text, tuple(item.marks))


def quoted(
    question: Question,
    chosen: Sequence[ReadSentence],
    read: Sequence[ReadSentence],
    index: IndexInfo,
    trace: Trace,
    words: tuple[int, int] | None = None,
) -> Answer:
    """An answer of quoted sentences, most likely first; articles that say the same are cited together.

    Args:
        question: The question.
        chosen: The sentences to quote.
        read: All that were judged.
        index: Where they come from.
        trace: How they were found.
        words: Words of the first sentence that lead, as offsets into its article; None for none.
    """
    citations: list[Citation] = []
    if words is not None:
        chosen = (replace(chosen[0], marks=(words,)), *chosen[1:])
    parts: list[Part] = _leading(chosen[0], words) if words else []
    for item in chosen:
        group = [item, *_same(item, read, chosen)]
        if parts:
            parts.append(Part(PartKind.PROSE, "\n"))
        numbers = []
        for member in group:
            citations.append(cite(member, len(citations) + 1))
            numbers.append(len(citations))
        parts += quote_parts(citations[numbers[0] - 1])[:-1]
        parts += [Part(PartKind.MARKER, f" [{n}]", n) for n in numbers]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        parts=tuple(parts),
        index=index,
        citations=tuple(citations),
        trace=trace,
    )


def _leading(item: ReadSentence, words: tuple[int, int]) -> list[Part]:
    """The words that answer, as a line of their own before the sentence that they are of."""
    start, end = (place - item.sentence.start for place in words)
    return [
        Part(PartKind.PROSE, "“"),
        Part(PartKind.QUOTE, item.sentence.text[start:end], 1),
        Part(PartKind.PROSE, "”"),
        Part(PartKind.MARKER, " [1]", 1),
    ]


def quote_parts(citation: Citation) -> list[Part]:
    """A quotation with its mark."""
    return [
        Part(PartKind.PROSE, "“"),
        Part(PartKind.QUOTE, citation.quote, citation.n),
        Part(PartKind.PROSE, "”"),
        Part(PartKind.MARKER, f" [{citation.n}]", citation.n),
    ]


def _same(item: ReadSentence, read: Sequence[ReadSentence], chosen: Sequence[ReadSentence]) -> list[ReadSentence]:
    """Sentences of other articles that say the same in nearly the same words."""
    own = stem_set(item.sentence.text)
    paths = {other.hit.source.path for other in chosen}
    found: list[ReadSentence] = []
    for other in read:
        if other.hit.source.path in paths:
            continue
        words = stem_set(other.sentence.text)
        if len(own & words) >= SAME * max(len(own | words), 1):
            found.append(other)
            paths.add(other.hit.source.path)
    return found[:3]


def _others(shown: Sequence[ReadSentence], read: Sequence[ReadSentence]) -> list[ReadSentence]:
    return [item for item in read if item not in shown]


def abstained(
    question: Question, reason: Reason, read: Sequence[ReadSentence], index: IndexInfo, trace: Trace
) -> Answer:
    """No answer: the reason, and the nearest evidence."""
    # The article that search ranks first is the surer guide where no sentence is sure.
    top = trace.hits[0].source.path if trace.hits else ""
    order = sorted(read, key=lambda item: item.hit.source.path != top)
    nearest = tuple(cite(item, n) for n, item in enumerate([*order[:1], *_others(order[:1], read)][:NEAREST], 1))
    return Answer(
        question=question.text,
        status=AnswerStatus.ERROR if reason.code is ReasonCode.ERROR else AnswerStatus.ABSTAINED,
        # The reason names words of the question and of metrics.toml, never a figure of an article.
        parts=(Part(PartKind.ECHO, f"No answer: {reason.text}."),),
        index=index,
        reason=reason,
        nearest=nearest,
        trace=trace,
    )
