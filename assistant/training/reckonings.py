"""The questions that the ranking of reckonings is fitted on, and what it sees of them.

``reckonings/articles.jsonl`` beside this file has articles, written for this, about companies that do not exist;
``reckonings/questions.jsonl`` has questions about them, each with what it asks for (``op``), the figures that it is
worked out of and the sentences these stand in, the ``value`` and its ``unit``. One of fact has the op ``lookup``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant import Assistant
from assistant.answering import question as questions
from assistant.answering import spelling
from assistant.answering.operations import LOOK_UP
from assistant.answering.ranked import pairs
from assistant.answering.ranked.figures import Look
from assistant.answering.ranked.forms import FORMS
from assistant.answering.ranked.ranking import LEAST_LIKELY, Reckoning, allowed, likely_of
from assistant.answering.ranked.results import Asked
from assistant.answering.ranked.sums import sums
from assistant.answering.worksheet import Sheet

Floats = npt.NDArray[np.float32]
FOLDER = Path(__file__).with_name("reckonings")
CLOSE = 0.006
"""How far a result may be from the known one, as a share of it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A question as it was written."""

    article: str
    text: str
    asked: str
    """What it asks for, as the model of operations labels it."""
    operands: tuple[tuple[str, str], ...]
    """Figures as the article writes them, and their sentences."""
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Example:
    """What the model sees of a question; ``n`` reckonings of ``m`` figures."""

    form: npt.NDArray[np.int64]
    """Number of the form; shape (n,)."""
    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]
    """Numbers of the figures; shape (n,)."""
    figures: Floats
    """Shape (m, figure features)."""
    pair: Floats
    """Shape (n, pair features)."""
    likely: Floats
    """Logarithm of how likely the form is asked for; shape (n,)."""
    right: npt.NDArray[np.bool_]
    """Whether the reckoning is the one that is asked for; shape (n,)."""
    result: tuple[tuple[str, float], ...]
    """What has the same counts as one answer."""


def read(folder: Path = FOLDER) -> tuple[dict[str, str], list[Written]]:
    """The articles by name, and the questions."""
    texts = {}
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        texts[article["name"]] = article["text"]
    found = []
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        operands = tuple((figure, sentence) for figure, sentence in record["operands"])
        found.append(Written(record["article"], record["q"], record["op"], operands, record["value"], record["unit"]))
    return texts, found


def example(assistant: Assistant, written: Written, chances: Mapping[str, float]) -> Example | None:
    """What the model sees of a question over the whole of its article; None where that has no figures.

    Args:
        assistant: Open over the articles.
        written: The question.
        chances: What it is likely to ask for.
    """
    question = spelling.correct(questions.parse(written.text), assistant.store).question
    desk = assistant._desk(None, ())
    sheet = Sheet(question, desk.whole(written.article, question.text), desk.filed(written.article))
    if not sheet.items:
        return None
    look, asked = Look(question, sheet), Asked(question)
    figures = look.figures()
    figures += sums(look, figures)
    found: list[tuple[int, int, int]] = []
    seen: list[tuple[float, ...]] = []
    likely, right, results = [], [], []
    together: dict[tuple[int, int], tuple[float, ...]] = {}
    for k, form in enumerate(FORMS):
        chance = likely_of(form, chances)
        if chance < LEAST_LIKELY:
            continue
        for i, first in enumerate(figures):
            for j, second in enumerate(figures):
                if not allowed(form, first, second, asked):
                    continue
                if (i, j) not in together:
                    together[i, j] = pairs.seen(look, first, second)
                reckoning = Reckoning(form, first, second)
                found.append((k, i, j))
                seen.append((*together[i, j], *asked.seen(form, first, second)))
                likely.append(np.log(chance + 1e-4))
                right.append(_is_right(reckoning, written))
                results.append(reckoning.gives())
    if not found:
        return None
    form_of, first_of, second_of = (np.array(column, dtype=np.int64) for column in zip(*found, strict=True))
    return Example(
        form_of,
        first_of,
        second_of,
        np.array([figure.seen for figure in figures], dtype=np.float32),
        np.array(seen, dtype=np.float32),
        np.array(likely, dtype=np.float32),
        np.array(right, dtype=np.bool_),
        tuple(results),
    )


def _is_right(reckoning: Reckoning, written: Written) -> bool:
    if written.asked == LOOK_UP:
        return False
    value = abs(reckoning.form.value(reckoning.first, reckoning.second))
    if abs(value - abs(written.value)) > CLOSE * abs(written.value):
        return False
    percent = reckoning.form.name in ("share", "change")
    if percent != (written.unit == "%") and reckoning.first.kind != "percent":
        return False
    return all(_is_operand(part, written.operands) for part in reckoning.figures if part.cell is not None)


def _is_operand(figure: Any, operands: Sequence[tuple[str, str]]) -> bool:
    text, sentence = figure.quantity.text, figure.cell.item.sentence.text
    for written, where in operands:
        alike = written.strip("£$€¥") in text or text.strip("£$€¥ ") in written or text.split()[0] in written
        if alike and (sentence in where or where in sentence):
            return True
    return False
