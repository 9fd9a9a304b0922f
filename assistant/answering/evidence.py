"""Which of the judged sentences may answer, and why none may.

The checks here are what stands between a reader's score and a claim: the right name, the
right metric, the right period, the right type. A sentence that fails one may be shown as the
nearest thing found, never as the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.persons import says_who
from assistant.datatypes import Expects, Quantity, Question, ReadSentence, Reason, ReasonCode
from assistant.figures.attribution import attribute
from assistant.figures.firmness import is_supposed
from assistant.figures.metrics import Match, satisfies
from assistant.figures.names import find_names, mentions
from assistant.figures.ownership import Place, belongs
from assistant.figures.periods import find_periods, years_in
from assistant.reading.types import fits, quantities_in

STRICT_METRICS = ("revenue", "profit", "loss", "valuation", "market-value", "ebitda", "margin")
"""Metrics, with all their kinds, whose figure must stand in a sentence that names the metric."""

NUMERIC = frozenset({Expects.MONEY, Expects.PERCENT, Expects.COUNT})
FALL = 3.0
"""How far below the best sentence the best one that passes a check may score."""

_INCIDENTAL = re.compile(
    r"\bearn\w* from\b|\bwith-profits\b|\bprofit warning\b|\b(?!net |operating |pre-?tax |annual |quarterly |trading "
    r"|full-year |record |big |large |total |group )[a-z]+ losses\b|\b(?:worth|value) of\b",
)
"""Words of a metric that are not what a question asks for."""

_DEAL_ASKED = re.compile(
    r"\b(?:buy|buys|bought|acquir\w+|purchas\w+|tak(?:e|es|en|ing) over|took over|(?:pay|pays|paid) for)\b",
    re.IGNORECASE,
)
_DEAL = re.compile(
    r"\b(?:buy\w*|bought|acqui\w+|purchas\w+|tak(?:e|es|en|ing)[ -]?over\w*|took over|takeovers?|merg\w+|bids?|bidding"
    r"|offer\w*|deals?|pa(?:y|ys|id|yment\w*)|cost\w*|spen[dt]\w*|price\w*|fees?|stakes?|sold|sell\w*|sales? of"
    r"|invest\w*|own(?:s|ed|er\w*)?|swallow\w*|snap\w+ up|won control)\b",
    re.IGNORECASE,
)
"""Words of a purchase: a passage without any of them does not tell of one, whosever figures it gives."""

_PAYS = re.compile(
    r"(?:[a-z]+\s+){0,2}?(?:(?:invest|commit|pledg|purchas|acquir|contribut|provid|fund|lend|loan|buy|pay|spend|offer|giv)\w*"
    r"|bought|paid|lent|spent|put|gave)\b",
    re.IGNORECASE,
)
_OF_THE_DEAL = re.compile(
    r"\b(?:its?|they|their|(?:the|this|that) (?:[\w-]+ )?(?:deal|bid|offer|takeover|acquisition|purchase|sale|company"
    r"|firm|group|business|unit|price|sum|amount|money|investment|commitment|stake|agreement|difference"
    r"|figures?|[$£€]\d[\d.,]*\s*\w*))\b",
    re.IGNORECASE,
)
_AMOUNTS = frozenset({Expects.MONEY, Expects.PERCENT})
"""Types of answer that are told by their units: a sentence without such an amount cannot be the answer."""
_AMOUNT_ASKED = re.compile(r"\W*(?:what|how much)\b", re.IGNORECASE)
_DOES = re.compile(r"\b(?:did|does|do|has|have|had|will|would|is|are|was|were)\s+(?:the\s+)?", re.IGNORECASE)
_YEAR_ASKED = re.compile(r"\b(?:as a whole|full[- ]year|whole (?:year|of)|annual|for the year)\b", re.I)
_QUARTER = re.compile(
    r"\b(?:first|second|third|fourth|final|latest)[- ]quarter\b|\bquarterly\b|\bthree months\b|\bq[1-4]\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|would|expect\w*|forecast\w*|project\w*|predict\w*|target\w*|outlook|plan\w*|aim\w*|hope\w*|next|by|might|may|could|january"
    r"|february|march)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sentences that may answer, or the reason why none may."""

    sentences: tuple[ReadSentence, ...]
    reason: Reason | None = None


