"""Plans on two things that a question sets against each other, in whatever words it says what of theirs is compared.

"Which airline owes more, Acme or Globex?", "did it lose more in 2003 or in 2004?": each side's figure is the one
that the question's other words describe, in a clause, a sentence or an article that speaks of that side and not of
the other. Where another figure could be a side's as well, nothing is compared.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answering import comparable, plans
from assistant.answering.filling import Filled, around, taken
from assistant.answering.matching import ADJACENT, NEAR, TOGETHER, Matcher, Slot, same
from assistant.answering.owning import Standing, piece_of, standing, year_of
from assistant.answering.phrases import Phrase
from assistant.answering.sides import Side, Sides, as_time, named, sides_of
from assistant.answering.worksheet import Cell, Sheet, period_kind, single_names
from assistant.datatypes import Question
from assistant.figures.metrics import Match, satisfies
from assistant.figures.names import mentions, name_spans
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem, stem_set, stems

LEAST = 0.35
"""What the words of the question must come to around a figure whose metric does not tell that it is meant."""
MOST_WORDS = 0.6
"""What they must come to where the two figures stand in two articles."""
AHEAD = 0.2
"""How far two figures must be ahead of any two others of other values."""
IN_PIECE = 0.3
"""What a figure gains where all words stand in its own piece of the sentence."""
ELSEWHERE = 0.3
"""What a figure loses in an article that names nothing of what the question names besides."""
IN_A_ROW = 0.15
"""What two words of the question gain that stand side by side near a figure as well."""
IN_ONE_ARTICLE = 0.1
"""What two figures gain by standing in one article."""
MOST = 8
"""How many figures of a side are looked at."""

_BY_THE_PIECE = re.compile(r"\b(?:per (?!cent\b|annum\b|year\b)|a head\b|(?:for|to) each\b|each of\b)", re.IGNORECASE)
"""What asks for figures that no article gives: each side's would have to be worked out first."""
_GOES_ON = re.compile(r"\b(?:is|are) \w+ing\b", re.IGNORECASE)
"""What is going on may be told as what will be: "are paying", "will pay"."""
_FRAME = stem_set(
    "within among early late the see saw say said report reported rise rose risen rising fall fell fallen falling drop"
    " dropped grow grew grown gain gained slide slid sink sank jump jumped climb climbed"
)
"""Words around what is compared: when it was is looked at for itself, how it moved is told in many words."""


_PART_OF_YEAR = stem_set("first second third fourth last final quarter half")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A figure that can be a side's."""

    score: float
    cell: Cell
    place: Standing
    sure: bool
    """Whether its metric, or most words of the question, tell that it is meant."""


