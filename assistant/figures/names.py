"""Names as articles vary them: Time Warner and TimeWarner, General Motors and GM.

A name is matched whole. That one company's figure is never taken for another's rests on
this file, so it would rather miss a variant than accept a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[&'’.-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_NO_WORD = re.compile(r"\W")
_CORPORATE = frozenset(
    [
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "ltd",
        "limited",
        "plc",
        "group",
        "ag",
        "sa",
        "nv",
        "se",
        "spa",
        "holdings",
        "the",
    ]
)
_QUESTION_WORDS = frozenset(
    [
        "what",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "why",
        "which",
        "how",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "should",
        "shall",
        "may",
        "might",
        "has",
        "have",
        "had",
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "for",
        "of",
        "from",
        "to",
        "as",
        "and",
        "or",
        "but",
        "if",
        "name",
        "list",
        "give",
        "tell",
        "show",
        "find",
        "compare",
        "within",
        "during",
        "since",
        "before",
        "after",
        "according",
        "roughly",
        "implied",
        "annualise",
        "annualize",
        "convert",
        "calculate",
        "compute",
        "estimate",
        "using",
        "judging",
        "going",
        "based",
        "approximately",
        "whether",
        "about",
        "average",
        "total",
        "new",
        "latest",
        "date",
        "size",
        "range",
        "orders",
        "names",
        "percentage",
        "december",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
        "i",
        "me",
        "my",
        "we",
        "our",
    ]
)
_CURRENCY = re.compile(r"\s(?:dollars?|cents?|pounds?|francs?|pesos?|rupees?|dlrs)\b")
"""What makes "US" or "Swiss" the name of a currency."""
_LINKS = frozenset({"of", "the", "and", "&", "de", "du", "la", "for"})


def find_names(text: str) -> tuple[str, ...]:
    """The names in a question: runs of capitalised words, as written, without possessives.

    A question word at the start is no name; a text without small letters has none.
    """
    return tuple(dict.fromkeys(text[start:end] for start, end in name_spans(text) if not _CURRENCY.match(text, end)))


@lru_cache(maxsize=8192)  # the same sentences are looked at again for each of their figures
def name_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the names of a text stand: offsets of the runs that ``find_names`` finds, without possessives."""
    runs: list[list[re.Match[str]]] = [[]]
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        gap = text[runs[-1][-1].end() : match.start()].strip(" ") if runs[-1] else ""
        linked = bool(runs[-1]) and word.lower() in _LINKS and not gap
        if text[match.end() : match.end() + 1] == "/" and len(word) <= 2:  # P/E, EV/EBITDA
            runs.append([])
            continue
        if text.endswith("/", 0, match.start()) and len(word) <= 6 and word.isupper():
            runs.append([])
            continue
        if gap not in ("", "&") or not (linked or _is_capital(word)):
            runs.append([])
        if linked or _is_capital(word):
            runs[-1].append(match)
        if match.group() != word:  # a possessive ends the name
            runs.append([])
    return tuple(span for span in (_extent(run) for run in runs) if span is not None)


def _is_capital(word: str) -> bool:
    """Whether a word is written as names are, and is no word that merely begins a question."""
    if word.islower():
        return False
    capital = word[:1].isupper() or (any(c.isupper() for c in word[1:]) and not word[:1].isdigit())
    return capital and not _QUESTION_WORDS.issuperset(re.split(r"[^\w]+", word.lower()))


def _extent(run: list[re.Match[str]]) -> tuple[int, int] | None:
    """Where a run of words stands, without links at its end and without the last one's possessive."""
    while run and run[-1].group().lower() in _LINKS:
        run = run[:-1]
    return (run[0].start(), run[-1].start() + len(_POSSESSIVE.sub("", run[-1].group()))) if run else None


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """A name's words for comparing: lower case, without possessives and company suffixes."""
    words = [_POSSESSIVE.sub("", match.group().lower()) for match in _WORD.finditer(name)]
    kept = [word for word in words if word not in _CORPORATE and word not in _LINKS]
    return tuple(kept or words)


