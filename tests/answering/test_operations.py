"""Which reckoning a question asks for: what the model sees, what it says, and that its labels lead somewhere."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answering import recipes_meant
from assistant.answering.operations import BUCKETS, FITTED_WITH, LOOK_UP, Floats, Operations, features, masked, shipped
from assistant.answering.ranked.forms import FORMS
from assistant.answering.recipe import Later
from assistant.answering.recipes import RECIPES
from assistant.answering.recipes_compared import COMPARISONS
from assistant.retrieval.embedder import Embedder
from assistant.retrieval.model_files import DEFAULT_MODEL

DIMENSION = 4


def plain(_: str) -> Floats:
    """No meaning at all: the words alone are looked at."""
    return np.zeros(DIMENSION, dtype=np.float32)


def test_names_and_numbers_are_masked() -> None:
    assert masked("How much of its 1,250 shares did Corvane sell to Lindmoor Holdings in 2004?") == (
        "How much of its 0 shares did X sell to X in 0?"
    )
    assert masked("what is it worth?") == "what is it worth?"


def test_questions_that_differ_in_names_and_numbers_alone_are_one_to_the_model() -> None:
    one = features("How many times Corvane's 2004 sales is its $5.5m profit?", plain)
    other = features("How many times Lindmoor's 1999 sales is its $70m profit?", plain)
    assert one.tobytes() == other.tobytes()


def test_features_are_the_same_each_time(embedder: Embedder) -> None:
    text = "What percentage of Corvane's sales came from abroad?"
    first, again = features(text, embedder.query), features(text, embedder.query)
    assert first.dtype == np.float32
    assert first.shape == (BUCKETS + embedder.query(text).shape[0],)
    assert first.tobytes() == again.tobytes()


def test_words_come_to_length_one_however_many() -> None:
    for text in ("why?", "How many more crates does the yard at the end of the quay hold than the one beside it?"):
        assert np.linalg.norm(features(text, plain)[:BUCKETS]) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("text", ["", "?", "12", "Corvane", "🙂 … ﷽", "a " * 2_000])
def test_chances_come_to_one_for_any_text(text: str, embedder: Embedder) -> None:
    chances = shipped().chances(text, embedder.query)
    assert sum(chances.values()) == pytest.approx(1.0, abs=1e-5)
    assert all(0.0 <= chance <= 1.0 for chance in chances.values())


def test_large_weights_do_not_overflow() -> None:
    weights = np.full((2, BUCKETS + DIMENSION), 1e4, dtype=np.float32)
    weights[1] *= -1
    chances = Operations(("sum", "ratio"), weights, np.zeros(2, dtype=np.float32)).chances("how much?", plain)
    assert chances == {"sum": pytest.approx(1.0), "ratio": pytest.approx(0.0)}


def test_every_label_is_looked_up_or_leads_to_a_recipe() -> None:
    ranked = {label for form in FORMS for label in form.labels}
    known = {LOOK_UP, *recipes_meant._PLANS, *ranked}
    assert set(shipped().labels) == known


def test_every_plan_that_a_label_leads_to_is_there() -> None:
    for plans in recipes_meant._PLANS.values():
        for plan in plans:
            assert isinstance(plan, Later)
            assert callable(plan.plan())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Who runs Corvane?", LOOK_UP),
        ("When was Lindmoor founded?", LOOK_UP),
        ("Why did Bellomar close its plant at Tavrin?", LOOK_UP),
        ("What did Hexby say about the strike?", LOOK_UP),
        ("What fraction of the budget goes on schools?", "share"),
        ("How many times the price of the old ship is that of the new one?", "ratio"),
        ("What is its profit margin?", "margin"),
        ("By what percentage did sales rise between the two years?", "change_pct"),
        ("How much does that come to over the five years?", "over_period"),
        ("At that price per share, how many shares were sold?", "shares_number"),
        ("Which is larger, Corvane or Lindmoor?", "compare"),
        ("How much does each ferry cost on average?", "per_each"),
        ("How long will the money last at that pace?", "lasting"),
        ("What is left once the parts have been taken away?", "rest"),
        ("How much is that in dollars at the rate that the article gives?", "convert"),
        ("What were sales before the 20% rise?", "previous"),
        ("How much are the two together?", "sum"),
    ],
)
def test_plain_questions_are_told_apart(text: str, label: str, embedder: Embedder) -> None:
    chances = shipped().chances(text, embedder.query)
    assert max(chances, key=lambda name: chances[name]) == label


def test_a_question_of_fact_gets_no_recipe_that_fits_many(embedder: Embedder) -> None:
    loose = [recipe for recipe in RECIPES if recipe.loosely]
    assert loose
    assert not recipes_meant.with_meant(loose, "Who runs Corvane?", embedder.query)


def test_with_another_embedding_model_only_words_decide() -> None:
    known = next(recipe for recipe in RECIPES if not recipe.broad)
    assert recipes_meant.with_meant([known], "How much does each ferry cost on average?", None) == (known,)


def test_the_weights_are_of_the_default_model() -> None:
    assert FITTED_WITH == DEFAULT_MODEL


def test_a_comparison_is_left_as_it_is(embedder: Embedder) -> None:
    text = "What percentage of its sales does Corvane make abroad?"
    assert recipes_meant.with_meant(COMPARISONS[:1], text, embedder.query) == tuple(COMPARISONS[:1])


def test_what_is_likely_meant_comes_behind_what_the_words_say(embedder: Embedder) -> None:
    known = next(recipe for recipe in RECIPES if not recipe.broad and recipe not in COMPARISONS)
    tried = recipes_meant.with_meant([known], "How much does each ferry cost on average?", embedder.query)
    assert tried[0] is known
    assert "per each" in {recipe.name for recipe in tried[1:]}
    assert all(recipe.soft and recipe.broad for recipe in tried[1:])


def test_the_model_is_read_once() -> None:
    assert shipped() is shipped()


def test_what_something_was_before_tax_is_of_no_earlier_time(embedder: Embedder) -> None:
    tried = recipes_meant.with_meant([], "What was Corvane's profit before tax in 2025?", embedder.query)
    assert "previous" not in {recipe.name for recipe in tried}


def test_where_a_recipe_that_stands_knows_the_words_nothing_is_ranked(embedder: Embedder) -> None:
    text = "How much does each ferry cost on average?"
    strict = next(recipe for recipe in RECIPES if not recipe.soft and recipe not in COMPARISONS)
    loose = next(recipe for recipe in RECIPES if recipe.soft and recipe not in COMPARISONS)
    assert any(recipe.entire for recipe in recipes_meant.with_meant([loose], text, embedder.query))
    assert not any(recipe.entire for recipe in recipes_meant.with_meant([strict], text, embedder.query))