def judge(
    question: Question, read: Sequence[ReadSentence], unknown: Sequence[str], text_of: Callable[[str], str]
) -> Verdict:
    """Choose the sentences that may answer.

    Args:
        question: The question, understood.
        read: Sentences judged by a reader, best first.
        unknown: Names of the question that no article mentions.
        text_of: The text of an article by its path.
    """
    if unknown:
        return _declined(ReasonCode.WRONG_ENTITY, f"no article mentions {_listed(unknown)}")
    if not read:
        return _declined(ReasonCode.NO_EVIDENCE, "no article comes near the question")
    named = [item for item in read if about(question, item)]
    if question.entities and _fell(named, read):
        return _declined(ReasonCode.WRONG_ENTITY, f"the closest passages are not about {_listed(question.entities)}")
    paths = {item.hit.source.path for item in named} if question.years else set()
    texts = {path: text_of(path) for path in paths}
    timely = [item for item in named if in_period(question, item, texts.get(item.hit.source.path, ""))]
    if question.years and _fell(timely, named):
        asked = _listed([str(year) for year in question.years])
        return _declined(ReasonCode.WRONG_PERIOD, f"no figure found is of {asked}")
    return _of_the_kind(question, timely)


def _of_the_kind(question: Question, timely: Sequence[ReadSentence]) -> Verdict:
    """Only sentences that hold what is asked for: a payment, a figure of a metric, a purchase, a person."""
    payer = _payer(question)
    if payer and _asks_for_amount(question):
        timely = [item for item in timely if not _is_between_others(question, item.sentence.text)]
        if not _holds_amount(question, timely):
            why = f"no article found gives an amount that “{payer}” paid or promised"
            return _declined(ReasonCode.NO_EVIDENCE, why)
    strict = strict_metrics(question)
    if strict:
        return _with_metric(question, timely, strict)
    if question.expects and question.expects <= _AMOUNTS and not _holds_amount(question, timely):
        whose = f" for {_listed(question.entities)}" if question.entities else ""
        return _declined(ReasonCode.NO_EVIDENCE, f"no article found gives such an amount{whose}")
    return _with_deal(question, timely) if _DEAL_ASKED.search(question.text) else _with_person(question, timely)


def _with_deal(question: Question, read: Sequence[ReadSentence]) -> Verdict:
    """Only sentences of passages that speak of a purchase, where a question asks about one."""
    kept = [item for item in read if _DEAL.search(item.hit.passage.text)]
    if not kept:
        return _declined(ReasonCode.NO_EVIDENCE, "no article found speaks of such a purchase")
    return _with_person(question, kept)


def _with_person(question: Question, read: Sequence[ReadSentence]) -> Verdict:
    """Only sentences that can say who, where a question asks for nothing but that."""
    if question.expects != {Expects.PERSON}:
        return Verdict(tuple(read))
    kept = tuple(item for item in read if says_who(question, item.sentence.text))
    return Verdict(kept) if kept else _declined(ReasonCode.NO_EVIDENCE, "no article found says who")


def _fell(kept: Sequence[ReadSentence], of: Sequence[ReadSentence]) -> bool:
    """Whether what a check left is so much worse that the check has removed the answer itself.

    The rules alone decide: whether a question is declined is not the trained reader's to say.
    """
    return not kept or max(item.by_rules for item in kept) < max(item.by_rules for item in of) - FALL


def strict_metrics(question: Question) -> tuple[str, ...]:
    """The metrics of the question that an answer must name."""
    numeric = question.expects & NUMERIC
    if numeric == {Expects.PERCENT} and "margin" not in question.metrics:
        return ()  # "what share of turnover": the metric is what the share is of
    if not numeric or _INCIDENTAL.search(question.text):
        return ()
    return tuple(
        metric
        for metric in question.metrics
        if any(satisfies(strict, metric) is Match.EXACT for strict in STRICT_METRICS)
    )


def _with_metric(question: Question, read: Sequence[ReadSentence], metrics: tuple[str, ...]) -> Verdict:
    """Only sentences that give a figure of the metric, of the right name."""
    kept = [item for item in read if gives_metric(question, item, metrics)]
    owned = [item for item in kept if owned_by(question, item)]
    if owned:
        if not is_supposed(question.text) and not find_periods(question.text):  # reported before what would be
            owned.sort(key=lambda item: item.sentence.text.startswith("If "))
        return Verdict(tuple(owned))
    names = " ".join(metric.replace("-", " ") for metric in metrics)
    whose = f" of {_listed(question.entities)}" if question.entities else ""
    code = ReasonCode.WRONG_ENTITY if kept and question.entities else ReasonCode.NO_EVIDENCE
    return _declined(code, f"no article found gives a figure for the {names}{whose}")


def gives_metric(question: Question, item: ReadSentence, metrics: Sequence[str]) -> bool:
    """Whether a sentence gives a figure of one of the metrics, of the expected type."""
    wanted = question.expects & NUMERIC or {Expects.MONEY}
    if "margin" not in metrics and Expects.MONEY in wanted:
        wanted = frozenset({Expects.MONEY})
    return any(
        any(satisfies(asked, found.metric) is not Match.NO for asked in metrics)
        for found in attribute(item.sentence.text, "")
        if any(fits(found.quantity, kind) for kind in wanted)
    )


