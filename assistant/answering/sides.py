"""The two sides of a question that sets two things against each other, and where a text speaks of a side.

"Who owes more, Acme or Globex?", "did it lose more in 2003 or in 2004?", "is the bridge dearer than the
tunnel?": the words around "or", "than" and "versus" are the sides, the rest says what of theirs is compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.comparing import LEADS, LITTLE, MUCH
from assistant.answering.phrases import Phrase
from assistant.answering.sides_cut import AUX, GAP, PREPOSITION, TAIL, bare, cut
from assistant.answering.worksheet import single_names
from assistant.datatypes import MONTHS, Question
from assistant.figures.cast import Cast
from assistant.figures.names import find_names, mentions, name_spans, name_words
from assistant.figures.periods import years_in
from assistant.reading.stems import stem, stem_set

WINDOW = 60
"""Characters within which all words of a side that has no name must stand."""
_LESS = re.compile(rf"\b(?:{LITTLE})\b", re.IGNORECASE)
_NOBODY = re.compile(r"(?:they|it|there|he|she|we) (?:have|has|had|are|is|were|was|need|needs|can)", re.IGNORECASE)
"""What is no second side: "more nurses than they have"."""
_YEARS = re.compile(r"\b(?:the year )?(?:19|20)\d\d(?:['’]s)?", re.IGNORECASE)
_ITS = re.compile(r"(?:its|their|his|her) ", re.IGNORECASE)
_NOT_COMPARED = re.compile(
    rf"['’]s\b|\b(?:{LEADS}|{MUCH}|{LITTLE}|{AUX}|much|many|far|between|than|versus|vs|which|who|whose|what|how|and|by|it"
    r"|percentage|points?|give|tell|show|me|times)\b",
    re.IGNORECASE,
)
"""Words that set things against each other, and say nothing of either."""
_WORD = re.compile(r"[^\W_]+")
_MONTHS = stem_set(" ".join(MONTHS))
_CODED = re.compile(r"\b(?P<name>[A-Za-z][A-Za-z-]{2,24})[ -](?!(?:19|20)\d\d\b)\d{1,4}[a-z]?\b", re.IGNORECASE)
"""A name that a number tells from the others of its kind."""
_PLACES = Cast("", ())


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things that are compared."""

    text: str
    """As the question writes it."""
    names: tuple[str, ...]
    """Its names that the other side does not have."""
    words: frozenset[str]
    """Stems of its words that the other side does not have."""
    year: int | None = None
    """The year that it is."""

    @property
    def is_time(self) -> bool:
        """Whether it is a year or a month."""
        return self.year is not None or bool(not self.names and self.words and self.words <= _MONTHS)

    @property
    def is_place(self) -> bool:
        """Whether it is a country or a region."""
        return any(found.place for name in self.names for found in Cast("", ()).named(name.title()))

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where a text speaks of it: of its name, else of all its words near each other."""
        if self.names and _CODED.fullmatch(self.names[0]):
            return [match.span() for match in re.finditer(rf"\b{re.escape(self.names[0])}\b", text, re.IGNORECASE)]
        if self.names:
            spans = name_spans(text)
            return [span for span in spans if any(is_of(name, text[slice(*span)]) for name in self.names)]
        return _windows(self.words, text) if self.words and self.words <= stem_set(text) else []


def _windows(words: frozenset[str], text: str) -> list[tuple[int, int]]:
    """The stretches of a text that hold all of some stems, each as short as it can be."""
    held = [(m.span(), found) for m in _WORD.finditer(text) if (found := stem(m.group().lower())) in words]
    windows = []
    for i, (first, _) in enumerate(held):
        seen: set[str] = set()
        for last, found in held[i:]:
            seen.add(found)
            if seen == words:
                windows.append((first[0], last[1]))
                break
    return [(a, b) for a, b in windows if b - a <= WINDOW and not any(a < c and d <= b for c, d in windows)]


@dataclass(frozen=True, slots=True)
class Sides:
    """Two things that a question compares."""

    first: Side
    second: Side
    about: str
    """What of theirs is compared: the question without the sides and the words that compare."""
    less: bool
    """Whether the smaller one is asked for."""

    @property
    def both(self) -> tuple[Side, Side]:
        """The sides in the question's order."""
        return self.first, self.second


def sides_of(question: Question) -> Sides | None:
    """The sides of a question; None where it does not set two things against each other.

    Args:
        question: The question, its names known.
    """
    text = question.text.strip(" ?.!")
    names = single_names(question)
    found = cut(text, names)
    if found is None:
        return None
    first, second, rest = (part.strip(" ,'\"“”") for part in found)
    sides = None if _NOBODY.fullmatch(second) else _two(first, second, names)
    if sides is None:
        return None
    one, other, common = sides
    asked = TAIL.split(text)[0]
    return Sides(one, other, spoken_of(f"{rest} {common}"), bool(_LESS.search(asked)))


def spoken_of(rest: str) -> str:
    """What is compared: what is left of a question without its sides, without the words that compare.

    Args:
        rest: What is left of it.
    """
    return " ".join(_NOT_COMPARED.sub(" ", GAP.sub(" ", rest)).split())


