"""Who pays whom: what Verizon offers for MCI is neither what Qwest offers nor what MCI does."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.called import is_place
from assistant.answering.narrowing import NUMERIC
from assistant.datatypes import Expects, Question
from assistant.figures.attribution import attribute
from assistant.figures.metrics import Match, find_metrics, satisfies
from assistant.figures.names import find_names, mentions
from assistant.reading.types import fits, quantities_in

DEAL_ASKED = re.compile(
    r"\b(?:buy|buys|bought|acquir\w+|purchas\w+|tak(?:e|es|en|ing) over|took over|(?:pay|pays|paid) for)\b",
    re.IGNORECASE,
)
"""Words of a question about a purchase."""
DEAL = re.compile(
    r"\b(?:buy\w*|bought|acqui\w+|purchas\w+|tak(?:e|es|en|ing)[ -]?over\w*|took over|takeovers?|merg\w+|bids?|bidding"
    r"|offer\w*|deals?|pa(?:y|ys|id|yment\w*)|cost\w*|spen[dt]\w*|price\w*|fees?|stakes?|sold|sell\w*|sales? of"
    r"|invest\w*|own(?:s|ed|er\w*)?|swallow\w*|snap\w+ up|won control)\b",
    re.IGNORECASE,
)
"""Words of a purchase: a passage without any of them does not tell of one, whosever figures it gives."""

SUPPLY = re.compile(r"\b(?:sign\w*|contract\w*|customers?|order\w*|taken|booked|suppl\w+)\b", re.IGNORECASE)
"""Words of goods that somebody buys, who buys no company."""

SOLD_ASKED = re.compile(r"\b(?:(?:sell|sold|go|went|change\s+hands)\s+for|fetch(?:ed)?)\b", re.IGNORECASE)
"""Words of a question for what something was sold at."""
SOLD = re.compile(
    r"\b(?:sold|bought|went|snapped\s+up|changed\s+hands|auctioned|fetch\w*|paid|sale)\b[^.;]{0,60}?[$£€\d]",
    re.IGNORECASE,
)
"""What tells at what something was sold."""

_PAYS = re.compile(
    r"(?:[a-z]+\s+){0,2}?(?:(?:invest|commit|pledg|purchas|acquir|contribut|provid|fund|lend|loan|buy|pay|spend|offer|giv)\w*"
    r"|bought|paid|lent|spent|put|gave)\b(?!\s+(?:up|way|rise)\b)",
    re.IGNORECASE,
)
_OF_THE_DEAL = re.compile(
    r"\b(?:its?|they|their|(?:the|this|that) (?:[\w-]+ )?(?:deal|bid|offer|takeover|acquisition|purchase|sale|company"
    r"|firm|group|business|unit|price|sum|amount|money|investment|commitment|stake|agreement|difference"
    r"|figures?|[$£€]\d[\d.,]*\s*\w*))\b",
    re.IGNORECASE,
)
_SHARES_MOVE = re.compile(
    r"\bshares?\b.{0,60}?\b(?:rose|fell|jumped|climbed|dropped|gained|slipped|closed|touched|traded)\b", re.IGNORECASE
)
_SUM = re.compile(
    r"\b(?:worth|pays?|paying|paid|(?:bid|offer|deal) of|for)\s+(?:\w+\s+){0,2}[$£€A-Z]*\d", re.IGNORECASE
)
"""What is paid, where shares move on the news of it."""
_RESULTS = ("revenue", "profit", "loss", "ebitda", "market-value")
_PAID = re.compile(
    r"\b(?:pa(?:y|ys|id|ying)|offer\w*|bids?|bidding|b(?:uy|uys|ought|uying)|acqui\w+|spen[dt]\w*|costs?|invest(?:s|ed|ing)?"
    r"|deals?|takeovers?|purchas\w+|pric\w+|fees?|lent|lend\w*|loans?|gave|giv\w+|pledg\w+|commit\w*)\b",
    re.IGNORECASE,
)
_AMOUNT_ASKED = re.compile(r"\W*(?:what|how much)\b", re.IGNORECASE)
_DOES = re.compile(r"\b(?:did|does|do|has|have|had|will|would|is|are|was|were)\s+(?:the\s+)?", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"[a-z]\s+(?:from|to|with)\s")


def payer(question: Question) -> str:
    """Who pays whom, where a question names both; empty for any other question.

    Args:
        question: The question.
    """
    return _payer(question.text, question.entities)


@lru_cache(maxsize=64)  # each sentence asks
def _payer(text: str, names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return ""
    for match in _DOES.finditer(text):
        rest = text[match.end() :]
        for name in names:
            if rest.startswith(f"{name} ") and _PAYS.match(rest, len(name) + 1):
                return name
    return ""


def partner_of(question: Question) -> str:
    """From whom or to whom an amount goes, where a question names somebody besides; empty for any other question.

    Args:
        question: The question.
    """
    if len(question.entities) < 2:
        return ""
    if not _TO_SOMEBODY.search(question.text):
        return ""
    others = [name for name in question.entities if not is_place(name)]
    joined = rf"[a-z]\s+(?:from|to|with)\s+(?:the\s+)?(?:{'|'.join(map(re.escape, others))})\b" if others else "$^"
    match = re.search(joined, question.text)
    return next((name for name in others if match and match.group().endswith(name)), "")


def asks_for_amount(question: Question) -> bool:
    """Whether a question about a payment asks how large it is, and not why or when it is made.

    Args:
        question: The question.
    """
    return bool(_AMOUNT_ASKED.match(question.text)) and not question.expects - NUMERIC - {Expects.ANY}


def can_be_payment(question: Question, paying: str, sentence: str) -> bool:
    """Whether a sentence can tell of a payment by one whom a question names to another.

    Args:
        question: The question.
        paying: Who pays.
        sentence: The sentence.
    """
    if not any(fits(quantity, Expects.MONEY) for quantity in quantities_in(sentence)):
        return True
    if _is_between_others(question, sentence) or (_SHARES_MOVE.search(sentence) and not _SUM.search(sentence)):
        return False
    if _is_result(sentence):
        return False
    of_a_deal = DEAL.search(sentence) or _OF_THE_DEAL.search(sentence)
    return bool(of_a_deal) and not any(_pays(name, sentence) for name in question.entities if name != paying)


def _is_result(sentence: str) -> bool:
    """Whether all money of a sentence is what somebody earns, sells or is worth, which nobody pays to another."""
    if _SUM.search(sentence):
        return False
    money = [found.metric for found in attribute(sentence, "") if fits(found.quantity, Expects.MONEY)]
    said = [mention.metric for mention in find_metrics(sentence.lower())]
    return all(map(_earned, money)) or (any(map(_earned, said)) and not _PAID.search(sentence))


def _earned(metric: str) -> bool:
    return any(satisfies(result, metric) is Match.EXACT for result in _RESULTS)


def _pays(name: str, sentence: str) -> bool:
    """Whether a sentence says that an offer is somebody's: "an offer from Verizon", "Verizon's $6bn bid"."""
    whose = re.escape(name)
    by = rf"\b(?:offer|bid|deal|approach|buyout|proposal)\b.{{0,80}}?\s(?:from|by)\s+(?:[a-z-]+\s+){{0,4}}{whose}\b"
    own = rf"\b{whose}['’]s?\s+(?:[\w$£€.-]+\s+){{0,3}}(?:offer|bid|proposal)\b"
    return bool(re.search(by, sentence, re.IGNORECASE) or re.search(own, sentence, re.IGNORECASE))


def _is_anothers(sentence: str) -> bool:
    """Whether a sentence says that somebody pays whom it names, or gets money from one."""
    named = find_names(sentence)
    paying = any(_PAYS.match(sentence, sentence.index(name) + len(name) + 1) for name in named)
    others = [name for name in named if not is_place(name)]
    return paying or any(re.search(rf"\bfrom\s+(?:the\s+)?{re.escape(name)}\b", sentence) for name in others)


def _is_between_others(question: Question, sentence: str) -> bool:
    """Whether a sentence with an amount names one of those whom a question names and somebody else, or neither.

    What Verizon pays for MCI, and what SBC pays for AT&T, are not what Verizon pays for AT&T.
    """
    named = [name for name in question.entities if mentions(name, sentence)]
    if len(named) > 1:
        return False
    if not named:  # it may speak of them without their names, but then it speaks of them
        return not _OF_THE_DEAL.search(sentence) or _is_anothers(sentence)
    others = (other for other in find_names(sentence) if not sentence.startswith(other) and not is_place(other))
    return any(not mentions(named[0], other) and not mentions(other, named[0]) for other in others)
