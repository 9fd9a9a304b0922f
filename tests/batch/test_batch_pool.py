"""Several processes answer as one does."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.batch import Item
from assistant.batch.pool import AHEAD, Desk, answer_here, answer_in_processes
from assistant.batch.run import gone_on
from assistant.errors import IndexDamagedError, IndexFolderError, UsageError
from tests.batch import desks

ROOT = Path(__file__).parents[2]


def items(*questions: str) -> list[Item]:
    return [Item(str(number), number, (question,)) for number, question in enumerate(questions, start=1)]


def test_answers_come_in_the_order_of_the_questions_from_any_number_of_processes() -> None:
    asked = items(*(f"question {n}" for n in range(150)), "mistake")
    here = [result.answer for result in answer_here(desks.echo(), asked)]
    assert [answer.id for answer in here] == [item.id for item in asked]
    for jobs in (2, 3):
        there = answer_in_processes(desks.echo, asked, jobs, desks.INDEX)
        assert [result.answer for result in there] == here


def test_the_questions_that_come_next_are_told_first() -> None:
    told: list[list[str]] = []
    desk = Desk(desks.Echo, lambda texts: told.append(list(texts)), desks.INDEX, lambda: None)
    asked = items(*(f"question {n}" for n in range(AHEAD + 1)))
    results = answer_here(desk, asked)
    next(results)
    assert told == [[item.question for item in asked[:AHEAD]]]
    assert len(list(results)) == AHEAD
    assert told[1:] == [["question 64"]]


@pytest.mark.parametrize(
    ("open_desk", "question", "error", "words"),
    [
        (desks.unopened, "a", IndexDamagedError, "no index. Run assistant index"),
        (desks.echo, "damage", IndexDamagedError, "articles.db is damaged"),
        (desks.of_another_index, "a", IndexFolderError, "was built again while questions were asked"),
        (desks.echo, "kill", UsageError, "was ended from outside.*fewer --jobs"),
    ],
)
def test_what_ends_a_run_is_told_as_it_is(
    open_desk: Callable[[], Desk], question: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        list(answer_in_processes(open_desk, items(question, "b"), 2, desks.INDEX))


def test_no_process_outlives_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import multiprocessing, os, signal\n"
        "from assistant.batch import Item\n"
        "from assistant.batch.pool import answer_in_processes\n"
        "from tests.batch import desks\n"
        "if __name__ == '__main__':\n"
        "    asked = [Item(str(n), n, ('a',)) for n in range(1, 500)]\n"
        "    results = answer_in_processes(desks.echo, asked, 2, desks.INDEX)\n"
        "    next(results)\n"
        "    print(*(p.pid for p in multiprocessing.active_children()), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )
    workers = done.stdout.split()
    assert len(workers) == 2, done.stderr
    deadline = time.monotonic() + 20
    while any(_lives(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_lives(pid) for pid in workers)


def _lives(pid: str) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_what_is_answered_already_is_not_asked_again() -> None:
    asked = items("a", "b", "c")
    first = {result.answer.id: result.answer for result in answer_here(desks.echo(), asked[1:2])}
    heard: list[str] = []

    def ask(left: list[Item]) -> object:
        heard.extend(item.question for item in left)
        return answer_here(desks.echo(), left)

    results = list(gone_on(asked, first, ask))  # type: ignore[arg-type]
    assert heard == ["a", "c"]
    assert [result.answer.text for result in results] == ["£ a", "£ b", "£ c"]
