"""Plain text says everything that an answer holds, and nothing that could steer a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.datatypes import Answer, AnswerStatus, Part, PartKind, Qualifier, Quantity, Reason, ReasonCode
from assistant.rendering import to_text
from assistant.rendering.layout import cells
from assistant.rendering.words import amount
from tests.rendering import samples


def test_hostile_text_is_shown_not_obeyed() -> None:
    text = to_text(samples.hostile(), why=True)
    assert text.replace("\n", "").isprintable()
    assert "␛[31m[/" in text
    assert "<U+202E>evil" in text


def test_a_reason_that_the_text_gives_is_not_said_twice() -> None:
    reason = samples.refusal().reason
    assert reason is not None
    answer = replace(samples.refusal(), parts=(Part(PartKind.PROSE, f"Sorry. {reason.text}"),))
    assert to_text(answer).count(reason.text) == 1


def test_an_error_is_named_so() -> None:
    answer = Answer(
        "q",
        AnswerStatus.ERROR,
        (),
        samples.INDEX,
        reason=Reason(ReasonCode.ERROR, "The index is damaged."),
    )
    assert to_text(answer) == "Error: The index is damaged.\n"


@pytest.mark.parametrize("width", [1, 20, 40, 80, 200])
def test_lines_keep_to_the_width(width: int) -> None:
    wide = [line for line in to_text(samples.calculation(), width=width).splitlines() if cells(line) > width]
    assert all(len(line.split()) <= 3 or width < 20 for line in wide)


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        (Quantity(9e11, 9e11, "USD", text="$900 billion"), "$900 billion"),
        (Quantity(22.5, 30.0, "x"), "22.5 to 30x"),
        (Quantity(5.0, 5.0, "reactors"), "5 reactors"),
        (Quantity(25.0, None, "%", Qualifier.AT_LEAST), "at least 25%"),
        (Quantity(1e6, 1e6, "homes", Qualifier.ABOUT), "about 1,000,000 homes"),
        (Quantity(None, None, "USD"), "unknown"),
    ],
)
def test_amounts(quantity: Quantity, shown: str) -> None:
    assert amount(quantity) == shown


def test_an_answer_with_nothing_in_it_is_an_empty_line() -> None:
    assert to_text(Answer("q", AnswerStatus.ANSWERED, (), samples.INDEX)) == "\n"


def test_a_formula_without_a_name_and_values_with_the_result_say_each_step_once() -> None:
    work = replace(
        samples.calculation().calculations[0],
        formula="valuation / revenue",
        substituted="$900m / ($30m to $40m) = at least 22.5x to 30x",
    )
    text = to_text(replace(samples.calculation(), calculations=(work,)))
    assert (
        "Calculation: revenue-multiple\n"
        "  valuation / revenue\n"
        "  = $900m / ($30m to $40m)\n"
        "  = at least 22.5x to 30x\n"
        "  valuation  exceeding"
    ) in text
