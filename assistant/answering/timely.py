"""Whether a sentence is of the time that a question asks about: its years, and the part of the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from assistant.answering import scope
from assistant.answering.measured import strict_metrics
from assistant.answering.narrowing import FALL_FAR, NUMERIC, Article, before, fell
from assistant.answering.outlook import asks_ahead
from assistant.datatypes import MONTHS, Question, ReadSentence
from assistant.figures.periods import years_in

_YEAR_ASKED = re.compile(r"\b(?:as a whole|full[- ]year|whole (?:year|of)|annual|for the year)\b", re.I)
_PART = re.compile(
    r"\b(?:first|second|third|fourth|final|latest)[- ](?:quarter|half)\b|\bquarterly\b|\b(?:three|six|nine) months\b"
    r"|\bq[1-4]\b|\bhalf[- ]year(?:ly)?\b|\binterim\b|\bh[12]\b",
    re.I,
)
"""Parts of a year, whose amounts are not the year's."""
_EARLIER = re.compile(
    r"\b(?:(?:a|one|the) year (?:earlier|ago|before)|(?:last|previous|prior|the same|this) year|year[- ](?:on|over)"
    r"[- ]year|year-(?:earlier|ago)|financial year|half[- ]year(?:ly)?|half of (?:the|its) (?:financial )?year)\b",
    re.IGNORECASE,
)
"""What a quarter is held against: no year that a figure is of."""
_THIS_YEAR = re.compile(r"\b(?:this|current|so far)\b.{0,20}\byear\b|\byear to date\b|\bso far\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:year|annual)", re.IGNORECASE)
_OVER_TWO = re.compile(r"\b(?P<first>(?:19|20)\d\d)[-–/](?P<last>\d\d)\b")
"""A season, or a business year that begins in one year and ends in the next."""
_MONTH = re.compile(rf"\b(?:(?!may\b)(?:{'|'.join(MONTHS)})|(?<=\bin )may|(?-i:May))\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s")
SPRING = 4
"""The last month in which what is reported is mostly of the year before."""
_AHEAD = re.compile(
    r"\b(?:will|would|expect\w*|forecast\w*|project\w*|predict\w*|target\w*|outlook|plan\w*|aim\w*|hope\w*|next|by|might|may|could|january"
    r"|february|march)\b",
    re.IGNORECASE,
)


def of_the_years(question: Question, named: Sequence[ReadSentence], article: Article) -> list[ReadSentence]:
    """The sentences that can be of the years that a question names; all of them where it names none.

    Args:
        question: The question.
        named: Sentences about whom it names.
        article: The text of a sentence's article.
    """
    question = replace(question, years=_with_second(question))
    timely = [
        item
        for item in named
        if in_period(question, item, article(item) if question.years or asks_whole_year(question) else "")
    ]
    if not question.years:
        return timely
    dated = [item for item in timely if not _of_no_known_year(item, article(item))]
    said = {year for item in named for year in _years_of(article(item))} if len(dated) < len(timely) else set()
    near = any(year - 1 <= asked <= year + 1 for asked in question.years for year in said)
    # Where the articles are of other years, one that names none is likelier of theirs.
    return dated if said and not near else timely


def _with_second(question: Question) -> tuple[int, ...]:
    """The years of a question; of a season or a business year over two, both: 2024-25."""
    over = (
        int(match.group("first")) // 100 * 100 + int(match.group("last")) for match in _OVER_TWO.finditer(question.text)
    )
    return tuple(dict.fromkeys((*question.years, *(year for year in over if year - 1 in question.years))))


def of_the_part(question: Question, timely: list[ReadSentence], article: Article) -> list[ReadSentence] | None:
    """The sentences that can be of the half, quarter or month that a question names.

    Args:
        question: The question.
        timely: Sentences of its years.
        article: The text of a sentence's article.

    Returns:
        The sentences; None where those of other parts of the year were the best by far.
    """
    if not question.expects & NUMERIC or not timely:
        return timely
    ahead = asks_ahead(question)  # "told in October" is when it was told
    kept = [item for item in timely if not scope.is_of_another_part(question.text, item.sentence.text, told=ahead)]
    months = scope.months_asked(question.text)
    in_month = [item for item in kept if scope.names_months(months, article(item))] if months else kept
    if fell(kept, timely) or fell(in_month, kept, FALL_FAR):
        return None
    told = [
        item
        for item in in_month
        if scope.names_part(question.text, f"{item.hit.source.title}\n{item.hit.passage.text}")
    ]
    return None if fell(told, in_month, FALL_FAR) else told


def asks_whole_year(question: Question) -> bool:
    """Whether a question asks for an amount of a whole year, and says so.

    Args:
        question: The question.
    """
    return bool(question.expects & NUMERIC and _YEAR_ASKED.search(question.text))


def _told_when(item: ReadSentence, article: str) -> str:
    """A sentence, or the one before it in its paragraph that says of when, if it says nothing of that itself."""
    sentences = item.hit.passage.sentences
    paragraph = article.rfind("\n", 0, item.sentence.start) + 1
    for sentence in reversed(sentences[: sentences.index(item.sentence) + 1]):
        if sentence.start < paragraph:
            break
        own = _EARLIER.sub(" ", sentence.text)
        if _PART.search(own) or _YEAR.search(own) or years_in(own):
            return sentence.text
    return item.sentence.text