@lru_cache(maxsize=8192)  # each sentence of a passage is judged by all of the passage's names
def mentions(name: str, text: str) -> bool:
    """Whether a text names the same thing: whole, squashed ("TimeWarner"), or by initials ("GM")."""
    wanted = name_words(name)
    if not wanted:
        return False
    raw, _ = _words_of(text)
    if name.isupper() and len(name) <= 3:  # "US" is not "us"
        return name in raw or _spelled_out(name, raw)
    adjective = len(wanted) == 1 and len(wanted[0]) > 4  # a people and its adjective: Germans, German
    words, written, plain, together = _forms_of(text, adjective)
    if (adjective and wanted[0].removesuffix("s") in written) or _contains(words, written, wanted):
        return True
    squashed = _NO_WORD.sub("", "".join(wanted))
    if squashed in together and _is_joined(plain, squashed):
        return True
    if len(wanted) > 1:
        initials = "".join(word[0] for word in wanted).upper()
        return len(initials) > 1 and any(word.replace("&", "").replace(".", "") == initials for word in raw)
    return _spelled_out(name, raw)


@lru_cache(maxsize=8192)  # a question holds each of its names against the same few passages
def _words_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a text without possessives, as written and in small letters."""
    words = _WORD.findall(text)
    if "'" in text or "’" in text:
        words = [_POSSESSIVE.sub("", word) for word in words]
    return tuple(words), tuple(word.lower() for word in words)


@lru_cache(maxsize=4096)
def _forms_of(text: str, adjective: bool) -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...], str]:
    """What a name is looked for in: the words in small letters, as a set, without signs, and those written together.

    Args:
        text: Any text.
        adjective: Add the words that end in s without it.
    """
    _, lower = _words_of(text)
    words = (*lower, *(word[:-1] for word in lower if word.endswith("s"))) if adjective else lower
    plain = tuple(word if word.isalnum() else _NO_WORD.sub("", word) for word in words)
    return words, frozenset(words), plain, "".join(plain)


def _contains(words: tuple[str, ...], written: frozenset[str], wanted: tuple[str, ...]) -> bool:
    """Whether words stand in a text in this order, one behind the other."""
    if not written.issuperset(wanted):
        return False
    size = len(wanted)
    return any(words[i : i + size] == wanted for i in range(len(words) - size + 1))


def _is_joined(plain: tuple[str, ...], wanted: str) -> bool:
    """Whether one word, or two or three in a row, make the name when written together."""
    return any("".join(plain[i : i + size]) == wanted for size in (1, 2, 3) for i in range(len(plain)))


def _spelled_out(name: str, raw: Sequence[str]) -> bool:
    """Whether an abbreviation in capitals is spelled out: GM and General Motors."""
    letters = name.replace("&", "").replace(".", "")
    if not (letters.isupper() and 2 <= len(letters) <= 5):
        return False
    without = [word for word in raw if word not in _LINKS]  # the Securities and Exchange Commission
    return any(
        all(word[0] == letter for word, letter in zip(words[i : i + len(letters)], letters, strict=True))
        for words in (raw, without)
        for i in range(len(words) - len(letters) + 1)
    )


def names_typed_small(text: str, articles: Iterable[str]) -> tuple[str, ...]:
    """The names in a question typed in small letters: words that articles only write with a capital.

    Neighbouring ones make one name ("mitsubishi motors"). A question with capitals has none.
    """
    if any(c.isupper() for c in text[1:]):
        return ()
    body = "\n".join(articles)
    written = body.lower()
    runs: list[list[str]] = [[]]
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        if len(word) > 1 and word.lower() not in _QUESTION_WORDS and _always_capital(word.lower(), body):
            if runs[-1] and " ".join([*runs[-1], word]) not in written:
                runs.append([])  # "diageo chalone": two names that no article joins
            runs[-1].append(word)
        else:
            runs.append([])
    return tuple(" ".join(run) for run in runs if run)


def _always_capital(word: str, body: str) -> bool:
    """Whether a text holds a word inside sentences with a capital and nowhere without."""
    if not word.isalpha() or f" {word} " in body or re.search(rf"\b{word}\b", body) is not None:
        return False
    # ExxonMobil and eBay are neither all capitals nor begin with the only one.
    inside = rf"(?<=[a-z,;] )(?:{word.capitalize()}|{word.upper()}|(?=\w{{0,40}}[A-Z])(?i:{word}))\b"
    # Where a name only begins sentences, what explains it tells: "Quill, which makes pens, …".
    explained = rf"(?:^|[.!?”\"\n]\s?)(?:{word.capitalize()}|{word.upper()}),\s(?:which|who|whose|the|an?|its|based)\s"
    return re.search(inside, body) is not None or re.search(explained, body) is not None
