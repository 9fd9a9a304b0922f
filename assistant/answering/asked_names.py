"""The names that a question holds, however people type them.

A question is no article: it begins with "I'm" and "Adding", says "FY" and "YoY", joins a name to other words
("ex-Meridian", "Norland-based"), and writes companies small. What none of that is, is a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.called import called
from assistant.answering.phrases import is_usual
from assistant.figures.names import find_names
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.words import STOP_WORDS


def _words(text: str) -> list[str]:
    return text.split()


_WORD = re.compile(r"[^\W_]+(?:[&'’.-][^\W_]+)*")
_SHORTENED = re.compile(r"^(?:[A-Za-z]{1,6}['’](?:m|ve|d|ll|re|t))$")
"""Words that an apostrophe shortens: I'm, we've, don't."""
_JARGON = frozenset(
    _words(
        "FY YOY QOQ YTD LFL CAGR EBIT ROI ROE P&L M&A CAPEX OPEX ARPU AUM YR QTR TTM LTM FAQ OK ASAP BTW FYI IMO"
        " PLS THX TLDR"
    )
)
"""What people who write about money shorten, and nobody's name."""
_FISCAL = re.compile(r"(?:FY|CY|Q[1-4]|H[12]|[12]H|[1-4]Q)['’]?(?:\d{2}|\d{4})?")
_OPENERS = frozenset(
    _words(
        "adding assuming taking supposing putting counting including excluding looking considering combining"
        " regarding concerning leaving ignoring working multiplying dividing subtracting thinking wondering trying"
        " checking remembering please kindly hi hello hey ok okay thanks so also then assume suppose because"
        " although though while until unless despite except without against that that's what's who's how's where's"
        " it's there's let's once whenever wherever via amid per daily weekly monthly hourly nightly mean median"
        " break breaking split splitting strip stripping"
    )
)
"""Words that begin a question, or a sentence of it, and are no part of the name behind them."""
_LEADS = _OPENERS | frozenset(
    _words(
        "well now just say let add sum divide multiply subtract quote explain describe summarise summarize remind"
        " express state put take remember imagine given yes no not only any some all each every both these those"
        " this there here it its he she they you your their his her somebody someone anyone anybody everyone"
        " everybody breakdown split question answer help need want work figure consider check look return determine"
        " provide identify specify outline mention report quick quickly exactly overall altogether together"
        " combined per across between among under over than like with towards into onto out up down off more most"
        " less least many much few several other another same such lots"
    )
)
"""The same, and words that begin a name as often, but are none alone."""
_BEFORE = re.compile(r"^(?:[Ee]x|[Aa]nti|[Nn]on|[Pp]ro|[Pp]re|[Pp]ost)-(?=[A-Z])")
_BEHIND = re.compile(
    r"-(?:related|based|backed|owned|made|led|style|wide|built|listed|linked|bound|born|only|funded|run|controlled|designed"
    r"|specific|branded|free|like|size|sized|trained|dominated|focused|friendly|type|era)$"
)
"""What is joined to a name, and no part of it."""
_LOCATED = re.compile(r"-(?:based|made|style|wide|built|listed|born|only|type|era|trained)$")
_INITIALS = re.compile(r"(?<![\w&])[a-z](?:&[a-z])+(?![\w&])|(?<![\w&])[a-z]{1,3}&[a-z]{1,2}(?![\w&])")
"""Companies by their initials, typed small: m&s, at&t."""
_MONTHS_AND_TERMS = re.compile(
    r"\b(?:(?:first|second|third|fourth|final|last|latest)[\s-]+(?:quarter|half)|(?:full|half)[\s-]year|annual|quarterly"
    r"|yearly|interim|total|net|gross|pre-?tax|operating|underlying|adjusted|profits?|loss(?:es)?|revenues?|sales|turnover"
    r"|earnings|income|valuation|market\s+(?:value|cap\w*)|dividends?|debts?|ebitda|margins?|headcount|workforce|shares?"
    r"|(?:19|20)\d\d|[qh][1-4])\b",
    re.IGNORECASE,
)
"""The first words of a question without a verb that are no part of whose figure is asked for."""
_VERBLESS = re.compile(
    r"\W*+(?!(?:what|who|whom|whose|when|where|why|which|how|did|does|do|is|are|was|were|has|have|had|will|would|can|could|as|and|or|so|if"
    r"|give|tell|show|find|name|list|by|in|on|at|of|for|from|the|a|an)\b)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:did|does|has|have|had|will|would)\s+(?:the\s+)?(?P<who>[a-z][\w&’'-]{1,40})"
    r"|(?<![\w&-])(?P<whose>[a-z][\w&-]{1,40})['’]s\b",
)


