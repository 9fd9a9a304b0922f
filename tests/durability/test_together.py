"""Readers beside a writer, writers beside each other, and a reader that stays."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.durability.scenes import NEW, OLD
from tests.durability.trial import Workshop, litter

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
CHANGES = 20


def build(workshop: Workshop, corpus: str, index: Path, *flags: str) -> None:
    ended = workshop.server.do("command", "index", *flags, "--corpus", workshop.folder / corpus, "--index", index)
    assert ended.code == 0, ended.err


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_whoever_asks_while_another_builds_gets_the_answer_before_or_after(workshop: Workshop) -> None:
    index = workshop.copy_of_old()
    stop = index.parent / "stop"
    readers = [workshop.server.start("continual", index, stop) for _ in range(2)]
    for number in range(CHANGES):
        build(workshop, (NEW, OLD)[number % 2], index)
    stop.touch()
    known = (workshop.old["answers"], workshop.undisturbed["changes"].after["answers"])
    seen = []
    for reader in readers:
        ended = workshop.server.wait(reader)
        assert ended.code == 0, ended.err
        assert all(found["answers"] in known for found in lines(ended.out))
        seen += [known.index(found["answers"]) for found in lines(ended.out)]
    assert set(seen) == {0, 1}, "the readers never saw a change, so this shows nothing"


def test_a_reader_that_stays_answers_as_it_did_after_rebuilds(workshop: Workshop) -> None:
    index = workshop.copy_of_old()
    reader = workshop.server.start("standing", index, index.parent / "gate", "3")
    while not reader.out.read_text(encoding="utf-8").endswith("\n"):
        assert reader.err.read_text(encoding="utf-8") == ""
    for number, (corpus, flag) in enumerate(((NEW, "--rebuild"), (OLD, "--quiet"), (NEW, "--rebuild"))):
        build(workshop, corpus, index, flag)
        (index.parent / f"gate{number}").touch()
    ended = workshop.server.wait(reader)
    assert ended.code == 0, ended.err
    assert [found["answers"] for found in lines(ended.out)] == [workshop.old["answers"]] * 4


def test_two_writers_at_once_end_as_one(workshop: Workshop) -> None:
    index = workshop.copy_of_old()
    words = ("index", "--corpus", workshop.folder / NEW, "--index", index)
    gate = index.parent / "gate"
    jobs = [workshop.server.start("command", *words, gate=gate) for _ in range(3)]
    gate.touch()
    ended = [workshop.server.wait(job) for job in jobs]
    assert [one.code for one in ended] == [0, 0, 0], [one.err for one in ended]
    assert sum("index updated" in one.err for one in ended) == 1, [one.err for one in ended]
    assert workshop.server.state(index) == workshop.undisturbed["changes"].after
    assert not litter(index) - workshop.undisturbed["changes"].litter


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_writer_that_is_killed_lets_the_waiting_one_in(workshop: Workshop, share: float) -> None:
    index = workshop.copy_of_old()
    words = ("index", "--corpus", workshop.folder / NEW, "--index", index)
    first = workshop.server.start("command", *words)
    time.sleep(share * workshop.seconds["changes"])
    second = workshop.server.start("command", *words)
    os.kill(first.pid, signal.SIGKILL)
    assert workshop.server.wait(first).code in (-signal.SIGKILL, 0)
    ended = workshop.server.wait(second)
    assert ended.code == 0, ended.err
    assert workshop.server.state(index) == workshop.undisturbed["changes"].after
    assert not litter(index) - workshop.undisturbed["changes"].litter


def test_a_writer_and_a_rebuild_at_once_end_as_one(workshop: Workshop) -> None:
    index = workshop.copy_of_old()
    words = ("--corpus", workshop.folder / NEW, "--index", index)
    gate = index.parent / "gate"
    jobs = [workshop.server.start("command", "index", *flags, *words, gate=gate) for flags in ((), ("--rebuild",))]
    gate.touch()
    ended = [workshop.server.wait(job) for job in jobs]
    assert [one.code for one in ended] == [0, 0], [one.err for one in ended]
    assert workshop.server.state(index)["answers"] == workshop.undisturbed["changes"].after["answers"]
