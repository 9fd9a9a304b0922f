"""Question files: what becomes a question, what becomes a problem, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.batch import Expectation, Item, LineProblem, ValueExpectation, load
from assistant.datatypes import AnswerStatus, SearchFilter
from assistant.errors import ExitCode, QuestionFileError

Write = Callable[..., Path]


def only_problem(path: Path) -> LineProblem:
    """The one problem of a file."""
    (problem,) = load(path).problems
    return problem


def test_every_field_of_a_line_arrives(write: Write) -> None:
    path = write(
        '{"id": "q", "question": "How much?", "kind": "lookup", "note": "n", "as_of": "2005-02-28",'
        ' "expect": {"contains": ["a", ["b", "c"]], "not_contains": ["d"], "cites": ["x/1.txt"],'
        ' "cites_any": ["2.txt"], "quote": "said so", "inside": true,'
        ' "value": {"low": 1, "high": null, "unit": "x", "rel_tol": 0.05}}}\n'
    )
    expect = Expectation(
        contains=(("a",), ("b", "c")),
        not_contains=("d",),
        value=ValueExpectation(1.0, None, "x", 0.05, inside=True),
        cites=("x/1.txt",),
        cites_any=("2.txt",),
        quote="said so",
    )
    item = Item("q", 1, ("How much?",), expect, note="n", kind="lookup", where=SearchFilter(date(2005, 2, 28)))
    assert load(path).items == (item,)
    assert load(path).problems == ()


def test_value_defaults_and_inside_within_the_value(write: Write) -> None:
    path = write('{"question": "a", "expect": {"value": {"low": 2, "high": 3, "inside": true}}}')
    (item,) = load(path).items
    assert item.expect == Expectation(value=ValueExpectation(2.0, 3.0, "", 0.01, inside=True))


def test_turns_make_a_conversation_whose_last_question_counts(write: Write) -> None:
    (item,) = load(write('{"turns": ["What was it?", "And then?"]}')).items
    assert item.turns == ("What was it?", "And then?")
    assert item.question == "And then?"
    assert item.expect is None


def test_an_empty_expect_still_expects_an_answer(write: Write) -> None:
    (item,) = load(write('{"question": "a", "expect": {}}')).items
    assert item.expect == Expectation(status=AnswerStatus.ANSWERED)


def test_id_is_own_else_the_line_number_counting_blank_lines(write: Write) -> None:
    path = write('\n{"question": "a"}\n\n{"id": 7, "question": "b"}\n{"id": "c", "question": "c"}')
    assert [(item.id, item.line) for item in load(path).items] == [("2", 2), ("7", 4), ("c", 5)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_text_files_with_any_line_end_and_byte_order_mark(write: Write, newline: str, bom: bytes) -> None:
    text = newline.join(["# first", "Who is £5?", "", "  # indented", " What? # not a comment "])
    read = load(write(bom + text.encode("utf-8"), "q.TXT"))
    assert [(item.id, item.question) for item in read.items] == [
        ("2", "Who is £5?"),
        ("5", "What? # not a comment"),
    ]


def test_jsonl_with_byte_order_mark_and_crlf(write: Write) -> None:
    read = load(write(b'\xef\xbb\xbf{"question": "a"}\r\n{"question": "b"}\r\n'))
    assert [item.question for item in read.items] == ["a", "b"]
    assert read.problems == ()


def test_a_line_separator_inside_a_json_text_does_not_end_the_line(write: Write) -> None:
    (item,) = load(write('{"question": "a\u2028b"}')).items
    assert item.question == "a\u2028b"


def test_a_huge_question_and_control_characters_are_left_to_the_asker(write: Write) -> None:
    long = "x" * 100_000
    read = load(write(json.dumps({"question": long}) + '\n{"question": "a\\u0000\\u001b[2Jb"}'))
    assert [item.question for item in read.items] == [long, "a\x00\x1b[2Jb"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"question": "a"', "not JSON"),
        ("what is it?", "not JSON"),
        ("[1]", "the line must be an object in braces, not a list"),
        ("null", "must be an object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"question": "a", "id": ' + "9" * 5000 + "}", "a number is too long"),
        ('{"question": "a", "question": "b"}', "key 'question' is given twice"),
        ('{"question": "\\ud800"}', "surrogate"),
        ("{}", "has no question"),
        ('{"question": null}', "has no question"),
        ('{"question": " \\t"}', "question is empty"),
        ('{"question": 5}', "question must be a text in quotes, not a number"),
        ('{"question": "a", "turns": ["b"]}', "both 'question' and 'turns'"),
        ('{"turns": []}', "turns is an empty list"),
        ('{"turns": "a"}', "turns must be a list in brackets, not a text"),
        ('{"turns": ["a", ""]}', "an element of turns is empty"),
        ('{"turns": ["a", true]}', "an element of turns must be a text in quotes, not true or false"),
        ('{"question": "a", "id": true}', "id must be a text"),
        ('{"question": "a", "id": "  "}', "id is empty"),
        ('{"question": "a", "note": 1}', "note must be a text"),
        ('{"question": "a", "kind": []}', "kind must be a text"),
        ('{"question": "a", "as_of": "2005-02-30"}', "as_of must be a day such as 2025-03-31"),
        ('{"question": "a", "as_of": "20050228"}', "as_of must be a day"),
        ('{"question": "a", "as_of": 2005}', "as_of must be a text"),
        ('{"qestion": "a"}', "unknown key 'qestion' in the question; did you mean 'question'?"),
        ('{"question": "a", "Expect": {}}', "did you mean 'expect'?"),
        ('{"question": "a", "zzz": 1}', "known: id, question, turns, expect, note, kind, as_of"),
    ],
)
def test_a_malformed_line_is_named_and_the_others_are_asked(write: Write, line: str, reason: str) -> None:
    read = load(write(f'{{"question": "before"}}\n{line}\n{{"question": "after"}}\n'))
    (problem,) = read.problems
    assert problem.line == 2
    assert reason in problem.reason
    assert [(item.id, item.question) for item in read.items] == [("1", "before"), ("3", "after")]


@pytest.mark.parametrize(
    ("expect", "reason"),
    [
        ("[]", "expect must be an object"),
        ('{"contain": ["a"]}', "unknown key 'contain' in expect; did you mean 'contains'?"),
        ('{"status": "error"}', "status must be 'answered' or 'abstained', not 'error'"),
        ('{"status": 1}', "status must be a text"),
        ('{"contains": "a"}', "contains must be a list"),
        ('{"contains": [1]}', "an element of contains must be a text or a list"),
        ('{"contains": [[]]}', "an element of contains must be a text or a list"),
        ('{"contains": [["a", 1]]}', "an alternative of contains must be a text"),
        ('{"contains": [" "]}', "an element of contains is empty"),
        ('{"contains": ["\\u200b"]}', "an element of contains is empty"),
        ('{"not_contains": [""]}', "an element of not_contains is empty"),
        ('{"cites": "1.txt"}', "cites must be a list"),
        ('{"cites_any": [1]}', "an element of cites_any must be a text"),
        ('{"quote": ""}', "quote is empty"),
        ('{"quote": ["a"]}', "quote must be a text"),
        ('{"value": 5}', "value must be an object"),
        ('{"value": {"low": 5}}', "value needs both low and high"),
        ('{"value": {"low": null, "high": null}}', "neither a low nor a high end"),
        ('{"value": {"low": 2, "high": 1}}', "low end above its high end"),
        ('{"value": {"low": "2", "high": 2}}', "low must be a number, not a text"),
        ('{"value": {"low": true, "high": 2}}', "low must be a number, not true or false"),
        ('{"value": {"low": NaN, "high": 2}}', "low must be a finite number"),
        ('{"value": {"low": 1, "high": Infinity}}', "high must be a finite number"),
        ('{"value": {"low": 1, "high": 1' + "0" * 400 + "}}", "high must be a finite number"),
        ('{"value": {"low": 1, "high": 1, "unit": 1}}', "unit must be a text"),
        ('{"value": {"low": 1, "high": 1, "rel_tol": -0.1}}', "rel_tol must not be negative"),
        ('{"value": {"low": 1, "high": 1, "tol": 0.1}}', "did you mean 'rel_tol'?"),
        ('{"inside": true}', "inside needs a value beside it"),
        ('{"value": {"low": 1, "high": 1}, "inside": "yes"}', "inside must be true or false"),
    ],
)
def test_a_bad_expectation_is_a_problem_of_its_line(write: Write, expect: str, reason: str) -> None:
    problem = only_problem(write(f'\n{{"question": "a", "expect": {expect}}}'))
    assert problem.line == 2
    assert reason in problem.reason


def test_a_taken_id_names_the_first_line_that_has_it(write: Write) -> None:
    path = write('{"id": "a", "question": "1"}\n{"id": "a", "question": "2"}\n{"id": "3", "question": "3"}')
    assert only_problem(path) == LineProblem(2, "id 'a' is already taken by line 1")


def test_a_line_number_that_is_taken_as_an_id_is_found(write: Write) -> None:
    path = write('{"id": 2, "question": "a"}\n{"question": "b"}')
    assert only_problem(path) == LineProblem(2, "id '2' is already taken by line 1")


@pytest.mark.parametrize("name", ["q.jsonl", "q.txt"])
def test_a_line_that_is_not_utf8_is_a_problem_of_its_own(write: Write, name: str) -> None:
    good = b'{"question": "caf\xc3\xa9"}' if name.endswith("jsonl") else b"caf\xc3\xa9"
    read = load(write(good + b"\ncaf\xe9\n", name))
    assert read.problems == (LineProblem(2, "not UTF-8 (byte 0xe9); save the file as UTF-8"),)
    assert [item.question for item in read.items] == ["café"]


@pytest.mark.parametrize(
    ("content", "name"), [("", "e.jsonl"), ("\ufeff\r\n\n", "e.jsonl"), ("# only\n\n# comments", "e.txt")]
)
def test_a_file_without_questions_is_refused(write: Write, content: str, name: str) -> None:
    with pytest.raises(QuestionFileError, match=r"e\.\w+ holds no questions\. Write one question"):
        load(write(content, name))


def test_a_file_of_bad_lines_only_is_no_empty_file(write: Write) -> None:
    read = load(write("nonsense\n"))
    assert read.items == ()
    assert [problem.line for problem in read.problems] == [1]


@pytest.mark.parametrize("name", ["q.docx", "q", "q.json"])
def test_an_unknown_suffix_is_refused_with_those_known(write: Write, name: str) -> None:
    with pytest.raises(QuestionFileError, match=r"ends in \.jsonl, \.txt, \.csv, \.yaml, \.yml or \.xlsx") as caught:
        load(write("a", name))
    assert name in str(caught.value)
    assert caught.value.exit_code is ExitCode.USAGE


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match=r"absent\.txt does not exist"):
        load(tmp_path / "absent.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(QuestionFileError, match=r"folder\.txt is a folder"):
        load(tmp_path / "folder.txt")


def test_a_file_that_cannot_be_read_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write("a", "secret.txt")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(QuestionFileError, match=r"secret\.txt cannot be read \(Permission denied\)"):
        load(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf16_is_refused_rather_than_misread(write: Write, encoding: str) -> None:
    with pytest.raises(QuestionFileError, match=r"is not UTF-8 text\. Save it as UTF-8"):
        load(write("What is it?".encode(encoding), "q.txt"))
