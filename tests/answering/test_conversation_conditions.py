"""A conversation's questions under conditions of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answering import Assistant, Conversation
from assistant.datatypes import AnswerStatus, InputKind, SearchFilter
from assistant.quantities import parse_quantity

ARTICLES = {
    "old/acme.md": "---\ntitle: What Acme is worth\npublisher: The Ledger\npublished: 2026-01-10\n---\n"
    "Acme was valued at $40 billion in January. Acme reported revenue of $4 billion for 2025.\n",
    "new/acme.md": "---\ntitle: Acme goes up\npublisher: Harbour Post\npublished: 2026-03-01\n---\n"
    "Acme was valued at $60 billion in March.\n",
}
WORTH = "What was Acme valued at?"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("conditions")
    for name, text in ARTICLES.items():
        path = folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    with Assistant.open(folder / "corpus", folder / "index") as opened:
        yield opened


@pytest.mark.parametrize(
    ("where", "worth"),
    [
        (SearchFilter(publishers=("The Ledger",)), "$40 billion"),
        (SearchFilter(paths=("new/*",)), "$60 billion"),
        (SearchFilter(date(2026, 2, 1)), "$40 billion"),
    ],
)
def test_only_the_articles_of_the_filter_are_used(assistant: Assistant, where: SearchFilter, worth: str) -> None:
    answer = Conversation(assistant).ask(WORTH, where=where)
    assert worth in answer.text
    assert len({citation.source.path for citation in answer.citations}) == 1
    assert answer == assistant.ask(WORTH, where=where)


def test_a_filter_that_leaves_nothing_declines(assistant: Assistant) -> None:
    answer = Conversation(assistant).ask(WORTH, where=SearchFilter(publishers=("Nobody",)))
    assert answer.status is AnswerStatus.ABSTAINED


def test_a_day_takes_the_place_of_that_of_the_filter(assistant: Assistant) -> None:
    talk = Conversation(assistant)
    early, late = date(2026, 2, 1), date(2026, 4, 1)
    assert talk.ask(WORTH, as_of=early) == talk.ask(WORTH, where=SearchFilter(early))
    assert talk.ask(WORTH, as_of=early, where=SearchFilter(late)) == talk.ask(WORTH, where=SearchFilter(early))
    both = talk.ask(WORTH, as_of=early, where=SearchFilter(paths=("new/*",)))
    assert both.status is AnswerStatus.ABSTAINED


def test_assumptions_are_of_one_question_only(assistant: Assistant) -> None:
    question = "What revenue multiple does Acme's $40 billion valuation imply?"
    talk = Conversation(assistant)
    assumed = talk.ask(question, assumptions={"revenue": parse_quantity("$8bn")})
    assert assumed.value is not None
    assert assumed.value.low == pytest.approx(5)
    kinds = {item.name: item.kind for item in assumed.calculations[0].inputs}
    assert kinds["revenue"] is InputKind.ASSUMED
    talk.reset()
    plain = talk.ask(question)
    assert plain.value is not None
    assert plain.value.low == pytest.approx(10)
