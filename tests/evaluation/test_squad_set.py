"""SQuAD asked of the whole program, on a set of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.datatypes import Answer, AnswerStatus, Hit, IndexInfo, Part, PartKind, Passage, Ranks, Source
from assistant.errors import UsageError
from assistant.evaluation.request import Request
from assistant.evaluation.squad import load, relevance
from assistant.evaluation.squad_set import leading_text, squad

ACME = "Acme employs 12,000 people in Freiburg. Its chief executive is Jane Doe."
GLOBEX = "Globex was founded in Lyon in 1987. It makes reactors for ships."


def official(title: str = "Acme_(company)") -> dict[str, object]:
    def row(question: str, *answers: str) -> dict[str, object]:
        return {"question": question, "answers": [{"text": text, "answer_start": 0} for text in answers]}

    paragraphs = [
        {"context": ACME, "qas": [row("How many people does Acme employ?", "12,000"), row("Who founded Acme?")]},
        {"context": GLOBEX, "qas": [row("When was Globex founded?", "1987", "in 1987")]},
    ]
    return {"data": [{"title": title, "paragraphs": paragraphs}]}


def hit(text: str) -> Hit:
    return Hit(1, Source("a.txt", "A"), Passage(0, len(text), text, "", ()), Ranks(1.0))


def test_the_official_form_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(official()))
    assert [question.question for question in load(path, answerable=False)] == [
        "How many people does Acme employ?",
        "Who founded Acme?",
        "When was Globex founded?",
    ]
    assert len(load(path)) == 2
    path.write_text('{"data": [{}]}')
    with pytest.raises(UsageError, match=r"dev\.json cannot be read as SQuAD questions"):
        load(path)


def test_later_parts_of_the_right_paragraph_are_no_finds_and_take_no_rank() -> None:
    hits = [hit("It rains."), hit("Acme employs 12,000 people in Freiburg."), hit("Its chief executive is Jane Doe.")]
    assert relevance([*hits, hit("It snows.")], ACME) == [False, True, False]
    assert relevance(hits[:1], ACME) == [False]


def test_the_program_is_asked_over_the_paragraphs_of_the_data(tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(official()))
    report = squad(Request(path))
    assert dict(report.counts) == {
        "questions": 3,
        "answerable": 2,
        "articles asked about": 1,
        "articles searched": 1,
        "passages searched": dict(report.counts)["passages searched"],
    }
    assert report.measure("right paragraph in 10").value == 1.0
    assert report.measure("nDCG@10").n == 2
    both, unanswerable = report.measure("F1 of answerable").value, report.measure("unanswerable declined").value
    assert both is not None and unanswerable is not None
    assert both > 0
    assert report.measure("F1").value == pytest.approx((2 * both + unanswerable) / 3)


def test_a_corpus_of_ones_own_can_be_searched(tmp_path: Path, corpus: Path) -> None:
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(official()))
    report = squad(Request(path, corpus=corpus, limit=1))
    assert dict(report.counts)["articles searched"] == 3
    assert dict(report.counts)["questions"] == 1


def test_nothing_is_asked_about_an_article_of_training(tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(official("Normans")))
    with pytest.raises(UsageError, match="only about articles that the reading model was trained on"):
        squad(Request(path))


def test_an_answer_counts_by_what_it_leads_with() -> None:
    index = IndexInfo("", "", "")
    parts = (
        Part(PartKind.PROSE, "“"),
        Part(PartKind.QUOTE, "12,000", 1),
        Part(PartKind.PROSE, "”"),
        Part(PartKind.QUOTE, "Acme employs 12,000 people.", 1),
    )
    assert leading_text(Answer("q", AnswerStatus.ANSWERED, parts, index)) == "12,000"
    assert leading_text(Answer("q", AnswerStatus.ABSTAINED, (Part(PartKind.ECHO, "No answer: x."),), index)) == ""
