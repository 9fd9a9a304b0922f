"""Plans on two things that a question sets against each other, in whatever words it says what of theirs is compared.

"Which airline owes more, Acme or Globex?", "did it lose more in 2003 or in 2004?": each side's figure is the one
that the question's other words describe, in a clause, a sentence or an article that speaks of that side and not of
the other. Where another figure could be a side's as well, nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering import comparable, plans
from assistant.answering.alike import alike, things_asked
from assistant.answering.compared_words import TIMES, WHICH_BY_HOW_MUCH, plain
from assistant.answering.filling import Filled, taken
from assistant.answering.matching import ADJACENT, TOGETHER, Matcher, same
from assistant.answering.owning import Standing, standing, year_of
from assistant.answering.phrases import Phrase
from assistant.answering.sides import Side, Sides, as_time, sides_of
from assistant.answering.sides_described import description, piece_text, told_by
from assistant.answering.sides_reckoned import difference, ratio, told_apart
from assistant.answering.sides_three import three_of
from assistant.answering.worksheet import Cell, Sheet, single_names
from assistant.datatypes import Question
from assistant.figures.names import mentions
from assistant.reading.stems import stem_set

MOST_WORDS = 0.6
"""Which share of the question's words must describe each of two figures of two articles."""
AHEAD = 0.2
"""How far two figures must be ahead of any two others of other values."""
AHEAD_APART = 0.5
"""The same where the two stand in two articles: what others say of either may be as good."""
ELSEWHERE = 0.3
"""What a figure loses in an article that names nothing of what the question names besides."""
PARALLEL = 0.25
"""What two figures gain by standing in clauses of one sentence that say the same of both."""
IN_ONE_ARTICLE = 0.1
"""What two figures gain by standing in one article."""
MOST = 8
"""How many figures of a side are looked at."""


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
    question = plain(question)
    three = three_of(question)
    if three is not None:
        return _first_of_three(question, three, sheets)
    sides = sides_of(question)
    if sides is None:
        return None
    found = figures_of_both(question, sides, sheets)
    if found is None:
        return None
    return (ratio if TIMES.search(question.text) else difference)(sides, *found)


def _first_of_three(question: Question, three: Sequence[Sides], sheets: Sequence[Sheet]) -> Filled | None:
    """The one of three that is asked for, against the next to it; None where one of them is not known."""
    known: dict[Side, Cell] = {}
    for sides in three:
        found = figures_of_both(question, sides, sheets)
        if found is None or any(
            side in known and not same(known[side], cell) for side, cell in zip(sides.both, found, strict=True)
        ):
            return None
        known.update(zip(sides.both, found, strict=True))
    for side, cell in known.items():
        said = {each for each in known if each.places(cell.item.sentence.text)}
        if said and side not in said:
            return None  # what is said of the third is neither's
    less = three[0].less
    ranked = sorted(known, key=lambda side: known[side].quantity.low or 0.0, reverse=not less)
    first, second = ranked[0], ranked[1]
    return (ratio if TIMES.search(question.text) else difference)(
        Sides(first, second, three[0].about, less), known[first], known[second]
    )


