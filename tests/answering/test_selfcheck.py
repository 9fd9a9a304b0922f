from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering import Assistant
from assistant.answering.selfcheck import check
from assistant.articles.drafts import digest_of
from assistant.datatypes import Answer, AnswerStatus, Citation, IndexInfo, Part, PartKind, Source
from assistant.errors import IndexDamagedError, IndexMissingError, SelfCheckError
from tests.answering import corruption

QUESTIONS = (
    "What revenue multiple does the $900 billion valuation imply for Anthropic?",
    "What was Anthropic's valuation in February 2026?",
    "What was OpenAI last valued at?",
    "How many large nuclear reactors is the TPU capacity equivalent to?",
    "How many homes could the TPU capacity power at a load factor of 60%?",
    "What revenue multiple is OpenAI valued at?",
    "By how much did Anthropic's valuation rise from February?",
    "What is Anthropic's revenue multiple if revenue were $50bn?",
    "Who is likely to win the race?",
    "What is 5 GW in megawatts?",
)


class Shelf:
    """The articles of an assistant, or one that a test makes."""

    def __init__(self, *articles: tuple[Source, str]) -> None:
        self._articles = {source.path: (source, text) for source, text in articles}

    def text(self, article: str) -> str:
        return self._of(article)[1]

    def source(self, article: str) -> Source:
        return self._of(article)[0]

    def digest(self, article: str) -> str:
        return digest_of(*self._of(article))

    def _of(self, article: str) -> tuple[Source, str]:
        if article not in self._articles:
            raise IndexMissingError(f"no article {article!r}")
        return self._articles[article]


@pytest.fixture(scope="module")
def contested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Two articles that disagree, and one that comes later."""
    corpus = tmp_path_factory.mktemp("contested") / "corpus"
    corpus.mkdir()
    for name, revenue in (("2026-01-10-one", "$4 billion"), ("2026-01-10-two", "$5 billion")):
        text = f"Hooli's year\n\nHooli reported revenue of {revenue} for 2025. Hooli is of {name[-3:]}.\n"
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    with Assistant.open(corpus, corpus.parent / "index", reader="rules") as assistant:
        yield assistant


@pytest.fixture(scope="module")
def shelf(bundled: Assistant, contested: Assistant) -> Shelf:
    both = (bundled, contested)
    return Shelf(*((source, one.article_text(source.path)) for one in both for source in one.store.sources()))


@pytest.fixture(scope="module")
def answers(bundled: Assistant, contested: Assistant) -> list[Answer]:
    found = [bundled.ask(question) for question in QUESTIONS]
    found.append(contested.ask("What was Hooli's revenue?"))
    assert found[-1].conflicts
    assert {answer.status for answer in found} == {AnswerStatus.ANSWERED, AnswerStatus.ABSTAINED}
    assert sum(bool(answer.calculations) for answer in found) >= 4
    return found


def refused(answer: Answer, shelf: Shelf) -> bool:
    try:
        check(answer, shelf)
    except (SelfCheckError, IndexDamagedError):
        return True
    return False


def test_real_answers_pass(answers: list[Answer], shelf: Shelf) -> None:
    for answer in answers:
        check(answer, shelf)


@pytest.mark.parametrize("turn", range(3))
def test_whatever_is_changed_in_one_place_is_refused(answers: list[Answer], shelf: Shelf, turn: int) -> None:
    passed = [
        (answer.question, place, corruption.leaf(answer, place), new)
        for answer in answers
        for place in corruption.places(answer)
        for new in [corruption.untrue(answer, place, turn)]
        if not refused(corruption.changed(answer, place, new), shelf)
    ]
    assert passed == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_whatever_is_changed_at_random_is_refused(answers: list[Answer], shelf: Shelf, seed: int) -> None:
    chance = random.Random(seed)
    answer = chance.choice(answers)
    place = chance.choice(list(corruption.places(answer)))
    new = corruption.untrue(answer, place, chance.randrange(10_000))
    assert refused(corruption.changed(answer, place, new), shelf), (place, corruption.leaf(answer, place), new)


SOURCE = Source("a.txt", "A", published=date(2026, 1, 1))
TEXT = "Acme made $4 billion in 2025. It sold 300 anvils. A loss of £5m came in May."
PLAIN = Citation(1, SOURCE, "Acme made $4 billion in 2025.", 0, 29, TEXT)


def quoting(*parts: Part, citation: Citation = PLAIN) -> Answer:
    return Answer("Q?", AnswerStatus.ANSWERED, parts, IndexInfo("g", "d", "m"), citations=(citation,))


def test_a_plain_quote_passes() -> None:
    check(quoting(Part(PartKind.QUOTE, PLAIN.quote, 1), Part(PartKind.MARKER, " [1]", 1)), Shelf((SOURCE, TEXT)))


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (Part(PartKind.QUOTE, "$4 billion in", 1), "quotes words"),  # in the quote, but nothing that was chosen
        (Part(PartKind.QUOTE, PLAIN.quote, None), "quotes words"),
        (Part(PartKind.MARKER, " [2]", 1), "refers to citation"),
        (Part(PartKind.MARKER, " [2]", 2), "refers to citation"),
        (Part(PartKind.PROSE, "about ½"), "of no origin"),
        (Part(PartKind.PROSE, "about ٣"), "of no origin"),
        (Part(PartKind.NUMBER, "$4 billion"), "no calculation gives"),
        (Part(PartKind.ECHO, "Globex"), "nobody has said"),
        (Part(PartKind.ECHO, "5"), "nobody has said"),
    ],
)
def test_what_a_part_is_decides_what_it_may_say(part: Part, why: str) -> None:
    with pytest.raises(SelfCheckError, match=why):
        check(quoting(part), Shelf((SOURCE, TEXT)))


def test_an_article_that_is_not_in_the_index_is_not_cited() -> None:
    with pytest.raises(SelfCheckError, match="not in the index"):
        check(quoting(Part(PartKind.QUOTE, PLAIN.quote, 1)), Shelf())


def test_another_title_is_a_fault_of_ours_and_another_text_is_damage() -> None:
    answer = quoting(Part(PartKind.QUOTE, PLAIN.quote, 1))
    with pytest.raises(SelfCheckError, match="another title"):
        check(answer, Shelf((dataclasses.replace(SOURCE, title="B"), TEXT)))

    class Rotten(Shelf):
        def digest(self, article: str) -> str:
            return digest_of(SOURCE, TEXT)

    with pytest.raises(IndexDamagedError, match=r"a\.txt .*Run: assistant index --rebuild"):
        check(answer, Rotten((SOURCE, TEXT.replace("4", "5"))))


def test_context_must_stand_around_the_quote() -> None:
    twice = "It rose. It fell."
    for start, fits in ((0, True), (9, False)):
        citation = Citation(1, SOURCE, "It", start, start + 2, "It rose.")
        answer = quoting(Part(PartKind.QUOTE, "It", 1), citation=citation)
        assert refused(answer, Shelf((SOURCE, twice))) != fits
