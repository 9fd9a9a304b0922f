"""Quantities of news sentences against NewsQuant: value, unit, and change or bound.

    python -m assistant.evaluation.newsquant GOLD.json [--differences] [--predictions OUT.json]

The gold file is a list of sentences with their quantities: ``value`` ("40.0", or "30-40" for a range),
``normalized_unit`` (a full singular name, "-" for none) and ``change`` (``=``, ``~``, ``<``, ``>``, ``up``, ``down``).
A predicted quantity matches one of the sentence's gold ones when the values agree within 1e-5 relative, and for
the finer measures when unit or change agree too; pairs are one to one, as many as can be. Our quantities are put
into the names of that set by ``newsquant.toml``: "19 cents" there is 19 cent, here 0.19 USD.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.datatypes import Qualifier, Quantity
from assistant.errors import UsageError
from assistant.evaluation.bootstrap import ratio
from assistant.evaluation.data_files import digest, read_json, sampled
from assistant.evaluation.report import Report
from assistant.evaluation.request import Request
from assistant.figures.movements import direction
from assistant.quantities import extract
from assistant.quantities.nouns import singular
from assistant.quantities.vocabulary import words

TOLERANCE = 1e-5
MEASURES = ("value", "value+unit", "value+change")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A quantity in the terms of the data set."""

    values: tuple[float, ...]
    """One value, or two for a range."""
    unit: str
    change: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over all sentences."""

    right: int
    gold: int
    found: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in per cent."""
        return 200 * self.right / max(self.gold + self.found, 1)


def predict(sentence: str) -> tuple[Labelled, ...]:
    """The quantities of a sentence as the product reads them, in the terms of the data set."""
    found = extract(sentence)
    labelled = [_labelled(sentence, quantity, found) for quantity in found]
    kept: list[Labelled] = []
    last: Quantity | None = None
    for quantity, item in zip(found, labelled, strict=True):
        if last is not None and kept and _goes_on(sentence, last, quantity):
            # The set counts "from A to B" as one quantity of two values.
            old = kept.pop()
            unit = old.unit if old.unit != "-" else item.unit
            kept.append(Labelled((*old.values, *item.values), unit, item.change))
            last = None
        else:
            kept.append(item)
            last = quantity
    return tuple(kept)


_TO = re.compile(r"(?:\s(?!and\b|but\b|by\b)[\w'’-]+){0,5}?\s*to(?:\s(?:about|around|just|nearly))?\s*", re.IGNORECASE)


