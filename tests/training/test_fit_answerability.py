"""Fitting, and choosing on what is not measured."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.evaluation.squad import SquadQuestion
from assistant.reading.answerability import SIGNALS
from assistant.reading.stems import stem
from assistant.retrieval.embedder import Embedder
from assistant.training.asked import asked, rarity_in
from assistant.training.fit_answerability import Examples, area, best_weight, examples, fit, folded, left_out, mean_area
from assistant.training.measure_squad import left_out as left_out_of_ways


@pytest.fixture
def made() -> Examples:
    """Only the second of three signals tells, and not always."""
    rng = np.random.default_rng(5)
    signals = rng.random((600, 3))
    absent = signals[:, 1] + 0.2 * rng.standard_normal(600) > 0.5
    return Examples(signals, absent, np.array([f"article {number % 6}" for number in range(600)]))


def test_fitting_finds_the_signal_that_tells(made: Examples) -> None:
    weights, bias = fit(made)
    assert weights[1] > 5 * np.abs(weights[[0, 2]]).max()
    assert np.mean((made.signals @ weights + bias > 0) == made.absent) > 0.8
    again, _ = fit(made)
    assert again.tobytes() == weights.tobytes()


def test_at_the_fitted_weights_nothing_is_left_to_gain(made: Examples) -> None:
    weights, bias = fit(made, pull=0.0)
    chance = 1 / (1 + np.exp(-(made.signals @ weights + bias)))
    assert np.abs(made.signals.T @ (made.absent - chance)).max() < 1e-6  # the gradient of the likelihood


def test_a_fold_is_scored_by_weights_of_the_others(made: Examples) -> None:
    turned = Examples(made.signals, made.absent.copy(), made.articles)
    turned.absent[made.articles == "article 0"] ^= True  # this article contradicts all others
    scores = folded(turned)
    inside = made.articles == "article 0"
    assert area(scores[inside], turned.but(~inside)) < 0.2
    assert mean_area(folded(made), made) > 0.85


def test_the_weight_of_the_model_is_chosen_on_the_other_articles(made: Examples) -> None:
    words, model = made.signals[:, 0] * 0.1, np.where(made.absent, 1.0, 0.0)
    assert best_weight(words, model, made) > 0
    assert best_weight(words, -model, made) == 0
    assert area(left_out(words, model, made), made) > 0.95


def test_the_best_way_is_chosen_on_the_other_articles() -> None:
    articles = np.array(["a", "a", "b", "b", "c", "c"])
    scores = {"one": np.array([1.0, 1, 0, 0, 1, 1]), "other": np.array([0.0, 0, 1, 1, 0, 0])}
    # "a" and "c" are each judged by what is better on the other and on "b": a tie, which the first wins; "b" by "one".
    assert left_out_of_ways(scores, articles) == pytest.approx((2 + 0 + 2) / 6)


def test_questions_become_passages_with_similarities(embedder: Embedder) -> None:
    text = "Acme makes anvils. Globex makes bridges."
    rows = [SquadQuestion(f"What does {name} make?", text, (), "A") for name in ("Acme", "Globex")]
    one, other = asked(rows, embedder)
    assert [sentence.text for sentence in one.hit.passage.sentences] == ["Acme makes anvils.", "Globex makes bridges."]
    assert one.hit.similarities[0] > one.hit.similarities[1]
    assert other.hit.similarities[0] < other.hit.similarities[1]
    given = examples([one, other], rarity_in([text]))
    assert given.signals.shape == (2, len(SIGNALS))
    assert given.absent.all()


def test_a_word_of_fewer_paragraphs_is_rarer() -> None:
    rarity = rarity_in(["Acme makes anvils.", "Globex makes bridges.", "Globex makes bridges."])
    assert rarity("unknown") > rarity(stem("anvils")) > rarity(stem("makes")) > 0
