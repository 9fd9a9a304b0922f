"""Reckonings ranked by a fitted model: what may be reckoned, what is likeliest, and how it is worked out."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answering.question import parse
from assistant.answering.ranked import plan, ranking
from assistant.answering.ranked.figures import Figure, Look
from assistant.answering.ranked.forms import BY_NAME, FORMS
from assistant.answering.ranked.ranking import Ranker, Reckoning, allowed, shipped
from assistant.answering.ranked.results import Asked
from assistant.answering.ranked.sums import sums
from assistant.calculators import registry
from tests.answering.cells import sheet_of

YARD = (
    "The yard at Zephyr holds 900 crates of lamps, worth $45m in all.",
    "Its shed holds 300 crates of lamps.",
    "About 40% of the 8,000 visitors to the Zephyr museum came from abroad.",
    "Sales of lamps at Zephyr rose by 25% to $50m in spring.",
)


def _look(question: str, *texts: str) -> Look:
    return Look(parse(question), sheet_of(*(texts or YARD), question=question))


def _figure(look: Look, text: str) -> Figure:
    return next(figure for figure in look.figures() if figure.quantity.text.startswith(text))


def _best(question: str, label: str, *texts: str) -> Reckoning:
    found = shipped().best(_look(question, *texts), {label: 0.97})
    assert found is not None
    return found.reckoning


@pytest.mark.parametrize(
    ("question", "label", "form", "figures"),
    [
        ("What share of the crates of lamps of the yard does the shed hold?", "share", "share", ["300", "900"]),
        ("How many times the crates of the shed does the yard hold?", "ratio", "ratio", ["900", "300"]),
        ("How many more crates of lamps does the yard hold than the shed?", "difference", "difference", ["900", "300"]),
        ("How many visitors to the Zephyr museum came from abroad?", "portion", "portion", ["8,000", "40%"]),
        ("What were sales of lamps at Zephyr before the rise in spring?", "previous", "before-growth", ["$50m", "25%"]),
    ],
)
def test_the_figures_that_the_words_mean_are_likeliest(
    question: str, label: str, form: str, figures: list[str]
) -> None:
    best = _best(question, label)
    assert best.form.name == form
    for figure, text in zip((best.first, best.second), figures, strict=True):
        assert text in figure.quantity.text


def test_nothing_is_reckoned_where_an_article_surely_states_it() -> None:
    look = _look("How many crates of lamps does the shed hold?")
    assert plan.reckoned({"lookup": 0.9, "share": 0.1}, look.question, [look.sheet]) is None


def test_nothing_is_reckoned_that_is_not_clearly_ahead() -> None:
    texts = ("A red box holds 90 lamps.", "A green box holds 30 lamps.", "A blue box holds 10 lamps.")
    look = _look("lamps that one box holds and another box holds", *texts)
    assert plan.reckoned({"difference": 0.5, "sum": 0.5}, look.question, [look.sheet]) is None


def test_an_amount_of_the_question_is_never_passed_over() -> None:
    look = _look("What share of $90m are the crates of the yard?")
    asked, figures = Asked(look.question), look.figures()
    given = next(figure for figure in figures if figure.cell is None)
    pairs = [(a, b) for form in FORMS for a in figures for b in figures if allowed(form, a, b, asked)]
    assert pairs
    assert all(given in pair for pair in pairs)


def test_a_result_of_another_unit_than_is_asked_for_is_not_allowed() -> None:
    look = _look("What percentage of the crates of the yard does the shed hold?")
    asked = Asked(look.question)
    part, whole = _figure(look, "300"), _figure(look, "900")
    assert allowed(BY_NAME["share"], part, whole, asked)
    assert not allowed(BY_NAME["difference"], whole, part, asked)


def test_money_is_set_against_no_people() -> None:
    look = _look("lamps")
    money, people = _figure(look, "$45m"), _figure(look, "8,000")
    for name in ("share", "ratio", "difference", "sum", "change", "before-move", "lasting"):
        assert not BY_NAME[name].fits(money, people)
    assert BY_NAME["each"].fits(money, people)


def test_two_figures_are_joined_where_a_question_joins_them() -> None:
    texts = ("Zephyr spent $12m on lamps.", "It spent $8m on oil.", "Its profit was $40m.")
    look = _look("What did Zephyr spend on lamps and oil together?", *texts)
    joined = [figure.size for figure in sums(look, look.figures())]
    assert 20e6 in joined
    assert not sums(_look("What did Zephyr spend?", *texts), look.figures())


def test_a_sum_is_reckoned_first() -> None:
    texts = ("Zephyr spent $12m on lamps.", "It spent $8m on oil.", "Its profit was $40m.")
    look = _look("Lamps and oil as a share of the profit of Zephyr?", *texts)
    figures = look.figures()
    joined = next(figure for figure in sums(look, figures) if figure.size == 20e6)
    whole = next(figure for figure in figures if figure.size == 40e6)
    filled = plan.filled(Reckoning(BY_NAME["share"], joined, whole), look, {"share": 1.0})
    assert filled is not None
    assert filled.calculator == "sum"
    assert [(step.calculator, step.takes) for step in filled.then] == [("share-of-total", "part")]


def test_a_fall_goes_in_below_zero() -> None:
    look = _look("What were sales of lamps before the fall?", "Sales of lamps at Zephyr fell by 20% to $40m.")
    reckoning = Reckoning(BY_NAME["before-growth"], _figure(look, "$40m"), _figure(look, "20%"))
    assert reckoning.gives()[1] == pytest.approx(50e6)
    filled = plan.filled(reckoning, look, {"previous": 1.0})
    assert filled is not None
    assert filled.inputs[1].quantity.low == -20.0


def test_who_is_asked_for_must_be_told() -> None:
    texts = ("Zephyr holds 900 crates.", "Quarrel holds 300 crates.")
    look = _look("Which holds more crates, Zephyr or Quarrel, and by how many?", *texts)
    reckoning = Reckoning(BY_NAME["difference"], _figure(look, "900"), _figure(look, "300"))
    filled = plan.filled(reckoning, look, {"compare": 1.0})
    assert filled is not None
    assert filled.winner == "Zephyr"
    nobody = _look("Which is it that has more crates?", "The yard holds 900 crates and the shed 300 crates.")
    reckoning = Reckoning(BY_NAME["difference"], _figure(nobody, "900"), _figure(nobody, "300"))
    assert plan.filled(reckoning, nobody, {"compare": 1.0}) is None


def test_every_calculator_is_there_and_has_the_inputs() -> None:
    for name, first, second in plan._ROLES.values():
        inputs = {item.name for item in registry.get(name).inputs}
        assert {first[0], second[0]} <= inputs, name
    for period in ("month", "quarter", "week", "day"):
        assert [item.name for item in registry.get(f"per-{period}").inputs] == ["annual"]
        assert [item.name for item in registry.get(f"from-{period}").inputs] == ["amount"]


def test_the_weights_are_of_what_is_seen() -> None:
    weights = shipped()._weights
    assert weights["first"].shape == weights["second"].shape == (len(FORMS), len(ranking.FIGURE))
    assert weights["pair"].shape == (len(FORMS), len(ranking.PAIR))
    assert all(np.isfinite(array).all() for array in weights.values())
    assert len(set(ranking.FIGURE)) == len(ranking.FIGURE)
    assert len(set(ranking.PAIR)) == len(ranking.PAIR)


def test_the_same_question_gives_the_same_chance() -> None:
    question, chances = "What share of the crates does the shed hold?", {"share": 0.8, "ratio": 0.2}
    found = [shipped().best(_look(question), chances) for _ in range(2)]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].chance == found[1].chance
    assert 0.0 <= found[0].chance <= 1.0


def test_an_article_without_figures_gives_nothing() -> None:
    ranker: Ranker = shipped()
    assert ranker.best(_look("What share is it?", "Zephyr holds lamps."), {"share": 1.0}) is None


def test_an_amount_for_each_of_something_else_is_not_allowed() -> None:
    look = _look("What is the worth of the lamps for each crate?")
    asked = Asked(look.question)
    worth, crates, visitors = _figure(look, "$45m"), _figure(look, "900"), _figure(look, "8,000")
    assert allowed(BY_NAME["each"], worth, crates, asked)
    assert not allowed(BY_NAME["each"], worth, visitors, asked)


def test_what_an_article_gives_for_one_is_not_shared_out() -> None:
    texts = ("Zephyr built 50 sheds of oak.", "It paid $58,000 per shed, and will spend $3m on repairs.")
    look = _look("How much did Zephyr spend for each shed?", *texts)
    assert plan._is_told_for_one(_figure(look, "50"), look)
    assert not BY_NAME["each"].fits(_figure(look, "$58,000"), _figure(look, "50"))
    assert plan.reckoned({"per_each": 1.0}, look.question, [look.sheet]) is None


def test_a_sum_stands_only_where_it_is_reckoned_first() -> None:
    texts = ("Zephyr spent $12m on lamps.", "It spent $8m on oil.", "A fifth of that came from abroad.")
    look = _look("What did Zephyr spend on lamps and oil together, a month?", *texts)
    asked, figures = Asked(look.question), look.figures()
    joined = sums(look, figures)[0]
    for name in ("by-month", "rest-of-share"):
        form = BY_NAME[name]
        others = [joined] if form.period else figures
        assert not any(allowed(form, joined, other, asked) for other in others)
        assert any(allowed(form, one, one if form.period else other, asked) for one in figures for other in figures)


def test_numbers_of_names_are_no_figures() -> None:
    look = _look("How far does the 777-200LR fly?", "The 777-200LR and the A380 fly 11,000 miles.")
    assert [figure.quantity.text for figure in look.figures()] == ["11,000 miles"]
