"""Which metrics a question asks a figure of, and which sentences give one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.counted import asked_count
from assistant.answering.expecting import RATES
from assistant.answering.narrowing import NUMERIC, before, gives
from assistant.answering.outlook import asks_ahead
from assistant.datatypes import Expects, Question, ReadSentence
from assistant.figures.attribution import Attributed, attribute
from assistant.figures.metrics import Match, find_metrics, satisfies
from assistant.figures.metrics import metric as metric_by_id
from assistant.reading.stems import stem, stem_set
from assistant.reading.types import fits, quantities_in

STRICT_METRICS = ("revenue", "profit", "loss", "valuation", "market-value", "ebitda", "margin")
"""Metrics, with all their kinds, whose figure must stand in a sentence that names the metric."""

_TOLD = frozenset(
    [
        "wage",
        "dividend",
        "debt",
        "assets",
        "deposits",
        "earnings-per-share",
        "fuel-cost",
        "budget-deficit",
        "exports",
        "imports",
        "savings",
        "fine",
    ]
)
"""Metrics that are told by few words: an amount in a passage that says none of them is of something else."""
_MONEY_WORDS = (
    ("income", "income", "earn", "revenue", "pay"),
    ("salary", "salary", "pay", "wage", "earn", "paid"),
    ("bonus", "bonus", "reward"),
    ("premium", "premium"),
    ("rent", "rent", "lease"),
    ("royalties", "royalty"),
    ("fee", "fee", "commission", "charge"),
    ("pension", "pension"),
)
"""Amounts of money that are no metrics, each with the words that articles call them by."""
_AMOUNT_ASKED = re.compile(
    r"\b(?:what|which|how\s+(?:big|large|much|high))\s+(?:(?:of|a|an|the|was|is|were|are|in)\s+){0,3}(?:[\w-]+\s+)?"
    r"(?P<what>bonus(?:es)?|premium|rent|ransom|royalt(?:y|ies)|commission|subsid(?:y|ies)|grant|compensation|deposit|levy|pension"
    r"|reward|loan|penalty)\b",
    re.IGNORECASE,
)
"""Amounts that are asked for by the word that articles call them by."""
_PASSIVE = re.compile(r"\b(?:was|is|were|are|be|get|gets|got|being)\b", re.IGNORECASE)
_PAY = re.compile(
    r"\b(?:paid|pay|pays|salar(?:y|ies)|wages?|earns?|earned|bonus|package|remuneration|compensation)\b", re.I
)
"""What tells of somebody's pay."""
_EARNS = re.compile(r"\s+(?:(?P<loss>los[et])|earn(?:ed)?)\b", re.IGNORECASE)
_LOST = re.compile(r"\blos(?:t|e|es|ing)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
"""What makes an amount a loss that no noun calls so."""
_ORDERED = re.compile(
    r"\b(?:orders?|contracts?|agreements?|projects?|programmes?|packages?|purchases?)\b[^.;]{0,120}$", re.I
)
_INCIDENTAL = re.compile(
    r"\b(?:contract|deal|order|bid|offer) (?:value|worth)\b|\bearn\w* from\b|\bwith-profits\b|\bprofit warning\b"
    r"|\b(?!net |operating |pre-?tax |annual |quarterly |trading |full-year |record |big |large |total |group )"
    r"[a-z]+ losses\b|\b(?:worth|value) of\b",
)
"""Words of a metric that are not what a question asks for."""


def _words(text: str) -> list[str]:
    return text.split()


_PART = re.compile(
    r"\b(?P<part>[a-z]{3,}(?:-[a-z]+)?)\s+(?:business|division|unit|arm|segment|operations|branch|side of)\b",
    re.IGNORECASE,
)
_ANY_PART = frozenset(
    _words(
        "the its their his her this that whole entire core main new own overall each every any which what other total"
        " big small large biggest largest smallest fastest family per and or continuing discontinued world whose"
        " underlying group"
    )
)
"""Words before "business" that name no part of one."""


def strict_metrics(question: Question) -> tuple[str, ...]:
    """The metrics of the question that an answer must name.

    Args:
        question: The question.
    """
    numeric = question.expects & NUMERIC
    if numeric == {Expects.PERCENT} and "margin" not in question.metrics:
        return ()  # "what share of turnover": the metric is what the share is of
    if not numeric or _INCIDENTAL.search(question.text):
        return ()
    if numeric == {Expects.COUNT} and asked_count(question.text).noun:
        return ()  # "how many countries live on such earnings": the metric says which of them
    metrics = question.metrics or _made(question)
    return tuple(
        metric for metric in metrics if any(satisfies(strict, metric) is Match.EXACT for strict in STRICT_METRICS)
    )


def _made(question: Question) -> tuple[str, ...]:
    """The metric of a question what somebody earned or lost, which names none."""
    if Expects.MONEY not in question.expects:
        return ()
    for name in question.entities:
        _, _, behind = question.text.partition(name)
        match = _EARNS.match(behind)
        if match is not None:
            return ("loss",) if match.group("loss") else ("profit",)
    return ()


def gives_metric(question: Question, item: ReadSentence, metrics: Sequence[str]) -> bool:
    """Whether a sentence gives a figure of one of the metrics, of the expected type.

    Args:
        question: The question.
        item: The sentence.
        metrics: Ids of metrics.
    """
    wanted = question.expects & NUMERIC or {Expects.MONEY}
    if "margin" not in metrics and Expects.MONEY in wanted:
        wanted = frozenset({Expects.MONEY})
    figures = [
        found
        for found in attribute(item.sentence.text, before(item) if asks_ahead(question) else "")
        if not _is_worth_of_order(found, item.sentence.text)
        if "/" not in found.quantity.unit and any(fits(found.quantity, kind) for kind in wanted)
    ]
    can_be = {metric for found in figures for metric in _can_be(found, item.sentence.text)}
    return any(satisfies(asked, metric) is not Match.NO for asked in metrics for metric in can_be)


_COST_ASKED = re.compile(r"\bcosts?\b", re.IGNORECASE)
_RAISED = re.compile(r"\b(?:raised?|raising|attract\w*|borrow\w*)\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE)


def is_raised(question: Question, item: ReadSentence) -> bool:
    """Whether a question asks what something costs, and all money of a sentence is what somebody raised.

    Args:
        question: The question.
        item: The sentence.
    """
    if not _COST_ASKED.search(question.text):
        return False
    text = item.sentence.text
    money = [q for q in quantities_in(text) if q.span is not None and fits(q, Expects.MONEY)]
    return bool(money and money[0].span and _RAISED.search(text[: money[0].span.start]))


def asked_part(question: Question) -> str:
    """The word for the part of a company of which a question asks a figure: the metals of "its metals business".

    Args:
        question: The question.

    Returns:
        Empty where it asks for none, or by a word that says nothing of what the part does.
    """
    match = _PART.search(question.text)
    word = match.group("part").lower() if match is not None else ""
    return "" if word in _ANY_PART or any(word in name.lower().split() for name in question.entities) else word


def is_of_part(part: str, item: ReadSentence) -> bool:
    """Whether a sentence, what stands right before it or above it speaks of a part of a company.

    Args:
        part: Its word, as ``asked_part`` gives it.
        item: The sentence.
    """
    passage = item.hit.passage
    return stem(part) in stem_set(f"{item.hit.source.title} {passage.heading} {before(item)} {item.sentence.text}")


def _is_worth_of_order(found: Attributed, sentence: str) -> bool:
    """Whether what is called worth an amount is an order or a deal, and nobody's value."""
    if found.at is None or sentence[found.at[0] : found.at[1]].lower() not in ("worth", "valued", "value"):
        return False
    return _ORDERED.search(sentence[: found.at[0]]) is not None


def _can_be(found: Attributed, sentence: str) -> tuple[str, ...]:
    """The metrics that a figure can be of: its nearest, or the sentence's others where that counts and it is money."""
    if found.quantity.span is not None and _LOST.search(sentence[: found.quantity.span.start]):
        return ("loss",)
    known = metric_by_id(found.metric)
    if known is None or known.dimension != "count" or not fits(found.quantity, Expects.MONEY):
        return (found.metric,)
    return tuple(mention.metric for mention in find_metrics(sentence) if mention.metric != found.metric)


def told_metrics(question: Question) -> tuple[str, ...]:
    """The metrics of a question that articles call by their name where they give a figure.

    Args:
        question: The question.
    """
    of_kind = {Expects.MONEY: _TOLD, Expects.PERCENT: RATES}
    kinds = [known for kind, known in of_kind.items() if question.expects == {kind}]
    metrics = [metric for known in kinds for metric in question.metrics if metric in known]
    # A payout is a dividend in a company's results, and much else anywhere else.
    return tuple(metric for metric in metrics if metric != "dividend" or "dividend" in question.text.lower())


def not_spoken_of(question: Question, read: Sequence[ReadSentence]) -> str:
    """What a question asks an amount of that the passages of no sentence name, in words; empty where they do.

    Args:
        question: The question.
        read: The sentences.
    """
    asked = told_metrics(question)
    if asked and not any(_speaks_of(asked, item) for item in read if gives(question.expects, item)):
        return asked[0].replace("-", " ")
    if question.expects != {Expects.MONEY}:
        return ""
    paid = any(re.search(rf"\b{re.escape(name)}\s+paid\b(?!\s+for)", question.text) for name in question.entities)
    if paid and _PASSIVE.search(question.text) and not any(_PAY.search(item.hit.passage.text) for item in read):
        return "pay"
    words = stem_set(question.text)
    for word, *forms in _MONEY_WORDS:
        if stem(word) in words and not any(stem_set(item.hit.passage.text) & set(map(stem, forms)) for item in read):
            return word
    return ""


def names_amount(question: Question, item: ReadSentence) -> bool:
    """Whether a sentence, or the one before it, says the word for the amount that a question asks: a bonus, a fee.

    Args:
        question: The question.
        item: The sentence.

    Returns:
        True where the question asks by no such word.
    """
    match = _AMOUNT_ASKED.search(question.text) if question.expects == {Expects.MONEY} else None
    if match is None:
        return True
    return stem(match.group("what").lower()) in stem_set(f"{before(item)} {item.sentence.text}")


def _speaks_of(metrics: Sequence[str], item: ReadSentence) -> bool:
    text = f"{before(item)}\n{item.sentence.text}".lower()
    said = {mention.metric for mention in find_metrics(text)}
    return any(satisfies(asked, metric) is not Match.NO for asked in metrics for metric in said)
