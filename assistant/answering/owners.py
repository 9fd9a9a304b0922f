"""Whether a sentence is about whom a question names, and whether its figures can be theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.called import OPENING, called, is_place, is_subject, shortened, surnamed
from assistant.answering.doers import doer_of
from assistant.answering.narrowing import NUMERIC, Article, before, within
from assistant.answering.payers import payer
from assistant.datatypes import Expects, Quantity, Question, ReadSentence
from assistant.figures.names import find_names, mentions
from assistant.figures.ownership import Place, belongs
from assistant.reading.types import fits, quantities_in

_HAVING = "have|employ|own|operate|run|sell|make|produce|carry|fly|serve"
"""What those do who have so many of something."""
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s")
_MODEL = re.compile(
    r"\b(?P<name>[^\W\d_]{3,})[\s-](?P<number>(?!(?:19|20)\d\d\b)\d{1,4}[a-z]?)\b"
    r"(?![.,]?\d|\s?%|\s(?:m|bn|million|billion)\b)",
    re.IGNORECASE,
)
"""A thing by its number: Zephyr 5."""
_EPITHET = re.compile(
    r"\b[Tt]he\s+[A-Z][\w-]+\s+(?=(?:[a-z]+\s+)?(?:company|firm|group|bank|airline|carrier|(?:car|chip|drug|plane)?maker|retailer"
    r"|chain|lab|laboratory|start-?up|brewer|insurer|lender|manufacturer|developer|utility|miner|producer|giant|business)\b)"
)
"""What an article calls its subject by where that is at home: "the Norburg company"."""


def about(question: Question, item: ReadSentence, article: Article) -> bool:
    """Whether a sentence's passage, its title or its whole article is about something that the question names.

    Of several names, whoever pays must be there: what Google invests in a firm is not what Microsoft did.

    Args:
        question: The question.
        item: The sentence.
        article: The text of a sentence's article.
    """
    if not question.entities:
        return True
    text = f"{item.hit.source.title}\n{item.hit.passage.heading}\n{item.hit.passage.text}"
    paying = payer(question)
    if paying and not called(paying, text) and not _in_short(paying, text, article(item)):
        return False
    if any(_only_in_longer(name, question, f"{text}\n{article(item)}") for name in question.entities):
        return False
    return any(called(name, text) for name in question.entities) or any(
        is_subject(name, article(item)) or _in_short(name, text, article(item)) for name in question.entities
    )


def _only_in_longer(name: str, question: Question, text: str) -> bool:
    """Whether a question counts what is in a place, and a text names that only as a part of others' names."""
    if question.expects != {Expects.COUNT} or not re.search(rf"\bin {re.escape(name)}\b", question.text):
        return False
    found = [match.end() for match in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)]
    return bool(found) and all(re.match(r"\s[A-Z]", text[end : end + 2]) for end in found)


def _in_short(name: str, text: str, article: str) -> bool:
    """Whether a text calls somebody by a part of the name that its article gives in full."""
    return shortened(name, text, article) or surnamed(name, text, article)


def is_far_from_its_name(question: Question, item: ReadSentence, article: Article) -> bool:
    """Whether an article names once, and nowhere near a sentence, of whom a question asks how many of something he has.

    What an article with one word on Quill tells elsewhere is of those that it is about.

    Args:
        question: The question.
        item: The sentence.
        article: The text of a sentence's article.
    """
    if question.expects != {Expects.COUNT} or len(question.entities) != 1 or is_place(question.entities[0]):
        return False
    (name,) = question.entities
    if not re.search(rf"\b(?:does|do|did|has|have) {re.escape(name)} (?:{_HAVING})\b", question.text):
        return False
    near = f"{item.hit.source.title}\n{before(item)}\n{item.sentence.text}"
    if called(name, near) or _in_short(name, near, article(item)):
        return False
    return _times_called(name, article(item)) == 1


_WHOSE = re.compile(r"['’]s?\s")
BACK = 3
"""Sentences before one, in other paragraphs, among which stands whom it speaks of."""
OFTEN = 3
"""Sentences of an article that name whom it is about, at least; fewer name somebody in passing."""


def is_aside_from(question: Question, item: ReadSentence, article: Article) -> bool:
    """Whether a sentence with a figure is of those that an article is about, and a question asks of somebody else.

    An article on Zephyr that tells of Quill far down has "the company will build 500" of Zephyr. Quill's is only what
    names Quill, or follows a sentence that does.

    Args:
        question: The question.
        item: The sentence.
        article: The text of a sentence's article.
    """
    name = asked_of(question)
    if not question.expects & NUMERIC or not name or is_place(name) or is_place(name.removesuffix("s")):
        return False
    text, title, whole = item.sentence.text, item.hit.source.title, article(item)
    main = _main(name, title, whole)
    known = any(called(other, one) for other in main for one in question.entities)
    if not _is_passing(name, title, whole) or known or _names_it(name, f"{title}\n{text}", whole):
        return False
    sentences = item.hit.passage.sentences
    place = sentences.index(item.sentence)
    paragraph = whole.rfind("\n", 0, item.sentence.start) + 1
    for distance, earlier in enumerate(reversed(sentences[:place]), 1):
        if any(called(other, earlier.text) for other in main):
            return True
        if _names_it(name, earlier.text, whole):
            return False
        if earlier.start < paragraph and distance >= BACK:
            return True
    return True


def _names_it(name: str, text: str, whole: str) -> bool:
    return called(name, text) or _in_short(name, text, whole)


