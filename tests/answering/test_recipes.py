"""Recipes name plans that exist, and asking for a fact loads none of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.answering.recipe import Later, Recipe
from assistant.answering.recipes import RECIPES


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_every_plan_is_there(recipe: Recipe) -> None:
    plans = [plan for plan in (*recipe.plans, *recipe.loose) if isinstance(plan, Later)]
    assert all(callable(plan.plan()) for plan in plans)
    assert plans or recipe.calculator or not recipe.plans


def test_recognising_a_calculation_loads_no_plan() -> None:
    code = (
        "import sys; from assistant.answering import calculate;"
        "print([name for name in sys.modules if name.startswith('assistant.answering.plans')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
