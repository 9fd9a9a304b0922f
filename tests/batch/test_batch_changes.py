"""What moved an answer, from two results made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.batch.changes import UNEXPLAINED, Change, compare
from assistant.batch.results_file import Answered, read_results
from assistant.errors import UsageError

OLD = {"generation": "1", "corpus_digest": "a", "model": "m"}
NEW = {"generation": "2", "corpus_digest": "b", "model": "m"}
VALUE = {"low": 5.0, "high": 5.0, "unit": "GW", "qualifier": "exact", "text": "5 GW"}


def cited(article: str, quote: str = "It uses 5 GW.", start: int = 10, **more: object) -> dict[str, object]:
    return {"n": 1, "article": article, "title": "T", "quote": quote, "start": start, "end": start + len(quote), **more}


def answered(index: dict[str, str], *citations: dict[str, object], key: str = "q", **more: object) -> Answered:
    fields = {"question": "How much?", "status": "answered", "text": "5 GW", "value": VALUE}
    return Answered(key, {**fields, "citations": list(citations), "index": index, **more})


def only_change(old: Answered, new: Answered, *also: Answered) -> Change:
    (change,) = compare([old, *also], [new, *also]).changes
    return change


def parts(change: Change) -> list[tuple[str, str, str]]:
    return [(each.part, each.old, each.new) for each in change.differences]


def test_another_index_alone_changes_nothing() -> None:
    found = compare([answered(OLD, cited("1.txt"))], [answered(NEW, cited("1.txt"))])
    assert (found.changes, found.same) == ((), 1)


def test_what_changed_is_told_part_by_part() -> None:
    reason = {"code": "no_evidence", "text": "nothing found"}
    declined = answered(OLD, status="abstained", reason=reason, text="No.", value=None)
    assert parts(only_change(answered(OLD, cited("1.txt")), declined)) == [
        ("status", "answered", "abstained (no_evidence)"),
        ("value", "5 GW", "no value"),
        ("text", "5 GW", "No."),
        ("citations", "1.txt at 10 to 23", "nothing cited"),
    ]
    bound = {"low": 9e11, "high": None, "unit": "USD", "qualifier": "at least"}
    assert parts(only_change(answered(OLD), answered(OLD, value=bound))) == [
        ("value", "5 GW", "9e+11 to open USD (at least)")
    ]


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        (cited("1.txt"), cited("2.txt"), "article added: 2.txt"),
        (cited("1.txt"), cited("0.txt"), "article removed: 1.txt"),
        (cited("1.txt"), cited("1.txt", "It uses 6 GW."), "article edited: 1.txt"),
        (cited("1.txt"), cited("1.txt", start=12), "article edited: 1.txt"),
        (cited("1.txt"), cited("1.txt", title="U", published="2026-01-01"), "article edited: 1.txt"),
        (cited("1.txt"), cited("1.txt", "Then it rains.", start=90), "articles: the corpus is another"),
    ],
)
def test_an_article_moved_it(old: dict[str, object], new: dict[str, object], cause: str) -> None:
    # 0.txt is known to both results by another answer.
    other_old, other_new = answered(OLD, cited("0.txt"), key="o"), answered(NEW, cited("0.txt"), key="o")
    changes = compare([answered(OLD, old), other_old], [answered(NEW, new, text="6 GW"), other_new]).changes
    assert [change.key for change in changes] == ["q"]
    assert any(each.startswith(cause) for each in changes[0].causes)


def test_a_quote_that_is_cut_longer_is_no_edit() -> None:
    change = only_change(
        answered(OLD, cited("1.txt", "It uses 5 GW.")), answered(NEW, cited("1.txt", "5 GW. Always.", start=18))
    )
    assert [cause.partition(":")[0] for cause in change.causes] == ["articles"]


def with_constant(low: float, source: str = "EIA 2024", index: dict[str, str] = OLD) -> Answered:
    given = {"name": "home_use", "low": low, "high": low, "unit": "kWh", "qualifier": "exact", "kind": "constant"}
    quoted = {"name": "power", "low": 5.0, "high": 5.0, "unit": "GW", "qualifier": "exact", "kind": "quoted"}
    calculation = {
        "calculator": "power-to-homes",
        "substituted": f"5 / {low:g}",
        "inputs": [quoted, {**given, "source": source}],
        "result": {"low": 5 / low, "high": 5 / low, "unit": "homes", "qualifier": "exact"},
    }
    return answered(index, calculations=[calculation])


def test_a_constant_moved_it() -> None:
    change = only_change(with_constant(10), with_constant(20, "mine"))
    assert parts(change) == [
        ("calculation", "power-to-homes: 5 / 10 = 0.5 homes", "power-to-homes: 5 / 20 = 0.25 homes")
    ]
    assert change.causes == ("constant home_use: 10 kWh (EIA 2024) before, 20 kWh (mine) now",)


def test_the_model_or_the_software_moved_it_or_nothing_that_is_seen() -> None:
    old = answered(OLD)
    assert only_change(old, answered({**OLD, "model": "n"}, text="x")).causes == ("model: m before, n now",)
    rebuilt = only_change(old, answered({**OLD, "generation": "2"}, text="x"))
    assert rebuilt.causes == ("software: the index was built again from the same articles",)
    assert only_change(old, answered(OLD, text="x")).causes == (UNEXPLAINED,)


def test_questions_of_one_file_only() -> None:
    found = compare([answered(OLD, key="a"), answered(OLD, key="b")], [answered(OLD, key="b"), answered(OLD, key="c")])
    assert [(change.key, *parts(change)) for change in found.changes] == [
        ("c", ("question", "not asked", "asked")),
        ("a", ("question", "asked", "not asked")),
    ]
    assert found.same == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"question": "a", "status": "answered"}\n{"ques', r"r\.jsonl, line 2 is not JSON\. An interrupted batch"),
        (b"[]\n", r"r\.jsonl, line 1 is no answer"),
        (b'{"question": "a"}\n', r"r\.jsonl, line 1 is no answer"),
        (b'{"question": "a", "status": "x"}\n\n{"question": "a", "status": "x"}', r"line 3: 'a' is there already"),
        (b"\xff\n", r"r\.jsonl, line 1 is not JSON"),
    ],
)
def test_what_is_no_result_is_told_by_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=words):
        read_results(path)


def test_results_are_paired_by_id_else_by_question(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    lines = [{"id": "7", "question": "a", "status": "answered"}, {"question": "b", "status": "answered"}]
    path.write_text("\n".join(map(json.dumps, lines)))
    assert [answer.key for answer in read_results(path)] == ["7", "b"]
    with pytest.raises(UsageError, match="cannot be read"):
        read_results(tmp_path)