_MARKET = re.compile(
    r"\b[Tt]he (?P<name>City|Street)\b(?! of\b)|\b(?P<street>Wall Street)\b(?=\s+(?:had|has|was|is|expect|think))"
)
"""Those who expect and watch, by where they work; their figures are of others."""


def without_manners(names: Iterable[str], text: str) -> tuple[str, ...]:
    """Names as a question means them: without what is shortened, joined on, or merely begins a sentence.

    Args:
        names: The runs of capitals that the question holds.
        text: The question.
    """
    found: list[str] = []
    for name in names:
        words = name.split()
        while words and _is_manner(words, begins=_begins(name, text)):
            words = words[1:]
        words = [word for word in words if not _is_short_for_something(word)]
        found += _unjoined(words)
    markets = {match.group("name") or match.group("street") for match in _MARKET.finditer(text)}
    return tuple(name for name in found if any(c.isupper() for c in name) and name[0].isalnum() and name not in markets)


def _unjoined(words: Sequence[str]) -> list[str]:
    """The names in a run of words some of which are joined to a name: "Meridian-related Norland" holds two."""
    found: list[list[str]] = [[]]
    for word in words:
        bare = _BEHIND.sub("", _BEFORE.sub("", word, count=1))
        found[-1].append(bare)
        if _BEHIND.search(word):
            found.append([])
    located = [bool(_LOCATED.search(word)) for word in words if _BEHIND.search(word)]
    # Where somebody is based is not who is asked about, unless nobody else is.
    kept = [run for run, place in zip(found, [*located, False], strict=True) if not place] if found[-1] else found
    return [" ".join(_trimmed(run)) for run in kept if _trimmed(run)]


def _trimmed(run: Sequence[str]) -> list[str]:
    """Words without those at either end that only link: "of", "and"."""
    words = list(run)
    while words and not any(c.isupper() for c in words[0]):
        words = words[1:]
    while words and not any(c.isupper() for c in words[-1]):
        words = words[:-1]
    return words


def _is_short_for_something(word: str) -> bool:
    """Whether a word is no name but shortened: I've, FY25, YoY."""
    return bool(_SHORTENED.match(word) or _FISCAL.fullmatch(word)) or word.upper() in _JARGON


def _is_manner(words: Sequence[str], *, begins: bool) -> bool:
    """Whether the first word of what is written like a name only leads in a sentence."""
    return begins and words[0].lower() in (_OPENERS if len(words) > 1 else _LEADS)


def _begins(name: str, text: str) -> bool:
    """Whether a name stands where a sentence of a question begins."""
    at = text.find(name)
    lead = text[:at].rstrip(" \"'“‘(")
    return not lead or lead[-1] in ".?!:;,–—-"


_SIDES = frozenset(
    _words(
        "north south east west northern southern eastern western new old great greater united central royal saint san"
    )
)
"""Words that make another name of the one behind them, though articles write them small too."""


def without_opener(name: str, text: str, passages: Sequence[str], reader: IndexReader) -> str:
    """A name without the word that begins the question before it, as the way in which articles write both shows.

    "Strip Quill of its pens": where articles write "Quill", no "Strip Quill", and "strip" with no capital, the word
    only begins the sentence. One that no article holds may be a stranger's name, and stays.

    Args:
        name: A name, as the question writes it.
        text: The question.
        passages: What was found for it.
        reader: The index.
    """
    first, _, rest = name.partition(" ")
    if not rest or not first.isalpha() or not first.istitle() or not _begins(name, text) or first.lower() in _SIDES:
        return name
    if any(called(name, passage) for passage in passages) or not any(called(rest, passage) for passage in passages):
        return name
    inside = re.compile(rf"(?<=[\w,;] ){first}\b")
    if any(inside.search(passage) for passage in passages):
        return name
    return rest if is_usual(first.lower()) or first.lower() in STOP_WORDS or reader.holds(first) else name


_THINGS = re.compile(r"^(?P<name>[^\W_].{0,60}?)\s+[A-Z]{2,5}s$")
"""A name, and what it is a name of in short and in the plural: "Zephyr SUVs"."""
_IN_SHORT = re.compile(r"\b(?P<name>[A-Z]{2,5})s?\s+(?=[a-z]{3,}s\b)")
"""Capitals that say what kind of things are meant: the LED of "LED lamps"."""


