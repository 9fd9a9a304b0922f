"""Which figure some words of a question describe: what is scored, and which pairs belong together."""

from __future__ import annotations

import gc

import pytest

from assistant.answering.matching import Matcher, Slot, beside, is_amount, is_share, same
from assistant.answering.phrases import Phrase
from assistant.answering.worksheet import Cell
from tests.answering.cells import cell, cells, sheet_of


def anything(_: Cell) -> float | None:
    return 0.0


def counts(noun: str, kind: float = 0.0) -> Slot:
    """A slot for what counts a noun, by its kind alone."""
    return Slot(Phrase.of("whatever", ()), lambda found: kind if found.quantity.unit == noun else None)


FLEET = ("Zephyr runs 40 trams in the town.", "Zephyr also runs 90 buses in the hills.", "It has 300 drivers.")


@pytest.mark.parametrize(
    ("words", "value"),
    [("trams in the town", 40.0), ("buses in the hills", 90.0), ("drivers", 300.0), ("number of hill buses", 90.0)],
)
def test_a_figure_is_known_by_the_words_around_it(words: str, value: float) -> None:
    best = Matcher(sheet_of(*FLEET)).best(Slot(Phrase.of(words, ()), anything))
    assert best is not None
    assert best.quantity.low == value


@pytest.mark.parametrize("words", ["ferries at the pier", "what it runs"])
def test_what_no_words_tell_from_another_is_none(words: str) -> None:
    assert Matcher(sheet_of(*FLEET)).best(Slot(Phrase.of(words, ()), anything)) is None


def test_a_score_does_not_depend_on_what_was_scored_before() -> None:
    slot = Slot(Phrase.of("buses in the hills", ()), anything)
    first = [(score, found.quantity.text) for score, found in Matcher(sheet_of(*FLEET)).scored(slot)]
    for _ in range(200):  # cells made and dropped again: their places in memory are taken by others
        matcher = Matcher(sheet_of(*FLEET))
        for found in cells(*FLEET):
            matcher.score(slot, found)
        gc.collect(0)
        assert [(score, found.quantity.text) for score, found in matcher.scored(slot)] == first


def test_two_figures_of_one_sentence_are_scored_each_by_its_own_words() -> None:
    matcher = Matcher(sheet_of("The yard holds 900 crates of lamps, while the shed holds 300 crates of soap."))
    for words, value in (("crates of lamps", 900.0), ("crates of soap", 300.0)):
        best = matcher.best(Slot(Phrase.of(words, ()), anything))
        assert best is not None
        assert best.quantity.low == value


def test_a_pair_needs_as_much_of_each() -> None:
    matcher = Matcher(sheet_of(*FLEET))
    assert matcher.pair(counts("trams", 0.5), counts("drivers", 0.1), least=0.4) is None
    assert not matcher.unsure
    found = matcher.pair(counts("trams", 0.5), counts("drivers", 0.1), least=0.4, least_second=0.05)
    assert found is not None
    assert [each.quantity.low for each in found] == [40.0, 300.0]


def test_the_first_must_come_to_its_own_least_all_the_same() -> None:
    matcher = Matcher(sheet_of(*FLEET))
    assert matcher.pair(counts("trams", 0.1), counts("drivers", 0.5), least=0.4, least_second=0.05) is None


def test_of_pairs_that_are_as_likely_none_is_taken() -> None:
    texts = ("Zephyr runs 40 trams here, 50 trams there, and has 300 drivers.",)
    matcher = Matcher(sheet_of(*texts))
    assert matcher.pair(counts("trams", 0.5), counts("drivers", 0.5), lambda a, b: True) is None
    assert matcher.unsure


def test_the_same_value_told_twice_is_no_rival() -> None:
    texts = ("Zephyr runs 40 trams.", "All 40 trams are green.", "It has 300 drivers.")
    matcher = Matcher(sheet_of(*texts))
    assert matcher.pair(counts("trams", 0.5), counts("drivers", 0.5)) is not None
    assert not matcher.unsure


def test_what_does_not_fit_is_no_pair() -> None:
    matcher = Matcher(sheet_of(*FLEET))
    assert matcher.pair(counts("trams", 0.5), counts("drivers", 0.5), lambda a, b: False) is None


LONG = tuple(
    f"There are {number} {noun} here, and there is much more to say of them than can be said."
    for number, noun in ((2, "oaks"), (3, "elms"), (4, "limes"), (5, "firs"), (6, "yews"))
)


@pytest.mark.parametrize(("reach", "near"), [(1, [True, True, False, False]), (2, [True, True, True, False])])
def test_figures_stand_beside_each_other_within_so_many_sentences(reach: int, near: list[bool]) -> None:
    found = cells(*LONG)
    assert [beside(found[0], other, reach) for other in found[:4]] == near
    assert [beside(other, found[0], reach) for other in found[:4]] == near


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Palter made a profit of $9m.", True),
        ("Zephyr made a profit of $9m.", False),
        ("Palter said it made a profit of $9m.", False),
        ("In a deal with Palter, it made a profit of $9m.", False),
        ("It made a profit of $9m, more than Palter.", False),
        ("The Palter-based group made a profit of $9m.", False),
    ],
)
def test_a_figure_is_foreign_of_whom_another_does_something(text: str, foreign: bool) -> None:
    sheet = sheet_of(text)
    assert Matcher(sheet, ("Zephyr",)).is_foreign(sheet.cells[0]) is foreign


def test_nothing_is_foreign_where_nobody_is_named() -> None:
    sheet = sheet_of("Palter made a profit of $9m.")
    assert not Matcher(sheet).is_foreign(sheet.cells[0])


def test_a_foreign_figure_scores_less() -> None:
    sheet = sheet_of("Zephyr made a profit of $9m.", "Palter made a profit of $8m.")
    own, strange = (
        Matcher(sheet, ("Zephyr",)).score(Slot(Phrase.of("profit made", ("Zephyr",)), anything), found)
        for found in sheet.cells
    )
    assert own > strange


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("It holds 20%.", True),
        ("It holds two thirds of it.", True),
        ("It grew by 150%.", False),
        ("It holds 20 lamps.", False),
        ("It paid $5.", False),
    ],
)
def test_a_share_is_a_part_of_a_whole(text: str, share: bool) -> None:
    assert is_share(cell(text)) is share


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It paid $5m.", 0.1),
        ("It holds 20 lamps.", 0.0),
        ("It holds 20%.", None),
        ("It took 20 days.", None),
        ("It is worth 20 times earnings.", None),
        ("It costs $58 per barrel.", None),
    ],
)
def test_an_amount_is_no_rate_and_no_time(text: str, kind: float | None) -> None:
    assert is_amount(cell(text)) == kind


def test_figures_of_one_value_are_the_same_wherever_they_stand() -> None:
    one, other, third = cells("It paid $5m.", "The $5m came late.", "It paid £5m.")
    assert same(one, other)
    assert not same(one, third)
