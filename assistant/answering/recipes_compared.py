"""The questions that set two things or three against each other, whatever they compare of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.compared_words import EACH, WHICH_BY_HOW_MUCH
from assistant.answering.comparing import COMPARES, MOST, NO_AMOUNT
from assistant.answering.recipe import Plans, Recipe, any_of
from assistant.datatypes import Question

plans_compared, plans_stated, sides_rates = Plans("plans_compared"), Plans("plans_stated"), Plans("sides_rates")

_AUX = r"\b(?:did|does|do|is|was|are|were|will|would|has|have|had)\b"
_SETS = r"(?:,? (?:or|vs\.?|v\.?|versus) )"

COMPARISON = Recipe(
    "a comparison of two figures",
    any_of(
        rf"\b(?:which|who|whose)\b[^?]{{0,120}}{COMPARES}[^?]{{0,120}}{_SETS}",
        rf"{_SETS}[^?]{{1,100}}\b(?:which|who|whose)\b[^?]{{0,60}}{COMPARES}",
        rf"\bbetween\b[^?]{{1,80}} and [^?]{{1,80}}\b(?:which|who|whose)\b[^?]{{0,60}}{COMPARES}",
        rf"{_AUX}[^?]{{1,80}} or [^?]{{1,80}}{COMPARES}",
        rf"{_AUX}[^?]{{1,80}}{COMPARES}[^?]{{1,100}} or (?:in|at|for|from|by|on|under|to|of)\b",
        rf"{_AUX}[^?]{{1,80}}{COMPARES} (?:in|at|for|from|by|on|under|to|of) [^?]{{1,60}} or ",
        rf"{_AUX}[^?]{{1,80}}{COMPARES} than {NO_AMOUNT}[^?]{{1,80}}\b(?:and|,) (?:by )?(?:how|what) ",
        rf"{_AUX}[^?]{{1,80}}{COMPARES}[^?]{{1,60}} than (?:in|at|for|from|by|on|under|to|of)\b",
        rf"\bhow (?:much|many) {COMPARES}[^?]{{1,120}} than {NO_AMOUNT}",
        rf"^\W*(?:the )?{COMPARES} [^?]{{1,80}}{_SETS}(?!more\b|less\b)",
        rf"^[^?]{{0,80}}{COMPARES} [^?:,]{{2,60}}[:,] [^?:,]{{2,60}} or [^?,]{{2,60}}",
        rf"^[^?:,]{{2,60}}{_SETS}[^?:,]{{2,60}}(?:[:,]| [-–])[^?]{{1,60}}{COMPARES}",
        rf"\b(?:which|who|whose) of (?:the )?[^?,]{{1,60}} (?:and|or) [^?]{{1,100}}{COMPARES}",
        r"^\W*[^?,]{2,60} (?:vs\.?|versus) [^?]{2,120}\b(?:gap|difference|apart|by how (?:much|many))\b",
        rf"^\W*(?:out )?of [^?,]{{2,60}}, [^?,]{{2,60}},? (?:and|or) [^?]{{1,120}}\b(?:{MOST}|{COMPARES})\b",
        rf"\b{MOST}\b[^?]{{0,100}}(?:[:,]| of| -) [^?,]{{2,60}}, [^?,]{{2,60}},? or [^?,]{{2,60}}",
        rf"^\W*[^?,:]{{2,60}}, [^?,:]{{2,60}}, [^?,:]{{2,60}}(?:[:,]| -)[^?]{{0,40}}"
        rf"\b(?:which|who|whose)\b[^?]{{1,60}}\b(?:{MOST}|{COMPARES})\b",
        rf"\b(?:which|who|whose)(?: of)? [^?,]{{2,60}}, [^?,]{{2,60}},? (?:and|or) [^?]{{1,120}}\b{MOST}\b",
    ),
    plans=(plans_compared.compared, plans_stated.against_stated, sides_rates.rates_apart, plans_compared.changed),
    pointed=True,
)
"""Two sides and a word that compares them; what asks only for a gap or a difference is told by its other words."""

COMPARISON_OF_EACH = replace(COMPARISON, name="a comparison of two amounts for each unit", about=EACH)
"""The same of amounts that an article must give for each: none is worked out for a side."""

TIMES_AS_MUCH = Recipe(
    "how many times the one is the other",
    any_of(
        rf"\bhow many times (?:as [a-z]{{3,12}}\b|{COMPARES})[^?]{{1,120}} (?:as|than) {NO_AMOUNT}",
        r"^[^?]{2,80}\b(?:is|was|are|were) (?:how many times|what multiple of) [^?]{2,80}['’]s?\b",
        r"\bhow many times [^?]{2,80}['’]s?\b[^?]{0,60} (?:is|was|are|were) [^?]{2,80}['’]s?(?: |\W*$)",
    ),
    plans=(plans_compared.times,),
    pointed=True,
    apart=True,
)

COMPARISONS = (COMPARISON_OF_EACH, COMPARISON, TIMES_AS_MUCH)
"""The likeliest first."""


def only_comparing(found: Sequence[Recipe], question: Question) -> tuple[Recipe, ...]:
    """The recipes of a question, without all others where it sets two things against each other.

    The figure of one of two, or of something else of theirs, is no answer to which of them is larger.

    Args:
        found: What it may ask for.
        question: The question.
    """
    comparing = tuple(recipe for recipe in found if recipe in COMPARISONS)
    if not comparing:
        return tuple(found)
    from assistant.answering.sides import sides_of  # a question of fact has none
    from assistant.answering.sides_three import three_of

    told = sides_of(question) or three_of(question) or WHICH_BY_HOW_MUCH.search(question.text)
    return comparing if told else tuple(found)
