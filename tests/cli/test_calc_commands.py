"""``assistant calc`` and ``assistant constants``, as typed."""

from __future__ import annotations

import json

import pytest

from assistant.calculators import registry
from assistant.calculators.constants import all_constants
from assistant.cli import run


def started(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(arguments, lambda _: 0)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_the_list_has_each_calculator_with_its_example(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = started(capsys, "calc")
    assert (code, err) == (0, "")
    for entry in registry.all():
        assert f"assistant calc {entry.name} " in out
    assert "assistant calc premium value='$900bn' other='$852bn'  →  5.63%" in out
    table = json.loads(started(capsys, "calc", "--json")[1])
    assert [entry["name"] for entry in table["calculators"]] == [entry.name for entry in registry.all()]


def test_a_calculation_shows_result_formula_inputs_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = started(capsys, "calc", "power-to-homes", "power=5GW")
    assert code == 0
    assert out.startswith("about 4.06 million homes\n")
    assert "power × 8,760 h × load_factor / home_consumption" in out
    assert "home_consumption = about 10,791 kWh per year (constant: EIA, FAQ 97, 2022)" in out
    assert "Note: load_factor is assumed to be 100%" in out


def test_json_is_the_contracts_calculation(capsys: pytest.CaptureFixture[str]) -> None:
    typed = ("calc", "revenue-multiple", "valuation=$900bn", "revenue=$30bn-$40bn", "--json")
    code, out, _ = started(capsys, *typed)
    done = json.loads(out)
    assert code == 0
    assert list(done) == ["schema", "calculator", "formula", "substituted", "inputs", "result", "notes"]
    assert (done["result"]["low"], done["result"]["high"], done["result"]["unit"]) == (22.5, 30.0, "x")


def test_a_name_alone_shows_its_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = started(capsys, "calc", "power-to-homes")
    assert code == 0
    assert "power: power, such as 5 GW" in out
    assert "if left out, 100%" in out


def test_constants_show_source_and_year(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = started(capsys, "constants")
    assert code == 0
    for entry in all_constants():
        assert f"{entry.id} = " in out
        assert entry.source in out
    one = json.loads(started(capsys, "constants", "words_per_token", "--json")[1])["constants"]
    assert [(entry["id"], entry["low"], entry["high"], entry["year"]) for entry in one] == [
        ("words_per_token", 0.6, 0.8, None)
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("calc", "revenue-multipl"), "Did you mean revenue-multiple"),
        (("calc", "step-up", "new_valuaton=$9bn"), "Did you mean new_valuation?"),
        (("calc", "step-up", "new_valuation=$9bn"), "step-up needs previous_valuation"),
        (("calc", "step-up", "nine"), "Write it as name=value"),
        (("calc", "step-up", "new_valuation=-$9bn", "previous_valuation=$3bn"), "must be above zero"),
        (("calc", "step-up", "new_valuation=5GW", "previous_valuation=$3bn"), "must be money"),
        (("calc", "step-up", "new_valuation=£9bn", "previous_valuation=$3bn"), "without a rate"),
        (("calc", "ratio", "value=$9bn", "other=$0"), "may be zero"),
        (("calc", "ratio", "value=inf", "other=2"), "'inf' is not a quantity"),
        (("calc", "ratio", "value=1e400", "other=2"), "'1e400' is not one quantity"),
        (("calc", "ratio", "value=" + "9" * 400, "other=2"), "is not a quantity"),
        (("constants", "us_home"), "Did you mean us_home_electricity"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = started(capsys, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1
