"""What was reached must not be lost: each kind's share against the recorded one.

A record is changed by the command in it, with ``--json``, in the same change as the reason for it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.newsquant import newsquant
from assistant.evaluation.question_files import questions
from assistant.evaluation.recognizers import recognizers
from assistant.evaluation.report import Measure, Report
from assistant.evaluation.request import Request

pytestmark = [pytest.mark.evaluation, pytest.mark.slow]

LESS_IS_BETTER = ("wrong figure rate", "declined answerable")


def recorded(results: Path, name: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((results / f"{name}.json").read_text(encoding="utf-8"))
    return whole


def losses(record: dict[str, Any], report: Report) -> list[str]:
    """What is worse than recorded, or cannot be compared, in words."""
    again = f"record it again: {record['command']} --json …"
    if record["data"] != dict(report.data):
        return [f"the data is not that of the record; {again}"]
    now = {measure.name: measure for measure in report.measures}
    found = [_loss(each, now.get(each["name"])) for each in record["measures"]]
    return [f"{loss}; if that is meant, {again}" for loss in found if loss]


def _loss(before: dict[str, Any], now: Measure | None) -> str:
    name, was = before["name"], before["value"]
    if now is None or (now.value is None) != (was is None):
        return f"{name} is no longer measured"
    if now.value is None or was is None:
        return ""
    fallen = now.value > was + 1e-6 if name in LESS_IS_BETTER else now.value < was - 1e-6
    return f"{name} was {was}, is {now.value}" if fallen else ""


def test_the_news_stories(evaluation: Path, results: Path, stories_index: Path) -> None:
    report = questions(Request(evaluation / "bbc.jsonl", evaluation / "bbc", stories_index))
    assert losses(recorded(results, "questions-bbc"), report) == []
    assert dict(report.counts)["error"] == 0


def test_one_article_on_valuations(evaluation: Path, results: Path) -> None:
    report = questions(Request(evaluation / "anthropic.jsonl", evaluation.parent / "corpus"))
    assert losses(recorded(results, "questions-anthropic"), report) == []
    assert dict(report.counts)["error"] == 0


def test_quantities_of_news_sentences(evaluation: Path, results: Path) -> None:
    report = newsquant(Request(evaluation / "newsquant" / "newsquant_half.json"))
    assert losses(recorded(results, "newsquant"), report) == []


def test_the_cases_of_recognizers(evaluation: Path, results: Path) -> None:
    report = recognizers(Request(evaluation / "recognizers_text_english_specs.tar.xz"))
    assert losses(recorded(results, "recognizers"), report) == []
