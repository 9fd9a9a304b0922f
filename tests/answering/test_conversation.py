"""What a conversation leans on: shown, edited, forgotten, and taken up again from answers kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.answering import Assistant, Conversation
from assistant.datatypes import Answer

ARTICLES = {
    "acme.md": "---\ntitle: Acme lifts its revenue\npublished: 2026-01-10\n---\n"
    "Acme reported profit of $1 billion on revenue of $4 billion for 2025.\n",
    "value.md": "---\ntitle: What Acme is worth\npublished: 2026-03-01\n---\n"
    "Acme was valued at $60 billion in March.\n",
    "globex.md": "---\ntitle: What Globex is worth\npublished: 2026-03-02\n---\n"
    "Globex was valued at $20 billion. Its reactors will supply two gigawatts of power to a plant near Lyon.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("talk")
    (folder / "corpus").mkdir()
    for name, text in ARTICLES.items():
        (folder / "corpus" / name).write_text(text)
    with Assistant.open(folder / "corpus", folder / "index") as opened:
        yield opened


def value(answer: Answer) -> float | None:
    return answer.value.low if answer.value is not None else None


def test_the_context_is_the_whole_of_the_last_question(assistant: Assistant) -> None:
    talk = Conversation(assistant)
    assert talk.context == ""
    talk.ask("What was Acme valued at?")
    assert talk.context == "What was Acme valued at?"
    talk.ask("And Globex?")
    assert talk.context == "What was Globex valued at?"
    talk.reset()
    assert talk.context == ""
    assert talk.assistant is assistant


def test_what_follow_ups_lean_on_can_be_edited(assistant: Assistant) -> None:
    talk = Conversation(assistant)
    talk.ask("What was Acme's revenue in 2025?")
    talk.lean_on("  What was Acme   valued at?\n")
    assert talk.context == "What was Acme valued at?"
    assert "$20 billion" in talk.ask("And Globex?").text


def test_editing_drops_the_figures_of_before(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Conversation(assistant)
    power = "How much power will Globex's reactors supply to the plant near Lyon?"
    talk.ask(power)
    carried: list[int] = []
    ask = assistant.ask

    def record(text: str, **options: Any) -> Answer:
        carried.append(len(options["carried"]))
        return ask(text, **options)

    monkeypatch.setattr(assistant, "ask", record)
    talk.ask("How many large reactors is that?")
    talk.lean_on("What was Acme valued at?")
    talk.ask("How many large reactors is that?")
    assert carried[0] > 0
    assert carried[1] == 0


def test_an_empty_edit_forgets(assistant: Assistant) -> None:
    talk = Conversation(assistant)
    talk.ask("What was Acme valued at?")
    talk.lean_on(" ")
    assert talk.context == ""
    assert talk.ask("And Globex?").question == "And Globex?"


CONVERSATIONS = [
    (["What was Acme valued at?"], "And Globex?"),
    (["How much power will Globex's reactors supply to the plant near Lyon?"], "How many large reactors is that?"),
    (["What revenue multiple is Acme valued at?"], "What if revenue were $6 billion?"),
    (["What profit did Acme make in 2025?", "what margin is that?"], "what if revenue were $2 billion?"),
    (["What was Acme's revenue in 2025?", "and its profit?"], "what margin is that?"),
    (["How many homes could two gigawatts supply?"], "and at 60 %?"),
]


@pytest.mark.parametrize(("before", "follow_up"), CONVERSATIONS, ids=[follow_up for _, follow_up in CONVERSATIONS])
def test_a_resumed_conversation_answers_as_the_one_that_was_left(
    assistant: Assistant, before: list[str], follow_up: str
) -> None:
    left = Conversation(assistant)
    answers = [left.ask(question) for question in before]
    resumed = Conversation(assistant)
    resumed.ask("What was Globex valued at?")
    resumed.resume(answers, before)
    assert resumed.context == left.context
    assert resumed.ask(follow_up) == left.ask(follow_up)


def test_whole_questions_are_enough_to_resume(assistant: Assistant) -> None:
    left = Conversation(assistant)
    answers = [left.ask("What revenue multiple is Acme valued at?")]
    resumed = Conversation(assistant)
    resumed.resume(answers)
    assert value(resumed.ask("What if revenue were $6 billion?")) == 10.0  # 60 / 6
    resumed.resume([])
    assert resumed.context == ""
