"""What of two sides a question compares, and how well its words describe a figure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.answering import comparable
from assistant.answering.alike import is_lost, metric_of
from assistant.answering.filling import around
from assistant.answering.matching import NEAR, Matcher, Slot
from assistant.answering.phrases import Phrase, classes
from assistant.answering.pieces import piece_of
from assistant.answering.sides import Sides, as_time
from assistant.answering.subjects import is_of_kind
from assistant.answering.worksheet import Cell, period_kind, single_names
from assistant.datatypes import Question
from assistant.figures.metrics import Match, satisfies
from assistant.figures.names import name_spans
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem, stem_set, stems

LEAST = 0.35
"""What the words of the question must come to around a figure whose metric does not tell that it is meant."""
IN_PIECE = 0.3
"""What a figure gains where all words stand in its own piece of the sentence."""
IN_A_ROW = 0.15
"""What two words of the question gain that stand side by side near a figure as well."""
LED_TO = 0.25
"""What a figure gains that a word of the question leads to: "lost $5m", "a loss of $5m"."""

_BEHIND_WORD = re.compile(
    r"(?P<word>[^\W\d_]{1,30}) (?:(?:of|about|around|nearly|almost|some|just|only|over|under|to|at|a|an|the|roughly"
    r"|more than|less than) ){0,3}$",
    re.IGNORECASE,
)
"""The word that leads to a figure: "a loss of about", "employs some"."""
_OFFERED = frozenset({"bid", "valuation", "price"})
"""What a takeover offer is told as."""
_DEAL = r"(?:deal|offer|bid|takeover|merger|buyout|approach|tie-up)"
_DEAL_BEHIND = re.compile(rf"\)? (?:[a-z]+ )?{_DEAL}\b")
_DEAL_BEFORE = re.compile(rf"\b{_DEAL} (?:is |was )?(?:worth|of|valued at) (?:about |some |around )?$")
_JOINING = re.compile(r"\b(?:while|whereas|against|than|with|from|only|just|some|about|nearly|costs?|were|that)\b")
"""Words of a clause that says nothing of its own."""
_BESIDES = re.compile(
    r"\b(?:besides?|apart from|aside from|in addition to|on top of|excluding|not counting|other than)"
    r" (?P<what>[a-z][^,;]{2,40})",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:is|are) \w+ing\b", re.IGNORECASE)
"""What is going on may be told as what will be: "are paying", "will pay"."""
_FRAME = stem_set(
    "within among early late the see saw say said report reported rise rose risen rising fall fell fallen falling drop"
    " dropped grow grew grown gain gained slide slid sink sank jump jumped climb climbed terms"
)
"""Words around what is compared: when it was is looked at for itself, how it moved is told in many words."""


_EARNS = re.compile(
    r"\bearn|\b(?:made|makes?) (?:more|less)"
    r"(?= (?:in|last|this|for|over|during|than|money|profit|from|at|on|by)\b|[,?]|$)",
    re.IGNORECASE,
)
"""What asks for a profit: who made more cars made no more money."""
_PART_OF_YEAR = stem_set("first second third fourth last final quarter half")


def description(question: Question, sides: Sides) -> Phrase:
    """What is compared: the words of the question that are of neither side, and no name or year.

    Args:
        question: The question.
        sides: Its sides.
    """
    whole = Phrase.of(sides.about, single_names(question))
    out = {word for name in whole.names for word in Phrase.of(name, ()).words} | _FRAME | _units_in(sides.about)
    if period_kind(question.text) in ("quarter", "half"):
        out |= _PART_OF_YEAR
    out |= _kind_of_sides(question, sides)
    words = tuple(word for word in whole.words if word not in out and not word.isdigit())
    text = f"{whole.text} will" if _GOES_ON.search(question.text) else whole.text
    years = () if as_time(sides) else whole.years
    asked = tuple(metric for metric in whole.metrics if metric in question.metrics)  # "make operating profit" is one
    metrics = (asked or whole.metrics) or tuple(metric for metric in question.metrics if metric == "headcount")
    metrics = metrics or (("profit",) if _EARNS.search(question.text) else ())
    if not words and not metrics and comparable.PRICE.search(question.text):
        words = (stem("cost"),)
    return replace(whole, text=text, words=words, metrics=metrics, years=years, dimensions=frozenset())


_WHICH = re.compile(
    r"\b(?:which|what|whose) (?P<kind>company|firm|bank|lender|airline|carrier|group|retailer|chain|maker|carmaker"
    r"|insurer|brewer|utility|country|nation|state|city|town|region|mine|site|plant|store|club|team|fund|bidder|supplier|producer"
    r"|operator|newspaper|paper|analyst|broker|forecaster|survey|index|plant|factory|division|model|service|startup|start-up|business|organisation|organization|one|side)\b",
    re.IGNORECASE,
)


def _kind_of_sides(question: Question, sides: Sides) -> set[str]:
    """Stems of the word that says what the sides are, and nothing of theirs: "which bank has more branches"."""
    found = _WHICH.search(question.text)
    return {stem(found.group("kind").lower())} if found and all(side.names for side in sides.both) else set()


def _units_in(text: str) -> set[str]:
    """Stems of the units that a question wants its answer in: "by how many dollars"."""
    words = known_units().words
    return {stem(word) for word in re.findall(r"[a-z]+", text.lower()) if (word,) in words}


def told_by(matcher: Matcher, phrase: Phrase, cell: Cell) -> tuple[float | None, float]:
    """How well the question's words describe a figure, and which share of them does; None where they do not.

    A metric that is the question's counts for all words.

    Args:
        matcher: Scores the figures of the article.
        phrase: What describes the figure.
        cell: The figure.
    """
    if not is_of_kind(phrase.text, cell.item.sentence.text) or _is_besides(phrase, cell):
        return None, 0.0
    facts = matcher.score(Slot(replace(phrase, words=()), lambda _: 0.0), cell)
    whole = matcher.score(Slot(phrase, lambda _: 0.0), cell)
    if not phrase.words and not phrase.metrics:  # "which fell more, Acme or Globex?": all that is asked is a growth
        return (LEAST if comparable.growth_of(cell) else None), 1.0
    measured = metric_of(cell)
    said = stem_set(cell.item.sentence.text if _is_elliptic(cell) else piece_text(cell))
    known = bool(phrase.metrics and measured)
    other = known and all(satisfies(metric, measured) is Match.NO for metric in phrase.metrics)
    if _OFFERED.intersection(phrase.metrics) and not measured and _is_deal(cell):
        known = True
    if other and measured in _OFFERED and _OFFERED.intersection(phrase.metrics):
        known = other = False  # what an offer values somebody at is the offer
    if other and (is_lost(cell) or not set(phrase.words) & said):
        if is_lost(cell) or not (comparable.growth_of(cell) and set(phrase.words) & stem_set(cell.item.sentence.text)):
            return None, 0.0
        return LEAST + whole - facts, 1.0  # "sales at Acme rose 5%, while Globex managed 3%"
    share = 1.0 if known and not other else whole - facts
    if share < LEAST and _is_elliptic(cell):  # "a loaf costs $5 at Acme; at Globex it is $4"
        share = len(set(phrase.words) & stem_set(cell.item.sentence.text)) / max(len(phrase.words), 1)
        whole = facts + share
    if share < LEAST:
        return None, share
    beside = len(set(phrase.words) & stem_set(piece_text(cell))) / max(len(phrase.words), 1)
    return whole + IN_PIECE * beside + _in_a_row(phrase, cell) + LED_TO * _is_led_to(phrase, cell), share


def _is_besides(phrase: Phrase, cell: Cell) -> bool:
    """Whether a figure is of something besides what is asked: "beside the contract it agreed to pay for 350 MW"."""
    span, text = cell.quantity.span, cell.item.sentence.text
    found = _BESIDES.search(text, 0, span.start) if span else None
    return found is not None and bool(set(phrase.words) & stem_set(found.group("what")))


def _is_elliptic(cell: Cell) -> bool:
    """Whether a figure's piece of its sentence names somebody and says nothing else: what is before it says it."""
    start, end = piece_of(cell)
    text, span = cell.item.sentence.text, cell.quantity.span
    if span is None or start == 0 or not name_spans(text[start:end]):
        return False
    rest = text[start : span.start] + text[span.end : end]
    for first, last in reversed(name_spans(rest)):
        rest = rest[:first] + rest[last:]
    return not re.search(r"[a-z]{4,}", _JOINING.sub(" ", rest))


