"""Slips of the keyboard, and names that no article knows.

A word that no article holds is read as the one word at a single edit from it, when there is
just one, and the answer says so. A name is corrected only when it is long: short names are
one letter apart from other companies, and the right figure of the wrong company is worse
than no answer.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering import question as questions
from assistant.answering.asked_names import (
    names_that_begin,
    typed_small,
    unknown_owners,
    without_kinds,
    without_opener,
)
from assistant.answering.called import called
from assistant.answering.comparing import LITTLE, MOST, MUCH
from assistant.answering.narrowing import NUMERIC
from assistant.answering.phrases import is_usual
from assistant.datatypes import Hit, Question
from assistant.figures.names import name_words, names_typed_small
from assistant.reading.stems import stem, stems
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.words import STOP_WORDS

SHORTEST = 5
SHORTEST_NAME = 7
_COMPARING = re.compile(rf"{MUCH}|{LITTLE}|{MOST}", re.IGNORECASE)
"""Words that compare, which articles need not hold: "fewer", "least"."""
_ENDINGS = ("er", "est", "ing", "ings", "ed", "ly", "ier")
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+(?=\w)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TOKEN = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question as it is searched for."""

    question: Question
    text: str
    notes: tuple[str, ...]
    """What was read as what."""


def correct(question: Question, reader: IndexReader) -> Corrected:
    """Mend what can be mended."""
    swaps = {}
    for match in _WORD.finditer(question.text):
        word = match.group()
        if len(word) < (SHORTEST_NAME if word[0].isupper() else SHORTEST):
            continue
        if not reader.holds(word) and not is_usual(word.lower()) and not _COMPARING.fullmatch(word):
            better = _nearest(word.lower(), reader)
            if better is not None:
                swaps[word] = better
    text = _WORD.sub(lambda match: swaps.get(match.group(), match.group()), question.text)
    mended = dataclasses.replace(
        question,
        text=text,
        terms=tuple(_swap(term, swaps) for term in question.terms),
        entities=tuple(_WORD.sub(lambda m: swaps.get(m.group(), m.group()), e) for e in question.entities),
    )
    return Corrected(mended, text, tuple(f"“{a}” was read as “{b}”" for a, b in swaps.items()))


def _swap(term: str, swaps: dict[str, str]) -> str:
    return next((better for word, better in swaps.items() if word.lower() == term), term)


def with_names(question: Question, hits: Sequence[Hit], reader: IndexReader | None = None) -> Question:
    """A question with the names that the articles found show it to hold, typed small or behind its first word.

    Args:
        question: The question.
        hits: What was found for it.
        reader: The index; without it, names stay as they are written.
    """
    # Who begins with a small letter types names small too, if not all of them; none reaches across a capital.
    small = _is_typed_small(question)
    bare = _TOKEN.sub(lambda match: match.group() if match.group().islower() else "the", question.text) if small else ""
    passages = [hit.passage.text for hit in hits]
    whole = typed_small(question.text, passages) if small else ()
    found = questions.without_measures(names_typed_small(bare, passages)) if small else ()
    alone = [name for name in found if name not in STOP_WORDS and not is_usual(name)]  # "much" of Much Marcle
    small_names = [*whole, *(name for name in alone if not any(name in longer for longer in whole))]
    texts = [f"{hit.source.title}\n{hit.passage.text}" for hit in hits]
    begin = names_that_begin(question.text, texts) if small else ()
    small_names += [name for name in begin if not any(name in longer for longer in small_names)]
    typed = sorted(small_names, key=question.text.find)
    opened = [without_opener(name, question.text, texts, reader) if reader else name for name in question.entities]
    meant = without_kinds(opened, question.text, texts, reader) if reader else tuple(opened)
    given = [part for name in meant for part in _parted(_untitled(name, texts), texts)]
    names = tuple(dict.fromkeys(given + list(typed)))
    return dataclasses.replace(question, entities=names) if names else question


def _is_typed_small(question: Question) -> bool:
    """Whether a question may hold names in small letters: it begins with one, or only its first letter is a capital."""
    text = question.text
    return text[:1].islower() or (not question.entities and text[1:] == text[1:].lower())


def _untitled(name: str, texts: Sequence[str]) -> str:
    """A person's name without Mr or Ms, where the articles write it without."""
    bare = _TITLE.sub("", name)
    return name if bare == name or any(called(name, text) for text in texts) else bare


def _parted(name: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The names that "and" or "for" joins in a question, where the articles know each and never the two as one.

    "Marks and Spencer" is one; "Google and Microsoft" are two.
    """
    parts = re.split(r"(?<!\s)\s++(?:(?:and|&|for)\s++(?:the\s++)?|(?:of\s++)?the\s++)", name)
    if len(parts) == 1 or any(called(name, text) for text in texts):
        return (name,)
    known = all(any(called(part, text) for text in texts) for part in parts)
    return tuple(parts) if known else (name,)


def unknown_names(
    question: Question, reader: IndexReader, hits: Sequence[Hit], asking: re.Pattern[str] | None = None
) -> tuple[str, ...]:
    """The names of a question that no article mentions, in any of the ways that names vary.

    Args:
        question: The question.
        reader: The index.
        hits: What was found.
        asking: The words that ask for a calculation; a name among them ("how many GPUs") is no article's to mention.
    """
    told = asking.sub(" ", question.text) if asking is not None else question.text
    if not question.entities and question.expects & NUMERIC and _is_typed_small(question):
        return unknown_owners(question.text, reader)
    names = [name for name in question.entities if name in told or name not in question.text]
    return tuple(name for name in names if not _known(name, reader, hits))


def _known(name: str, reader: IndexReader, hits: Sequence[Hit]) -> bool:
    """Whether the articles hold every word of a name, or the passages found vary or spell it out."""
    # What a point joins stays together: articles that speak of rents do not know "Rent.com".
    words = [part for word in name_words(name) for part in re.split(r"[^\w.]+", word)]
    if all(reader.holds(word) for word in words if any(c.isalpha() for c in word)):
        return True
    if reader.holds(re.sub(r"\W", "", "".join(words))):
        return True
    return any(called(name, f"{hit.source.title}\n{hit.passage.text}") for hit in hits)


def _nearest(word: str, reader: IndexReader) -> str | None:
    """The one word of the articles at a single edit from this one; None for none or several."""
    edits = {stem(edit) for edit in _edits(word)} - set(stems(word))
    known = {edit for edit in edits if edit in reader.known_stems(word[0])}
    if len(known) != 1:
        return None
    (found,) = known
    if word.startswith(found) and word[len(found) :] in _ENDINGS:
        return None  # "larger" where the articles say "large" is a form of it, and no slip
    forms = [edit for edit in _edits(word) if stem(edit) == found and reader.holds(edit) and not _NO_WORD.search(edit)]
    return min(forms, key=lambda form: (abs(len(form) - len(word)), form)) if forms else None


_NO_WORD = re.compile(r"[aeou]ies$|[aeou]ied$")
"""What has the stem of "pay", and is no form of it: "paies"."""


def _edits(word: str) -> set[str]:
    """Words at one insertion, deletion, change or swap, behind the same first letter."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:i], word[i:]) for i in range(1, len(word) + 1)]
    found = {a + b[1:] for a, b in splits if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    found |= {a + c + b[1:] for a, b in splits if b for c in letters}
    found |= {a + c + b for a, b in splits for c in letters}
    return found - {word}
