"""The Python interface: what ``import assistant`` gives, and each documented example."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import assistant
from assistant import Assistant, Conversation, Quantity, SearchFilter, from_dict, to_dict
from assistant.calculators.constants import constant, overlay
from assistant.cli import run
from assistant.datatypes import AnswerStatus, InputKind
from assistant.errors import CalculationError, CorpusError, QuantityError, SettingsError, UsageError
from assistant.figures.metrics import extend, find_metrics
from assistant.retrieval.ledger import Wanted
from tests.conftest import CORPUS
from tests.test_datatypes import imported_for_types

MULTIPLE = "What revenue multiple is Acme valued at?"


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, bundled_index: Path) -> Path:
    """A working folder with the bundled ``corpus`` and its ``index``, and no settings."""
    for name in ("CORPUS", "INDEX", "MODEL", "READER", "METRICS", "CONSTANTS"):
        monkeypatch.delenv(f"ASSISTANT_{name}", raising=False)
    home = tmp_path / "home"
    home.mkdir()
    (home / "corpus").symlink_to(CORPUS)
    (home / "index").symlink_to(bundled_index)
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def published() -> Iterator[None]:
    """The user's own metrics and constants are taken back afterwards."""
    yield
    extend(None)
    overlay(None)


def examples() -> list[doctest.DocTest]:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [doctest.DocTestParser().get_doctest(assistant.__doc__ or "", {}, "assistant", None, 0)]
    for documented in (Assistant, Conversation):
        found += [test for test in finder.find(documented, globs={}) if test.examples]
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
@pytest.mark.usefixtures("at_home")
def test_a_documented_example_is_true(example: doctest.DocTest, bundled: Assistant) -> None:
    example.globs = {"Assistant": Assistant, "Conversation": Conversation, "assistant": bundled}
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(example, out=told.append)
    assert told == []


def test_each_way_in_has_an_example() -> None:
    shown = {example.name.rpartition(".")[2] for example in examples()}
    assert shown >= {"assistant", "Assistant", "Conversation"}
    assert shown >= {"open", "ask", "ask_many", "figures", "calculate", "conversation"}


def test_importing_the_package_loads_nothing_of_it() -> None:
    tell = (
        "import sys; before = set(sys.modules); import assistant\n"
        "print(*sorted({m.split('.')[0] for m in set(sys.modules) - before if m != 'assistant'}))\n"
        "print(*[m for m in sys.modules if m.startswith('assistant.')])"
    )
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)
    others, ours = done.stdout.split("\n")[:2]
    assert ours == ""
    assert set(others.split()) <= {*sys.stdlib_module_names}


def test_every_public_name_is_there_and_known_to_the_type_checker() -> None:
    typed = imported_for_types(Path(str(assistant.__file__)))
    assert sorted([*typed, "__version__"]) == sorted(assistant.__all__)
    for name in assistant.__all__:
        assert getattr(assistant, name) is not None
        assert name in dir(assistant)
    with pytest.raises(AttributeError, match="no attribute 'Oracle'"):
        _ = assistant.Oracle


def test_left_out_paths_are_those_of_the_command_line(at_home: Path) -> None:
    with Assistant.open(reader="rules") as opened:
        assert opened.store.folder == at_home / "index"
        assert opened.counts[0] == len(list(CORPUS.iterdir()))
        assert not opened.report.built
    with Assistant.open("corpus", "index", model="all-MiniLM-L6-v2", reader="rules") as opened:
        assert opened.store.folder == at_home / "index"


def test_paths_may_be_text_and_settings_fill_in(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "set"))
    monkeypatch.setenv("ASSISTANT_READER", "rules")
    with Assistant.open(str(corpus)) as opened:
        assert opened.store.folder == tmp_path / "set"
    with Assistant.open(corpus=str(corpus), index=str(tmp_path / "given"), model="all-MiniLM-L6-v2") as opened:
        assert opened.store.folder == tmp_path / "given"
        assert opened.index.model == "all-MiniLM-L6-v2"


