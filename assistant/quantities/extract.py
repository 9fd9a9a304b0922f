"""Text to quantities, with exact offsets, in one pass over the tokens.

The time taken grows in proportion to the text, whatever the text: the tokenizer is a plain
alternation, and each reading step looks at a bounded number of neighbours.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant.datatypes import Quantity, Span
from assistant.errors import QuantityError
from assistant.quantities.amounts import Amount, read_amount
from assistant.quantities.exclusions import is_excluded, skip_code
from assistant.quantities.nouns import plural
from assistant.quantities.phrases import Phrase, read_phrase
from assistant.quantities.tokens import DASHES, Token, tokenize
from assistant.quantities.vocabulary import prefix_starts, units, words

_LARGEST = Decimal("1e300")
_PREFIX_REACH = 8
"""A hedge and a sign stand in no more tokens than this before the number."""
_EXAMPLES = "write it like $900bn, $30bn-$40bn, 60%, 5 GW or 3,000 employees"


@lru_cache(maxsize=4096)  # a question meets the same sentences in reading, in checks and in calculations
def extract(text: str, article: str = "") -> tuple[Quantity, ...]:
    """Find the quantities of a text.

    Args:
        text: Any text.
        article: Path of the article, for the spans.

    Returns:
        The quantities in order of offset, without overlap; ``quantity.text`` is
        ``text[span.start:span.end]`` and holds the hedge and the unit. Money is in units of an
        ISO 4217 currency, percentages are 25 for 25 %.
    """
    tokens = tokenize(text)
    found: list[Quantity] = []
    i = floor = 0
    while i < len(tokens):
        if not _can_start(tokens[i]):
            i += 1
            continue
        phrase, following = _read_at(tokens, i, floor)
        if phrase is not None:
            found.append(_quantity(text, tokens, phrase, article))
            floor = following
        i = following
    return _with_shared_units(text, found)


_LISTED = re.compile(r"-?,?\s*+(?:and|or|,)?\s*+")


def _with_shared_units(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Bare numbers of a list take the unit that only its last member has: "four-, five- and six-cylinder"."""
    for i in range(len(found) - 2, -1, -1):
        one, other = found[i], found[i + 1]
        if one.unit or not other.unit or one.span is None or other.span is None:
            continue
        between = text[one.span.end : other.span.start]
        small = units().by_name.get(other.unit) is None or units().by_name[other.unit].dimension == "percent"
        if small and between.strip() not in ("", ",", "and") and _LISTED.fullmatch(between):
            found[i] = replace(one, unit=other.unit)
    return tuple(found)


def _can_start(token: Token) -> bool:
    if token.value is not None:
        return True
    vocabulary = words()
    return (
        token.lower in vocabulary.numbers
        or token.lower in vocabulary.vague
        or token.lower in vocabulary.scales
        or token.lower in ("a", "an", "half")
        or token.text in vocabulary.signs
        or token.text in prefix_starts()
    )


def _read_at(tokens: list[Token], i: int, floor: int) -> tuple[Phrase | None, int]:
    """Read one step: the phrase, if any, and where to go on."""
    if tokens[i].value is not None:
        behind = skip_code(tokens, i)
        if behind > i:
            return None, behind
    amount = read_amount(tokens, i)
    if amount is None:
        return None, i + 1
    if is_excluded(tokens, amount):
        return None, _behind_excluded(tokens, amount)
    if max(abs(amount.low), abs(amount.high)) > _LARGEST:
        return None, amount.end
    phrase = read_phrase(tokens, amount, floor)
    return phrase, max(phrase.end, amount.number.end)


def _behind_excluded(tokens: list[Token], amount: Amount) -> int:
    """Pass the number and what clings to it: the whole of "777-200LR"."""
    end = amount.number.end
    while end < len(tokens) and tokens[end].glued and (tokens[end].text.isalnum() or tokens[end].text in DASHES):
        end += 1
    return end


def _quantity(text: str, tokens: list[Token], phrase: Phrase, article: str) -> Quantity:
    start, end = tokens[phrase.first].start, tokens[phrase.end - 1].end
    low = None if phrase.low is None else float(phrase.low)
    high = None if phrase.high is None else float(phrase.high)
    return Quantity(low, high, phrase.unit, phrase.qualifier, text[start:end], Span(article, start, end))


def parse_quantity(text: str) -> Quantity:
    """Read a value that was typed: ``$900bn``, ``$30bn-$40bn``, ``60%``, ``3,000 employees``, ``0.6``.

    Args:
        text: The value alone, with nothing around it.

    Returns:
        The quantity, without a span.

    Raises:
        QuantityError: When the text is not one quantity from end to end.
    """
    tokens = tokenize(text)
    start = next((i for i in range(min(len(tokens), _PREFIX_REACH)) if _reads(tokens, i)), None)
    if start is None:
        raise QuantityError(f"{_shown(text)} is not a quantity", _EXAMPLES)
    amount = read_amount(tokens, start)
    assert amount is not None  # _reads has just read it
    phrase = read_phrase(tokens, _whole(tokens, amount), 0)
    if phrase.first != 0 or phrase.end != len(tokens):
        raise QuantityError(f"{_shown(text)} is not one quantity from end to end", _EXAMPLES)
    if max(abs(bound) for bound in (phrase.low, phrase.high) if bound is not None) > _LARGEST:
        raise QuantityError(f"{_shown(text)} is too large a number", _EXAMPLES)
    return replace(_quantity(text, tokens, phrase, ""), span=None)


def _reads(tokens: list[Token], i: int) -> bool:
    return _can_start(tokens[i]) and read_amount(tokens, i) is not None


def _whole(tokens: list[Token], amount: Amount) -> Amount:
    """Take a single last word as what is counted: "1 employee", "45 reactor"."""
    last = tokens[-1]
    if amount.bare and amount.end == len(tokens) - 1 and last.is_word and not last.glued and len(last.text) > 2:
        return replace(amount, unit=plural(last.lower), end=len(tokens))
    return amount


def _shown(text: str) -> str:
    """The text as it may stand in a one-line message."""
    short = " ".join(text.split())
    return repr(short if len(short) <= 60 else short[:57] + "...")
