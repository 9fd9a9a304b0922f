"""Under what conditions a question is asked: of which articles, and with what taken as given."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from assistant.batch import Item, load, run
from assistant.batch.conditions import described, is_path
from assistant.batch.questions import MAX_FILE_BYTES
from assistant.datatypes import Answer, AnswerStatus, IndexInfo, Quantity, SearchFilter
from assistant.errors import QuestionFileError
from assistant.quantities import parse_quantity

Write = Callable[..., Path]


def loaded(write: Write, **fields: object) -> Item:
    read = load(write(json.dumps({"question": "a", **fields})))
    assert read.problems == ()
    return read.items[0]


@pytest.mark.parametrize(
    "name", ["news/round.md", "news/*", "*.txt", "round.md", "2026-0?-*", "[ab]x", "wire.jsonl#7", "A.PDF", "x.csv"]
)
def test_what_looks_like_a_path_is_one(name: str) -> None:
    assert is_path(name)


@pytest.mark.parametrize("name", ["Harbour Post", "Salon.com", "Assistant Sample Library", "#1 News", "md", "A. Txt"])
def test_anything_else_is_a_publisher(name: str) -> None:
    assert not is_path(name)


def test_sources_of_either_shape(write: Write) -> None:
    mixed = loaded(write, sources=["Harbour Post", "news/*", "round.md"], as_of="2026-01-01")
    assert mixed.where == SearchFilter(date(2026, 1, 1), ("Harbour Post",), ("news/*", "round.md"))
    assert mixed.as_of == date(2026, 1, 1)
    named = loaded(write, sources={"publishers": ["AC/DC Weekly"], "paths": ["drafts"]})
    assert named.where == SearchFilter(None, ("AC/DC Weekly",), ("drafts",))
    assert named.as_of is None


def test_without_conditions_there_is_no_filter(write: Write) -> None:
    item = loaded(write, sources=None, assume={})
    assert (item.where, item.as_of, item.assumptions) == (None, None, ())


def test_assumptions_are_read_as_the_command_line_reads_them(write: Write) -> None:
    item = loaded(write, assume={"revenue": "$30bn-$40bn", "growth": " 25% ", "units": 3000, "load_factor": 0.6})
    assert item.assumptions == (
        ("revenue", parse_quantity("$30bn-$40bn")),
        ("growth", parse_quantity("25%")),
        ("units", parse_quantity("3000")),
        ("load_factor", parse_quantity("0.6")),
    )
    assert item in {item}  # frozen throughout


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"sources": "news/*"}, "sources must be a list in brackets, or an object with 'publishers' or 'paths'"),
        ({"sources": []}, "sources names neither a publisher nor a path"),
        ({"sources": {}}, "sources names neither"),
        ({"sources": [" "]}, "an element of sources is empty"),
        ({"sources": [["a"]]}, "an element of sources must be a text in quotes, not a list"),
        ({"sources": {"publisher": ["a"]}}, "unknown key 'publisher' in sources; did you mean 'publishers'?"),
        ({"sources": {"paths": "a"}}, "sources.paths must be a list in brackets, not a text"),
        ({"source": ["a"]}, "did you mean 'sources'?"),
        ({"assume": ["revenue"]}, "assume must be an object in braces, not a list"),
        ({"assume": {"revnue": "$5bn"}}, "unknown input 'revnue' in assume; did you mean 'revenue'?"),
        ({"assume": {"revenue": None}}, "assume.revenue is empty"),
        ({"assume": {"revenue": ""}}, "assume.revenue is empty"),
        ({"assume": {"revenue": "a lot"}}, "assume.revenue: 'a lot' is not a quantity"),
        ({"assume": {"revenue": "$5bn and $6bn"}}, "not one quantity from end to end"),
        ({"assume": {"revenue": True}}, "assume.revenue must be a text in quotes, not true or false"),
        ({"assume": {"revenue": float("inf")}}, "assume.revenue must be a finite number"),
    ],
)
def test_conditions_of_the_wrong_shape(write: Write, fields: dict[str, object], reason: str) -> None:
    (problem,) = load(write(json.dumps({"question": "a", **fields}))).problems
    assert problem.line == 1
    assert reason in problem.reason


class Talk:
    """Writes down what it was asked, and how."""

    def __init__(self, heard: list[tuple[str, SearchFilter | None, dict[str, Quantity]]]) -> None:
        self.heard = heard

    def ask(
        self,
        question: str,
        *,
        where: SearchFilter | None = None,
        assumptions: Mapping[str, Quantity] | None = None,
    ) -> Answer:
        self.heard.append((question, where, dict(assumptions or {})))
        return Answer(question, AnswerStatus.ANSWERED, (), IndexInfo("1", "digest", "model"))


def test_the_conditions_hold_for_every_turn_of_their_item_and_for_no_other() -> None:
    where, revenue = SearchFilter(paths=("news/*",)), parse_quantity("$45bn")
    items = [Item("a", 1, ("1", "2"), where=where, assumptions=(("revenue", revenue),)), Item("b", 2, ("3",))]
    heard: list[tuple[str, SearchFilter | None, dict[str, Quantity]]] = []
    assert len(list(run(lambda: Talk(heard), items))) == 2
    assert heard == [("1", where, {"revenue": revenue}), ("2", where, {"revenue": revenue}), ("3", None, {})]


def test_conditions_in_words() -> None:
    where = SearchFilter(date(2026, 1, 1), ("Harbour Post",), ("news/*",))
    assert described(where, (("revenue", parse_quantity("$45bn")),)) == (
        "articles up to 2026-01-01; only from Harbour Post, news/*; assuming revenue = $45bn"
    )
    assert described(None, ()) == ""


def test_a_huge_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.jsonl"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(QuestionFileError, match=r"huge\.jsonl is larger than 64 MB\. Split it"):
        load(path)
