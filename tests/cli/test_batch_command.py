"""``assistant batch``, as typed."""

from __future__ import annotations

import io
import json
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import run
from assistant.cli.batch import jobs_for
from assistant.config import Settings

ROOT = Path(__file__).parents[2]
QUESTIONS = (
    '{"id": "rev", "kind": "lookup", "question": "What was Acme\'s revenue in 2025?",'
    ' "expect": {"contains": ["$4 billion"]}}\n'
    '{"id": "lead", "kind": "lookup", "question": "Who is chief executive of Acme?",'
    ' "expect": {"contains": ["Hooli"]}}\n'
    '{"id": "talk", "kind": "followup", "turns": ["What was Globex valued at?", "What about Acme?"]}\n'
)
Started = Callable[..., tuple[int, str, str]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "q.jsonl"
    path.write_text(QUESTIONS)
    return path


@pytest.fixture
def started(
    capsys: pytest.CaptureFixture[str], corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Started:
    """Run ``assistant batch`` over the small corpus by rules; gives exit code, stdout and stderr."""
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("ASSISTANT_READER", "rules")
    monkeypatch.setenv("ASSISTANT_QUIET", "1")

    def start(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(("batch", *map(str, arguments)), lambda _: 0)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return start


def ids(lines: str) -> list[str]:
    return [json.loads(line)["id"] for line in lines.splitlines()]


def test_every_form_goes_to_a_file_and_leaves_no_journal(started: Started, file: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    starts = {"jsonl": b'{"schema"', "csv": b"", "md": b"#", "xlsx": b"PK", "html": b"<!doctype html>"}
    for form, start in starts.items():
        out = tmp_path / "out" / f"a.{form}"
        assert started(file, "-o", out)[:2] == (0, "")
        assert out.read_bytes().startswith(start)
        named = tmp_path / "out" / f"named-{form}"
        assert started(file, "-o", named, "--format", form)[0] == 0
        assert named.read_bytes() == out.read_bytes()
    assert len(list((tmp_path / "out").iterdir())) == 2 * len(starts)


def test_standard_input_and_output(
    started: Started, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, plain, _ = started(file)
    assert (code, ids(plain)) == (0, ["rev", "lead", "talk"])
    assert started(file, "-o", "-")[1] == plain
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(QUESTIONS.encode())))
    assert started("-")[1] == plain
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Who is chief executive of Acme?\n")))
    code, out, _ = started("-", "--format", "md")
    assert out.startswith("#")
    assert "Jane Doe" in out


def test_the_number_of_processes_is_not_seen(started: Started, file: Path) -> None:
    assert started(file, "--jobs", "1") == started(file, "--jobs", "2")


def test_as_many_processes_as_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 16)
    assert [jobs_for(0, count) for count in (0, 1, 127, 128, 200, 10_000)] == [1, 1, 1, 2, 3, 4]
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert jobs_for(0, 10_000) == 1
    assert [jobs_for(8, count) for count in (0, 3, 100)] == [1, 3, 8]


def test_a_question_file_that_can_be_read_only_once(started: Started, tmp_path: Path) -> None:
    pipe, out = tmp_path / "pipe.jsonl", tmp_path / "out.jsonl"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(QUESTIONS))
    writer.start()
    assert started(pipe, "-o", out)[0] == 0
    writer.join()
    assert ids(out.read_text()) == ["rev", "lead", "talk"]


def test_a_selection_and_the_end_at_the_first_failure(started: Started, file: Path) -> None:
    assert ids(started(file, "--filter", "LOOKUP")[1]) == ["rev", "lead"]
    assert ids(started(file, "--filter", "acme", "--limit", "1")[1]) == ["rev"]
    code, out, err = started(file, "--check", "--fail-fast")
    assert code == 4
    assert re.search(r"all +2 +1 +50\.0 %", out)
    assert "lead: Who is chief executive of Acme? | contains: expected Hooli | found “Chief executive Jane Doe" in out
    assert "stopped by --fail-fast after 2 of 3 questions" in err
    assert len(started(file, "--fail-fast")[1].splitlines()) == 3  # nothing is held against what is expected


def test_recorded_expectations_hold_at_once(started: Started, file: Path, tmp_path: Path) -> None:
    recorded = tmp_path / "recorded.jsonl"
    code, out, err = started(file, "--record", recorded)
    assert (code, out) == (0, "")
    assert "3 questions with today's answers as expectations" in err
    lines = [json.loads(line) for line in recorded.read_text().splitlines()]
    assert [line["id"] for line in lines] == ["rev", "lead", "talk"]
    assert lines[0]["expect"]["value"]["low"] == 4e9
    assert "something else was expected (contains)" in lines[1]["note"]
    code, out, _ = started(recorded, "--check", "--jobs", "1")
    assert code == 0
    assert re.search(r"all +3 +3 +100\.0 %", out)
    before = recorded.read_text()
    assert started(file, "--record", recorded)[0] == 2
    assert recorded.read_text() == before
    assert started(recorded, "--record", recorded, "--force")[0] == 0
    assert [json.loads(line)["expect"] for line in recorded.read_text().splitlines()] == [
        line["expect"] for line in lines
    ]


def test_recording_over_the_questions_loses_none(started: Started, file: Path) -> None:
    file.write_text(QUESTIONS + "odd\n")
    for more in ((), ("--limit", "1")):
        code, _, err = started(file, "--record", file, "--force", *more)
        assert code == 2
        assert "would lose the questions that are not asked" in err
    assert file.read_text() == QUESTIONS + "odd\n"


def test_two_results_are_compared(started: Started, file: Path, tmp_path: Path, corpus: Path) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    started(file, "-o", old)
    assert started("diff", old, old) == (0, "0 changed, 3 as before\n", "")
    article = corpus / "2026-01-10-acme.txt"
    article.write_text(article.read_text().replace("$4 billion", "$5 billion"))
    started(file, "-o", new)
    code, out, err = started("diff", old, new)
    assert (code, err) == (4, "")
    assert "rev: What was Acme's revenue in 2025?\n  value: 4000000000 USD -> 5000000000 USD\n" in out
    assert "moved by article edited: 2026-01-10-acme.txt" in out
    assert re.search(r"\n1 changed, 2 as before\n +1  article edited\n$", out)


def test_a_question_file_called_diff(started: Started, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = file.parent / "elsewhere"
    folder.mkdir()
    (folder / "diff").write_text(QUESTIONS)
    monkeypatch.chdir(folder)
    code, _, err = started("./diff")
    assert code == 2
    assert "diff is not a question file of a known format" in err  # it is taken for a file
    assert "OLD" in started("diff")[2]


MISTAKES = [
    (("--format", "pdf"), "there is no form 'pdf'"),
    (("--check", "--format", "csv"), "--format has nothing to write. Name a file with -o"),
    (("--check", "-o", "-"), "with --check standard output is the table's"),
    (("--resume",), "--resume needs a file to go on with"),
    (("--check", "--resume"), "--resume needs a file to go on with"),
    (("--record", "x.csv"), "x.csv does not end in .jsonl"),
    (("--record", "x.jsonl", "--fail-fast"), "--fail-fast stops before"),
    (("--filter", "zebra"), "no question has 'zebra'"),
    (("--limit", "0"), "Invalid value for '--limit'"),
    (("--jobs", "-1"), "Invalid value for '--jobs'"),
    (("-o", "no/such/out.csv"), "the folder of no/such/out.csv does not exist"),
    (("-o", "."), ". is a folder"),
]


@pytest.mark.parametrize(("flags", "words"), MISTAKES)
def test_mistakes_are_told_in_one_line_before_anything_is_opened(
    started: Started, file: Path, tmp_path: Path, flags: tuple[str, ...], words: str
) -> None:
    code, out, err = started(file, *flags)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert not (tmp_path / "index").exists()


def test_existing_files_are_kept(started: Started, file: Path, tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.csv"):
        out = tmp_path / name
        out.write_text("mine")
        code, _, err = started(file, "-o", out)
        assert (code, out.read_text()) == (2, "mine")
        assert "already exists. Choose another name or add --force" in err
        assert started(file, "-o", out, "--resume")[0] == 2
        assert out.read_text() == "mine"
        assert started(file, "-o", out, "--force")[0] == 0
    assert started(file, "-o", file, "--force")[0] == 2
    assert file.read_text() == QUESTIONS


def test_going_on_is_refused_when_the_corpus_has_changed(
    started: Started, file: Path, tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.md"
    asked = 0

    def interrupted(*_: object) -> None:
        nonlocal asked
        asked += 1
        if asked == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("assistant.cli.batch._is_trouble", interrupted)
        code, _, err = started(file, "-o", out, "--fail-fast", "--jobs", "1")
    assert code == 130
    assert "2 of 3 questions are answered; --resume goes on with the rest" in err
    assert not out.exists()
    (corpus / "new.txt").write_text("Hooli\n\nHooli, a firm, has 3 dogs.\n")
    code, _, err = started(file, "-o", out, "--resume")
    assert code == 2
    assert "cannot be gone on with: changed since: the index, the corpus" in err
    (corpus / "new.txt").unlink()
    code, _, err = started(file, "-o", out, "--resume", "--jobs", "1")
    assert code == 2  # the same articles, but an index of a later generation
    assert started(file, "-o", out, "--force")[0] == 0


def test_progress_is_for_terminals(started: Started, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.cli.batch_progress import batch_progress

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert started(file)[2] == ""
    for quiet in (False, True):
        terminal = Terminal()
        monkeypatch.setattr("sys.stderr", terminal)
        with batch_progress(4, 2, quiet=quiet) as step:
            step(3)
        assert ("3/4" in terminal.getvalue()) is not quiet
        assert bool(terminal.getvalue()) is not quiet


def test_a_worker_takes_the_users_own_constants(tmp_path: Path) -> None:
    from assistant.calculators.constants import constant, overlay
    from assistant.cli.batch_desk import take_own_values
    from assistant.config import load

    own = tmp_path / "mine.toml"
    own.write_text("[us_home_electricity]\nvalue = 8_760\n")
    settings: Settings = load({"constants": str(own)}, {}, tmp_path)
    try:
        take_own_values(settings)
        assert constant("us_home_electricity").value == 8_760
    finally:
        overlay(None)
