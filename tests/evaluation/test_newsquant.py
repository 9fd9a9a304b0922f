"""The scorer for quantities of news sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.evaluation.newsquant import Labelled, main, newsquant, paired, predict, score
from assistant.evaluation.request import Request


def labelled(*values: float, unit: str = "dollar", change: str = "=") -> Labelled:
    return Labelled(values, unit, change)


def test_pairs_are_one_to_one_and_as_many_as_can_be() -> None:
    gold, found = [labelled(1), labelled(1), labelled(2)], [labelled(1), labelled(2), labelled(2)]
    assert paired(gold, found, lambda a, b: a.values == b.values) == 2
    # The first gold one must give way for the second to find a partner at all.
    either = {(0, 0), (0, 1), (1, 0)}
    pairs = paired(
        [labelled(0), labelled(1)], [labelled(0), labelled(1)], lambda a, b: (a.values[0], b.values[0]) in either
    )
    assert pairs == 2


def test_each_measure_asks_for_more() -> None:
    gold = [[labelled(40, change="up"), labelled(5, unit="mile")]]
    found = [[labelled(40.0001, change="up"), labelled(5, unit="yard")]]
    result = score(gold, found)
    assert [result[name].right for name in ("value", "value+unit", "value+change")] == [2, 1, 2]
    assert result["value+unit"].f1 == pytest.approx(50)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shares rose 19 cents to $58.24.", [((19.0,), "cent", "up"), ((58.24,), "dollar", "=")]),
        ("It fell 3% from $5 to $4.", [((3.0,), "percentage", "down"), ((5.0, 4.0), "dollar", "=")]),
        (
            "More than 60% of the 700 heart transplants",
            [((60.0,), "percentage", ">"), ((700.0,), "heart transplant", "=")],
        ),
        ("A fine of about $3bn to $5bn", [((3e9, 5e9), "dollar", "~")]),
        ("It pays $9 a month.", [((9.0,), "dollar per month", "=")]),
        ("A 35-year-old woman", [((35.0,), "year of age", "=")]),
    ],
)
def test_our_quantities_in_the_terms_of_the_set(sentence: str, expected: list[object]) -> None:
    assert [(item.values, item.unit, item.change) for item in predict(sentence)] == expected


def test_the_command_scores_shows_differences_and_writes_predictions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.json"
    rows = [{"text": "It cost $5 in 2004.", "quantities": [{"value": "5", "normalized_unit": "euro", "change": "="}]}]
    gold.write_text(json.dumps(rows))
    out = tmp_path / "out.json"
    assert main([str(gold), "--differences", "--predictions", str(out)]) == 0
    shown = capsys.readouterr().out
    assert "unit   'euro' read as 'dollar'" in shown
    assert "value         P 100.0  R 100.0  F1 100.0" in shown
    assert json.loads(out.read_text())[0]["quantities"][0]["normalized_unit"] == "dollar"


def test_the_set_is_measured_over_sentences(tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    rows = [
        {"text": "It cost $5.", "quantities": [{"value": "5", "normalized_unit": "dollar", "change": "="}]},
        {"text": "It cost $6.", "quantities": [{"value": "7", "normalized_unit": "dollar", "change": "="}]},
        {"text": "It was dear.", "quantities": []},
    ]
    gold.write_text(json.dumps(rows))
    report = newsquant(Request(gold))
    # One pair of two gold and two found: 2 * 1 / 4.
    assert report.measure("F1 value").value == pytest.approx(50)
    assert report.measure("F1 value").n == 2  # a sentence with nothing to find, and nothing found, adds nothing
    assert dict(report.counts) == {"sentences": 3, "gold quantities": 2, "found quantities": 2}


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text('[{"sentence": "x"}]')
    with pytest.raises(UsageError, match=r"gold\.json is no gold file of NewsQuant"):
        newsquant(Request(tmp_path / "gold.json"))


def test_the_published_figures_are_reached_on_values(evaluation: Path) -> None:
    from assistant.evaluation.newsquant import read_gold

    sentences = read_gold(evaluation / "newsquant" / "newsquant_half.json")
    result = score([gold for _, gold in sentences], [predict(text) for text, _ in sentences])
    assert result["value"].f1 > 92.0
