"""Whether a text answers a question at all: what the words say, beside the model's own "not here".

A question that was changed a little so that its text no longer answers it still meets the right sentence. What
gives it away is a number or a name that the text has not, an opposite, a negation. Each signal is a number that a
person can check against the text. The weights were fitted by ``assistant.training.fit_answerability``, those of
the words on articles that training saw and the model's on others; it says how far they carry.

Nothing is declined by this: see ``assistant/reading/model/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.datatypes import Hit, Question
from assistant.reading.opposites import negated, turned_round
from assistant.reading.reader import Rarity
from assistant.reading.stems import stem, stem_set

WEIGHTS: dict[str, float] = {
    "similarity": -4.83,
    "coverage_gap": -0.49,
    "elsewhere": 0.90,
    "number": 2.56,
    "name": 1.60,
    "opposite": 1.72,
    "opposite_of_passage": 1.07,
    "prefix": 1.60,
    "not": 1.51,
    "negation": 1.44,
    "length": -0.44,
}
SIGNALS = tuple(WEIGHTS)
BIAS = 2.74
ABSENT_WEIGHT = 0.25
"""Of the model's logit of the text not answering."""

_RAREST = 6.0
"""About the rarity of a word that one passage of a few hundred holds."""
_NEAR, _SIMILAR = 0.5, 1.5
"""What the neighbours' words and the cosine add to a sentence's share of the question's words."""
_WORD = re.compile(r"[^\W_]+")
_KIND = re.compile(r"\b(?:what|which|how|whose)\s+((?:[\w'-]+\s+){0,4})", re.IGNORECASE)
_END_OF_KIND = re.compile(
    r"(?:is|are|was|were|does|did|do|can|could|may|might|will|would|should|must|has|have|had|of|in|to|for)"
)
_NOT = re.compile(r"\b(?:not|never|no|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|cannot|fail\w*|refus\w*|reject\w*|lack\w*|unable|except|least|\w+n['’]t"
    r"|un\w{4,}|dis\w{4,}|non\w*|in(?:ability|valid|effective|capable)\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a question that carries meaning."""

    stem: str
    rarity: float
    number: bool
    name: bool
    """A capital that no sentence's beginning gave it."""


def signals(question: Question, hit: Hit, rarity: Rarity) -> dict[str, float]:
    """What of a question speaks for and against a passage answering it.

    Args:
        question: The question, understood.
        hit: The passage, with the similarities of its sentences.
        rarity: How rare a stem is in the articles.
    """
    sentences = hit.passage.sentences
    words = _words(question, rarity)
    held = [stem_set(sentence.text) for sentence in sentences]
    shares = [_share(words, stems) for stems in held]
    similar = [*hit.similarities, *[0.0] * (len(sentences) - len(hit.similarities))]
    best = _best(words, held, shares, similar)
    text = sentences[best].text if sentences else ""
    own = held[best] if held else frozenset[str]()
    everywhere = frozenset[str]().union(*held)
    asked = [word.lower() for word in _WORD.findall(question.text)]
    here, there = (frozenset(map(str.lower, _WORD.findall(part))) for part in (text, hit.passage.text))
    ranked = sorted(shares, reverse=True)
    return {
        "similarity": similar[best] if similar else 0.0,
        "coverage_gap": ranked[0] - ranked[1] if len(ranked) > 1 else 0.0,
        "elsewhere": _rarest(words, everywhere - own) if sentences else 0.0,
        "number": max([word.rarity for word in words if word.number and word.stem not in own], default=0.0) / _RAREST,
        "name": sum([word.name and word.stem not in everywhere for word in words]) / 3,
        "opposite": float(any([turned_round(word, here) for word in asked])),
        "opposite_of_passage": float(any([turned_round(word, there) for word in asked])),
        "prefix": float(any([negated(word, there) for word in asked])),
        "not": float(bool(_NOT.search(question.text))),
        "negation": float(bool(_NEGATION.search(question.text)) and not _NEGATION.search(text)),
        "length": len(hit.passage.text) / 1000,
    }


def absent_score(found: dict[str, float], absent: float) -> float:
    """How likely it is that a text does not answer, as a logit: of the words, and the model's own beside it.

    Args:
        found: The signals.
        absent: The model's logit of the text not answering.
    """
    return BIAS + sum([WEIGHTS[name] * found[name] for name in SIGNALS]) + ABSENT_WEIGHT * absent


def _words(question: Question, rarity: Rarity) -> list[_Word]:
    """The words that a text should have; not those that say of what kind the answer is, as in "what year"."""
    match = _KIND.search(question.text)
    kind: list[str] = []
    for word in match.group(1).lower().split() if match else ():
        if _END_OF_KIND.fullmatch(word):
            break
        kind.append(stem(word.strip("'")))
    terms = {part for term in question.terms for part in _WORD.findall(term)}
    found = []
    for place, written in enumerate(_WORD.findall(question.text)):
        root = stem(written.lower())
        if written.lower() in terms:
            number = any(character.isdigit() for character in written)
            found.append(_Word(root, rarity(root), number, not number and place > 0 and written[0].isupper()))
    return [word for word in found if word.stem not in kind] or found


def _share(words: Sequence[_Word], stems: frozenset[str]) -> float:
    """How much of a question's words, by rarity, some stems make up."""
    rarities = {word.stem: word.rarity for word in words}
    return sum([each for root, each in rarities.items() if root in stems]) / (sum(rarities.values()) or 1.0)


def _best(
    words: Sequence[_Word], held: Sequence[frozenset[str]], shares: Sequence[float], similar: Sequence[float]
) -> int:
    """The sentence that is likeliest to be the one asked about; 0 where there is none."""
    scores = []
    for place, share in enumerate(shares):
        near = frozenset[str]().union(*held[max(place - 1, 0) : place + 2])
        scores.append(share + _NEAR * _share(words, near) + _SIMILAR * similar[place])
    return scores.index(max(scores)) if scores else 0


def _rarest(words: Sequence[_Word], stems: frozenset[str]) -> float:
    return max([word.rarity for word in words if word.stem in stems], default=0.0) / _RAREST