def _is_deal(cell: Cell) -> bool:
    """Whether a figure is that of a takeover, by the word beside it: "a $5bn deal with Acme"."""
    span, text = cell.quantity.span, cell.item.sentence.text
    return bool(span and (_DEAL_BEHIND.match(text, span.end) or _DEAL_BEFORE.search(text, 0, span.start)))


def _is_led_to(phrase: Phrase, cell: Cell) -> bool:
    """Whether a word of the question stands right before a figure, in whatever form: "lose" as "lost" or "loss"."""
    span, text = cell.quantity.span, cell.item.sentence.text
    lead = _BEHIND_WORD.search(text, max(span.start - 60, 0), span.start) if span else None
    word = stem(lead.group("word").lower()) if lead else ""
    return bool(word) and any(
        word == asked or (word[0] == asked[0] and classes(word) & classes(asked)) for asked in phrase.words
    )


def piece_text(cell: Cell) -> str:
    """The piece of its sentence that a figure stands in.

    Args:
        cell: The figure.
    """
    return cell.item.sentence.text[slice(*piece_of(cell))]


def _in_a_row(phrase: Phrase, cell: Cell) -> float:
    asked = {pair for pair in pairwise(stems(phrase.text)) if pair[1] in phrase.words and len(pair[0]) > 2}
    return IN_A_ROW * len(asked & set(pairwise(stems(around(cell, NEAR, NEAR)))))
