"""Another figure that a follow-up reckons with beside the last one: whose it must be, and which figures can be it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.follow_workings import Sum
from assistant.answering.told import Told
from assistant.figures.names import find_names
from assistant.retrieval.words import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Wanted:
    """Another figure that a question reckons with, and how."""

    questions: tuple[str, ...]
    """Ask for it, tried in order; none where nothing says whose it is."""
    takes: Callable[[Told], bool]
    """Whether a figure is it."""
    make: Callable[[Told], Sum]
    """The sum of the last figure and it."""
    owner: str
    words: str
    """What to call it."""
    anywhere: bool = False
    """Whether another article may give it: what a company is worth, its own article says."""

    lookup: bool = False
    """Whether the article may give the answer itself, where it does not give the other figure."""

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """The questions, each with what of it would be typed: without whose it is, in brackets behind it."""
        return tuple((question, re.sub(r" \([^()]*\)$", "", question)) for question in self.questions)

    @property
    def missing(self) -> str:
        """Why there is no answer without it."""
        if not self.questions:
            return f"the last answers leave open whose {self.words} is meant"
        if self.anywhere:
            return f"no article found gives the {self.words} of “{self.owner}”"
        return f"the article of the last answer does not give the {self.words} of “{self.owner}” beside that figure"


def asked_of(form: str, owner: str) -> tuple[str, ...]:
    """A question of an owner, by the whole name and by its first word: "Tarn" for "Tarn Robotics"."""
    return tuple(form.format(name) for name in dict.fromkeys((owner, owner.split(" ", maxsplit=1)[0])) if name)


def owner_of(question: str) -> str:
    """Whose a figure is that a question asked for; empty where it names several and says of none that it is theirs."""
    names = find_names(question)
    if len(names) == 1:
        return names[0]
    own = [name for name in names if re.search(rf"{re.escape(name)}(?:['’]s|['’]) ", question)]
    return own[0] if len(own) == 1 else ""


def named(item: Told) -> list[str]:
    """The names of the sentence that gives a figure; a pronoun at its start is none."""
    return [name for name in find_names(item.citation.quote) if name.lower() not in STOP_WORDS]