def test_a_setting_that_cannot_be_used_is_told_but_only_where_one_is_needed(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_READER", "oracle")
    with pytest.raises(SettingsError, match="ASSISTANT_READER"):
        Assistant.open(corpus, tmp_path / "index")
    Assistant.open(corpus, tmp_path / "index", model="all-MiniLM-L6-v2", reader="rules").close()
    with pytest.raises(SettingsError, match="'seer'"):
        Assistant.open(corpus, tmp_path / "index", reader="seer")
    monkeypatch.delenv("ASSISTANT_READER")
    with pytest.raises(CorpusError, match="nowhere"):
        Assistant.open(tmp_path / "nowhere")


@pytest.mark.usefixtures("published")
def test_the_users_metrics_and_constants_come_into_force(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics, constants = tmp_path / "metrics.toml", tmp_path / "constants.toml"
    metrics.write_text('[[metric]]\nid = "anvils"\ndimension = "count"\nforms = ["anvilage"]\n')
    constants.write_text("[us_reactor]\nvalue = 1.2\n")
    monkeypatch.setenv("ASSISTANT_METRICS", str(metrics))
    monkeypatch.setenv("ASSISTANT_CONSTANTS", str(constants))
    assert find_metrics("anvilage") == ()
    with Assistant.open(corpus, tmp_path / "index", reader="rules") as opened:
        assert [mention.metric for mention in find_metrics("anvilage")] == ["anvils"]
        assert opened.figures(metric="anvilage") == ()
    assert constant("us_reactor").value == 1.2


@pytest.mark.parametrize("value", ["$2bn", Quantity(2e9, 2e9, "USD"), Quantity(2e9, 2e9, "USD", text="$2bn")])
def test_an_assumption_may_be_text_or_a_quantity(small: Assistant, value: str | Quantity) -> None:
    answer = small.ask(MULTIPLE, assumptions={"revenue": value})
    assert answer.value is not None
    assert answer.value.low == answer.value.high == 30  # 60 over 2
    kinds = {item.name: item.kind for item in answer.calculations[0].inputs}
    assert kinds == {"valuation": InputKind.QUOTED, "revenue": InputKind.ASSUMED}
    assert from_dict(to_dict(answer)) == answer


def test_an_assumption_that_is_no_quantity_is_told_by_its_name(small: Assistant) -> None:
    for ask in (small.ask, small.conversation().ask, lambda text, **rest: small.ask_many([text], **rest)):
        with pytest.raises(QuantityError, match="revenue: 'lots' is not a quantity"):
            ask(MULTIPLE, assumptions={"revenue": "lots"})


def test_many_questions_are_answered_in_order_and_no_sooner_than_wanted(small: Assistant) -> None:
    taken = []

    def questions() -> Iterator[str]:
        for text in ("What was Acme's revenue in 2025?", "And Globex?", MULTIPLE):
            taken.append(text)
            yield text

    answers = small.ask_many(questions(), where=SearchFilter(as_of=date(2026, 2, 1)))
    assert taken == []
    first = next(answers)
    assert len(taken) == 1
    assert first == small.ask(taken[0], where=SearchFilter(as_of=date(2026, 2, 1)))
    second, third = answers
    # Each stands alone, and the article that has the valuation is of March.
    assert second == small.ask("And Globex?", where=SearchFilter(as_of=date(2026, 2, 1)))
    assert third.status is AnswerStatus.ABSTAINED


def test_a_question_that_cannot_be_asked_stops_no_other(small: Assistant) -> None:
    before, bad, after = small.ask_many(
        ["What was Acme's revenue in 2025?", " ", "Who is the chief executive of Acme?"]
    )
    assert before.status is after.status is AnswerStatus.ANSWERED
    assert bad.status is AnswerStatus.ERROR
    assert "the question is empty" in bad.text
    assert bad.index == small.index
    assert from_dict(to_dict(bad)) == bad


@pytest.mark.parametrize("questions", ["What was Acme's revenue?", 5, None])
def test_what_is_not_many_questions_is_refused_at_once(small: Assistant, questions: Any) -> None:
    with pytest.raises(UsageError, match="a list of texts"):
        small.ask_many(questions)


@pytest.mark.parametrize(
    "options",
    [
        {"entity": "acme"},
        {"entity": "Acme", "metric": "revenue"},
        {"metric": "number of employees"},
        {"entity": "Acme", "period": "2024"},
        {"period": "Q3 1999"},
    ],
)
def test_figures_are_found_as_on_the_command_line(
    small: Assistant, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: dict[str, str]
) -> None:
    typed = [part for name, value in options.items() for part in (f"--{name}", value)]
    run(
        ["figures", "--all", "--json", "-q", "--corpus", str(corpus), "--index", str(tmp_path / "index"), *typed],
        lambda _: 0,
    )
    shown = json.loads(capsys.readouterr().out)["figures"]
    found = small.figures(entity=options.get("entity"), metric=options.get("metric"), period=options.get("period"))
    assert [filed.figure.quantity.text for filed in found] == [figure["text"] for figure in shown]
    assert bool(found) == ("Q3 1999" not in options.values())


def test_figures_that_cannot_be_meant_are_refused(small: Assistant) -> None:
    with pytest.raises(UsageError, match=r"no metric 'revenu'.*Did you mean revenue"):
        small.figures(metric="revenu")
    with pytest.raises(UsageError, match="'soon' is no period"):
        small.figures(period="soon")
    with pytest.raises(UsageError, match="entity is given twice: 'Acme', and 'Globex'"):
        small.figures(Wanted(names=("Globex",)), entity="Acme")
    narrowed = small.figures(Wanted(known_metric=True), SearchFilter(paths=("notes.md",)), entity="Acme")
    assert {filed.source.path for filed in narrowed} == {"notes.md"}


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ({"valuation": "$900bn", "revenue": "$30bn-$40bn"}, "22.5x to 30x"),  # 900/40 and 900/30
        ({"valuation": Quantity(9e11, 9e11, "USD"), "revenue": Quantity(3e10, 4e10, "USD")}, "22.5x to 30x"),
    ],
)
def test_a_calculator_takes_text_and_quantities(values: dict[str, str | Quantity], printed: str) -> None:
    done = Assistant.calculate("revenue-multiple", **values)
    assert done.result.text == printed
    assert {item.kind for item in done.inputs} == {InputKind.ASSUMED}