def without_kinds(names: Sequence[str], text: str, passages: Sequence[str], reader: IndexReader) -> tuple[str, ...]:
    """Names without the abbreviations that no article holds and that only say of what kind something is.

    "Zephyr SUVs" are Zephyr's; the "EUV machines" of somebody whom the articles know may be spelled out there.

    Args:
        names: The question's names.
        text: The question.
        passages: What was found for it.
        reader: The index.
    """
    found = []
    for name in names:
        things = _THINGS.match(name)
        bare = things.group("name") if things is not None else name
        found.append(bare if any(called(bare, passage) for passage in passages) else name)
    kinds = {match.group("name") for match in _IN_SHORT.finditer(text)}
    spelled = [
        name for name in found if name in kinds and not reader.holds(name) and any(_spelled(name, p) for p in passages)
    ]
    return tuple(dict.fromkeys(name for name in found if name not in spelled))


def _spelled(letters: str, passage: str) -> bool:
    """Whether a text has two joined words that an abbreviation can be short for: EUV and extreme-ultraviolet."""
    if len(letters) < 3:
        return False
    inside = "".join(rf"[a-z]{{0,8}}{letter}" for letter in letters[2:].lower())
    return re.search(rf"\b{letters[0]}[a-z]{{2,12}}[\s-]{letters[1]}{inside}", passage, re.IGNORECASE) is not None


def names_that_begin(text: str, passages: Sequence[str]) -> tuple[str, ...]:
    """The words that a question types small and that passages write only with a capital, one of them as an owner's.

    A company that only begins sentences is written there like any word; "Quill's", or a title's "Quill", tells.

    Args:
        text: The question.
        passages: What was found for it, each below its title.
    """
    body = "\n".join(passages)
    found = []
    for word in dict.fromkeys(re.findall(r"(?<![\w&-])[a-z]{4,}(?![\w&-])", text)):
        if is_usual(word) or word in STOP_WORDS or f" {word}" in body or word.capitalize() not in body:
            continue
        if re.search(rf"\b{word}", body):
            continue
        if len(re.findall(rf"\b{word.capitalize()}\b", body)) > 1 and re.search(
            rf"\b{word.capitalize()}(?:['’]s?\s|\s[A-Z][a-z])", body
        ):
            found.append(word)
    return tuple(found)


def typed_small(text: str, passages: Sequence[str]) -> tuple[str, ...]:
    """The names of several words that passages write with capitals and a question in small letters.

    Args:
        text: The question.
        passages: What was found for it.

    Returns:
        Each as the question types it, without those that stand inside a longer one.
    """
    plain, at = _plain(text)
    small = "\n".join(passages)
    known = dict.fromkeys(name for passage in passages for name in find_names(passage) if " " in name)
    known = {name: None for name in known if name.lower() not in small}  # "Prime Minister" is "prime minister" too
    places: list[tuple[int, int]] = [match.span() for match in _INITIALS.finditer(text)]
    for name in known:
        words, _ = _plain(name)
        size = len(words)
        for i in range(len(plain) - size + 1):
            if size > 1 and plain[i : i + size] == words and text[at[i][0] : at[i + size - 1][1]].islower():
                places.append((at[i][0], at[i + size - 1][1]))
    longest = [one for one in places if not any(_inside(one, other) for other in places)]
    return tuple(dict.fromkeys(text[start:end] for start, end in sorted(longest)))


def _inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _plain(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of a text in small letters, "&" as "and", without possessives; and where they stand."""
    words, at = [], []
    for match in re.finditer(r"&|[^\W_]+(?:[.-][^\W_]+)*", text):
        words.append("and" if match.group() == "&" else match.group().lower())
        at.append(match.span())
    return words, at


def unknown_owners(text: str, reader: IndexReader) -> tuple[str, ...]:
    """The words that a question typed in small letters has in a name's place and that no article holds.

    "zephyrcom full year profit" asks of one whom the articles do not know: another's profit is not the answer.

    Args:
        text: The question.
        reader: The index.
    """
    words: list[str] = []
    if _VERBLESS.match(text):
        first = _MONTHS_AND_TERMS.search(text)
        words += _WORD.findall(text[: first.start()]) if first else []
    for match in _SUBJECT.finditer(text):
        words.append(match.group("who") or match.group("whose"))
    strange = (word for word in words if len(word) > 2 and word.isalpha() and word.islower() and not is_usual(word))
    return tuple(dict.fromkeys(word for word in strange if not reader.holds(word)))
