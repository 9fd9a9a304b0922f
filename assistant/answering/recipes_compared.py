"""The questions that set two things against each other, whatever they compare of them."""

from __future__ import annotations

from assistant.answering.comparing import COMPARES, NO_AMOUNT
from assistant.answering.recipe import Plans, Recipe, any_of

plans_compared, plans_stated = Plans("plans_compared"), Plans("plans_stated")

_AUX = r"\b(?:did|does|do|is|was|are|were|will|would|has|have|had)\b"
_SETS = r"(?:,? (?:or|vs\.?|versus) )"

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
    ),
    plans=(plans_compared.compared, plans_stated.against_stated, plans_compared.changed),
    pointed=True,
)
"""Two sides and a word that compares them; what asks only for a gap or a difference is told by its other words."""