def in_period(question: Question, item: ReadSentence, article: str) -> bool:
    """Whether a sentence can be about the years, and the kind of period, that the question names.

    A figure in a sentence that names a year is of that year. One in a sentence that names none is
    of the article's present: the year of publication or the one before it, or, for an undated
    article, the latest year that it mentions (and the one before that, when it may be looking ahead).

    Args:
        question: The question.
        item: The sentence.
        article: The text of its article.
    """
    text = item.sentence.text
    numeric = bool(question.expects & NUMERIC)
    whole_year = asks_whole_year(question)
    if whole_year and _PART.search(told := _told_when(item, article)) and not _YEAR.search(_EARLIER.sub(" ", told)):
        return False
    own = set(years_in(text))
    if not question.years or own & set(question.years):
        return True
    published = item.hit.source.published
    if not numeric:  # the words decide; but nobody reports a year that has not begun
        return published is None or any(year <= published.year + 1 for year in question.years)
    if own and strict_metrics(question):
        return False
    if not own and published is not None and _is_unfinished(question, text, published.year):
        return False
    around = _years_of(article)
    return any(year in _present(article, around, published) for year in question.years) or (
        not around and published is None and not strict_metrics(question)
    )


def _is_unfinished(question: Question, text: str, year: int) -> bool:
    """Whether a result of the whole year that an article is of is asked for, which no sentence of then can give."""
    return (
        set(question.years) == {year}
        and bool(strict_metrics(question))
        and not scope.asks_part(question.text)
        and not _AHEAD.search(text)
        and not _THIS_YEAR.search(text)
    )


def looks_back(year: int, article: str, published: date | None) -> bool:
    """Whether an article's own figures are of a later year than one, which they can lead back to.

    Args:
        year: The year that is asked for.
        article: The text of the article.
        published: Its day.
    """
    if published is not None:  # in spring papers report the year before
        return year == published.year - (2 if published.month <= SPRING else 1)
    told = {found for text in _SENTENCE.split(article) if not _AHEAD.search(text) for found in years_in(text)}
    return (not told or year < max(told)) and not _tells_of(year, article)


_COMPARED = re.compile(
    r"\b(?:from|on|over|than|against|versus|since|until|before|compared (?:with|to)|comparison (?:with|to))\s"
    r"(?:\S+\s){0,4}$"
)
"""What stands before a year that figures are only compared with: "up 2.6% on 2003", "from £3m in 2003"."""


def _tells_of(year: int, article: str) -> bool:
    """Whether an article names a year as that of what it reports: its figures without a year may be of it."""
    return any(
        not _COMPARED.search(article, max(0, at.start() - 40), at.start())
        for at in re.finditer(rf"\b{year}\b", article)
    )


@lru_cache(maxsize=64)  # each sentence of an article asks
def _years_of(article: str) -> frozenset[int]:
    return frozenset(years_in(article))


def _of_no_known_year(item: ReadSentence, article: str) -> bool:
    """Whether nothing says of when a sentence is: neither it nor its article names a year, and it has no day."""
    return item.hit.source.published is None and not _years_of(article)


@lru_cache(maxsize=64)
def _present(article: str, around: frozenset[int], published: date | None) -> frozenset[int]:
    """The years that a figure without a year can be of."""
    if published is not None:
        return frozenset({published.year, published.year - 1})
    if not around:
        return frozenset()
    sentences = _SENTENCE.split(article)
    told = {year for text in sentences if not _AHEAD.search(text) for year in years_in(text)}
    latest = max(around)
    if told and latest > max(told) + 1:  # what is planned for 2008 does not say when an article was written
        latest = max(told)
    ahead = any(str(latest) in text and _AHEAD.search(text) for text in sentences)
    return frozenset({latest, latest - 1, latest + 1} if ahead else {latest, latest + 1})


def month_left_out(text: str, items: Sequence[ReadSentence]) -> str:
    """The one month of a question that none of some sentences is of; empty where it names none, or several.

    A sentence is of a month that it, the one before it or what it stands under names, or in which its article appeared;
    of the one that its passage names till there, or of any where that names none and its article no day.

    Args:
        text: The question.
        items: What a calculation takes its figures from; none where the question gives them all.
    """
    months = {match.group().title() for match in _MONTH.finditer(text)}
    month = months.pop() if len(months) == 1 else ""
    return month if items and month and not any(_is_of_month(month, item) for item in items) else ""


def _is_of_month(month: str, item: ReadSentence) -> bool:
    source, passage = item.hit.source, item.hit.passage
    if source.published is not None and source.published.month == MONTHS.index(month) + 1:
        return True
    told = f"{source.title} {passage.heading} {before(item)} {item.sentence.text}"
    lead = passage.text[: item.sentence.start - passage.start]
    named = {match.group().title() for match in _MONTH.finditer(lead)}
    undated = source.published is None and not _MONTH.search(passage.text)
    return month in told or named == {month} or undated
