"""``assistant figures``, as typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from assistant.calculators.constants import constant, overlay
from assistant.cli import run
from assistant.figures.metrics import extend, find_metrics


@pytest.fixture
def at(corpus: Path, tmp_path: Path) -> tuple[str, ...]:
    return ("--corpus", str(corpus), "--index", str(tmp_path / "index"), "-q")


def started(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(arguments, lambda _: 0)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_figures_are_listed_with_their_sentences(capsys: pytest.CaptureFixture[str], at: tuple[str, ...]) -> None:
    code, out, _ = started(capsys, "figures", "--entity", "acme", "--metric", "revenue", *at)
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "Acme"
    assert lines[1].split() == ["$4", "billion", "revenue,", "2025,", "new"]
    assert lines[2].startswith("      “Acme, the maker of anvils, reported revenue")
    assert lines[3] == "      2026-01-10-acme.txt, 2026-01-10"
    assert lines[4].split() == ["$3.2", "billion", "revenue,", "2024,", "old"]
    assert lines[-1] == "2 figures"


@pytest.mark.parametrize(
    ("options", "values"),
    [
        (("--period", "2024"), {"$3.2 billion"}),
        (("--metric", "valuation"), {"$20 billion", "$60 billion"}),
        (("--metric", "number of employees"), {"12,000 people"}),
        (("--entity", "Globex", "--metric", "valuation"), {"$20 billion"}),
        (("--entity", "Globex", "--all", "--metric", "headcount"), set()),
    ],
)
def test_filters(
    capsys: pytest.CaptureFixture[str], at: tuple[str, ...], options: tuple[str, ...], values: set[str]
) -> None:
    code, out, _ = started(capsys, "figures", *options, "--json", *at)
    figures = json.loads(out)["figures"]
    assert {figure["text"].removeprefix("about ") for figure in figures} == values
    assert code == (0 if values else 1)


def test_csv_has_a_row_for_each_figure(capsys: pytest.CaptureFixture[str], at: tuple[str, ...]) -> None:
    _, out, _ = started(capsys, "figures", "--csv", *at)
    rows = list(csv.DictReader(io.StringIO(out)))
    revenue = next(row for row in rows if row["text"] == "$4 billion")
    assert (revenue["entity"], revenue["metric"], revenue["low"], revenue["unit"]) == (
        "Acme",
        "revenue",
        "4000000000.0",
        "USD",
    )


def test_conflicts_are_told_with_how(capsys: pytest.CaptureFixture[str], at: tuple[str, ...], corpus: Path) -> None:
    (corpus / "later.md").write_text(
        "---\ntitle: Acme is worth more\npublished: 2026-04-01\n---\nAcme was valued at $80 billion by the market.\n"
    )
    code, out, _ = started(capsys, "figures", "--conflicts", *at)
    assert code == 0
    assert out.startswith("Acme, valuation: superseded\n  $80 billion        stands\n")
    assert "about $60 billion  superseded (by an article of 2026-04-01)" in out
    (clash,) = json.loads(started(capsys, "figures", "--conflicts", "--json", *at)[1])["conflicts"]
    assert [claim["claim"] for claim in clash["claims"]] == ["stands", "superseded"]
    assert "superseded" in started(capsys, "figures", "--conflicts", "--csv", *at)[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--metric", "revenu"), "there is no metric 'revenu'. Did you mean revenue?"),
        (("--period", "soon"), "'soon' is no period"),
        (("--json", "--csv"), "cannot both be given"),
    ],
)
def test_bad_options_are_told(
    capsys: pytest.CaptureFixture[str], at: tuple[str, ...], arguments: tuple[str, ...], told: str
) -> None:
    code, out, err = started(capsys, "figures", *arguments, *at)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_own_metrics_are_found_and_old_articles_read_again(
    capsys: pytest.CaptureFixture[str], at: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert started(capsys, "figures", "--metric", "supply", *at)[0] == 2
    assert started(capsys, "figures", "--all", *at)[0] == 0  # read once without it, and remembered
    own = tmp_path / "metrics.toml"
    own.write_text('[[metric]]\nid = "supply"\ndimension = "power"\nforms = ["supply"]\n')
    monkeypatch.setenv("ASSISTANT_METRICS", str(own))
    try:
        code, out, _ = started(capsys, "figures", "--metric", "supply", *at)
        assert code == 0
        assert "2 GW" in out
    finally:
        extend(None)
    assert find_metrics("supply") == ()


METRIC_FAULTS = [
    ("[metric", "cannot be read"),
    ("x = 1", "must hold [[metric]] tables"),
    ('[[metric]]\nid = "A b"\nforms = ["x"]', "id must be a word"),
    ('[[metric]]\nid = "new"\nforms = ["x"]', "dimension must be one of"),
    ('[[metric]]\nid = "new"\ndimension = "money"\nforms = []', "forms must be a list"),
    ('[[metric]]\nid = "revenue"\nforms = ["x"]\nfrom = 1', "there is no field 'from'"),
    ('[[metric]]\nid = "revenue"\nforms = ["x"]\nbroader = "y"', "which is no metric"),
]


@pytest.mark.parametrize(("text", "told"), METRIC_FAULTS)
def test_a_malformed_metrics_file_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    own = tmp_path / "my.toml"
    own.write_text(text)
    monkeypatch.setenv("ASSISTANT_METRICS", str(own))
    code, _, err = started(capsys, "calc")
    assert code == 2
    assert str(own) in err
    assert told in err
    assert err.count("\n") == 1


def test_own_constants_win_and_are_shown_as_assumed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "mine.toml"
    own.write_text("[us_home_electricity]\nvalue = 8_760\n")
    monkeypatch.setenv("ASSISTANT_CONSTANTS", str(own))
    try:
        code, out, _ = started(capsys, "calc", "power-to-homes", "power=5GW")
        assert code == 0
        assert out.startswith("5 million homes\n")
        assert "(assumed: set in mine.toml)" in out
        assert "set in mine.toml" in started(capsys, "constants", "us_home_electricity")[1]
    finally:
        overlay(None)
    assert constant("us_home_electricity").value == 10_791


CONSTANT_FAULTS = [
    ("[x", "cannot be read"),
    ("us_reactor = 3", "must be a table"),
    ('[us_reactor]\nvalue = "3"', "value must be a number"),
    ("[us_reactor]\nvalue = nan", "value must be a number"),
    ("[us_reactor]\nvalues = 3", "has no field 'values'"),
    ("[us_reactor]\nlow = 3", "gives no value"),
    ('[us_reactor]\nvalue = 3\nunit = "USD"', "where GW or the like is needed"),
    ("[us_reactor]\nvalue = 3\nlow = 4", "in this order"),
    ('[us_reactor]\nvalue = 3\nqualifier = "perhaps"', "perhaps"),
    ("[new_thing]\nvalue = 3", "is new and gives no unit"),
]


@pytest.mark.parametrize(("text", "told"), CONSTANT_FAULTS)
def test_a_malformed_constants_file_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(text)
    monkeypatch.setenv("ASSISTANT_CONSTANTS", str(own))
    code, _, err = started(capsys, "constants")
    assert code == 2
    assert str(own) in err
    assert told in err
    assert err.count("\n") == 1
