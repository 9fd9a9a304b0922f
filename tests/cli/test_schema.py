"""``assistant schema``, as typed."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from assistant.cli import run
from tests.conftest import ROOT
from tests.rendering import samples


def test_the_schema_is_printed_to_the_byte(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"], lambda _: 0) == 0
    shown = capsys.readouterr()
    golden = ROOT / "tests" / "rendering" / "golden" / "answer.schema.json"
    assert shown.out == golden.read_text(encoding="utf-8")
    assert shown.err == ""


def test_what_ask_prints_keeps_to_it(capsys: pytest.CaptureFixture[str], bundled_index: object) -> None:
    run(["schema"], lambda _: 0)
    validator = Draft202012Validator(json.loads(capsys.readouterr().out))
    for question, code in (("What was OpenAI last valued at?", 0), ("What is Mistral's valuation?", 1)):
        command = ["ask", "--json", "--why", "-q", "--index", str(bundled_index), "--corpus", str(ROOT / "corpus")]
        assert run([*command, question], lambda _: 0) == code
        validator.validate(json.loads(capsys.readouterr().out))
    assert not validator.is_valid({"question": samples.fact().question})


def test_it_takes_no_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "answer"], lambda _: 0) == 2
    assert "assistant schema --help" in capsys.readouterr().err
