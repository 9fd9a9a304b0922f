"""What becomes of an answer that does not pass the self-check, wherever it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant import from_dict, to_dict
from assistant.answering import Assistant, main_value
from assistant.cli.main import run
from assistant.datatypes import Answer, AnswerStatus, ReasonCode
from assistant.errors import IndexDamagedError
from assistant.rendering.markdown import to_markdown
from assistant.rendering.plain import to_text
from assistant.retrieval.reader import IndexReader
from assistant.tui.own_lines import own_lines

QUESTION = "What was Acme's revenue in 2025?"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("ASSISTANT_DATA", str(folder))
    return folder


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch, data: Path) -> Iterator[Path]:
    """A program that would say $5 billion where the article says $4 billion."""
    plain = main_value.with_value

    def wrong(*words: Any) -> Answer:
        answer = plain(*words)
        if not answer.citations or "$4" not in answer.citations[0].quote:
            return answer
        first, *others = answer.citations
        return replace(answer, citations=(replace(first, quote=first.quote.replace("$4", "$5")), *others))

    monkeypatch.setattr(main_value, "with_value", wrong)
    yield data / "reports"


def no_chat(_: object) -> int:
    raise AssertionError("nobody asked for a chat")


def test_what_does_not_pass_is_not_shown_but_reported(small: Assistant, faulty: Path) -> None:
    answer = small.ask(QUESTION)
    (report,) = faulty.iterdir()
    assert answer.status is AnswerStatus.ERROR
    assert answer.reason is not None
    assert answer.reason.code is ReasonCode.ERROR
    assert "2026-01-10-acme.txt is not what the article says" in answer.reason.text
    assert "a fault of the program" in answer.reason.text
    assert str(report) in answer.reason.text
    assert answer.text == f"Error: {answer.reason.text}."
    for shown in (answer.text, to_text(answer), to_markdown(answer), json.dumps(to_dict(answer))):
        assert "billion" not in shown
    assert own_lines(answer) == [], "the chat says it in its note, once"
    assert from_dict(to_dict(answer)) == answer


def test_the_report_has_all_that_mending_needs(small: Assistant, faulty: Path) -> None:
    small.ask(QUESTION)
    (path,) = faulty.iterdir()
    report = json.loads(path.read_text(encoding="ascii"))
    assert report["question"] == QUESTION
    assert report["index"]["generation"] == small.index.generation
    assert report["versions"]["python"]
    assert report["versions"]["numpy"] != "unknown"
    assert "is not what the article says" in report["failed"]
    assert "$5 billion" in report["rejected"]["citations"][0]["quote"]


def test_the_same_question_fails_in_the_same_bytes(small: Assistant, faulty: Path) -> None:
    first, second = (to_text(small.ask(QUESTION)) for _ in range(2))
    assert first == second
    assert len(list(faulty.iterdir())) == 1


def test_where_no_report_can_be_written_the_answer_says_so(small: Assistant, faulty: Path) -> None:
    faulty.parent.write_text("a file in the way", encoding="utf-8")
    answer = small.ask(QUESTION)
    assert answer.status is AnswerStatus.ERROR
    assert f"no report could be written to {faulty}: " in answer.text


def test_a_report_is_whole_or_not_there(small: Assistant, faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert "No space left on device" in small.ask(QUESTION).text
    assert list(faulty.iterdir()) == []


def test_other_questions_are_answered_beside_it(small: Assistant, faulty: Path) -> None:
    bad, good = small.ask_many([QUESTION, "What was Globex valued at?"])
    assert (bad.status, good.status) == (AnswerStatus.ERROR, AnswerStatus.ANSWERED)


def test_a_conversation_goes_on_after_it(small: Assistant, faulty: Path) -> None:
    talk = small.conversation()
    assert talk.ask(QUESTION).status is AnswerStatus.ERROR
    assert talk.ask("What was Globex valued at?").status is AnswerStatus.ANSWERED


def test_a_command_ends_with_5(corpus: Path, tmp_path: Path, faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--corpus", str(corpus), "--index", str(tmp_path / "index"), "--quiet"]
    assert run(["ask", QUESTION, *where], no_chat) == 5
    assert capsys.readouterr().out.startswith("Error: the answer that was worked out did not pass")
    assert run(["ask", "--json", QUESTION, *where], no_chat) == 5
    assert json.loads(capsys.readouterr().out)["reason"]["code"] == "error"


def test_a_batch_records_it_and_ends_with_5(
    corpus: Path, tmp_path: Path, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.txt"
    file.write_text(f"{QUESTION}\nWhat was Globex valued at?\n", encoding="utf-8")
    where = ["--corpus", str(corpus), "--index", str(tmp_path / "index"), "--quiet"]
    assert run(["batch", str(file), *where], no_chat) == 5
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["status"] for record in records] == ["error", "answered"]


def test_an_article_that_has_rotted_is_damage_and_no_fault_of_the_program(
    small: Assistant, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IndexReader, "digest", lambda *_: "0" * 64)
    with pytest.raises(IndexDamagedError, match="Run: assistant index --rebuild"):
        small.ask(QUESTION)
    assert not data.exists()


def test_a_figure_of_an_article_that_is_gone_is_not_carried_on(corpus: Path, tmp_path: Path, data: Path) -> None:
    with Assistant.open(corpus, tmp_path / "index") as assistant:
        before = assistant.ask("What was Globex valued at?")
    (corpus / "2026-02-11-globex.txt").unlink()
    with Assistant.open(corpus, tmp_path / "index") as assistant:
        talk = assistant.conversation()
        talk.resume([before])
        answer = talk.ask("What multiple is that of $4 billion in revenue?")
    assert answer.status is not AnswerStatus.ERROR
    assert not answer.citations
    assert not data.exists()
