"""FinQA and TAT-QA: reports as articles, and gold results against answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.datatypes import Answer, AnswerStatus, IndexInfo, Quantity
from assistant.errors import UsageError
from assistant.evaluation.filings import Asked, finqa, flattened, outcome, read_finqa, read_tatqa, tatqa
from assistant.evaluation.request import Request


def answer(quantity: Quantity | None) -> Answer:
    return Answer("q", AnswerStatus.ANSWERED, (), IndexInfo("", "", ""), value=quantity)


def filing(**fields: object) -> dict[str, Any]:
    table = [["", "Fiscal 2018 (in millions)", "2019"], ["Revenue", "$ 50", "$ 60"], ["Costs", "20", "-"]]
    whole = {"id": "f-1", "table": table, "full_context": "we sell anvils .\n|Revenue|50|\nall is well ."}
    return whole | {"question": "what was revenue in 2019 ?", "answer": 60.0} | fields


def test_a_table_becomes_a_sentence_a_cell() -> None:
    assert list(flattened(filing()["table"])) == [
        "Revenue in 2018 was $ 50.",
        "Revenue in 2019 was $ 60.",
        "Costs in 2018 was 20.",
    ]
    two_heads = [["", "Years ended", ""], ["", "cards ( millions )", "volume"], ["visa", "1592", "$ 2457"]]
    assert list(flattened(two_heads)) == [
        "visa, Years ended cards ( millions ), was 1592.",
        "visa, volume, was $ 2457.",
    ]
    assert list(flattened([["a", "b"], ["c", "d"]])) == []


def test_finqa_keeps_what_has_a_number_and_leaves_the_table_as_text_out() -> None:
    filings = read_finqa([filing(), filing(id="f-2", answer="yes")])
    assert filings.left_out == 1
    assert list(filings.articles) == ["f-1.txt"]
    assert filings.articles["f-1.txt"].startswith("we sell anvils.\n\nall is well.\n\nRevenue in 2018 was $50.")
    assert filings.asked == (Asked("what was revenue in 2019?", "f-1.txt", (60.0,), (60.0, 6000.0)),)


def test_tatqa_keeps_arithmetic_with_both_ways_to_write_a_scale() -> None:
    def row(kind: str, value: object, scale: str) -> dict[str, object]:
        return {"question": "How much?", "answer_type": kind, "answer": value, "scale": scale}

    report = {
        "table": {"table": filing()["table"]},
        "paragraphs": [{"order": 2, "text": "Second."}, {"order": 1, "text": "First."}],
        "questions": [row("arithmetic", -12.6, "million"), row("span", ["x"], "")],
    }
    filings = read_tatqa([report])
    assert filings.left_out == 1
    assert filings.articles["report-0001.txt"].startswith("First.\n\nSecond.\n\nRevenue in 2018")
    assert filings.asked[0].gold == (-12.6, -12.6e6)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Quantity(0.25, 0.25, ""), "right"),
        (Quantity(25.1, 25.1, "%"), "right"),  # gold is a fraction
        (Quantity(25.1, 25.1, "USD"), "wrong"),
        (Quantity(-0.25, -0.25, ""), "wrong"),
        (Quantity(0.25, 0.30, ""), "wrong"),  # an interval is no result
        (Quantity(0.25, None, ""), "wrong"),
        (None, "none"),
    ],
)
def test_the_outcome_of_an_answer(found: Quantity | None, expected: str) -> None:
    assert outcome(Asked("q", "a", (0.25,), (0.25, 25.0)), answer(found)) == expected


def test_what_is_declined_or_refused_gives_no_number() -> None:
    declined = Answer("q", AnswerStatus.ABSTAINED, (), IndexInfo("", "", ""), value=Quantity(1, 1, ""))
    assert outcome(Asked("q", "a", (1.0,)), declined) == "none"
    assert outcome(Asked("q", "a", (1.0,)), None) == "none"


def test_the_program_is_asked_of_one_report_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "finqa.jsonl"
    text = "Acme reported revenue of ${} million in 2019 and costs of $20 million in 2019."
    rows = [
        filing(id=f"f-{value}", full_context=text.format(value), table=[[]], answer=float(f"{value}e6"))
        | {"question": "What was Acme's revenue in 2019?"}
        for value in (60, 70)
    ]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n")
    report = finqa(Request(path))
    counts = dict(report.counts)
    assert (counts["questions"], counts["right"], counts["articles"]) == (2, 2, 2)
    assert report.measure("execution accuracy").value == 100.0
    assert report.measure("right of the results given").n == 2


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"question": "x"}\n')
    (tmp_path / "b.json").write_text("{}")
    with pytest.raises(UsageError, match=r"a\.jsonl is not of the form"):
        finqa(Request(tmp_path / "a.jsonl"))
    with pytest.raises(UsageError, match=r"b\.json asks for no number"):
        tatqa(Request(tmp_path / "b.json"))
