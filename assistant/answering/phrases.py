"""What a question says of one of the figures that it needs: the words that describe it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.figures.metrics import find_metrics, metric
from assistant.figures.periods import years_in
from assistant.figures.places import places
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem, stems
from assistant.retrieval.words import content_words

_ASKING = (
    "what how many much which who whose will would could come comes came work works worked out amount amounts"
    " reach average averages roughly approximately imply implied implies judging going based using many times multiple"
    " percentage percent cent proportion fraction ratio each every per year mean means being get gets did does"
    " change changed number estimate"
)
"""Words that ask for the reckoning and describe no figure."""

_OF_CALCULATORS = (
    "accelerator accelerators annual annualised consumption convert count current doubling factor factors first homes"
    " investors lasting lines lower metric million month monthly months national other pages portion previous quantity"
    " quarter quarters range reactor reactors runway second shares solar stock swing token tokens total totals tranche"
    " turbine turbines units upper weekly weeks whole words yearly years"
)
"""Words of calculators and of their inputs: people ask with them whether or not an article has them."""


@cache
def _classes() -> tuple[str, ...]:
    """The classes of words of like meaning, a line of words each."""
    data = tomllib.loads((files("assistant.answering") / "alike.toml").read_text(encoding="utf-8"))
    return tuple(data["classes"])


@cache
def _asking() -> frozenset[str]:
    return frozenset(stem(word) for word in _ASKING.split())


@cache
def _classes_of() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    lands = [" ".join((place, *forms)) for place, forms in places().items() if " " not in place]  # Norway, Norwegian
    for number, line in enumerate([*_classes(), *lands]):
        for word in line.lower().split():
            found[stem(word)] = found.get(stem(word), frozenset()) | {number}
    return found


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(" ".join((_ASKING, _OF_CALCULATORS, *_classes())).split())


def is_usual(word: str) -> bool:
    """Whether a word in small letters is one that questions are usually made of, or the name of a metric."""
    return word in _vocabulary() or bool(find_metrics(word))


def classes(word: str) -> frozenset[int]:
    """The classes of words of like meaning that a stem is in."""
    return _classes_of().get(word, frozenset())


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a question that describe one figure."""

    text: str
    words: tuple[str, ...]
    """Stems of its content words, each once, in order."""
    names: tuple[str, ...]
    """Those of the question's names that stand in it."""
    metrics: tuple[str, ...]
    dimensions: frozenset[str]
    """What figures of its metrics are: ``money``, ``count``; empty where it names none."""
    years: tuple[int, ...]

    @classmethod
    def of(cls, text: str, names: Sequence[str]) -> Phrase:
        """Read a part of a question.

        Args:
            text: The part.
            names: The question's names.
        """
        found = [part for word in content_words(text) for part in stems(re.sub(r"['’]s?$", "", word))]
        words = tuple(dict.fromkeys(word for word in found if word not in _asking() and len(word) > 1))
        lowered = text.lower()
        metrics = tuple(dict.fromkeys(mention.metric for mention in find_metrics(lowered)))
        return cls(
            text,
            words,
            tuple(name for name in names if name.lower() in lowered),
            metrics,
            frozenset(known.dimension for each in metrics if (known := metric(each)) is not None),
            years_in(text),
        )


_CURRENCY = re.compile(
    r"\b(?:in|into|to)\s+(?P<currency>(?:us |u\.s\. )?[a-z]+)\b|\bhow many (?P<many>(?:us )?[a-z]+)", re.IGNORECASE
)


def currency_asked(text: str) -> str:
    """The currency that a question wants its answer in, by its ISO code; empty when it names none."""
    for match in _CURRENCY.finditer(text):
        words = tuple((match.group("currency") or match.group("many")).lower().replace(".", "").split())
        for form in (words, words[:1]):
            surface = known_units().words.get(form)
            if surface is not None and surface.unit.dimension.startswith("money:"):
                return surface.unit.name
    return ""
