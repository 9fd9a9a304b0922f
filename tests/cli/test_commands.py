"""The program as a person runs it: arguments in; stdout, stderr and an exit code out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, bundled_index: Path) -> Run:
    """Run the program on the bundled corpus and its index, or on what the flags say."""

    def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        flags = [] if "--corpus" in arguments else ["--index", str(bundled_index)]
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "assistant",
                *arguments,
                *(flags if arguments[:1] != ("--version",) else []),
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"ASSISTANT_DEBUG": "0"} | environment,
        )

    return program


def at(corpus: Path, tmp_path: Path) -> tuple[str, ...]:
    return ("--corpus", str(corpus), "--index", str(tmp_path / "index"))


def test_an_answer_is_on_stdout_and_nothing_else(run: Run) -> None:
    done = run("ask", "What", "was", "OpenAI", "last", "valued", "at?")
    assert done.returncode == 0
    assert "$852 billion" in done.stdout
    assert "[1]" in done.stdout
    assert done.stderr == ""


def test_json_has_the_contracts_keys_in_order(run: Run) -> None:
    done = run("ask", "--json", "What revenue multiple does the $900 billion valuation imply for Anthropic?")
    answer = json.loads(done.stdout)
    assert list(answer)[:5] == ["schema", "question", "status", "reason", "text"]
    assert {"reason", "text", "value", "citations", "calculations", "conflicts", "nearest", "index"} <= set(answer)
    assert (answer["value"]["low"], answer["value"]["high"]) == (22.5, 30.0)  # 900/40, 900/30
    assert answer["value"]["qualifier"] == "at least"
    kinds = {item["name"]: item["kind"] for item in answer["calculations"][0]["inputs"]}
    assert kinds == {"valuation": "quoted", "revenue": "quoted"}


def test_markdown_and_why(run: Run) -> None:
    assert "> " in run("ask", "--markdown", "What was OpenAI last valued at?").stdout
    why = run("ask", "--why", "What was OpenAI last valued at?").stdout
    assert "meaning #1" in why
    assert "words #1" in why


def test_the_same_question_gives_the_same_bytes(run: Run) -> None:
    first, second = (run("ask", "--json", "How many homes is five gigawatts?").stdout for _ in range(2))
    assert first == second != ""


def test_an_abstention_exits_with_1(run: Run) -> None:
    done = run("ask", "--json", "What revenue multiple is OpenAI valued at?")
    assert done.returncode == 1
    assert json.loads(done.stdout)["reason"]["code"] == "missing_input"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask", ""), "the question is empty"),
        (("ask", "a" * 100_000), "100,000 characters"),
        (("ask", "x", "--as-of", "soon"), "--as-of must be a date"),
        (("ask", "x", "--assume", "revenue"), "--assume must be NAME=VALUE"),
        (("ask",), "Missing"),
        (("nonsense",), "No such command"),
        (("batch", "missing.jsonl"), "missing.jsonl"),
    ],
)
def test_bad_usage_is_one_clear_line_and_exit_2(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_question_with_control_characters_is_answered(run: Run) -> None:
    done = run("ask", "What was\x1b[31m OpenAI\u202e last valued at?")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


@pytest.mark.parametrize("kind", ["missing", "empty", "file"])
def test_a_corpus_that_cannot_be_used_exits_with_3(run: Run, tmp_path: Path, kind: str) -> None:
    corpus = tmp_path / "articles"
    if kind == "empty":
        corpus.mkdir()
    if kind == "file":
        corpus.write_text("not a folder")
    done = run("ask", "What?", *at(corpus, tmp_path))
    assert done.returncode == 3
    assert str(corpus) in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_first_question_builds_the_index_and_says_so(run: Run, corpus: Path, tmp_path: Path) -> None:
    done = run("ask", "Who runs Acme?", *at(corpus, tmp_path))
    assert done.returncode == 0
    assert "3 added" in done.stderr
    assert "Jane Doe" in done.stdout
    assert run("ask", "Who runs Acme?", *at(corpus, tmp_path)).stderr == ""


def test_a_damaged_index_exits_with_3_and_names_the_mending_command(run: Run, corpus: Path, tmp_path: Path) -> None:
    run("index", *at(corpus, tmp_path))
    (database,) = (tmp_path / "index").glob("part-*/articles.db")
    database.write_bytes(b"gone")
    done = run("ask", "Who runs Acme?", *at(corpus, tmp_path))
    assert done.returncode == 3
    assert "assistant index --rebuild" in done.stderr
    assert run("doctor", *at(corpus, tmp_path)).returncode == 3
    assert run("index", "--rebuild", *at(corpus, tmp_path)).returncode == 0
    assert run("ask", "Who runs Acme?", *at(corpus, tmp_path)).returncode == 0


def test_doctor_tells_where_each_setting_came_from(run: Run, corpus: Path, tmp_path: Path) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    run("index", *at(corpus, tmp_path))
    done = run("doctor", *at(corpus, tmp_path), ASSISTANT_QUIET="1")
    assert done.returncode == 0
    assert "(--corpus)" in done.stdout
    assert "environment variable ASSISTANT_QUIET" in done.stdout
    assert "every checksum holds" in done.stdout
    assert "cannot be read: broken.pdf" in done.stdout


def test_batch_writes_one_line_an_answer_in_order(run: Run, corpus: Path, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text(
        '{"id": "a", "question": "Who runs Acme?"}\nnot json\n'
        '{"id": "b", "turns": ["Acme valuation?", "And Globex?"]}\n'
    )
    done = run("batch", str(questions), *at(corpus, tmp_path), "-q")
    assert done.returncode == 5
    assert "line 2" in done.stderr
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]


def test_batch_check_exits_with_4_when_an_expectation_fails(run: Run, corpus: Path, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text(
        '{"question": "Who runs Acme?", "expect": {"contains": ["Jane Doe"]}}\n'
        '{"question": "Who runs Acme?", "expect": {"contains": ["John Roe"]}}\n'
    )
    done = run("batch", str(questions), "--check", *at(corpus, tmp_path), "-q")
    assert done.returncode == 4
    assert "expected John Roe" in done.stdout


def test_ctrl_c_during_a_build_leaves_the_old_index_whole(run: Run, corpus: Path, tmp_path: Path) -> None:
    run("index", *at(corpus, tmp_path))
    for number in range(1200):
        (corpus / f"more{number}.txt").write_text(f"News {number}\n\n" + f"Item {number} is new. " * 60)
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "index", *at(corpus, tmp_path)], stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while len(list((tmp_path / "index").glob("part-*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in errors
    assert "Traceback" not in errors
    manifest = json.loads((tmp_path / "index" / "manifest.json").read_text())
    assert manifest["articles"] == 3


def test_without_a_terminal_the_program_shows_its_help(run: Run) -> None:
    done = run()
    assert done.returncode == 0
    assert "ask" in done.stdout
    assert run("chat").returncode == 2


def test_the_version(run: Run) -> None:
    assert run("--version").stdout.startswith("assistant 0.")


def test_debug_shows_the_traceback(run: Run) -> None:
    assert "Traceback" in run("ask", "", ASSISTANT_DEBUG="1").stderr


def test_settings_come_from_file_environment_and_flags(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_text('corpus = "corpus"\nquiet = true\n')
    environment = os.environ | {"ASSISTANT_INDEX": str(tmp_path / "elsewhere")}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "Who runs Acme?"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (tmp_path / "elsewhere" / "manifest.json").is_file()
