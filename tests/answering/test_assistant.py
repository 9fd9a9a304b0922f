"""What the core gives besides answers: the ledger, the evidence, articles, and an index built anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.datatypes import SearchFilter
from assistant.errors import IndexDamagedError, IndexForeignError, IndexMissingError
from assistant.indexing import bring_up_to_date
from assistant.retrieval import manifest as manifests
from assistant.retrieval.ledger import Wanted

MULTIPLE = "What revenue multiple is Acme valued at?"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over two articles that no test changes."""
    folder = tmp_path_factory.mktemp("read-only")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "acme.md").write_text(
        "---\ntitle: Acme lifts its revenue\npublished: 2026-01-10\npublisher: Ledger\n---\n"
        "Acme reported revenue of $4 billion for 2025, up from $3.2 billion in 2024. "
        "Its plant has 14 chimneys.\n\nAcme employs 12,000 people in Freiburg.\n"
    )
    (folder / "corpus" / "value.md").write_text(
        "---\ntitle: What Acme is worth\npublished: 2026-03-01\n---\nAcme was valued at about $60 billion in March.\n"
    )
    with Assistant.open(folder / "corpus", folder / "index") as assistant:
        yield assistant


def test_the_ledger_is_open_to_all_and_can_be_narrowed(opened: Assistant) -> None:
    assert len(opened.figures()) >= 5
    named = opened.figures(Wanted(metrics=("revenue",)))
    assert [filed.figure.quantity.text for filed in named] == ["$4 billion", "$3.2 billion"]
    early = opened.figures(where=SearchFilter(as_of=date(2026, 2, 1)))
    assert {filed.source.path for filed in early} == {"acme.md"}


def test_evidence_is_what_stands_in_the_quotes_by_citation_then_place(opened: Assistant) -> None:
    answer = opened.ask(MULTIPLE)
    cited = {citation.n: citation.source.path for citation in answer.citations}
    found = opened.evidence(answer)
    assert [filed.source.path for filed in found if filed.figure.quantity.text == "$4 billion"] == ["acme.md"]
    places = [(next(n for n, path in cited.items() if path == filed.source.path), filed) for filed in found]
    assert [n for n, _ in places] == sorted(n for n, _ in places)
    for filed in found:
        span = filed.figure.quantity.span
        assert span is not None
        assert any(
            c.source.path == span.article and c.start <= span.start and span.end <= c.end for c in answer.citations
        )
    assert {filed.figure.quantity.text for filed in found} == {"$4 billion", "$3.2 billion", "about $60 billion"}


def test_evidence_counts_figures_of_no_known_metric_and_each_once(opened: Assistant) -> None:
    answer = opened.ask("How many chimneys does Acme's plant have?")
    assert [filed.figure.quantity.low for filed in opened.evidence(answer)] == [14.0]
    twice = replace(answer, nearest=answer.citations)
    assert opened.evidence(twice) == opened.evidence(answer)


def test_evidence_of_an_abstention_stands_in_what_is_nearest(opened: Assistant) -> None:
    answer = opened.ask("What was Acme's revenue in 2019?")
    assert not answer.citations
    assert "$4 billion" in [filed.figure.quantity.text for filed in opened.evidence(answer)]
    assert opened.evidence(replace(answer, nearest=())) == ()


def test_an_article_is_known_by_its_path(opened: Assistant) -> None:
    source = opened.source("acme.md")
    assert (source.title, source.publisher, source.published) == (
        "Acme lifts its revenue",
        "Ledger",
        date(2026, 1, 10),
    )
    with pytest.raises(IndexMissingError, match=r"no article 'gone\.md'"):
        opened.source("gone.md")


def test_an_index_that_was_not_built_again_stays_open(opened: Assistant) -> None:
    before = opened.index
    assert not opened.reopen()
    assert opened.index == before


def build_again(corpus: Path, index: Path, assistant: Assistant) -> None:
    """What another process, or a thread that shares the model, does."""
    bring_up_to_date(corpus, index, lambda: assistant.embedder)


def test_an_index_built_again_is_opened_with_the_same_model(small: Assistant, corpus: Path, tmp_path: Path) -> None:
    model, before = small.embedder, small.index
    with pytest.raises(IndexMissingError):
        small.source("hooli.txt")
    (corpus / "hooli.txt").write_text("Hooli grows\n\nHooli reported revenue of $7 billion for 2025.\n")
    build_again(corpus, tmp_path / "index", small)
    assert small.index == before
    assert small.reopen()
    assert small.index != before
    assert small.embedder is model
    assert small.source("hooli.txt").title == "Hooli grows"
    assert "$7 billion" in small.ask("What was Hooli's revenue in 2025?").text
    assert not small.reopen()


def test_an_index_that_was_removed_and_built_under_the_same_name_is_noticed(
    small: Assistant, corpus: Path, tmp_path: Path
) -> None:
    generation = small.index.generation
    (tmp_path / "index").rename(tmp_path / "old")
    (corpus / "hooli.txt").write_text("Hooli grows\n\nHooli reported revenue of $7 billion for 2025.\n")
    build_again(corpus, tmp_path / "index", small)
    assert small.reopen()
    assert small.index.generation == generation
    assert small.counts[0] == 4


@pytest.mark.parametrize("harm", ["missing", "damaged", "foreign"])
def test_an_index_that_cannot_be_opened_leaves_the_old_one_in_use(
    small: Assistant, corpus: Path, tmp_path: Path, harm: str
) -> None:
    (corpus / "hooli.txt").write_text("Hooli grows\n\nHooli reported revenue of $7 billion for 2025.\n")
    build_again(corpus, tmp_path / "index", small)
    manifest = tmp_path / "index" / "manifest.json"
    data = json.loads(manifest.read_text())
    error: type[Exception]
    if harm == "missing":
        error = IndexMissingError
        manifest.unlink()
    elif harm == "damaged":
        error = IndexDamagedError
        (tmp_path / "index" / data["parts"][-1]["name"] / "vectors.faiss").write_bytes(b"none")
    else:
        error = IndexForeignError
        manifests.write(manifest.parent, replace(manifests.read(manifest.parent), weights_hash="0" * 64))
    with pytest.raises(error):
        small.reopen()
    assert "$4 billion" in small.ask("What was Acme's revenue in 2025?").text
