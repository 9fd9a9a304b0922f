"""What is counted: the noun behind a number, as a lower-case plural.

There is no tagger here. The first plural among the few words behind the number is the
noun; plurals that only describe ("sales representatives") are passed over. A word that ends
the phrase (a preposition, a mark) ends the search, which looks no further than five words.
"""

from __future__ import annotations

from assistant.quantities.tokens import DASHES, Token
from assistant.quantities.vocabulary import words

_REACH = 5
_MODEL = 3
"""Tokens more for the number of a model: "70 Boeing 737-800 planes"."""
_NOT_PLURAL = ("ss", "us", "is", "'s", "’s", "ous")


def plural(noun: str) -> str:
    """The plural of a noun.

    Args:
        noun: A singular or plural noun in lower case.

    Returns:
        The plural; a plural stays as it is.
    """
    lists = words()
    if noun in lists.irregular:
        return lists.irregular[noun]
    if noun in lists.lists["plural_heads"] or looks_plural(noun):
        return noun
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def singular(noun: str) -> str:
    """The singular of a plural noun.

    Args:
        noun: A plural in lower case.

    Returns:
        The singular; a word that is no plural stays as it is.
    """
    for one, many in words().irregular.items():
        if noun == many:
            return one
    if not looks_plural(noun):
        return noun
    if noun.endswith("men"):
        return f"{noun[:-3]}man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "ruses", "nuses", "puses", "buses")):
        return noun[:-2]
    return noun[:-1]


def looks_plural(word: str) -> bool:
    """Whether a lower-case word reads as a plural noun.

    Args:
        word: The word.

    Returns:
        True for ``homes`` and ``people``, False for ``glass``, ``was`` or ``year's``.
    """
    lists = words().lists
    if word in lists["plural_heads"]:
        return True
    if word.endswith("men") and len(word) > 4 and word not in lists["not_heads"]:
        return True  # fishermen, women
    return len(word) > 2 and word.endswith("s") and not word.endswith(_NOT_PLURAL) and word not in lists["not_heads"]


def counted_noun(tokens: list[Token], i: int, *, one: bool = False) -> tuple[str, int] | None:
    """Find what a number counts.

    Args:
        tokens: The text's tokens.
        i: The first token behind the number and its scale.
        one: True when the number is one, whose noun is singular.

    Returns:
        The noun as a lower-case plural and the index behind it, or None.
    """
    if i < len(tokens) and tokens[i].text in DASHES:
        return _joined_noun(tokens, i)
    stops = words().lists["function_words"]
    if one:
        return _single_noun(tokens, i, stops)
    named = False
    for j in range(i, min(i + _REACH + _MODEL, len(tokens))):
        token = tokens[j]
        if j >= i + _REACH and not named:
            break
        if token.text in DASHES and token.glued:
            continue
        # "70 Boeing 737-800 planes": the number of a model stands behind its maker's name.
        if token.value is not None and j > i and (named or tokens[j - 1].text.istitle()):
            named = True
            continue
        if not token.is_word or token.lower in stops or token.lower in words().numbers:
            break
        if looks_plural(token.lower):
            return token.lower, j + 1
    return None


def _single_noun(tokens: list[Token], i: int, stops: frozenset[str]) -> tuple[str, int] | None:
    """What "one" counts: the next word, unless it reads as a verb ("one covering", "one bought")."""
    if i >= len(tokens) or not tokens[i].is_word or not tokens[i].text.islower():
        return None
    word = tokens[i].lower
    if word in stops or len(word) < 3 or word.endswith(("ing", "ed", "ght")):
        return None
    return plural(word), i + 1


def _joined_noun(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """The noun of ``200,000-token``: one word, hung on by a hyphen."""
    if i + 1 >= len(tokens) or not tokens[i].glued or not tokens[i + 1].glued or not tokens[i + 1].is_word:
        return None
    word = tokens[i + 1].lower
    if len(word) < 3 or word in words().lists["function_words"] or word in ("odd", "something", "strong", "fold"):
        return None
    return plural(word), i + 2
