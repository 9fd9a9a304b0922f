"""The quick reading of ``ask`` is that of the library that reads flags, or none at all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.cli import ask as asking
from assistant.cli import quick, run
from assistant.cli.app import build_app
from assistant.config import Settings

WORDS = ("Who", "founded", "Acme?", "-", "--", "a=b", "", "ask", "£5m")
VALUES = ("x", "2024-01-01", "", "a b", "=", "-1", "--json")
FLAGS = (*quick.SWITCHES, *quick.VALUES, *quick.LISTS)

Seen = list[tuple[Settings, asking.Request]]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """What was to be asked."""
    found: Seen = []

    def remember(chosen: Settings, request: asking.Request) -> int:
        found.append((chosen, request))
        return 0

    monkeypatch.setattr(asking, "ask_once", remember)
    return found


def test_both_know_the_same_flags() -> None:
    command: Any = build_app(lambda _: 0).commands["ask"]
    known = {name: parameter for parameter in command.params for name in parameter.opts if name.startswith("-")}
    assert set(known) == set(FLAGS)
    assert {name for name, parameter in known.items() if parameter.is_flag} == set(quick.SWITCHES)
    assert {name for name, parameter in known.items() if parameter.multiple} == set(quick.LISTS)


TOKENS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(FLAGS),
    st.sampled_from(VALUES),
    st.builds("{}={}".format, st.sampled_from(FLAGS), st.sampled_from(VALUES)),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(TOKENS, max_size=6))
@example(["Who", "--json", "is", "--corpus", "x", "it?"])
@example(["--source", "A", "Who?", "--source=B", "--assume", "a=b"])
@example(["--", "--json"])
@example(["Who?", "-q", "--quiet", "--index=", "--model", "x"])
def test_what_is_read_quickly_is_read_alike(arguments: Sequence[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        found: Seen = []

        def remember(chosen: Settings, request: asking.Request) -> int:
            found.append((chosen, request))
            return 0

        patch.setattr(asking, "ask_once", remember)
        typed = quick.read(["ask", *arguments])
        if typed is None:
            return
        assert quick.ask(typed) == 0
        patch.setattr(quick, "read", lambda _: None)
        assert run(["ask", *arguments], lambda _: 9) == 0
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["batch", "x"],
        ["ask"],
        ["ask", "--json"],
        ["ask", "--help"],
        ["ask", "Who?", "-h"],
        ["ask", "Who?", "--jsn"],
        ["ask", "Who?", "--corpus"],
        ["ask", "Who?", "--corpus", "--json"],
        ["ask", "Who?", "--corpus", "a", "--corpus", "b"],
        ["ask", "Who?", "--json=1"],
        ["--quiet", "ask", "Who?"],
    ],
)
def test_what_is_not_plain_is_left_to_the_library(arguments: list[str]) -> None:
    assert quick.read(arguments) is None


def test_a_plain_question_is_asked_without_the_library(seen: Seen) -> None:
    assert run(["ask", "Who", "founded", "Acme?", "--json", "--quiet"], lambda _: 9) == 0
    ((chosen, request),) = seen
    assert request.text == "Who founded Acme?"
    assert request.form == "json"
    assert chosen.quiet


def test_the_library_is_not_even_loaded(bundled_index: Path) -> None:
    code = (
        "import sys; from assistant.cli import run\n"
        f"code = run(['ask', '--index', {str(bundled_index)!r}, 'What was OpenAI last valued at?'], lambda _: 0)\n"
        "print(sorted({'typer', 'pydantic', 'rich', 'pint', 'email', 'asyncio', 'multiprocessing'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def program(bundled_index: Path, *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "assistant",
        "ask",
        "What was OpenAI last valued at?",
        "--index",
        str(bundled_index),
        *more,
    ]


def test_a_reader_that_has_gone_is_no_trouble(bundled_index: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            program(bundled_index), stdout=writing, stderr=subprocess.PIPE, text=True, check=False, timeout=120
        )
    finally:
        os.close(writing)
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_an_answer_that_cannot_be_written_is_no_success(bundled_index: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            program(bundled_index), stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=120
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("assistant: the answer cannot be written: No space left on device")


def test_a_slip_is_told_where_stdout_is_closed_from_the_start() -> None:
    command = f"{sys.executable} -m assistant ask Who --jsn >&-"
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    assert done.returncode == 2
    assert done.stderr.startswith("assistant: No such option: --jsn")
    assert len(done.stderr.splitlines()) == 1


def test_the_whole_answer_arrives_through_a_pipe(bundled_index: Path) -> None:
    done = subprocess.run(program(bundled_index, "--json"), capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0
    assert done.stdout.endswith("}\n")
