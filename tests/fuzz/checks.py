"""What must hold for any input at all: one function for each reader, which raises when it does not."""

from __future__ import annotations

import math
import unicodedata
from pathlib import Path

from assistant.answering.question import parse
from assistant.articles import FileEntry, chunk, read_file, split_sentences
from assistant.articles.chunking import MAX_SENTENCE
from assistant.articles.cleaning import clean_text
from assistant.articles.dates import parse_date
from assistant.batch.questions import load
from assistant.datatypes import Article, Quantity, Source
from assistant.errors import QuantityError, QuestionError, QuestionFileError
from assistant.figures.attribution import attribute
from assistant.figures.extraction import figures_of
from assistant.quantities import extract, parse_quantity
from assistant.quantities.given import as_quantity
from assistant.rendering import flat, visible
from assistant.rendering.safe import cell

MAX_REASON = 700
"""Characters of one line about what is wrong; the longest names all columns that a table may have."""
_STEERING = frozenset({"Cc", "Cs", "Zl", "Zp"})


def check_quantities(text: str) -> None:
    """The grammar of quantities: spans, order, finite numbers; the same twice."""
    found = extract(text)
    extract.cache_clear()
    assert found == extract(text)
    last = 0
    for quantity in found:
        assert quantity.span is not None
        assert last <= quantity.span.start < quantity.span.end <= len(text)
        assert text[quantity.span.start : quantity.span.end] == quantity.text
        last = quantity.span.end
        _check_bounds(quantity)
    for read in (parse_quantity, lambda typed: as_quantity(typed, "revenue")):
        try:
            _check_bounds(read(text))
        except QuantityError as error:
            _check_line(str(error))
    parse_date(text)


def _check_bounds(quantity: Quantity) -> None:
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    assert bounds
    assert all(map(math.isfinite, bounds))
    assert bounds == sorted(bounds)


def check_figures(text: str) -> None:
    """An article of this text: sentences and passages with exact offsets, figures inside them; the same twice."""
    article = Article(Source("a.txt", "Acme and Globex"), clean_text(text), "")
    check_article(article)
    for sentence in split_sentences(article.text):
        assert article.text[sentence.start : sentence.end] == sentence.text


def check_article(article: Article) -> None:
    """What is made of an article."""
    assert not {unicodedata.category(character) for character in set(article.text) - {"\n"}} & _STEERING
    passages = chunk(article)
    for passage in passages:
        assert article.text[passage.start : passage.end] == passage.text
        for sentence in passage.sentences:
            assert article.text[sentence.start : sentence.end] == sentence.text
            assert len(sentence.text) <= MAX_SENTENCE
    found = figures_of(article, passages)
    for figure in found:
        span, sentence_span = figure.quantity.span, figure.sentence
        assert span is not None
        assert sentence_span is not None
        assert 0 <= sentence_span.start <= span.start < span.end <= sentence_span.end <= len(article.text)
        assert article.text[span.start : span.end] == figure.quantity.text
        _check_bounds(figure.quantity)
    for cached in (extract, attribute):
        cached.cache_clear()
    assert passages == chunk(article)
    assert found == figures_of(article, passages)


def check_question(text: str) -> None:
    """A typed question: understood, or refused with one line."""
    try:
        question = parse(text)
    except QuestionError as error:
        _check_line(str(error))
        return
    assert question.text.isprintable()
    assert question == parse(text)
    for quantity in question.quantities:
        assert quantity.span is not None
        assert question.text[quantity.span.start : quantity.span.end] == quantity.text


def check_article_file(path: Path) -> None:
    """A file of articles: articles and problems, each with a short line; never an exception."""
    entry = FileEntry(path.name, path, path.stat().st_size, 0)
    result = read_file(entry)
    for problem in result.problems:
        _check_line(problem.reason)
    for article in result.articles:
        assert article.text
        assert len(article.source.title) <= 301
        assert "\n" not in article.source.title
        check_article(article)
    assert result == read_file(entry)


def check_question_file(path: Path) -> None:
    """A file of questions: each line a question or a problem; nothing but a clear error for the whole."""
    try:
        found = load(path)
    except QuestionFileError as error:
        _check_line(str(error).replace(str(path), "FILE"))
        return
    assert found.items or found.problems
    assert len({item.id for item in found.items}) == len(found.items)
    for item in found.items:
        assert item.turns
        assert all(turn.strip() for turn in item.turns)
        "".join(item.turns).encode()
    for problem in found.problems:
        assert problem.line >= 1
        _check_line(problem.reason)
    assert found == load(path)


def check_shown(text: str) -> None:
    """Text from outside on its way to a screen or a spreadsheet."""
    for shown in (visible(text, newlines=False), flat(text)):
        assert not {unicodedata.category(character) for character in shown} & (_STEERING | {"Cf"})
    written = cell(text)
    assert not (isinstance(written, str) and written.startswith(("=", "+", "-", "@", "\t")))


def _check_line(said: str) -> None:
    assert said
    assert len(said) <= MAX_REASON
    assert "\n" not in said
    assert not {unicodedata.category(character) for character in said} & _STEERING
