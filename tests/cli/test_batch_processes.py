"""``assistant batch`` in a process of its own: killed, interrupted, with nowhere to write."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "assistant", "batch", *map(str, arguments)]


@pytest.fixture
def environment(bundled_index: Path) -> dict[str, str]:
    given = {"ASSISTANT_INDEX": str(bundled_index), "ASSISTANT_CORPUS": str(ROOT / "corpus"), "ASSISTANT_DEBUG": "0"}
    return os.environ | given | {"ASSISTANT_READER": "rules", "ASSISTANT_QUIET": "1"}


def test_closed_and_full_outputs(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "q.txt"
    file.write_text("What was OpenAI last valued at?\nWho founded it?\n" * 20)

    def shell(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", line], capture_output=True, text=True, check=False, env=environment, timeout=120
        )

    whole = " ".join(command(file))
    closed = shell(f"{whole} >&-")
    assert closed.returncode == 2
    assert "standard output is closed. Name a file with -o" in closed.stderr
    full = shell(f"{whole} > /dev/full")
    assert full.returncode == 2
    assert "standard output cannot be written (No space left on device); 0 answers" in full.stderr
    assert full.stderr.count("\n") == 1
    gone = shell(f"{whole} | head -n 1; exit ${{PIPESTATUS[0]}}")
    assert (gone.returncode, gone.stderr, gone.stdout.count("\n")) == (0, "", 1)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "jobs"), [("out.jsonl", "1"), ("out.csv", "2")])
def test_a_run_that_is_killed_three_times_ends_in_the_same_bytes(
    environment: dict[str, str], tmp_path: Path, name: str, jobs: str
) -> None:
    who = ("OpenAI", "Anthropic", "Acme", "Globex", "Nvidia")
    asked = [f"What was {who[n % 5]} {verb} at in {2000 + n}?" for verb in ("valued", "priced") for n in range(150)]
    file = tmp_path / "q.txt"
    file.write_text("\n".join(asked))
    whole, out = tmp_path / f"whole-{name}", tmp_path / name
    subprocess.run(command(file, "-o", whole, "--jobs", jobs), check=True, env=environment, timeout=300)
    journal = out.with_name(f"{name}.journal")
    chance = random.Random(name)
    killed = 0
    for _ in range(3):
        before = journal.stat().st_size if journal.exists() else 0
        run_on = subprocess.Popen(command(file, "-o", out, "--resume", "--jobs", jobs), env=environment)
        while run_on.poll() is None and (not journal.exists() or journal.stat().st_size <= before + 5000):
            time.sleep(0.002)
        time.sleep(chance.random() / 4)
        run_on.send_signal(signal.SIGKILL)
        killed += run_on.wait() == -signal.SIGKILL
    assert killed == 3
    assert journal.exists()
    done = subprocess.run(
        command(file, "-o", out, "--resume", "--jobs", jobs), check=False, env=environment, timeout=300
    )
    assert done.returncode == 0
    assert out.read_bytes() == whole.read_bytes()
    assert not journal.exists()


@pytest.mark.slow
def test_an_interruption_keeps_what_there_is(environment: dict[str, str], tmp_path: Path) -> None:
    file, out = tmp_path / "q.txt", tmp_path / "out.html"
    file.write_text("\n".join(f"What was OpenAI valued at in {year}?" for year in range(1000, 2000)))
    stopped = subprocess.Popen(
        command(file, "-o", out, "--jobs", "2"), env=environment, stderr=subprocess.PIPE, text=True
    )
    journal = tmp_path / "out.html.journal"
    while stopped.poll() is None and (not journal.exists() or journal.stat().st_size < 5000):
        time.sleep(0.005)
    stopped.send_signal(signal.SIGINT)
    _, told = stopped.communicate(timeout=60)
    assert stopped.returncode == 130
    assert re.search(r"\d+ of 1000 questions are answered; --resume goes on with the rest\n", told)
    assert "Traceback" not in told
    assert not out.exists()
