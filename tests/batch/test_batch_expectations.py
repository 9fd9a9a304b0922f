"""Each expectation against answers made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.batch import Expectation, Failure, ValueExpectation, check
from assistant.datatypes import Answer, AnswerStatus, Qualifier, Quantity

MakeAnswer = Callable[..., Answer]
ABSTAINED = AnswerStatus.ABSTAINED


def keys(failures: tuple[Failure, ...]) -> list[str]:
    return [failure.expectation for failure in failures]


def test_an_answer_is_expected_by_default(make_answer: MakeAnswer) -> None:
    assert check(Expectation(), make_answer("yes")) == ()
    declined = make_answer("Nothing found", status=ABSTAINED)
    assert check(Expectation(), declined) == (Failure("status", "answered", "abstained (no_evidence): Nothing found"),)
    assert keys(check(Expectation(), make_answer("broken", status=AnswerStatus.ERROR))) == ["status"]


def test_an_expected_abstention(make_answer: MakeAnswer) -> None:
    assert check(Expectation(ABSTAINED), make_answer("no", status=ABSTAINED)) == ()
    assert check(Expectation(ABSTAINED), make_answer("$5m")) == (Failure("status", "abstained", "answered: $5m"),)
    assert keys(check(Expectation(ABSTAINED), make_answer("no", status=AnswerStatus.ERROR))) == ["status"]


def test_a_wrong_status_is_not_repeated_by_every_other_key(make_answer: MakeAnswer) -> None:
    expect = Expectation(
        contains=(("a",),), value=ValueExpectation(1, 1), cites=("1.txt",), cites_any=("2.txt",), quote="q"
    )
    assert keys(check(expect, make_answer("no", status=ABSTAINED))) == ["status"]


def test_what_must_not_be_said_counts_in_an_answer_of_any_status(make_answer: MakeAnswer) -> None:
    expect = Expectation(ABSTAINED, not_contains=("21.3", "28.4"))
    assert check(expect, make_answer("no figure", status=ABSTAINED)) == ()
    assert keys(check(expect, make_answer("21.3x to 28.4x"))) == ["status", "not_contains", "not_contains"]
    assert check(expect, make_answer("not 28.4", status=ABSTAINED)) == (
        Failure("not_contains", "without 28.4", "not 28.4"),
    )


def test_every_element_must_occur_in_one_of_its_alternatives(make_answer: MakeAnswer) -> None:
    expect = Expectation(contains=(("$40 billion", "$40bn"), ("$50 billion",)))
    assert check(expect, make_answer("between US$40BN and $50\nbillion")) == ()
    assert check(expect, make_answer("$41bn to $50 billion")) == (
        Failure("contains", "$40 billion or $40bn", "$41bn to $50 billion"),
    )
    assert keys(check(expect, make_answer("nothing"))) == ["contains", "contains"]


def test_value_is_the_main_value_or_any_result(make_answer: MakeAnswer) -> None:
    expect = Expectation(value=ValueExpectation(22.5, 30.0, "x"))
    right = Quantity(22.5, 30.0, "x", Qualifier.AT_LEAST)
    wrong = Quantity(900e9, None, "USD")
    assert check(expect, make_answer(value=right)) == ()
    assert check(expect, make_answer(value=wrong, results=(wrong, right))) == ()
    assert check(expect, make_answer("words", value=wrong, results=(wrong, Quantity(5, 5, "GW")))) == (
        Failure("value", "22.5 to 30 x", "9e+11 to open USD; 5 GW"),
    )
    assert check(expect, make_answer("22.5x")) == (Failure("value", "22.5 to 30 x", "no figure: 22.5x"),)


@pytest.mark.parametrize(
    ("found", "holds"),
    [
        (Quantity(5, 5, "reactor"), True),
        (Quantity(5.04, 4.96, "reactors"), True),
        (Quantity(4, 5, "reactors"), False),
        (Quantity(5, 6, "reactors"), False),
        (Quantity(5, None, "reactors"), False),
        (Quantity(5, 5, "GW"), False),
    ],
)
def test_a_point_is_met_only_where_both_ends_agree(make_answer: MakeAnswer, found: Quantity, holds: bool) -> None:
    expect = Expectation(value=ValueExpectation(5, 5, "reactors"))
    assert (check(expect, make_answer(value=found)) == ()) is holds


@pytest.mark.parametrize(
    ("found", "holds"),
    [
        (Quantity(9e11, None, "USD"), True),
        (Quantity(9e11, 9e11, "USD"), False),
        (Quantity(None, 9e11, "USD"), False),
    ],
)
def test_an_open_end_is_met_by_an_open_end(make_answer: MakeAnswer, found: Quantity, holds: bool) -> None:
    expect = Expectation(value=ValueExpectation(9e11, None, "USD"))
    assert (check(expect, make_answer(value=found)) == ()) is holds


def test_own_tolerance_and_any_unit(make_answer: MakeAnswer) -> None:
    found = make_answer(value=Quantity(102, 102, "widgets"))
    assert keys(check(Expectation(value=ValueExpectation(100, 100)), found)) == ["value"]
    assert check(Expectation(value=ValueExpectation(100, 100, rel_tol=0.02)), found) == ()


def test_inside(make_answer: MakeAnswer) -> None:
    expect = Expectation(value=ValueExpectation(3.5e6, 4.9e6, "homes", inside=True))
    assert check(expect, make_answer(value=Quantity(4.1e6, 4.2e6, "homes"))) == ()
    assert check(expect, make_answer(value=Quantity(3.4e6, 4.2e6, "homes"))) == (
        Failure("value", "inside 3500000 to 4900000 homes", "3400000 to 4200000 homes"),
    )


def test_all_articles_of_cites_and_one_of_cites_any(make_answer: MakeAnswer) -> None:
    answer = make_answer(articles=("bbc/1.txt", "bbc/2.txt"))
    assert check(Expectation(cites=("2.txt", "bbc/1.txt"), cites_any=("9.txt", "1.txt")), answer) == ()
    assert check(Expectation(cites=("1.txt", "3.txt")), answer) == (Failure("cites", "3.txt", "bbc/1.txt, bbc/2.txt"),)
    assert check(Expectation(cites_any=("3.txt", "4.txt")), answer) == (
        Failure("cites_any", "3.txt or 4.txt", "bbc/1.txt, bbc/2.txt"),
    )
    assert check(Expectation(cites=("1.txt",)), make_answer("words")) == (Failure("cites", "1.txt", "nothing cited"),)


def test_the_nearest_evidence_is_not_cited(make_answer: MakeAnswer) -> None:
    declined = make_answer("no", status=ABSTAINED, nearest=("1.txt",))
    assert keys(check(Expectation(ABSTAINED, cites=("1.txt",)), declined)) == ["cites"]


def test_quote_lies_in_a_quote_or_in_the_passage_around_it(make_answer: MakeAnswer) -> None:
    answer = make_answer(
        articles=(("1.txt", "It fell.", "Sales rose. It fell."), ("2.txt", "Fuel costs “rose” by £106m", ""))
    )
    assert check(Expectation(quote='fuel costs "rose"'), answer) == ()
    assert check(Expectation(quote="sales rose"), answer) == ()
    assert check(Expectation(quote="fell. Fuel"), answer) == (
        Failure("quote", "fell. Fuel", "It fell. | Fuel costs “rose” by £106m"),
    )
    assert check(Expectation(quote="a"), make_answer("a")) == (Failure("quote", "a", "nothing cited"),)
