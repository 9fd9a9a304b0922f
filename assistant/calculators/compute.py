"""How much text a language model's tokens are: words, pages, lines of code, and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from assistant.calculators.amounts import Count, Factor
from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.working import over, times, work
from assistant.datatypes import Quantity

_MILLION = Decimal(1_000_000)

_Tokens = Annotated[Quantity, Count(thing="200,000 tokens")]
_Words = Annotated[Quantity, Count(thing="150,000 words")]
_Pages = Annotated[Quantity, Count(thing="500 pages")]
_PerToken = Annotated[Quantity, Factor(unit="words/token", example="0.75", constant="words_per_token")]
_PerPage = Annotated[Quantity, Factor(unit="words/page", example="300", constant="words_per_page")]
_Lines = Annotated[Quantity, Factor(unit="lines", example="50,000", constant="lines_of_code_per_million_tokens")]


def _tokens_to_words(tokens: _Tokens, words_per_token: _PerToken) -> Quantity:
    """How many English words so many tokens are.

    Formula: tokens × words_per_token
    Source: the makers' rule of thumb for English
    Example: tokens=200,000 -> about 150,000 words
    """
    return times(tokens, words_per_token).with_unit("words")


def _tokens_to_pages(tokens: _Tokens, words_per_token: _PerToken, words_per_page: _PerPage) -> Quantity:
    """How many pages of English text so many tokens are.

    Formula: tokens × words_per_token / words_per_page
    Source: the makers' rule of thumb for English, and a convention for the page
    Example: tokens=200,000 -> about 500 pages
    """
    return work(lambda t, w, p: t * w / p, (tokens, 1), (words_per_token, 1), (words_per_page, -1)).with_unit("pages")


def _words_to_tokens(words: _Words, words_per_token: _PerToken) -> Quantity:
    """How many tokens so many English words take.

    Formula: words / words_per_token
    Source: the makers' rule of thumb for English
    Example: words=150,000 -> about 200,000 tokens
    """
    return over(words, words_per_token).with_unit("tokens")


def _pages_to_tokens(pages: _Pages, words_per_page: _PerPage, words_per_token: _PerToken) -> Quantity:
    """How many tokens so many pages of English text take.

    Formula: pages × words_per_page / words_per_token
    Source: the makers' rule of thumb for English, and a convention for the page
    Example: pages=500 -> about 200,000 tokens
    """
    return work(lambda p, w, t: p * w / t, (pages, 1), (words_per_page, 1), (words_per_token, -1)).with_unit("tokens")


def _tokens_to_lines_of_code(tokens: _Tokens, lines_per_million_tokens: _Lines) -> Quantity:
    """How many lines of code so many tokens are.

    Formula: tokens / 1,000,000 × lines_per_million_tokens
    Source: the maker's rule of thumb, at 80 characters a line
    Example: tokens=200,000 -> about 10,000 lines of code
    """
    return work(lambda t, n: t / _MILLION * n, (tokens, 1), (lines_per_million_tokens, 1)).with_unit("lines of code")


def _lines_of_code_to_tokens(
    lines: Annotated[Quantity, Count(thing="10,000 lines")], lines_per_million_tokens: _Lines
) -> Quantity:
    """How many tokens so many lines of code take.

    Formula: lines / lines_per_million_tokens × 1,000,000
    Source: the maker's rule of thumb, at 80 characters a line
    Example: lines=10,000 -> about 200,000 tokens
    """
    return work(lambda n, m: n / m * _MILLION, (lines, 1), (lines_per_million_tokens, -1)).with_unit("tokens")


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("tokens-to-words", _tokens_to_words),
        calculator("tokens-to-pages", _tokens_to_pages),
        calculator("words-to-tokens", _words_to_tokens),
        calculator("pages-to-tokens", _pages_to_tokens),
        calculator("tokens-to-lines-of-code", _tokens_to_lines_of_code),
        calculator("lines-of-code-to-tokens", _lines_of_code_to_tokens),
    )
