"""The scorer for the English specs of Recognizers-Text."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.evaluation.recognizers import Case, Expected, found, main, passes, recognizers
from assistant.evaluation.request import Request
from assistant.quantities import extract


def test_a_result_is_found_by_place_value_and_unit() -> None:
    text = "It fell 50 cents to $2 a share."
    quantities = extract(text)
    assert found(Expected("50 cents", 8, 16, 50.0, "Cent"), quantities)
    assert found(Expected("$2", 20, 22, 2.0, "Dollar"), quantities)
    assert not found(Expected("$2", 20, 22, 3.0, "Dollar"), quantities)
    assert not found(Expected("$2", 20, 22, 2.0, "Euro"), quantities)
    assert not found(Expected("$2", 0, 2, 2.0, "Dollar"), quantities)


def test_a_case_without_results_passes_when_nothing_of_its_kind_is_found() -> None:
    assert passes(Case("There were 3 cars.", ()), "CurrencyModel")
    assert not passes(Case("It cost $3.", ()), "CurrencyModel")


def test_the_command_reports_each_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Number" / "English"
    folder.mkdir(parents=True)
    cases = [
        {"Input": "about 40%", "Results": [{"Text": "40%", "Start": 6, "End": 8, "Resolution": {"value": "40%"}}]},
        {"Input": "a lot", "Results": [{"Text": "lot", "Start": 2, "End": 4, "Resolution": {"value": "1%"}}]},
    ]
    (folder / "PercentModel.json").write_text(json.dumps(cases))
    assert main([str(tmp_path), "--differences"]) == 0
    shown = capsys.readouterr().out
    assert "PercentModel          1 of    2   50.0 %" in shown
    assert "CurrencyModel      not there" in shown
    assert "  a lot" in shown


def test_the_set_is_read_from_a_folder_or_an_archive(tmp_path: Path) -> None:
    folder = tmp_path / "Specs" / "Number" / "English"
    folder.mkdir(parents=True)
    right = {"Input": "about 40%", "Results": [{"Text": "40%", "Start": 6, "End": 8, "Resolution": {"value": "40%"}}]}
    wrong = {"Input": "a lot", "Results": [{"Text": "lot", "Start": 2, "End": 4, "Resolution": {"value": "1%"}}]}
    (folder / "PercentModel.json").write_text(json.dumps([right, wrong]))
    with tarfile.open(tmp_path / "specs.tar.xz", "w:xz") as archive:
        archive.add(tmp_path / "Specs", "Specs")
    reports = [recognizers(Request(tmp_path / name)) for name in ("Specs", "specs.tar.xz")]
    assert [report.measure("passed: PercentModel").value for report in reports] == [50.0, 50.0]
    assert all(report.counts == (("cases", 2),) for report in reports)


def test_what_holds_no_specs_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(b"no archive")
    with pytest.raises(UsageError, match="holds none of the specs"):
        recognizers(Request(tmp_path))
    with pytest.raises(UsageError, match=r"a\.tar is neither a folder nor an archive"):
        recognizers(Request(tmp_path / "a.tar"))
