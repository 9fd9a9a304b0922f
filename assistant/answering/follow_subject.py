"""Whether a follow-up stays with what was spoken of: names said again, bits of a question, answers about others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering import follow_shares, follow_ups, follow_worth
from assistant.answering.follow_kinds import asked_for, frame
from assistant.answering.follow_plans import clear
from assistant.answering.told import Told, told
from assistant.datatypes import Answer, AnswerStatus, Citation, Quantity
from assistant.figures.metrics import find_metrics
from assistant.figures.names import find_names, mentions
from assistant.reading.stems import stem, stem_set
from assistant.retrieval.words import STOP_WORDS

ELSEWHERE = "the article of the last answer does not say it, and no other that was found speaks of the same"


def with_pronouns(text: str, turns: Sequence[Sequence[Told]]) -> str:
    """A follow-up with "it" for a name that the figures just given are of: "how much is left for Acme?".

    Where these are of several names, one of them says whose figure is meant; then only what is left is reckoned.

    Args:
        text: The follow-up.
        turns: The figures of the last answers.

    Returns:
        The text itself where it has no names, or others.
    """
    own = find_names(re.sub(r"^\W*\w+", "", text))
    spoken = {name for turn in turns[-2:] for item in turn[-1:] for name in find_names(item.asked.text)}
    if not own or not turns or not all(any(_is_same(name, other) for other in spoken) for name in own):
        return text
    plain = text
    for name in sorted(own, key=len, reverse=True):
        plain = re.sub(rf"{re.escape(name)}['’]s?(?!\w)", "its", plain)
        plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "it", plain)
    others = [name for name in spoken if not any(_is_same(name, each) for each in own)]
    of_any = asked_for(plain) in _OF_ANY or follow_worth.asks_worth(plain)
    return plain if not others or of_any else text


def _is_same(one: str, other: str) -> bool:
    return mentions(one, other) or mentions(other, one)


_OF_ANY = (follow_shares.left_of, None)
"""What is reckoned whoever of those spoken of is named: what is left for one of them is left."""


_LONGEST = 6
"""How many words a bit of a question has at most."""
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|will|would|has|have|had|can|could|should|who|where|why|when)\b", re.IGNORECASE
)
_TIMES = stem_set("same quarter half month year period last previous prior first second third fourth full whole total")


def is_bit(text: str, article: str) -> bool:
    """Whether a follow-up is a bit of a question about the article of the last answer: "net profit?".

    Args:
        text: The follow-up.
        article: The article's text; each word of the follow-up must be in it, or be one that names nothing.
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not words or len(words) > _LONGEST or _CLAUSE.search(text) or find_names(re.sub(r"^\W*\w+", "", text)):
        return False
    measured = " ".join(text[found.start : found.end] for found in find_metrics(text))
    known = stem_set(article) | stem_set(measured) | _TIMES | frame()
    return all(word in STOP_WORDS or stem(word) in known for word in words)


_DONE = re.compile(r"\b[a-z]{2,20}(?:ed|ing)\b|\b(?:went|gone|left|sold|made|built|lost|paid|cut|got)\b", re.IGNORECASE)


def names_nothing(text: str) -> bool:
    """Whether a question has no noun of its own: "how many were added?"."""
    words = [word for word in re.findall(r"[^\W\d_]+", text.lower()) if word not in STOP_WORDS]
    own = [word for word in words if stem(word) not in frame()]
    return len(own) < 2 and all(_DONE.fullmatch(word) for word in own)


def leaves(text: str, answer: Answer, topic: str, article: str, text_of: Callable[[str], str]) -> bool:
    """Whether an answer to a question about what was spoken of is about something else.

    Args:
        text: The follow-up.
        answer: Its answer.
        topic: The questions so far about one name.
        article: The path of the last answer's article.
        text_of: Gives the text of an article.
    """
    if answer.status is not AnswerStatus.ANSWERED or not answer.citations or not article:
        return False
    leaning = follow_ups.THAT.search(text) or follow_ups.is_about_that(text) or names_nothing(text)
    leaning = leaning or is_bit(text, text_of(article))
    if not leaning or find_names(re.sub(r"^\W*\w+", "", text)):
        return False
    names, paths = find_names(topic), {cited.source.path for cited in answer.citations}
    if article in paths:
        return False
    return not any(mentions(name, text_of(path)) for path in sorted(paths) for name in names)


def is_last(answer: Answer, whole: str, shown: Sequence[Citation], last: Sequence[Told]) -> bool:
    """Whether an answer means the very figure of the one before, which is of another time.

    Args:
        answer: The answer.
        whole: The whole question.
        shown: The first quote of the answer before.
        last: The figures of that answer.
    """
    quotes = {cited.quote for cited in (*answer.citations[:1], *shown)}
    years = follow_ups.years_of(whole)
    same = bool(answer.citations and shown) and len(quotes) == 1 and not answer.calculations
    undated = same and shown[0].source.published is None
    if undated and years and not any(year in shown[0].quote for year in years):
        return True
    one, other = clear(told(answer, whole)), clear(last)
    return bool(one and other and (one.quantity, one.citation.quote) == (other.quantity, other.citation.quote))


def uses_last(answer: Answer, amounts: Sequence[Quantity]) -> bool:
    """Whether an answer reckons with a figure that was given before, or nothing was: "that" is no other figure.

    Args:
        answer: The answer.
        amounts: The figures that were given before.
    """
    known = [(quantity.low, quantity.high) for quantity in amounts]
    used = [(i.quantity.low, i.quantity.high) for made in answer.calculations for i in made.inputs]
    return bool(answer.calculations) and (not known or any(amount in known for amount in used))
