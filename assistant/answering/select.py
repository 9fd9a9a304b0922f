"""How many of the sentences that may answer are shown, and which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.apiece import asks_for_each, with_each
from assistant.answering.called import called
from assistant.answering.listed import with_lists_first
from assistant.answering.narrowing import NUMERIC, gives
from assistant.answering.parted import with_parts
from assistant.datatypes import Expects, Question, ReadSentence
from assistant.figures.names import mentions
from assistant.reading.pointing import sure_words
from assistant.reading.stems import stem, stem_set, stems
from assistant.retrieval.words import STOP_WORDS

MOST = 3
MOST_SURE = 2
"""Where the trained reader is sure of the answering words, fewer sentences hold the answer as often."""
MOST_IN_LIST = 5
MARGIN = 4.0
MARGIN_POINTED = 5.0
"""A further sentence is shown when its score is at most this far below the best; the trained reader's lie wider."""
WEAK_WORDS = 0.34
WEAK_SIMILARITY = 0.35
"""A best sentence that shares fewer of the question's words, by rarity, and is no nearer in
meaning, is not shown as an answer."""

_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result|blam\w+|caused by|attribut\w+ to|prompted by|reason)\b",
    re.IGNORECASE,
)
"""Words that a cause stands beside."""
_THING_ASKED = re.compile(
    r"\W*what(?:\s+(?:is|was|were|are)|['’]s)\s+(?:the\s+)?(?:(?P<whose>[^\W_][\w.&-]*(?:\s+[^\W_][\w.&-]*){0,3})['’]s?\s+)?"
    r"(?P<thing>[^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*){0,2}?)(?(whose)\s*(?:in\s+\d{4}\s*)?\??\s*$|\s+(?:of|at|for|in)\s)",
    re.IGNORECASE,
)
"""What is the PUE of Google; what was Google's PUE in 2025."""


def choose(
    question: Question, candidates: Sequence[ReadSentence], read: Sequence[ReadSentence] = ()
) -> tuple[ReadSentence, ...]:
    """The sentences to show, most likely first; near-copies of one already chosen are left out.

    Args:
        question: The question.
        candidates: The sentences that may answer, best first.
        read: All that were judged; a row of amounts may stand beside those that may answer.
    """
    candidates = with_lists_first(question, list(_with_its_figure(question, candidates)))
    pointed = any(item.pointing is not None for item in candidates)
    sure = bool(candidates) and sure_words(question, candidates[0]) is not None
    most = MOST_IN_LIST if Expects.LIST in question.expects else MOST_SURE if sure else MOST
    margin = MARGIN_POINTED if pointed and not sure else MARGIN
    chosen: list[ReadSentence] = []
    for item in candidates:
        if len(chosen) == most or item.score < candidates[0].score - margin:
            break
        if not any(_alike(item, other) for other in chosen) and not (chosen and _says_less(question, item, chosen[0])):
            chosen.append(item)
    if chosen and asks_for_each(question.text) and (parts := with_parts(question, chosen[0], read or candidates)):
        return (*parts, *(item for item in chosen if not any(_alike(item, other) for other in parts)))[:MOST_IN_LIST]
    if chosen and question.expects & NUMERIC and asks_for_each(question.text):
        apiece = with_each(question, chosen[0])
        others = [item for item in chosen if not any(_alike(item, other) for other in apiece)]
        return (*apiece, *others)[:MOST_IN_LIST]
    return tuple(_with_phrase(question, _with_cause(question, chosen, candidates), candidates))


def _says_less(question: Question, item: ReadSentence, best: ReadSentence) -> bool:
    """Whether a further sentence is of fewer of a question's names than the best, or has none of its words.

    Beside "Quill owns 46% of Zephyr", what another owns of Zephyr only misleads.
    """
    if question.expects - NUMERIC:
        return False
    if item.hit.source.path != best.hit.source.path:
        return False
    names = question.entities
    here, there = ({name for name in names if called(name, it.sentence.text)} for it in (item, best))
    if len(names) > 1 and here < there:
        return True
    named = {part for name in names for part in stems(name)}
    words = {part for term in question.terms for part in stems(term) if len(part) > 2} - named
    return bool(words & stem_set(best.sentence.text)) and not words & stem_set(item.sentence.text) and not here


def _with_phrase(
    question: Question, chosen: list[ReadSentence], candidates: Sequence[ReadSentence]
) -> list[ReadSentence]:
    """The chosen sentences, and one with two words of a question for an amount side by side, where none has them."""
    if not chosen or not question.expects <= NUMERIC:
        return chosen
    named = {part for name in question.entities for part in stems(name)}
    phrases = {pair for pair in _pairs(question.text) if not named.intersection(pair)}
    if any(phrases.intersection(_pairs(item.sentence.text)) for item in chosen):
        return chosen
    path = chosen[0].hit.source.path
    having = [
        item
        for item in candidates
        if item.hit.source.path == path and gives(question.expects, item) and phrases & set(_pairs(item.sentence.text))
    ]
    return [*chosen[: MOST - 1], *having[:1]]


def _pairs(text: str) -> list[tuple[str, str]]:
    """Stems of the words that stand side by side in a text, without those that carry no meaning."""
    words = text.lower().split()
    bare = [re.sub(r"^\W+|(?:['’]s)?\W*$", "", word) for word in words]
    parts = ["" if word in STOP_WORDS else stem(word) for word in bare]
    return [(one, other) for one, other in pairwise(parts) if len(one) > 2 and len(other) > 2]


def _with_cause(
    question: Question, chosen: list[ReadSentence], candidates: Sequence[ReadSentence]
) -> list[ReadSentence]:
    """The chosen sentences, and the best that says a cause in so many words where a question asks why and none does."""
    if question.expects != {Expects.REASON} or not chosen or any(_CAUSE.search(item.sentence.text) for item in chosen):
        return chosen
    path = chosen[0].hit.source.path
    causes = [item for item in candidates if item.hit.source.path == path and _CAUSE.search(item.sentence.text)]
    return [*chosen[: MOST - 1], *causes[:1]]


def _with_its_figure(question: Question, candidates: Sequence[ReadSentence]) -> Sequence[ReadSentence]:
    """Only the sentences that give the figure of a thing that is asked for by its name, where there are any.

    What kind of thing "the PUE of Google" is, the question does not say; an article that says "a PUE of 1.09" does.
    """
    asked = _THING_ASKED.match(question.text)
    if question.expects != {Expects.ANY} or asked is None:
        return candidates
    thing = r"\W+".join(re.escape(word) for word in asked.group("thing").split())
    gives = re.compile(rf"\b{thing}\b(?:\W{{1,3}}[^\W\d]{{1,20}}){{0,4}}\W{{1,3}}\d", re.IGNORECASE)
    giving = [
        item
        for item in candidates
        if gives.search(item.sentence.text) and any(mentions(name, item.sentence.text) for name in question.entities)
    ]
    return giving or candidates


def _alike(one: ReadSentence, other: ReadSentence) -> bool:
    a, b = stem_set(one.sentence.text), stem_set(other.sentence.text)
    return len(a & b) >= 0.8 * max(len(a | b), 1)


def too_weak(best: ReadSentence) -> bool:
    """Whether even the best sentence has too little to do with the question to be an answer."""
    signals = dict(best.signals)
    words = signals.get("own_words", 1.0) + signals.get("near_words", 0.0)
    if signals.get("passage_names", 0.0) == 1.0 and signals.get("type", 0.0) == 1.0:
        return False  # about just what was named, and of the type that was asked for
    return words < WEAK_WORDS and signals.get("similarity", 1.0) < WEAK_SIMILARITY