def test_a_bare_number_counts_as_typed() -> None:
    number = Assistant.calculate("power-to-homes", power="5GW", load_factor=0.6)
    typed = Assistant.calculate("power-to-homes", power="5GW", load_factor="0.6")
    assert number == typed


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: Assistant.calculate("revenue-multipel"), CalculationError, "Did you mean revenue-multiple"),
        (lambda: Assistant.calculate("revenue-multiple", valuation="$9bn"), CalculationError, "needs revenue"),
        (
            lambda: Assistant.calculate("revenue-multiple", valuation=9e11, revenue="$1bn"),
            CalculationError,
            "valuation",
        ),
        (lambda: Assistant.calculate("power-to-homes", power="lots"), QuantityError, "power: 'lots'"),
        (lambda: Assistant.calculate("power-to-homes", power=True), QuantityError, "power: True"),
        (lambda: Assistant.calculate("power-to-homes", power=float("nan")), QuantityError, "power: nan"),
        (
            lambda: Assistant.calculate("power-to-homes", power=Quantity(float("inf"), None, "GW")),
            QuantityError,
            "power has a bound that is not finite",
        ),
    ],
)
def test_what_a_calculator_cannot_take_is_told(
    call: Callable[[], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        call()


def test_a_conversation_leans_on_what_was_asked_before(small: Assistant) -> None:
    talk = small.conversation()
    talk.ask("What was Acme valued at?")
    assert talk.ask("And Globex?").question == "What was Globex valued at?"
    assert talk.assistant is small