def _goes_on(sentence: str, one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are the ends of "from A to B"."""
    if one.span is None or other.span is None or not one.low or (one.unit != other.unit and one.unit and other.unit):
        return False
    lead = sentence[max(0, one.span.start - 30) : one.span.start]
    opened = re.search(r"\bfrom(?:\s(?:up to|about|around|just|nearly))?\s*$", lead)
    return bool(opened) and bool(_TO.fullmatch(sentence[one.span.end : other.span.start]))


def _labelled(sentence: str, quantity: Quantity, others: Sequence[Quantity]) -> Labelled:
    low = quantity.low if quantity.low is not None else quantity.high
    high = quantity.high if quantity.high is not None else quantity.low
    unit, factor = _unit(sentence, quantity)
    values = tuple(round(value * factor, 10) for value in dict.fromkeys((low or 0.0, high or 0.0)))
    return Labelled(values, unit, _change(sentence, quantity, tuple(others)))


@cache
def _names() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("assistant.evaluation") / "newsquant.toml").read_text(encoding="utf-8"))


def _unit(sentence: str, quantity: Quantity) -> tuple[str, float]:
    """The set's name of a unit, and what our value must be multiplied by."""
    names = _names()
    behind = sentence[quantity.span.end :] if quantity.span else ""
    top, slash, bottom = quantity.unit.partition("/")
    period = names["times"].get(match.group("time") + "s", "") if (match := _EVERY.match(behind)) else ""
    coin = next((word for word in re.findall(r"[a-z]+", quantity.text.lower()) if word in names["hundredths"]), "")
    if coin and top.isupper():
        return names["hundredths"][coin] + (f" per {names['units'].get(bottom, bottom)}" if slash else ""), 100.0
    if quantity.unit in names["times"] and re.match(r"[\s-]*(?:old|of age)\b", behind):
        return f"{names['times'][quantity.unit]} of age", 1.0
    known = names["units"].get(quantity.unit) or (
        slash and " per ".join(names["units"].get(u, u) for u in (top, bottom))
    )
    whole = known or (_noun(quantity) if quantity.unit else "-")
    return (f"{whole} per {period}" if period else whole), 1.0


_EVERY = re.compile(
    r"\s(?:\([^)]*\)\s)?(?:per|a|an|each)\s(?P<time>year|month|week|day|hour|century)\b(?!\s(?:earlier|ago|before))"
)
_NUMBER = re.compile(r"^.*?\d[\d,.]*(?:[A-Za-z]\b)?\s*", re.DOTALL)


def _noun(quantity: Quantity) -> str:
    """What is counted, with the words that describe it, the noun in the singular."""
    text = _NUMBER.sub("", quantity.text)
    vocabulary = words()
    left = text.replace("-", "- ").split() if not re.search(r"\d", quantity.text) else text.split()
    numbers = {*vocabulary.numbers, *vocabulary.scales, *vocabulary.vague}
    passed = {"of", "the", "a", "an", "more", "than", "other", "or", "about", "and"}
    kept = [word for word in left if word.lower() not in passed and word.lower().strip("-") not in numbers]
    if not kept or quantity.unit not in kept[-1].lower():
        kept = [quantity.unit]
    last = kept[-1] if kept[-1].istitle() else singular(kept[-1])
    return " ".join([*kept[:-1], last]).replace("- ", "-")


def _change(sentence: str, quantity: Quantity, others: tuple[Quantity, ...]) -> str:
    if quantity.qualifier is Qualifier.AT_LEAST:
        return ">"
    if quantity.qualifier is Qualifier.AT_MOST:
        return "<"
    vague = quantity.low != quantity.high and quantity.text.split()[0].lower() in words().vague
    if quantity.qualifier is Qualifier.ABOUT and not vague:
        return "~"
    moved = direction(sentence, quantity, others) or (-1 if (quantity.low or 0.0) < 0 else 0)
    return {1: "up", -1: "down", 0: "="}[moved]


def read_gold(path: Path) -> tuple[tuple[str, tuple[Labelled, ...]], ...]:
    """The sentences of a gold file with their quantities.

    Raises:
        UsageError: The file cannot be read, or is no gold file.
    """
    data = read_json(path)
    try:
        return tuple((entry["text"], tuple(_gold(item) for item in entry["quantities"])) for entry in data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{path} is no gold file of NewsQuant: {error!r}", "Check which file it is") from error


def _gold(item: dict[str, Any]) -> Labelled:
    raw = str(item["value"]).replace(",", "").strip()
    pair = re.fullmatch(r"(-?[\d.]+(?:[eE][-+]?\d+)?)\s*-\s*([\d.]+(?:[eE][-+]?\d+)?)", raw)
    values = tuple(float(part) for part in pair.groups()) if pair else (float(raw),)
    return Labelled(values, str(item.get("normalized_unit", "")), item.get("change", "="))


def agree(gold: Labelled, found: Labelled, measure: str) -> bool:
    """Whether a found quantity is a gold one, by a measure."""
    near = len(gold.values) == len(found.values) and all(
        abs(a - b) <= 1e-8 + TOLERANCE * abs(a) for a, b in zip(gold.values, found.values, strict=True)
    )
    if measure == "value+unit":
        return near and gold.unit.lower() == found.unit.lower()
    return near and (measure == "value" or gold.change == found.change)


def paired(gold: Sequence[Labelled], found: Sequence[Labelled], same: Callable[[Labelled, Labelled], bool]) -> int:
    """How many one-to-one pairs there are at most: a maximum matching, by augmenting paths."""
    partner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j, other in enumerate(found):
            if j in seen or not same(gold[i], other):
                continue
            seen.add(j)
            if j not in partner or place(partner[j], seen):
                partner[j] = i
                return True
        return False

    return sum(place(i, set()) for i in range(len(gold)))


def score(gold: Sequence[Sequence[Labelled]], found: Sequence[Sequence[Labelled]]) -> dict[str, Score]:
    """Scores by measure over sentences in the same order."""
    totals = (sum(map(len, gold)), sum(map(len, found)))
    return {
        measure: Score(
            sum(paired(a, b, lambda x, y, m=measure: agree(x, y, m)) for a, b in zip(gold, found, strict=True)),  # type: ignore[misc]
            *totals,
        )
        for measure in MEASURES
    }


def newsquant(request: Request) -> Report:
    """F1 of the quantities by measure; a sentence is what is drawn anew for the bounds.

    Raises:
        UsageError: The file cannot be read, or is no gold file.
    """
    sentences = sampled(read_gold(request.data), request.limit, request.seed)
    found = [predict(text) for text, _ in sentences]
    each = [score([gold], [ours]) for (_, gold), ours in zip(sentences, found, strict=True)]
    measures = tuple(
        ratio(
            f"F1 {measure}",
            [(2.0 * one[measure].right, float(one[measure].gold + one[measure].found)) for one in each],
            unit="%",
            seed=request.seed,
        )
        for measure in MEASURES
    )
    counts = (
        ("sentences", len(sentences)),
        ("gold quantities", sum(len(gold) for _, gold in sentences)),
        ("found quantities", sum(map(len, found))),
    )
    return Report("newsquant", measures, counts, ((request.data.name, digest(request.data)),))


def _lines(text: str, gold: Sequence[Labelled], found: Sequence[Labelled]) -> list[str]:
    """What differs in one sentence."""
    missed = [g for g in gold if not any(agree(g, f, "value") for f in found)]
    extra = [f for f in found if not any(agree(g, f, "value") for g in gold)]
    lines = [f"  missed {item}" for item in missed] + [f"  extra  {item}" for item in extra]
    for item in gold:
        near = [f for f in found if agree(item, f, "value")]
        if near and not any(agree(item, f, "value+unit") for f in near):
            lines.append(f"  unit   {item.unit!r} read as {near[0].unit!r}")
        if near and not any(agree(item, f, "value+change") for f in near):
            lines.append(f"  change {item.values} {item.unit} {item.change} read as {near[0].change}")
    return [text, *lines] if lines else []


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the product on a gold file; see the module's text."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.newsquant")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--differences", action="store_true", help="show each sentence that is read otherwise")
    parser.add_argument("--predictions", type=Path, help="write what was found, in the form of the gold file")
    typed = parser.parse_args(arguments)
    sentences = read_gold(typed.gold)
    found = [predict(text) for text, _ in sentences]
    lines = []
    if typed.differences:
        for (text, gold), ours in zip(sentences, found, strict=True):
            lines += _lines(text, gold, ours)
    for measure, result in score([gold for _, gold in sentences], found).items():
        precision, recall = (100 * result.right / max(n, 1) for n in (result.found, result.gold))
        lines.append(f"{measure:13} P {precision:5.1f}  R {recall:5.1f}  F1 {result.f1:5.1f}")
    lines.append(f"gold {sum(len(g) for _, g in sentences)}, found {sum(map(len, found))}, sentences {len(sentences)}")
    sys.stdout.write("\n".join(lines) + "\n")
    if typed.predictions:
        rows = [
            {
                "text": text,
                "quantities": [
                    {"value": "-".join(map(repr, item.values)), "normalized_unit": item.unit, "change": item.change}
                    for item in ours
                ],
            }
            for (text, _), ours in zip(sentences, found, strict=True)
        ]
        typed.predictions.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