def times(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """How many times the first of two figures is the second: "how many times as much did Acme pay as Globex?".

    Args:
        question: The question.
        sheets: The articles found, best first.
    """
    question = plain(question)
    sides = sides_of(question)
    found = figures_of_both(question, sides, sheets) if sides is not None else None
    if sides is None or found is None or not all(cell.quantity.low and cell.quantity.low > 0 for cell in found):
        return None
    value, other = (
        taken(name, f"figure of {told_apart(side, sides)}", cell)
        for name, side, cell in zip(("value", "other"), sides.both, found, strict=True)
    )
    return Filled("ratio", (value, other))


def figures_of_both(question: Question, sides: Sides, sheets: Sequence[Sheet]) -> tuple[Cell, Cell] | None:
    """The figures of both sides; None where they are not given, or others might be meant.

    Args:
        question: The question.
        sides: What is compared.
        sheets: The articles found, best first.
    """
    both = [_candidates(question, sides, i, sheets) for i in range(2)]
    pairs = sorted(_pairs(question, sides, both[0], both[1]), key=lambda found: -found[0])
    if not pairs:
        return None
    _, one, other = pairs[0]
    if any(_is_rival(pair, pairs[0]) for pair in pairs[1:]) or Standing.DOUBTED in (one.place, other.place):
        return None
    phrase = description(question, sides)
    if any(_another_meant(phrase, best, of) for best, of in ((one, both[0]), (other, both[1]))):
        return None
    return _with_unit(question, one.cell, other.cell), _with_unit(question, other.cell, one.cell)


def _is_rival(pair: tuple[float, _Candidate, _Candidate], best: tuple[float, _Candidate, _Candidate]) -> bool:
    """Whether two figures of other values might be meant as well as the best two."""
    if all(_one(mine.cell, theirs.cell) for mine, theirs in zip(pair[1:], best[1:], strict=True)):
        return False
    first, second = (found.cell.item.hit.source.path for found in best[1:])
    elsewhere = any(found.cell.item.hit.source.path not in (first, second) for found in pair[1:])
    return pair[0] > best[0] - (AHEAD_APART if first != second and elsewhere else AHEAD)


def _with_unit(question: Question, cell: Cell, other: Cell) -> Cell:
    """A bare number with the unit of the other figure, where its sentence says it: "38 seconds, against 27".

    Where neither has one, the question says of what they are the numbers: "who sold more cars".
    """
    unit = other.quantity.unit
    told = cell.item.sentence == other.item.sentence or bool(
        unit and stem_set(unit) <= stem_set(cell.item.sentence.text)
    )
    if cell.quantity.unit or (unit and not told):
        return cell
    return replace(cell, quantity=replace(cell.quantity, unit=unit or things_asked(question)))


def _one(cell: Cell, other: Cell) -> bool:
    """Whether two figures are of one value, be it in two currencies."""
    return same(cell, other) or comparable.is_same_amount(cell, other)


def changed(question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    """The change that an article reports, where a question does not set two things against each other.

    Args:
        question: The question.
        sheets: The articles found.
    """
    explicit = WHICH_BY_HOW_MUCH.search(question.text) is not None
    return (
        None
        if explicit or sides_of(question) is not None or three_of(question) is not None
        else plans.change(question, sheets)
    )


def _pairs(
    question: Question, sides: Sides, ones: Sequence[_Candidate], others: Sequence[_Candidate]
) -> Iterator[tuple[float, _Candidate, _Candidate]]:
    phrase = description(question, sides)
    for one in ones:
        for other in others:
            if not alike(question, (sides.first, one.cell), (sides.second, other.cell)):
                continue
            if not (one.sure and other.sure) and one.cell.item.hit.source.path != other.cell.item.hit.source.path:
                continue  # what two articles count in like words may be two things
            if not as_time(sides) or _in_time(one, other):
                parallel = PARALLEL * _is_parallel(phrase, one, other)
                yield one.score + other.score + _near(one.cell, other.cell) + parallel, one, other


def _is_parallel(phrase: Phrase, one: _Candidate, other: _Candidate) -> bool:
    """Whether two clauses of one sentence say the same of each side: "Acme holds $5m; Globex holds $3m"."""
    if one.cell.item.sentence != other.cell.item.sentence or not one.place is other.place is Standing.OWN:
        return False
    return bool(set(phrase.words) & stem_set(piece_text(one.cell)) & stem_set(piece_text(other.cell)))


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
    phrase, accepts = description(question, sides), comparable.wanted(question)
    around = [name for name in phrase.names if name not in side.names + other.names]
    is_first = side.year is not None and other.year is not None and side.year < other.year
    found, names = [], single_names(question)
    for sheet in sheets:
        elsewhere = ELSEWHERE * bool(around and not any(_speaks_of(name, sheet) for name in around))
        matcher = Matcher(sheet, names)
        for cell in comparable.figures_of(sheet):
            kind = accepts(cell)
            if kind is None or any(cell.quantity.text in name for name in names):
                continue  # what is a part of a name counts nothing
            if not comparable.timely(question, side, cell, sheet):
                continue
            place = _place(question, cell, (side, other), sheet)
            told, words = told_by(matcher, _of_before(phrase) if is_first else phrase, cell)
            if place is not None and told is not None:
                time = 0.0 if side.year else comparable.dated(question, cell)
                found.append(_Candidate(told + kind + place.value + time - elsewhere, cell, place, words >= MOST_WORDS))
    return sorted(found, key=lambda candidate: -candidate.score)[:MOST]


def _of_before(phrase: Phrase) -> Phrase:
    """What describes a figure of the earlier of two years: the older value of a change may be it."""
    return replace(phrase, text=f"{phrase.text} earlier")


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


def _another_meant(phrase: Phrase, best: _Candidate, others: Sequence[_Candidate]) -> bool:
    """Whether a word of the question stands with another figure of the article, and not with the best one.

    Words tell which figure is meant only where no metric does: "$54m, including $18m from their own pockets".
    """
    if phrase.metrics and best.cell.metric:
        return False
    said = set(phrase.words) & stem_set(piece_text(best.cell))
    near = [o for o in others if o.cell.item.hit.source.path == best.cell.item.hit.source.path]
    return any(
        not same(o.cell, best.cell)
        and o.cell.quantity.unit == best.cell.quantity.unit
        and not set(phrase.words) & stem_set(piece_text(o.cell)) <= said
        for o in near
    )
