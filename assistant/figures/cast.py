"""The names of one article: which of them are one, which are persons, which are places, whom it is about.

"Mr Parsons" is a person and owns no revenue; "Warner" is Time Warner once that has been written;
"German" speaks of Germany. All of it is read from the article alone, by the words around the names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.figures.metrics import find_metrics
from assistant.figures.names import name_spans, name_words
from assistant.figures.places import places
from assistant.quantities.vocabulary import units

_OFFICE = (
    "Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dr|Prof|Professor|chief executive|chief economist|chief financial officer"
    "|chief executive officer|chairman|chairwoman|chair|analysts?|economists?|strategist|president|vice[- ]president"
    "|prime minister|chancellor|minister|secretary|director|governor|spokesman|spokeswoman|spokesperson|CEO|CFO"
    "|founder|co-founder|head|manager|boss|commissioner|senator|judge|author|billionaire|tycoon|entrepreneur"
)
_BEFORE_PERSON = re.compile(rf"\b(?:{_OFFICE})\s*$", re.IGNORECASE)
_AFTER_PERSON = re.compile(
    rf"^,\s(?:(?:the|an?|its|who)\s)?(?:[\w'’-]+\s){{0,4}}?(?:{_OFFICE})\b|^,\s(?:an?\s)?(?:[\w-]+\s){{0,2}}at\s",
    re.IGNORECASE,
)
_SAID = re.compile(r"(?:^|[”\"’',]\s)(?:said|says|added|told|warned|explained|according to)\s$")
_ACTS = re.compile(
    r"['’]s?\s|,\s(?:which|whose|the|an?)\s|\s(?:said|says|has|had|is|was|will|would|made|makes|reported|posted|earned|plans|expects|told|bought"
    r"|sold|saw|owns|lost|cut|raised|announced|employs|also|may|could|did|does|gave|took|posts|expected)\b"
)
"""What follows a name that begins a sentence."""
_STANDS_FOR = re.compile(
    r"(?:['’]s(?:\s[\w-]+){0,3})?\s(?:(?!of\b|in\b)[a-z-]+\s)?(?:company|firm|group|bank|giant|[a-z]*maker|retailer|airline|insurer|brewer|operator|broker"
    r"|manufacturer|producer|broadcaster|publisher|mogul|businessman|investor|builder|business|carrier)s?\b"
)
"""What makes "the German carmaker" somebody else than Germany."""
_OF_PLACE = re.compile(r"-(?:based|born|listed|owned|led|backed|made|built|bound|style|registered|quoted)$")
"""What makes a name say where something is of: "the Cambridge-based designer"."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it is written."""

    name: str
    """The article's longest form of it; the country for a word of its people."""
    start: int
    end: int
    """Offsets into the sentence."""
    place: bool


@cache
def unit_names() -> frozenset[str]:
    """Units that are written with capitals, such as MW."""
    return frozenset(name for name in units().by_name if not name.islower() and len(name) > 1)


@cache
def _capitals() -> tuple[frozenset[str], frozenset[str]]:
    """Words that often begin a sentence, and words with a capital anywhere, that are no names; in lower case."""
    data = tomllib.loads((files("assistant.figures") / "openers.toml").read_text(encoding="utf-8"))
    return frozenset(data["openers"]), frozenset(data["never"])


@cache
def _places() -> dict[str, str]:
    """Country or region by each of its words, in lower case."""
    found = {form.lower(): place for place, forms in places().items() for form in forms}
    return found | {place.lower(): place for place in places()}


