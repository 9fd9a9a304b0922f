"""A run that is cut off anywhere goes on, and ends in the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.batch import Item, Result
from assistant.batch.journal import JOURNAL_VERSION, Identity, Journal, open_journal
from assistant.batch.keeping import Target, keep_document, keep_lines
from assistant.datatypes import Answer, Qualifier, Quantity
from assistant.errors import UsageError

MakeAnswer = Callable[..., Answer]
SAME = Identity(JOURNAL_VERSION, "q", "all questions", "1", "digest", "model", "rules", "0.1.0")


def to_line(answer: Answer) -> str:
    return f"[{answer.id} {answer.text}]"


def to_document(results: Sequence[Result]) -> bytes:
    return "+".join(to_line(result.answer) for result in results).encode("utf-8", "backslashreplace")


@pytest.fixture
def results(make_answer: MakeAnswer) -> list[Result]:
    answers = [
        make_answer(text, value=Quantity(9e11, None, "USD", Qualifier.AT_LEAST), articles=(("a.txt", text, text),))
        for text in ("one", "£2 \ud800", "three\nlines", "four")
    ]
    return [
        Result(Item(str(n), n, ("?",)), replace(answer, id=str(n)), (), 0.0)
        for n, answer in enumerate(answers, start=1)
    ]


def journal_of(out: Path) -> Path:
    return out.with_name(f"{out.name}.journal")


def cut_off(target: Target, results: Sequence[Result], keep: Callable[..., object] = keep_lines) -> None:
    """Begin a run that is interrupted behind these results."""
    render = to_line if keep is keep_lines else to_document
    with pytest.raises(KeyboardInterrupt), keep(target, render, SAME) as keeper:  # type: ignore[attr-defined]
        for result in results:
            keeper.take(result)
        raise KeyboardInterrupt


def finish(target: Target, results: Sequence[Result], keep: Callable[..., object] = keep_lines) -> list[str]:
    """Run to the end; gives the ids that are not answered already."""
    render = to_line if keep is keep_lines else to_document
    with keep(target, render, SAME) as keeper:  # type: ignore[attr-defined]
        left = [result.item.id for result in results if result.item.id not in keeper.done]
        for result in results:
            done = keeper.done.get(result.item.id)
            keeper.take(result if done is None else replace(result, answer=done))
    return left


def test_an_answer_comes_back_from_a_journal_as_it_was(tmp_path: Path, results: list[Result]) -> None:
    path = tmp_path / "j"
    with open_journal(path, SAME, resume=False, force=False) as journal:
        for result in results:
            journal.write(result.answer)
    with open_journal(path, SAME, resume=True, force=False) as journal:
        assert list(journal.done.values()) == [result.answer for result in results]


def test_a_journal_cut_off_at_any_byte_gives_its_whole_lines(tmp_path: Path, results: list[Result]) -> None:
    path = tmp_path / "j"
    with open_journal(path, SAME, resume=False, force=False) as journal:
        for result in results:
            journal.write(result.answer)
    whole = path.read_bytes()
    ends = [n + 1 for n, byte in enumerate(whole) if byte == ord("\n")]
    sizes = {0, 1, 5, 30, len(whole), *range(0, len(whole), 41), *(end + step for end in ends for step in (-2, -1, 0))}
    for size in sorted(sizes):
        for tail in (b"", b"\0" * 7):  # what some file systems leave after a loss of power
            path.write_bytes(whole[:size] + tail)
            with open_journal(path, SAME, resume=True, force=False) as journal:
                assert len(journal.done) == max(sum(end <= size for end in ends) - 1, 0)
            assert whole.startswith(path.read_bytes()) or not journal.done


@pytest.mark.parametrize("keep", [keep_lines, keep_document])
@pytest.mark.parametrize("taken", [0, 1, 3, 4])
def test_a_run_that_goes_on_ends_in_the_bytes_of_one_that_was_not_disturbed(
    tmp_path: Path, results: list[Result], keep: Callable[..., object], taken: int
) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    finish(Target(whole), results, keep)
    cut_off(Target(out), results[:taken], keep)
    if taken:
        with journal_of(out).open("ab") as torn:
            torn.write(b'{"question":"half')
        if keep is keep_lines:
            with out.open("ab") as torn:
                torn.write(b"[half")
    assert finish(Target(out, resume=True), results, keep) == [result.item.id for result in results[taken:]]
    assert out.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "whole"]


def test_resume_without_an_interrupted_run_begins_one(tmp_path: Path, results: list[Result]) -> None:
    assert finish(Target(tmp_path / "out", resume=True), results) == ["1", "2", "3", "4"]
    with pytest.raises(UsageError, match=r"out already exists; no run into it was interrupted"):
        finish(Target(tmp_path / "out", resume=True), results)


def test_an_interrupted_run_is_not_overwritten_by_accident(tmp_path: Path, results: list[Result]) -> None:
    out = tmp_path / "out"
    cut_off(Target(out), results[:2], keep_document)
    with pytest.raises(UsageError, match=r"out\.journal holds 2 answers .* Add --resume to go on with it, or --force"):
        finish(Target(out), results, keep_document)
    assert finish(Target(out, force=True), results, keep_document) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("questions", "the question file"),
        ("selection", "--filter or --limit"),
        ("generation", "the index"),
        ("corpus_digest", "the corpus"),
        ("model", "the model"),
        ("settings", "the reader"),
        ("software", "the program's version"),
    ],
)
def test_a_run_of_something_else_is_not_gone_on_with(
    tmp_path: Path, results: list[Result], field: str, words: str
) -> None:
    out = tmp_path / "out"
    cut_off(Target(out), results[:1])
    before = journal_of(out).read_bytes()
    other = replace(SAME, **{field: "another"})  # type: ignore[arg-type]
    with (
        pytest.raises(
            UsageError, match=f"changed since: {words}[^,]*\\. Begin anew with --force|changed since: .*{words}"
        ),
        keep_lines(Target(out, resume=True), to_line, other),
    ):
        pytest.fail("opened")
    assert journal_of(out).read_bytes() == before


@pytest.mark.parametrize("content", [b"my diary", b"my\ndiary\n", b'{"a": 1}\n'])
def test_a_file_that_is_no_journal_is_kept(tmp_path: Path, results: list[Result], content: bytes) -> None:
    out = tmp_path / "out"
    journal_of(out).write_bytes(content)
    for resume in (False, True):
        with pytest.raises(UsageError, match=r"is no journal of a batch\. Move it away"):
            finish(Target(out, resume=resume), results)
    assert journal_of(out).read_bytes() == content


def test_an_output_that_somebody_has_changed_is_kept(tmp_path: Path, results: list[Result]) -> None:
    out = tmp_path / "out"
    cut_off(Target(out), results[:2])
    out.write_bytes(b"[1 uno]\n[2 due]\n")
    with pytest.raises(UsageError, match=r"out is not what the interrupted run has written\. Move it away"):
        finish(Target(out, resume=True), results)
    assert out.read_bytes() == b"[1 uno]\n[2 due]\n"
    out.unlink()
    assert finish(Target(out, resume=True), results) == ["3", "4"]


def test_two_processes_do_not_write_one_journal(tmp_path: Path) -> None:
    path = tmp_path / "j"
    with (
        open_journal(path, SAME, resume=False, force=False),
        pytest.raises(UsageError, match="is written by another process"),
        open_journal(path, SAME, resume=True, force=False),
    ):
        pytest.fail("opened")


def test_a_full_disk_loses_nothing(tmp_path: Path, results: list[Result], monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        """A file with room for so many bytes."""

        def __init__(self, file: object, room: int) -> None:
            self.file, self.room = file, room

        def write(self, data: bytes) -> int:
            taken = bytes(data[: self.room])
            if not taken:
                raise OSError(28, "No space left on device")
            self.room -= len(taken)
            return int(self.file.write(taken))  # type: ignore[attr-defined]

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

    out = tmp_path / "out"
    begin = Journal.__init__

    def init(self: Journal, *given: object, **more: object) -> None:
        path, file, done = given
        begin(self, path, Full(file, 1000), done, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "__init__", init)
        with pytest.raises(UsageError, match=r"out\.journal cannot be written \(No space left on device\); 1 answers"):
            finish(Target(out), results, keep_document)
    assert finish(Target(out, resume=True), results, keep_document) == ["2", "3", "4"]
    assert out.read_bytes() == to_document(results)


@pytest.mark.parametrize("keep", [keep_lines, keep_document])
@pytest.mark.parametrize("back", [False, True])
def test_a_folder_that_vanishes_takes_no_answer_along(
    tmp_path: Path, results: list[Result], keep: Callable[..., object], back: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = tmp_path / "folder"
    folder.mkdir()
    out = folder / "out"
    render = to_line if keep is keep_lines else to_document
    with (
        pytest.raises(UsageError, match=r"out\.journal was taken away .* its 2 answers are now in ") as caught,
        keep(Target(out), render, SAME) as keeper,  # type: ignore[attr-defined]
    ):
        keeper.take(results[0])
        keeper.take(results[1])
        folder.rename(tmp_path / "elsewhere")
        if back:
            folder.mkdir()
        keeper.take(results[2])
    saved = Path(caught.value.message.rpartition(" ")[2])
    folder.mkdir(exist_ok=True)
    saved.replace(journal_of(out))
    assert finish(Target(out, resume=True), results, keep) == ["3", "4"]
    assert out.is_file()


def test_a_document_that_cannot_be_written_is_in_the_journal(tmp_path: Path, results: list[Result]) -> None:
    out = tmp_path / "out"
    with (
        pytest.raises(UsageError, match=r"out already exists; all answers are in .*out\.journal\. .*--resume nothing"),
        keep_document(Target(out), to_document, SAME) as keeper,
    ):
        for result in results:
            keeper.take(result)
        out.write_text("somebody else's")
    assert out.read_text() == "somebody else's"
    assert finish(Target(out, resume=True, force=True), results, keep_document) == []
    assert out.read_bytes() == to_document(results)