def about(question: Question, item: ReadSentence) -> bool:
    """Whether a sentence's passage or title names something that the question names.

    Of several names, whoever pays must be there: what Google invests in a firm is not what Microsoft did.
    """
    if not question.entities:
        return True
    text = f"{item.hit.source.title}\n{item.hit.passage.heading}\n{item.hit.passage.text}"
    payer = _payer(question)
    return any(mentions(name, text) for name in question.entities) and (not payer or mentions(payer, text))


def _payer(question: Question) -> str:
    """Who pays whom, where a question names both; empty for any other question."""
    if len(question.entities) < 2:
        return ""
    for match in _DOES.finditer(question.text):
        rest = question.text[match.end() :]
        for name in question.entities:
            if rest.startswith(f"{name} ") and _PAYS.match(rest, len(name) + 1):
                return name
    return ""


def _is_between_others(question: Question, sentence: str) -> bool:
    """Whether a sentence with an amount names one of those whom a question names and somebody else, or neither.

    What Verizon pays for MCI, and what SBC pays for AT&T, are not what Verizon pays for AT&T.
    """
    named = [name for name in question.entities if mentions(name, sentence)]
    if len(named) > 1 or not any(fits(quantity, Expects.MONEY) for quantity in quantities_in(sentence)):
        return False
    if not named:  # it may speak of them without their names, but then it speaks of them
        return not _OF_THE_DEAL.search(sentence)
    others = (other for other in find_names(sentence) if not sentence.startswith(other))
    return any(not mentions(named[0], other) and not mentions(other, named[0]) for other in others)


def _asks_for_amount(question: Question) -> bool:
    """Whether a question about a payment asks how large it is, and not why or when it is made."""
    return bool(_AMOUNT_ASKED.match(question.text)) and not question.expects - NUMERIC - {Expects.ANY}


def _holds_amount(question: Question, read: Sequence[ReadSentence]) -> bool:
    """Whether any sentence holds an amount of the kind that is asked for."""
    wanted = question.expects & NUMERIC or {Expects.MONEY}
    return any(fits(q, kind) for item in read for q in quantities_in(item.sentence.text) for kind in wanted)


def owned_by(question: Question, item: ReadSentence) -> bool:
    """Whether a figure of the expected type in a sentence can be somebody's that the question names."""
    if not question.entities:
        return True
    wanted = question.expects & NUMERIC or {Expects.MONEY}
    return any(
        owned(quantity, item, question.entities)
        for quantity in quantities_in(item.sentence.text)
        if any(fits(quantity, kind) for kind in wanted)
    )


def owned(quantity: Quantity, item: ReadSentence, names: Sequence[str]) -> bool:
    """Whether a quantity of a sentence can belong to one of these names."""
    if quantity.span is None:
        return False
    passage = item.hit.passage
    place = Place(
        item.sentence.text,
        quantity.span.start,
        quantity.span.end,
        passage.text[: item.sentence.start - passage.start],
        f"{item.hit.source.title}\n{passage.heading}",
    )
    return any(belongs(place, name) for name in names)


def in_period(question: Question, item: ReadSentence, article: str) -> bool:
    """Whether a sentence can be about the years, and the kind of period, that the question names.

    A figure in a sentence that names a year is of that year. One in a sentence that names none is
    of the article's present: the year of publication or the one before it, or, for an undated
    article, the latest year that it mentions (and the one before that, when it may be looking ahead).
    """
    text = item.sentence.text
    numeric = bool(question.expects & NUMERIC)
    whole_year = numeric and _YEAR_ASKED.search(question.text)
    if whole_year and _QUARTER.search(text) and not re.search(r"\b(?:year|annual)", text, re.IGNORECASE):
        return False
    own = set(years_in(text))
    if not question.years or own & set(question.years):
        return True
    published = item.hit.source.published
    if not numeric:  # the words decide; but nobody reports a year that has not begun
        return published is None or any(year <= published.year + 1 for year in question.years)
    if own and strict_metrics(question):
        return False
    around = set(years_in(article))
    return any(year in _present(article, around, published) for year in question.years) or (
        not around and published is None and not strict_metrics(question)
    )


def _present(article: str, around: set[int], published: date | None) -> set[int]:
    """The years that a figure without a year can be of."""
    if published is not None:
        return {published.year, published.year - 1}
    if not around:
        return set()
    latest = max(around)
    ahead = any(str(latest) in text and _AHEAD.search(text) for text in re.split(r"(?<=[.!?])\s", article))
    return {latest, latest - 1, latest + 1} if ahead else {latest, latest + 1}


def _declined(code: ReasonCode, text: str) -> Verdict:
    return Verdict((), Reason(code, text))


def _listed(names: Sequence[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)
