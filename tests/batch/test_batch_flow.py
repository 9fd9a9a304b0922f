"""The pieces together: a question file in, lines and a report out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.batch import exit_code, load, open_writer, render, run
from assistant.datatypes import Answer, AnswerStatus, IndexInfo, Part, PartKind, Quantity, SearchFilter
from assistant.errors import ExitCode, QuestionError
from assistant.rendering import to_json

Write = Callable[..., Path]
LIMIT = 10_000
FILE = (
    b'\xef\xbb\xbf{"id": "a", "question": "\\u0000 one", "expect": {"contains": ["one"]}}\r\n'
    b"nonsense\r\n" + json.dumps({"id": "long", "question": "x" * 100_000}).encode() + b"\r\n"
    b'{"turns": ["two", "three"], "kind": "followup", "expect": {"contains": ["two"]}}\r\n'
)
EVALUATION = Path(os.environ.get("ASSISTANT_EVAL") or Path(__file__).parents[3] / "shared" / "eval")


class Echo:
    """Says what it was asked, up to a limit."""

    def ask(
        self,
        question: str,
        *,
        where: SearchFilter | None = None,
        assumptions: Mapping[str, Quantity] | None = None,
    ) -> Answer:
        if len(question) > LIMIT:
            raise QuestionError(f"The question has {len(question)} characters", f"Ask at most {LIMIT}")
        part = Part(PartKind.ECHO, question)
        return Answer(question, AnswerStatus.ANSWERED, (part,), IndexInfo("1", "digest", "model"))


def test_every_readable_line_is_answered_and_everything_else_is_told(write: Write, tmp_path: Path) -> None:
    read = load(write(FILE))
    outputs = []
    for name in ("one.jsonl", "two.jsonl"):
        with open_writer(tmp_path / name, to_json) as writer:
            results = list(run(Echo, read.items, on_result=lambda result: writer.write(result.answer)))
        outputs.append((tmp_path / name).read_bytes())
    assert outputs[0] == outputs[1]
    lines = [json.loads(line) for line in outputs[0].decode("utf-8").splitlines()]
    assert [(line["id"], line["status"]) for line in lines] == [
        ("a", "answered"),
        ("long", "error"),
        ("4", "answered"),
    ]
    assert lines[1]["reason"] == {
        "code": "error",
        "text": "The question has 100000 characters. Ask at most 10000",
    }
    report = render(results, read.problems)
    assert "\nlong: xxx" in report
    assert "\n4: three | contains: expected two | found three\n" in report
    assert "\nline 2: not asked: not JSON" in report
    assert exit_code(results, read.problems, checked=True) is ExitCode.EXPECTATION
    assert exit_code(results, read.problems, checked=False) is ExitCode.PARTIAL


@pytest.mark.evaluation
@pytest.mark.parametrize(("name", "count"), [("anthropic.jsonl", 27), ("bbc.jsonl", 120)])
def test_the_evaluation_questions_are_read_without_a_problem(name: str, count: int) -> None:
    path = EVALUATION / name
    if not path.is_file():
        pytest.skip("the evaluation data is not here")
    read = load(path)
    assert read.problems == ()
    assert len(read.items) == count
    assert all(item.expect is not None for item in read.items)