def _two(first: str, second: str, names: Sequence[str]) -> tuple[Side, Side, str] | None:
    """The sides as what the one has and the other has not, and the words that are of both."""
    years = [years_in(part) for part in (first, second)]
    rest = [" ".join(_YEARS.sub(" ", part).lower().split()) for part in (first, second)]
    if len(years[0]) == len(years[1]) == 1 and rest[0] == rest[1]:  # "the first quarter of 2003 or of 2004"
        one, other = (
            Side(bare(part), (), frozenset(), found[0]) for part, found in zip((first, second), years, strict=True)
        )
        return (one, other, rest[0]) if years[0] != years[1] else None
    coded = _coded(first, second)
    if coded is not None:
        return coded
    words = [frozenset(Phrase.of(bare(part), ()).words) for part in (first, second)]
    named = [_names_in(part, names) for part in (first, second)]
    own = [
        tuple(name for name in named[i] if not any(name.lower() == other.lower() for other in named[1 - i]))
        for i in range(2)
    ]
    if any(_ITS.match(part) for part in (first, second)):  # "Acme's trucks or its cars": the name is of both
        own = [(), ()]
        theirs = {word for part in named for name in part for word in Phrase.of(name, ()).words}
        words = [found - theirs for found in words]
    own = [_possessor(part, own[i]) for i, part in enumerate((first, second))]
    stems = [
        frozenset(w for name in own[i] for w in stem_set(f"{name} {' '.join(name_words(name))}")) for i in range(2)
    ]
    words = [found - (stems[0] | stems[1] if all(own) else frozenset()) for found in words]
    only = [words[i] - words[1 - i] - stems[i] for i in range(2)]
    common = words[0] & words[1]
    if own[0] and own[1] and not (only[0] and only[1]):  # "Acme's profit or Globex's"
        common |= only[0] | only[1]
        only = [frozenset(), frozenset()]
    if any(not own[i] and not only[i] for i in range(2)):
        return None
    one, other = (Side(bare(part), own[i], only[i]) for i, part in enumerate((first, second)))
    around = [name for i in range(2) for name in named[i] if name not in own[0] + own[1]]
    shared = [w for part in (first, second) for w in re.findall(r"[^\W_]+", part) if stem(w.lower()) in common]
    return one, other, " ".join(dict.fromkeys([*shared, *around]))


def _coded(first: str, second: str) -> tuple[Side, Side, str] | None:
    """Two of a kind that numbers tell apart: "the Borealis 4 or the Borealis 3"."""
    one, other = _CODED.search(first), _CODED.search(second)
    if one is None or other is None or one.group().lower() == other.group().lower():
        return None
    if one.group("name").lower() != other.group("name").lower():
        return None
    sides = [Side(bare(code.group()), (code.group(),), frozenset()) for code in (one, other)]
    return sides[0], sides[1], f"{_CODED.sub(' ', first, count=1)} {_CODED.sub(' ', second, count=1)}"


_THE_ONE = r"(?:the (?:ones?|sum|amount|deal|offer|bid|order|sale)|that|those|what) (?:(?:that|which) )?(?:the )?"
"""What stands before the name of whoever did something: "the one that Acme planned for Norway"."""


def _possessor(part: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Of several names of a side the one whose it is: "the Peru deal of Acme", "Acme's deal with Peru"."""
    if len(names) < 2:
        return names
    text = bare(part).lower()
    theirs = next((name for name in names if re.match(rf"{_THE_ONE}{re.escape(name.lower())}(?= [a-z])", text)), None)
    if theirs:
        return (theirs,)
    last = next((name for name in names if text.endswith(f" {name.lower()}")), None)
    first = next((name for name in names if re.match(rf"(?:the )?{re.escape(name.lower())}['’]s? ", text)), None)
    before = text[: -len(last)].split()[-1:] if last else []
    if last and (before == ["of"] or not PREPOSITION.match(f"{' '.join(before)} ")):
        return (last,)
    return (first,) if first and last else names


def _names_in(part: str, names: Sequence[str]) -> tuple[str, ...]:
    lowered = part.lower()
    found = [name for name in names if re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", lowered)]
    held = [name for name in found if not any(name != other and name.lower() in other.lower() for other in found)]
    return tuple(dict.fromkeys([*held, *(n for n in find_names(part) if not any(n in h or h in n for h in held))]))


def is_of(name: str, found: str) -> bool:
    """Whether a name that an article writes is one that the question writes, or of its people."""
    if mentions(name, found) or _PLACES.resolve(name).lower() == _PLACES.resolve(found).lower():
        return True
    words, held = name_words(name), name_words(found)
    short = len(held) < len(words) and len(held[0]) > 4 and _PLACES.resolve(found) == found
    if short and (words[: len(held)] == held or words[-1:] == held):  # "Eagle" of "Golden Eagle"
        return True
    one, other = (squashed.lower().replace(" ", "") for squashed in (name, found))
    return min(len(one), len(other)) > 4 and (one.startswith(other) or other.startswith(one))


def places_apart(side: Side, other: Side, text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where a text speaks of a side, and where of the other; what both might be is the one whose name it is exactly."""
    mine, theirs = side.places(text), other.places(text)
    both = [span for span in mine if span in theirs]
    own = {span: any(name_words(text[slice(*span)]) == name_words(name) for name in side.names) for span in both}
    exact = {span: any(name_words(text[slice(*span)]) == name_words(name) for name in other.names) for span in both}
    return (
        [span for span in mine if span not in both or own[span] or not exact[span]],
        [span for span in theirs if span not in both or exact[span] or not own[span]],
    )


def as_time(sides: Sides) -> bool:
    """Whether the sides are two years."""
    return sides.first.year is not None and sides.second.year is not None


def named(side: Side) -> str:
    """What to call a side: the question's own words."""
    return re.sub(r"^(?:the|its|their) ", "", side.text, flags=re.IGNORECASE)
