"""How many of the sentences that may answer are shown, and which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.datatypes import Expects, Question, ReadSentence
from assistant.figures.names import mentions
from assistant.reading.pointing import sure_words
from assistant.reading.stems import stem_set

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

_THING_ASKED = re.compile(
    r"\W*what(?:\s+(?:is|was|were|are)|['’]s)\s+(?:the\s+)?(?:(?P<whose>[^\W_][\w.&-]*(?:\s+[^\W_][\w.&-]*){0,3})['’]s?\s+)?"
    r"(?P<thing>[^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*){0,2}?)(?(whose)\s*(?:in\s+\d{4}\s*)?\??\s*$|\s+(?:of|at|for|in)\s)",
    re.IGNORECASE,
)
"""What is the PUE of Google; what was Google's PUE in 2025."""


def choose(question: Question, candidates: Sequence[ReadSentence]) -> tuple[ReadSentence, ...]:
    """The sentences to show, most likely first; near-copies of one already chosen are left out."""
    candidates = _with_its_figure(question, candidates)
    pointed = any(item.pointing is not None for item in candidates)
    sure = bool(candidates) and sure_words(question, candidates[0]) is not None
    most = MOST_IN_LIST if Expects.LIST in question.expects else MOST_SURE if sure else MOST
    margin = MARGIN_POINTED if pointed and not sure else MARGIN
    chosen: list[ReadSentence] = []
    for item in candidates:
        if len(chosen) == most or item.score < candidates[0].score - margin:
            break
        if not any(_alike(item, other) for other in chosen):
            chosen.append(item)
    return tuple(chosen)


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