class Cast:
    """The names of an article.

    Args:
        title: Its title.
        sentences: Its sentences in order.
    """

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        self._inside = _inside(sentences)
        self._small = frozenset(re.findall(r"(?<=[a-z,] )[a-z][\w-]+", " ".join(sentences)))
        self._known: dict[str, tuple[Named, ...]] = {}
        counts: dict[str, int] = {}
        people: set[str] = set()
        self._people: frozenset[str] = frozenset()
        self._longest: dict[str, str] = {}
        for text in sentences:
            for start, end in self._spans(text):
                name = text[start:end]
                if _is_person(text, start, end):
                    people.add(name_words(name)[-1])
                counts[name] = counts.get(name, 0) + 1
        self._people = frozenset(people)
        self._alone = frozenset(counts)
        for name in list(counts):
            parts = self._apart(name, 0, len(name))
            if len(parts) > 1:
                times = counts.pop(name)
                for first, last in parts:
                    counts[name[first:last]] = counts.get(name[first:last], 0) + times
        self._learn(counts)
        self.topic = self._topic(title, counts)

    def _learn(self, counts: dict[str, int]) -> None:
        """Lead every form of a name to the one that the article writes in full.

        News writes a name in full first, so a short form never leads to a longer one that comes later:
        AOL is not AOL Europe.
        """
        order = {name: i for i, name in enumerate(counts)}
        full = sorted(counts, key=lambda name: (-len(name_words(name)), -counts[name], order[name]))
        for name in full:
            self._longest.setdefault(_key(name_words(name)), name)
        for name in full:
            words = name_words(name)
            if len(words) < 2 or self._is_someone(name) or name.lower() in _places():
                continue
            for part in (words[:1], words[-1:], words[:2], tuple(word[0] for word in words)):
                short = self._longest.get(_key(part))
                if short is None or short == name or _is_common(part) or len(name_words(short)) >= len(words):
                    continue
                if order[name] < order[short]:
                    self._longest[_key(part)] = name

    def resolve(self, name: str) -> str:
        """The longest form of a name; the country for a word of its people."""
        place = _places().get(name.lower())
        return place or self._longest.get(_key(name_words(name)), name)

    def named(self, text: str) -> tuple[Named, ...]:
        """The names in a sentence that can own a figure, in order: persons are left out."""
        if text not in self._known:
            self._known[text] = self._named(text)
        return self._known[text]

    def _named(self, text: str) -> tuple[Named, ...]:
        found = []
        for start, end in self._spans(text):
            name = text[start:end]
            if self._is_someone(name) or _is_person(text, start, end):
                continue
            for first, last in self._apart(text, start, end):
                full = self.resolve(text[first:last])
                if text[first:last] in unit_names():
                    continue
                if full.lower() in _places() and _STANDS_FOR.match(text[last:]):
                    continue
                found.append(Named(full, first, last, full.lower() in _places()))
        return tuple(found)

    def _apart(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Names joined by "and" apart, when one of them stands alone elsewhere: no Marks without Spencer."""
        parts = [
            start,
            *(start + cut for m in re.finditer(r" and (?:the )?", text[start:end]) for cut in m.span()),
            end,
        ]
        spans = list(zip(parts[::2], parts[1::2], strict=True))
        known = [text[a:b] in self._alone or text[a:b].lower() in _places() for a, b in spans]
        return spans if len(spans) > 1 and any(known) else [(start, end)]

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where the names stand, without the word that begins the sentence when only that gives it a capital."""
        found = []
        for start, end in name_spans(text):
            begin = start
            if not text[:start].strip(" \"'“”‘’(-–—"):
                word, _, rest = text[start:end].partition(" ")
                if self._only_opens(word, rest, text[end : end + 24]):
                    begin = end - len(rest.lstrip())
            if text[:begin].endswith("New ") and begin == start:  # New York, which no question word begins
                begin -= 4
            name = text[begin:end]
            if begin < end and name.lower() not in _capitals()[1] and not _OF_PLACE.search(name):
                found.append((begin, end))
        return found

    def _only_opens(self, word: str, rest: str, behind: str) -> bool:
        """Whether a word has its capital only from beginning a sentence.

        Args:
            word: The sentence's first word.
            rest: What else the run of capitals holds.
            behind: What follows the run.
        """
        if word.isupper() and len(word) > 1:
            return False
        if word.lower() in _capitals()[0]:
            return True
        if word in self._inside or word.lower() in _places():
            return False
        if not rest and word.lower() not in self._small and _ACTS.match(behind):
            return bool(find_metrics(word)) or (word.endswith("s") and not behind.startswith(("'", "’")))
        # "Carmaker Ford": a word that the article also writes small, before one that stands alone elsewhere.
        return not rest or (word.lower() in self._small and rest.split(maxsplit=1)[0] in self._inside)

    def _is_someone(self, name: str) -> bool:
        """Whether a name is a person's."""
        return name_words(name)[-1] in self._people

    def _topic(self, title: str, counts: dict[str, int]) -> str:
        """Whom the article is about: the first name of the title that its text repeats, else the commonest."""
        resolved: dict[str, int] = {}
        for name, count in counts.items():
            if not self._is_someone(name):
                full = self.resolve(name)
                resolved[full] = resolved.get(full, 0) + count
        lowered = title.lower()
        in_title = [name for name in resolved if _stands_in(name, lowered)]
        in_title += [
            self.resolve(name) for name in counts if _stands_in(name, lowered) and self.resolve(name) in resolved
        ]
        companies = [name for name in in_title if name.lower() not in _places()]
        pool = companies or in_title
        if pool:
            return min(pool, key=lambda name: (-resolved[name], name))
        frequent = [name for name in resolved if name.lower() not in _places() and resolved[name] > 1]
        return min(frequent, key=lambda name: (-resolved[name], name), default="")


def _stands_in(name: str, lowered: str) -> bool:
    """Whether a name stands whole in a text in small letters; by hand, as each name would be a pattern of its own."""
    small = name.lower()
    at = lowered.find(small)
    while at >= 0:
        sides = lowered[max(at - 1, 0) : at] + lowered[at + len(small) : at + len(small) + 1]
        if not any(character.isalnum() or character == "_" for character in sides):
            return True
        at = lowered.find(small, at + 1)
    return False


def _is_common(words: tuple[str, ...]) -> bool:
    """Whether a word alone is too common to stand for a longer name."""
    return len(words) == 1 and (
        words[0] in _places()
        or words[0] in {"bank", "new", "royal", "national", "general", "first", "american", "united", "world", "air"}
        or words[0] in {"street", "journal", "times", "airlines", "department", "office", "union", "party", "index"}
    )


def _key(words: tuple[str, ...]) -> str:
    """A name's words written together: Time Warner and TimeWarner are one."""
    return re.sub(r"\W", "", "".join(words))


def _inside(sentences: Sequence[str]) -> frozenset[str]:
    """Words that are written with a capital in the midst of a sentence."""
    found: set[str] = set()
    for text in sentences:
        found.update(re.findall(r"(?<=[a-z0-9,;:%’'] )[A-Z][\w'’&.-]*", text))
        found.update(re.findall(r"(?<=[a-z] )[a-z]+[A-Z][\w]*", text))
    return frozenset(word.rstrip(".").removesuffix("'s").removesuffix("’s") for word in found)


def _is_person(text: str, start: int, end: int) -> bool:
    """Whether the words around a name make it a person's."""
    before, behind = text[max(0, start - 40) : start], text[end : end + 60]
    if _BEFORE_PERSON.search(before) or _AFTER_PERSON.match(behind):
        return True
    name = text[start:end]
    if re.match(r"(?:Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dr|Prof|Professor)\.?\s", name):
        return True
    return bool(_SAID.search(before)) and len(name.split()) == 2 and name.replace(" ", "").isalpha()
