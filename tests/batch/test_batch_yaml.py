"""Question files in YAML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.batch import Expectation, ValueExpectation, load
from assistant.batch.records import FileRefusedError, Record
from assistant.batch.yaml_reader import MAX_BYTES, read_yaml
from assistant.datatypes import SearchFilter
from assistant.errors import QuestionFileError

Write = Callable[..., Path]

FULL = """\
# A comment, as in any file.
- What was Acme valued at?

- id: q
  turns: ["What was it?", "And then?"]
  kind: lookup
  note: |
    two
    lines
  as_of: 2005-02-28
  sources: [Harbour Post, news/*]
  assume: {revenue: $45bn, growth: 25%}
  expect:
    contains: [a, [b, c]]
    value: {low: 9e11, high: null, unit: USD}
    inside: true
    cites:
      - x/1.txt
"""


@pytest.fixture(params=["C", "Python"])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the C loader and without, as in an installation that has none."""
    if request.param == "C" and not yaml.__with_libyaml__:
        pytest.skip("there is no C loader here")
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("name", ["q.yaml", "q.yml", "q.YAML"])
def test_every_field_arrives_with_its_line(write: Write, name: str) -> None:
    read = load(write(FULL, name))
    assert read.problems == ()
    plain, item = read.items
    assert (plain.id, plain.line, plain.turns) == ("2", 2, ("What was Acme valued at?",))
    assert (item.id, item.line, item.turns) == ("q", 4, ("What was it?", "And then?"))
    assert (item.kind, item.note) == ("lookup", "two\nlines\n")
    assert item.where == SearchFilter(date(2005, 2, 28), ("Harbour Post",), ("news/*",))
    assert [(name, quantity.low) for name, quantity in item.assumptions] == [("revenue", 45e9), ("growth", 25.0)]
    assert item.expect == Expectation(
        contains=(("a",), ("b", "c")), value=ValueExpectation(9e11, None, "USD", inside=True), cites=("x/1.txt",)
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("No", "No"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("007", "007"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("2005-02-28", "2005-02-28"),
        ("5 GW", "5 GW"),
        ("=", "="),
        ("'5'", "5"),
        ("5", 5),
        ("-2.5", -2.5),
        ("9e11", 9e11),
        ("True", True),
        ("false", False),
        ("~", None),
        ("", None),
    ],
)
def test_scalars_are_read_by_the_core_rules(written: str, value: object) -> None:
    (record,) = read_yaml(f"- note: {written}\n".encode())
    assert isinstance(record, Record)
    assert record.fields == {"note": value}
    assert type(record.fields["note"]) is type(value)


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(
    ("element", "reason"),
    [
        ("- [a, b]", "a question must be a text, or fields"),
        ("- !!python/object/apply:os.system [ls]", "tag:yaml.org,2002:python/object/apply:os.system is not read"),
        ("- !own a", "the tag !own is not read"),
        ("- {question: a, note: !!binary aGk=}", "binary is not read"),
        ("- {question: a, note: !!set {b}}", "set is not read"),
        ("- {question: a, question: b}", "key 'question' is given twice"),
        ("- {question: a, [b]: c}", "a key must be a text"),
        ("- {question: a, <<: {note: c}}", "unknown key '<<'"),
        ("- {qestion: a}", "unknown key 'qestion' in the question; did you mean 'question'?"),
        ("- ''", "question is empty"),
        ("-", "question is empty"),
        ("- {question: 5}", "question must be a text in quotes, not a number"),
        ("- {question: a, expect: {contains: b}}", "contains must be a list"),
        pytest.param("- {question: a, expect: {value: {low: " + "9" * 5000 + "}}}", "a number is too long", id="long"),
        ("- {question: a, expect: {value: {low: 9e999, high: 1}}}", "low must be a finite number"),
        ("- {question: a, assume: {revenue: true}}", "assume.revenue must be a text in quotes, not true or false"),
    ],
)
def test_a_bad_element_is_named_and_the_others_are_asked(write: Write, element: str, reason: str) -> None:
    read = load(write(f"- before\n{element}\n- after\n", "q.yaml"))
    (problem,) = read.problems
    assert problem.line == 2
    assert reason in problem.reason
    assert [(item.line, item.question) for item in read.items] == [(1, "before"), (3, "after")]


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- a\n- {question: b\n- c\n", "is not YAML that can be read: line"),
        ("- a\n-\tb: [\n", "line 2"),
        ("- a\n- 'b\n", "is not YAML that can be read: line"),
        ("- a\n- b: c: d\n", "line 2, column 7"),
        ("- a\n--- \n- b\n", "line 2"),
        ("- a\n- b\x00c\n", "is not YAML that can be read"),
        ("question: a\n", "holds no list of questions"),
        ("just text", "holds no list of questions"),
        ("- &x a\n- *x\n", "line 2: an alias (*x) is not read"),
        pytest.param("- a\n- " + "[" * 100 + "]" * 100, "nested too deeply", id="deep"),
        ("%FOO\n", "is not YAML that can be read"),
    ],
)
def test_a_file_that_is_no_list_refuses_whole_with_its_line(write: Write, text: str, reason: str) -> None:
    with pytest.raises(QuestionFileError) as caught:
        load(write(text, "q.yaml"))
    assert "q.yaml" in str(caught.value)
    assert reason in str(caught.value)


def test_an_alias_bomb_is_refused_at_once(write: Write) -> None:
    names = "abcdefghi"
    bomb = "- &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"- &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(names)
    )
    with pytest.raises(QuestionFileError, match=r"line 2: an alias \(\*a\) is not read\. Write the value out"):
        load(write(bomb, "q.yaml"))


def test_bytes_that_are_not_utf8_are_told_with_their_line(write: Write) -> None:
    with pytest.raises(QuestionFileError, match=r"is not UTF-8 in line 2 \(byte 0xe9\)\. Save it as UTF-8"):
        load(write(b"- a\n- caf\xe9\n", "q.yaml"))


def test_byte_order_mark_and_escapes(write: Write) -> None:
    read = load(write(b'\xef\xbb\xbf- "caf\\xe9"\r\n- b\r\n', "q.yaml"))
    assert [(item.line, item.question) for item in read.items] == [(1, "café"), (2, "b")]


@pytest.mark.parametrize("text", ["", "# only\n", "[]", "---\n...\n"])
def test_a_file_without_questions_is_refused(write: Write, text: str) -> None:
    with pytest.raises(QuestionFileError, match="holds no questions"):
        load(write(text, "q.yaml"))


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="is larger than 8 MB"):
        list(read_yaml(b"#" * (MAX_BYTES + 1)))


# Line breaks of YAML, which its own printer folds into spaces, are left out.
_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"), max_size=20)


@given(st.lists(_TEXT.filter(str.strip), min_size=1, max_size=4))
def test_any_text_that_a_printer_writes_comes_back(texts: list[str]) -> None:
    written = yaml.safe_dump([{"note": text} for text in texts], allow_unicode=True, default_style='"')
    records = list(read_yaml(written.encode()))
    assert [record.fields["note"] for record in records if isinstance(record, Record)] == texts


@given(st.text(st.sampled_from("-a: \n[]{}'\"#&*!|>%@`,?~5\t"), max_size=40))
def test_any_file_becomes_records_or_reasons(text: str) -> None:
    try:
        records = list(read_yaml(text.encode()))
    except FileRefusedError as error:
        assert error.reason
        return
    assert all(record.line >= 1 for record in records)
