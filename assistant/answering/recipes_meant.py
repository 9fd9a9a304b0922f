"""Recipes by what a question asks to be reckoned, for questions whose words no other recipe knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from assistant.answering.asked_kind import asks_of_before
from assistant.answering.filling import Filled, Plan
from assistant.answering.operations import LOOK_UP, Embed, shipped
from assistant.answering.recipe import Plans, Recipe
from assistant.answering.recipes_compared import COMPARISONS
from assistant.answering.worksheet import Sheet
from assistant.datatypes import Question

plans, plans_apart, plans_deals = Plans("plans"), Plans("plans_apart"), Plans("plans_deals")
plans_described, plans_each, plans_meant = Plans("plans_described"), Plans("plans_each"), Plans("plans_meant")
plans_moved, plans_parts, plans_rates = Plans("plans_moved"), Plans("plans_parts"), Plans("plans_rates")
plans_rest, plans_worth = Plans("plans_rest"), Plans("plans_worth")

LIKELY = 0.3
"""How likely a reckoning must be for its plans to be tried."""
SURELY_STATED = 0.6
"""From here on a question is looked up, and only the recipes that know its words are tried."""
_NEVER = re.compile(r"(?!)")
_ASKS_WHO = re.compile(r"\s*(?:and |so )?(?:who|whose|when|where|why)\b", re.IGNORECASE)
"""Asks for a name, a time or a reason: nothing that is reckoned, unless its words say so."""

_PLANS = {
    "share": (plans_described.share,),
    "ratio": (plans_described.over,),
    "change_pct": (plans_described.above, plans_apart.between_years, plans_apart.projected),
    "change_abs": (plans_apart.between_years,),
    "difference": (plans_apart.more_needed,),
    "previous": (plans_moved.earlier, plans_moved.earlier_in_sentence),
    "per_each": (plans_each.per_each,),
    "per_period": (plans_apart.average_over,),
    "over_period": (plans_rates.in_all, plans_rates.over_a_year, plans_moved.at_pace),
    "portion": (plans_parts.portion_told, plans_apart.portion_of_money),
    "whole": (plans_parts.whole_of_part, plans_parts.whole, plans_worth.implied_value),
    "stake_value": (plans_parts.part,),
    "rest": (plans_rest.the_rest, plans_parts.remaining),
    "convert": (plans_deals.at_stated_rate,),
    "market_cap": (plans_rates.market_value,),
    "shares_number": (plans_parts.number_of_shares,),
    "multiple": (plans_deals.deal_multiple, plans_meant.multiple),
    "margin": (plans.margin,),
    "lasting": (plans_rates.lasting,),
    "energy": (plans_rates.homes, plans_rest.capacity_factor),
}


def _recipes(tried: Mapping[str, tuple[Plan, ...]]) -> dict[str, Recipe]:
    return {
        label: Recipe(label.replace("_", " "), _NEVER, plans=each, soft=True, broad=True)
        for label, each in tried.items()
    }


_RECIPES = _recipes(_PLANS)


def with_meant(found: Sequence[Recipe], text: str, embed: Embed | None) -> tuple[Recipe, ...]:
    """The recipes of a question: those that know its words, then those for what it is likely to ask for.

    Where it surely asks for what an article states, the ones that fit many questions of fact are left out.

    Args:
        found: The recipes that know its words.
        text: The question.
        embed: The embedding model; None for another than the one that the model of operations was fitted with.
    """
    if embed is None or any(recipe in COMPARISONS for recipe in found):
        return tuple(found)
    if _ASKS_WHO.match(text):
        return tuple(recipe for recipe in found if not recipe.loosely)
    chances = shipped().chances(text, embed)
    if chances.get(LOOK_UP, 0.0) >= SURELY_STATED:
        return tuple(replace(recipe, whole=False) if recipe.soft else recipe for recipe in found if not recipe.loosely)
    likely = sorted(((chance, label) for label, chance in chances.items() if chance >= LIKELY), reverse=True)
    back = asks_of_before(text)
    others = tuple(_RECIPES[label] for _, label in likely if label in _RECIPES and (back or label != "previous"))
    if not all(recipe.soft for recipe in found):
        return *found, *others
    plan = partial(_reckoned, chances, bool(found))
    ranked = Recipe("a calculation", _NEVER, plans=(plan,), soft=True, broad=True, entire=True)
    return *found, *others, ranked


def _reckoned(chances: Mapping[str, float], known: bool, question: Question, sheets: Sequence[Sheet]) -> Filled | None:
    from assistant.answering.ranked.plan import reckoned  # most questions need none of it

    return reckoned(chances, question, sheets, known=known)