def compared(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The larger side's figure less the smaller's; the winner is the side that the question asks for.

    Args:
        question: A question that sets two things against each other.
        sheets: The articles found, best first; a side may have its figure in any of them.
    """
    sides = sides_of(question)
    if sides is None or _BY_THE_PIECE.search(question.text):
        return None
    both = [_candidates(question, sides, i, sheets) for i in range(2)]
    pairs = sorted(_pairs(question, sides, both[0], both[1]), key=lambda found: -found[0])
    if not pairs:
        return None
    best, one, other = pairs[0]
    rivals = (score for score, a, b in pairs[1:] if not (_one(a.cell, one.cell) and _one(b.cell, other.cell)))
    if next(rivals, -math.inf) > best - AHEAD or Standing.DOUBTED in (one.place, other.place):
        return None
    phrase = _description(question, sides)
    if any(_another_meant(phrase, best, of) for best, of in ((one, both[0]), (other, both[1]))):
        return None
    return difference(sides, one.cell, other.cell)


def _one(cell: Cell, other: Cell) -> bool:
    """Whether two figures are of one value, be it in two currencies."""
    return same(cell, other) or comparable.is_same_amount(cell, other)


def changed(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The change that an article reports, where a question does not set two things against each other.

    Args:
        question: The question.
        sheets: The articles found.
    """
    return plans.change(question, sheets) if sides_of(question) is None else None


def difference(sides: Sides, one: Cell, other: Cell) -> Filled | None:
    """The larger of two sides' figures less the smaller, and the side that is asked for.

    Args:
        sides: What is compared.
        one: The first side's figure.
        other: The second side's.
    """
    low, high = one.quantity.low, other.quantity.low
    if low is None or high is None or low == high:
        return None
    found = ((sides.first, one), (sides.second, other))
    larger, smaller = found if low > high else found[::-1]
    inputs = tuple(
        taken(name, f"figure of {named(side)}" if side.year is None else "figure of that year", cell)
        for name, (side, cell) in (("first", larger), ("second", smaller))
    )
    return Filled("difference", inputs, winner=_called(*(smaller if sides.less else larger)))


def _called(side: Side, cell: Cell) -> str:
    """What to call a side: as the question does; with its name, where only the article says it."""
    text = cell.item.sentence.text
    if not side.names and side.year is None:
        for start, end in side.places(text):
            before = next((first for first, last in name_spans(text) if text[last:start] == " "), None)
            if before is not None:
                return text[before:end]
    return named(side)


def _pairs(
    question: Question, sides: Sides, ones: Sequence[_Candidate], others: Sequence[_Candidate]
) -> Iterator[tuple[float, _Candidate, _Candidate]]:
    for one in ones:
        for other in others:
            if not comparable.alike(question, (sides.first, one.cell), (sides.second, other.cell)):
                continue
            if not (one.sure and other.sure) and one.cell.item.hit.source.path != other.cell.item.hit.source.path:
                continue  # what two articles count in like words may be two things
            if not as_time(sides) or _in_time(one, other):
                yield one.score + other.score + _near(one.cell, other.cell), one, other


def _in_time(one: _Candidate, other: _Candidate) -> bool:
    """Whether two figures are of two years: one at least says of which, the other stands by it."""
    if Standing.OWN not in (one.place, other.place):
        return False
    return one.place is other.place or one.cell.item.sentence == other.cell.item.sentence


def _near(one: Cell, other: Cell) -> float:
    if one.item.hit.source.path != other.item.hit.source.path:
        return 0.0
    if one.item.sentence == other.item.sentence:
        return TOGETHER
    sentences = one.item.hit.passage.sentences
    places = [sentences.index(item) for item in (one.item.sentence, other.item.sentence) if item in sentences]
    return ADJACENT if len(places) == 2 and abs(places[0] - places[1]) == 1 else IN_ONE_ARTICLE


def _candidates(question: Question, sides: Sides, which: int, sheets: Sequence[Sheet]) -> list[_Candidate]:
    """The figures that can be a side's, best first."""
    side, other = sides.both[which], sides.both[1 - which]
    phrase, accepts = _description(question, sides), comparable.wanted(question)
    around = [name for name in phrase.names if name not in side.names + other.names]
    found = []
    for sheet in sheets:
        elsewhere = ELSEWHERE * bool(around and not any(_speaks_of(name, sheet) for name in around))
        matcher = Matcher(sheet, single_names(question))
        for cell in comparable.figures_of(sheet):
            kind = accepts(cell)
            if kind is None or not comparable.timely(question, side, cell, sheet):
                continue
            place = _place(question, cell, (side, other), sheet)
            told, words = _told(matcher, phrase, cell)
            if place is not None and told is not None:
                time = 0.0 if side.year else comparable.dated(question, cell)
                found.append(_Candidate(told + kind + place.value + time - elsewhere, cell, place, words >= MOST_WORDS))
    return sorted(found, key=lambda candidate: -candidate.score)[:MOST]


def _speaks_of(name: str, sheet: Sheet) -> bool:
    texts = dict.fromkeys(item.hit.passage.text for item in sheet.items)
    return mentions(name, "\n".join([sheet.items[0].hit.source.title, *texts]))


def _place(question: Question, cell: Cell, sides: tuple[Side, Side], sheet: Sheet) -> Standing | None:
    """What makes a figure the first side's: its name, or its year and whoever the question asks about."""
    side, other = sides
    if side.year is None:
        return standing(cell, side, other, sheet)
    owner = Side("", single_names(question), frozenset())
    if owner.names and standing(cell, owner, Side("", (), frozenset()), sheet) in (None, Standing.DOUBTED):
        return None
    return year_of(cell, side.year, other.year, sheet)


def _description(question: Question, sides: Sides) -> Phrase:
    """What is compared: the words of the question that are of neither side, and no name or year."""
    whole = Phrase.of(sides.about, single_names(question))
    out = {word for name in whole.names for word in Phrase.of(name, ()).words} | _FRAME | _units_in(sides.about)
    if period_kind(question.text) in ("quarter", "half"):
        out |= _PART_OF_YEAR
    words = tuple(word for word in whole.words if word not in out and not word.isdigit())
    text = f"{whole.text} will" if _GOES_ON.search(question.text) else whole.text
    years = () if as_time(sides) else whole.years
    return replace(whole, text=text, words=words, years=years, dimensions=frozenset())


def _units_in(text: str) -> set[str]:
    """Stems of the units that a question wants its answer in: "by how many dollars"."""
    words = known_units().words
    return {stem(word) for word in re.findall(r"[a-z]+", text.lower()) if (word,) in words}


def _told(matcher: Matcher, phrase: Phrase, cell: Cell) -> tuple[float | None, float]:
    """How well the question's words describe a figure, and which share of them does; None where they do not.

    A metric that is the question's counts for all words.
    """
    facts = matcher.score(Slot(replace(phrase, words=()), lambda _: 0.0), cell)
    whole = matcher.score(Slot(phrase, lambda _: 0.0), cell)
    if not phrase.words and not phrase.metrics:  # "which fell more, Acme or Globex?": all that is asked is a growth
        return (LEAST if comparable.growth_of(cell) else None), 1.0
    known = bool(phrase.metrics and cell.metric)
    other = known and all(satisfies(metric, cell.metric) is Match.NO for metric in phrase.metrics)
    if other and not set(phrase.words) & stem_set(_piece(cell)):
        return None, 0.0
    share = 1.0 if known and not other else whole - facts
    if share < LEAST:
        return None, share
    beside = len(set(phrase.words) & stem_set(_piece(cell))) / max(len(phrase.words), 1)
    return whole + IN_PIECE * beside + _in_a_row(phrase, cell), share


def _another_meant(phrase: Phrase, best: _Candidate, others: Sequence[_Candidate]) -> bool:
    """Whether a word of the question stands with another figure of the article, and not with the best one.

    Words tell which figure is meant only where no metric does: "$54m, including $18m from their own pockets".
    """
    if phrase.metrics and best.cell.metric:
        return False
    said = set(phrase.words) & stem_set(_piece(best.cell))
    near = [o for o in others if o.cell.item.hit.source.path == best.cell.item.hit.source.path]
    return any(
        not same(o.cell, best.cell)
        and o.cell.quantity.unit == best.cell.quantity.unit
        and not set(phrase.words) & stem_set(_piece(o.cell)) <= said
        for o in near
    )


def _piece(cell: Cell) -> str:
    return cell.item.sentence.text[slice(*piece_of(cell))]


def _in_a_row(phrase: Phrase, cell: Cell) -> float:
    asked = {pair for pair in pairwise(stems(phrase.text)) if pair[1] in phrase.words and len(pair[0]) > 2}
    return IN_A_ROW * len(asked & set(pairwise(stems(around(cell, NEAR, NEAR)))))