@lru_cache(maxsize=512)  # each sentence of an article asks
def _main(name: str, title: str, whole: str) -> tuple[str, ...]:
    """Whom the title of an article names that comes back to it, other than somebody; empty for nobody."""
    others = [other for other in find_names(title) if not is_place(other) and not mentions(other, name)]
    return tuple(other for other in others if _times_called(other, whole) >= OFTEN)


@lru_cache(maxsize=512)  # each sentence of an article asks
def _is_passing(name: str, title: str, whole: str) -> bool:
    """Whether an article names somebody only in passing, who is no site and no person of those that it is about."""
    last = re.escape(name.rsplit(maxsplit=1)[-1])
    told = sum(_names_it(name, sentence, whole) for sentence in _SENTENCE.split(whole))
    if not 0 < told < OFTEN or re.search(rf"\b(?:Mr|Mrs|Ms|Dr|Sir)\.?\s+{last}\b", whole, re.IGNORECASE):
        return False
    if re.search(rf"\b(?:[Aa]t|[Ii]n|[Tt]he)\s+{re.escape(name)}\b", whole, re.IGNORECASE):
        return False  # a mine, a shopping centre
    opening = "\n".join([part for part in re.split(r"\n\s*", f"{title}\n{whole}") if part.strip()][: OPENING + 1])
    return bool(_main(name, title, whole)) or not _names_it(name, opening, whole)


def asked_of(question: Question) -> str:
    """Whose figure a question asks for: who does what it asks, who owns it, or the only one that it names.

    Args:
        question: The question.
    """
    doer = doer_of(question)
    owners = [name for name in question.entities if _WHOSE.match(question.text, _behind(name, question.text))]
    if doer or len(owners) == 1:
        return doer or owners[0]
    return question.entities[0] if len(question.entities) == 1 else ""


def _behind(name: str, text: str) -> int:
    at = text.find(name)
    return at + len(name) if at >= 0 else len(text)


@lru_cache(maxsize=512)  # each sentence of an article asks
def _times_called(name: str, article: str) -> int:
    """In how many sentences an article calls somebody by a name."""
    return sum(called(name, sentence) for sentence in _SENTENCE.split(article))


def is_of_another_model(question: Question, item: ReadSentence) -> bool:
    """Whether a question names a thing by a number, and a sentence speaks of the same thing by others only.

    What the fourth Zephyr cost is not what the fifth will: "Zephyr 4" is not "Zephyr 5".

    Args:
        question: The question.
        item: The sentence.
    """
    for match in _MODEL.finditer(question.text):
        name, number = match.group("name"), match.group("number")
        said = re.findall(rf"\b{re.escape(name)}[\s-](\d{{1,4}}[a-z]?)\b", item.sentence.text, re.IGNORECASE)
        if said and number.lower() not in {other.lower() for other in said} and _is_name(name, item.sentence.text):
            return True
    return False


def _is_name(word: str, text: str) -> bool:
    return any(word.lower() in name.lower().split() for name in find_names(text))


_BESIDE = re.compile(r"\s(?:and|or|vs|versus)\b")


def of_most_names(question: Question, named: Sequence[ReadSentence], article: Article) -> Sequence[ReadSentence]:
    """Only sentences of the articles that hold the most of a question's names; all where it sets names side by side.

    Args:
        question: The question.
        named: Sentences about one of the names at least.
        article: The text of a sentence's article.
    """
    names = question.entities
    if len(names) < 2:
        return named
    beside = (re.search(rf"{re.escape(name)}(?:['’]s)?,?\s+(?:and|or|vs|versus)\b", question.text) for name in names)
    if _BESIDE.search(question.text) and any(beside):
        return named
    held: dict[str, int] = {}
    for item in named:
        path = item.hit.source.path
        if path not in held:
            held[path] = sum(called(name, f"{item.hit.source.title}\n{article(item)}") for name in names)
    most = max(held.values(), default=0)
    return within([item for item in named if held[item.hit.source.path] == most], named)


def owned_by(question: Question, item: ReadSentence) -> bool:
    """Whether a figure of the expected type in a sentence can be somebody's that the question names.

    Args:
        question: The question.
        item: The sentence.
    """
    if not question.entities or _is_of_the_country(question, item):
        return True
    wanted = question.expects & NUMERIC or {Expects.MONEY}
    return any(
        owned(quantity, item, question.entities)
        for quantity in quantities_in(item.sentence.text)
        if any(fits(quantity, kind) for kind in wanted)
    )


def _is_of_the_country(question: Question, item: ReadSentence) -> bool:
    """Whether a question names only countries, and a sentence of an article about them names nobody else.

    "The tourism industry is booming" in an article about Turkey is Turkey's.
    """
    if not all(is_place(name) for name in question.entities):
        return False
    around = f"{item.hit.source.title}\n{item.hit.passage.text}"
    others = (name for name in find_names(item.sentence.text) if not item.sentence.text.startswith(name))
    return any(called(name, around) for name in question.entities) and not any(others)


def owned(quantity: Quantity, item: ReadSentence, names: Sequence[str]) -> bool:
    """Whether a quantity of a sentence can belong to one of these names.

    Args:
        quantity: The quantity, its span counted from the sentence's start.
        item: The sentence.
        names: The names.
    """
    if quantity.span is None:
        return False
    passage = item.hit.passage
    place = Place(
        _EPITHET.sub(lambda match: match.group().lower(), item.sentence.text),
        quantity.span.start,
        quantity.span.end,
        passage.text[: item.sentence.start - passage.start],
        f"{item.hit.source.title}\n{passage.heading}",
    )
    return any(belongs(place, name) for name in names)
