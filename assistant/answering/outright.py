"""The one sentence that a whole question points at, where a check of its form would decline it.

Some checks of evidence know what is asked for by fixed words; a sentence may say the same in others: "paying 5 %" is an
interest rate, and "a share" may be one of a company that the question names first. Where one sentence is so far ahead
of all others that nothing else can be meant, and gives what is asked for, it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.narrowing import NUMERIC, gives
from assistant.datatypes import Question, ReadSentence

SCORE, AHEAD = 17.0, 5.0
"""What a sentence must reach, and be ahead of the next one by, in the reader's score."""
WORDS = 0.75
"""What share of the question's words it must have, rare ones counting more."""
RAREST = 0.9
"""How much the rarest word that it has must weigh of the rarest of the question."""


def pointed_at(question: Question, read: Sequence[ReadSentence]) -> ReadSentence | None:
    """The sentence that all of a question points at; None where there is no such one.

    Args:
        question: The question.
        read: Judged sentences about whom and when it asks.
    """
    ranked = sorted(read, key=lambda item: -item.score)
    if not ranked:
        return None
    best, signals = ranked[0], dict(ranked[0].signals)
    told = signals.get("own_words", 0.0) + signals.get("near_words", 0.0)
    if best.score < SCORE or told < WORDS or signals.get("rarest_word", 1.0) < RAREST:
        return None
    if len(ranked) > 1 and best.score - ranked[1].score < AHEAD:
        return None
    return best if gives(question.expects & NUMERIC or NUMERIC, best) else None
