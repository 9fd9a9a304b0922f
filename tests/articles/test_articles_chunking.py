"""Passages are slices of whole sentences under one heading, of bounded size."""

from __future__ import annotations

import tarfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.articles import FileEntry, chunk, find_headings, read_file
from assistant.datatypes import Article, Source


def article(text: str, title: str = "T") -> Article:
    return Article(Source("a.txt", title), text, "")


def paragraph(length: int) -> str:
    """A paragraph of ten-character sentences."""
    return " ".join(["Abcdefgh."] * (length // 10)).ljust(length - 1, "x")


def check(given_article: Article) -> None:
    """All that must hold of the passages of any article."""
    text = given_article.text
    passages = chunk(given_article)
    assert passages == chunk(given_article)
    headings = find_headings(text, given_article.source.title)
    last = 0
    seen: set[int] = set()
    for passage in passages:
        assert passage.start >= last
        assert text[passage.start : passage.end] == passage.text
        assert 0 < len(passage.text) <= 2_000
        assert passage.sentences[0].start == passage.start
        assert passage.sentences[-1].end == passage.end
        assert not any(passage.start < line.end and line.start < passage.end for line in headings)
        for sentence in passage.sentences:
            assert sentence.start >= last
            assert text[sentence.start : sentence.end] == sentence.text
            last = sentence.end
            seen.update(range(sentence.start, sentence.end))
    for line in headings:
        seen.update(range(line.start, line.end))
    assert all(index in seen for index, character in enumerate(text) if character.isalnum())


def test_each_passage_stands_under_its_heading_and_the_title_under_none() -> None:
    body = paragraph(400)
    passages = chunk(article(f"The Title\n{body}\nFirst Part\n{body}\n{body}\nSecond Part\n{body}"))
    assert [p.heading for p in passages] == ["", "First Part", "First Part", "Second Part"]
    assert all("Part" not in s.text and "Title" not in s.text for p in passages for s in p.sentences)


def test_a_paragraph_under_the_cap_is_one_passage() -> None:
    assert [len(p.text) for p in chunk(article(paragraph(1_000) + "\n" + paragraph(300)))] == [999, 299]


def test_a_longer_paragraph_is_cut_into_even_parts() -> None:
    lengths = [len(p.text) for p in chunk(article(paragraph(2_000)))]
    assert len(lengths) == 3
    assert max(lengths) - min(lengths) <= 20


def test_short_paragraphs_join_the_next_up_to_the_target() -> None:
    text = "\n".join(paragraph(200) for _ in range(5))
    assert [len(p.text) for p in chunk(article(text))] == [799, 199]
    assert len(chunk(article(paragraph(200) + "\n" + paragraph(800)))) == 2


def test_short_paragraphs_do_not_join_across_a_heading() -> None:
    text = "It fell by a fifth.\n\nThe Second Part\n\nIt rose by a third."
    assert [p.text for p in chunk(article(text))] == ["It fell by a fifth.", "It rose by a third."]


def test_a_sentence_without_end_is_cut_at_a_clause_or_a_space_or_at_last_anywhere() -> None:
    clauses = "and so it went on, " * 200
    assert all(s.text.endswith((",", "on")) for p in chunk(article(clauses)) for s in p.sentences)
    words = "word " * 1_000
    assert all(set(s.text.split()) == {"word"} for p in chunk(article(words)) for s in p.sentences)
    assert [len(p.text) for p in chunk(article("x" * 5_000))] == [2_000, 2_000, 1_000]
    for text in (clauses, words, "x" * 5_000):
        check(article(text.strip()))


def test_an_article_without_text_has_no_passages() -> None:
    assert chunk(article("")) == ()
    assert chunk(article("***\n---")) == ()


LINES = st.sampled_from(
    ["A Heading Line", "It rose to $1.13bn (£600m).", "Why? He knew.", "", "- item", "5", paragraph(600)]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=60), st.integers(1, 3_000).map(paragraph)), max_size=12))
@settings(max_examples=100, deadline=None)
def test_offsets_hold_for_any_text(lines: list[str]) -> None:
    check(article("\n".join(lines)))


@pytest.mark.parametrize("unit", ["A Heading\n", "word ", "a, ", "Yes. ", "x", "It fell.\n\n"])
def test_long_articles_take_linear_time(unit: str) -> None:
    start = time.process_time()
    chunk(article(unit * (200_000 // len(unit))))
    assert time.process_time() - start < 5


@pytest.mark.evaluation
def test_offsets_hold_in_real_stories(evaluation_data: Path) -> None:
    files = sorted((evaluation_data / "bbc").glob("*.txt"))
    assert files
    for file in files:
        result = read_file(FileEntry(file.name, file, file.stat().st_size, 0))
        assert result.problems == ()
        check(result.articles[0])
        assert chunk(result.articles[0])


@pytest.mark.evaluation
def test_offsets_hold_in_an_encyclopaedia(evaluation_data: Path, tmp_path: Path) -> None:
    with tarfile.open(evaluation_data / "squad_articles.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    files = sorted(tmp_path.rglob("*.txt"))[::7]
    assert files
    for file in files:
        check(read_file(FileEntry(file.name, file, file.stat().st_size, 0)).articles[0])
