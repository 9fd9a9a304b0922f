from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import IndexFolderError, IndexLockedError, StoreError
from assistant.indexing import BuildReport, bring_up_to_date
from assistant.indexing.watching import LONGEST_S, RETRY_S, Follower
from tests.durability.stub import StubEmbedder


class Desk:
    """A follower whose clock is set by hand, and what it said and did."""

    def __init__(self, corpus: Path, index: Path) -> None:
        self.now = 0.0
        self.said: list[str] = []
        self.warned: list[str] = []
        self.builds = 0
        self.fault: StoreError | None = None
        self._build: Callable[[], BuildReport] = lambda: bring_up_to_date(corpus, index, StubEmbedder)
        self.follower = Follower(
            corpus, index, self._counted, self.said.append, self.warned.append, clock=lambda: self.now
        )

    def _counted(self) -> BuildReport:
        self.builds += 1
        if self.fault is not None:
            raise self.fault
        return self._build()

    def look(self, times: int = 1, after: float = 1.0) -> None:
        for _ in range(times):
            self.now += after
            self.follower.look()


@pytest.fixture
def desk(corpus: Path, tmp_path: Path) -> Desk:
    desk = Desk(corpus, tmp_path / "index")
    desk.follower.begin()
    return desk


def test_nothing_is_built_where_nothing_changes(desk: Desk) -> None:
    desk.look(5)
    assert (desk.builds, len(desk.said), desk.warned) == (1, 1, [])
    assert desk.follower.is_current


def test_a_change_is_built_at_the_second_look_that_finds_it_alike(desk: Desk, corpus: Path) -> None:
    (corpus / "new.txt").write_text("New\n\nSomething new.\n")
    desk.look()
    assert (desk.builds, desk.follower.is_current) == (1, False)
    (corpus / "new.txt").write_text("New\n\nSomething new, and more of it.\n")
    desk.look()
    assert desk.builds == 1
    desk.look()
    assert (desk.builds, desk.follower.is_current) == (2, True)
    assert desk.said[-1].startswith("index updated: 1 added")


def test_a_folder_that_never_rests_is_taken_in_after_a_while(desk: Desk, corpus: Path) -> None:
    for number in range(int(LONGEST_S) + 2):
        (corpus / "log.txt").write_text("Log\n\n" + "A line. " * number)
        desk.look()
    assert desk.builds == 2


def test_trouble_is_told_once_and_tried_again_in_its_time(desk: Desk, corpus: Path) -> None:
    desk.fault = IndexFolderError("the index cannot be written: No space left on device", "Free space.")
    (corpus / "new.txt").write_text("New\n\nSomething new.\n")
    desk.look(2)
    assert desk.builds == 2
    desk.look(3)
    assert desk.builds == 2
    assert not desk.follower.is_current
    desk.look(after=RETRY_S)
    assert desk.builds == 3
    assert [line.partition(".")[0] for line in desk.warned] == [desk.fault.message]
    desk.fault = None
    desk.look(after=RETRY_S)
    assert desk.warned[-1] == "well again: 4 articles are in the index"
    assert desk.follower.is_current


def test_another_change_is_tried_without_waiting(desk: Desk, corpus: Path) -> None:
    desk.fault = IndexLockedError("process 7 is building the index")
    (corpus / "new.txt").write_text("New\n\nSomething new.\n")
    desk.look(2)
    desk.fault = None
    (corpus / "newer.txt").write_text("Newer\n\nSomething newer.\n")
    desk.look(2)
    assert desk.builds == 3
    assert desk.follower.is_current


def test_other_trouble_is_told_too(desk: Desk, corpus: Path) -> None:
    for number in (1, 2, 2):
        desk.fault = IndexLockedError(f"process {number} is building the index")
        (corpus / "new.txt").write_text("New\n\n" + "Something new. " * (len(desk.warned) + desk.builds))
        desk.look(2)
    assert len(desk.warned) == 2


def test_trouble_at_the_start_is_raised(corpus: Path, tmp_path: Path) -> None:
    desk = Desk(corpus, tmp_path / "index")
    desk.fault = IndexLockedError("process 7 is building the index")
    with pytest.raises(IndexLockedError):
        desk.follower.begin()


def test_a_fault_of_the_program_is_not_swallowed(desk: Desk, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault() -> BuildReport:
        raise ZeroDivisionError

    monkeypatch.setattr(desk, "_build", fault)
    (corpus / "new.txt").write_text("New\n\nSomething new.\n")
    with pytest.raises(ZeroDivisionError):
        desk.look(2)


def test_looks_that_take_long_are_made_seldom(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.follower.pause == 1.0
    look = desk.follower._look

    def slow() -> object:
        desk.now += 0.5
        return look()

    monkeypatch.setattr(desk.follower, "_look", slow)
    desk.look()
    assert desk.follower.pause == 10.0
