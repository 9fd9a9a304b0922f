"""FinQA and TAT-QA: arithmetic over the text and tables of company reports, asked of the whole program.

Each report becomes one article, its table flattened into a sentence a cell, and its questions may use that
article only. Counted is execution accuracy: the answer's main number against the gold result. What the
calculators cannot work out is to be declined, so wrong results are counted beside the right ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering import Assistant
from assistant.datatypes import Answer, AnswerStatus, Quantity, SearchFilter
from assistant.errors import QuestionError, UsageError
from assistant.evaluation.bootstrap import ratio
from assistant.evaluation.choice import detokenised
from assistant.evaluation.data_files import digest, read_json, read_json_lines, sampled
from assistant.evaluation.report import Report
from assistant.evaluation.request import Request, opened_over

TOLERANCE = 0.01
"""Share by which a result may differ from gold, which is itself rounded."""
SCALES = {"": 1.0, "percent": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about one report."""

    question: str
    article: str
    """File name of the report."""
    gold: tuple[float, ...]
    """The result, in each way in which it may rightly be written."""
    percent: tuple[float, ...] = ()
    """The same where our result is in per cent."""


@dataclass(frozen=True, slots=True)
class Filings:
    """A set, read."""

    articles: Mapping[str, str]
    """File name -> text."""
    asked: tuple[Asked, ...]
    left_out: int
    """Questions whose answer is no number that is worked out."""


def finqa(request: Request) -> Report:
    """FinQA, one JSON object a line.

    Raises:
        UsageError: The file cannot be read, or is none of FinQA.
        StoreError: Model or index cannot be used.
    """
    return _measured("finqa", request, _read(request.data, read_finqa, read_json_lines))


def tatqa(request: Request) -> Report:
    """TAT-QA, the official JSON.

    Raises:
        UsageError: The file cannot be read, or is none of TAT-QA.
        StoreError: Model or index cannot be used.
    """
    return _measured("tatqa", request, _read(request.data, read_tatqa, read_json))


def _read(path: Path, reader: Callable[[Any], Filings], opener: Callable[[Path], Any]) -> Filings:
    try:
        filings = reader(opener(path))
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise UsageError(f"{path} is not of the form of this set: {error!r}", "Check which file it is") from error
    if not filings.asked:
        raise UsageError(f"{path} asks for no number that is worked out", "Check which file it is")
    return filings


def read_finqa(rows: Sequence[Mapping[str, Any]]) -> Filings:
    """Questions whose answer is a number; the others are yes or no.

    Args:
        rows: Objects of ``question``, ``table``, ``full_context`` and ``answer``.
    """
    articles, asked = {}, []
    for row in rows:
        name = f"{row['id']}.txt"
        if isinstance(row["answer"], str):
            continue
        lines = [line for line in row["full_context"].split("\n") if line and not line.startswith("|")]
        articles[name] = "\n\n".join(map(detokenised, (*lines, *flattened(row["table"])))) + "\n"
        gold = float(row["answer"])
        # Gold writes shares as fractions, and now and then in per cent.
        asked.append(Asked(detokenised(row["question"]), name, (gold,), (gold, 100 * gold)))
    return Filings(articles, tuple(asked), len(rows) - len(asked))


def read_tatqa(reports: Sequence[Mapping[str, Any]]) -> Filings:
    """Questions of arithmetic; spans and counts are left out, for spans of the text were seen in training.

    Args:
        reports: Objects of ``table``, ``paragraphs`` and ``questions``.
    """
    articles, asked, left_out = {}, [], 0
    for number, report in enumerate(reports, 1):
        name = f"report-{number:04}.txt"
        paragraphs = [paragraph["text"] for paragraph in sorted(report["paragraphs"], key=lambda p: int(p["order"]))]
        articles[name] = "\n\n".join((*paragraphs, *flattened(report["table"]["table"]))) + "\n"
        for row in report["questions"]:
            if row["answer_type"] != "arithmetic":
                left_out += 1
                continue
            gold = float(row["answer"])
            ways = (gold, gold * SCALES[row["scale"]])
            asked.append(Asked(row["question"], name, ways, ways))
    return Filings(articles, tuple(asked), left_out)


def flattened(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table as sentences, one a cell, such as "Net sales in 2019 was $680."; rows without figures head those below.

    Args:
        table: Rows of cells; the rows before the first figure name the columns.
    """
    body = next((i for i, row in enumerate(table) if row and row[0].strip() and any(map(_has_digit, row[1:]))), None)
    if body is None:
        return
    heads = table[: max(body, 1)]
    names = [" ".join(cell.strip() for cell in column if cell.strip()) for column in zip(*heads, strict=False)]
    for row in table[max(body, 1) :]:
        label = row[0].strip() or "Total"
        for name, cell in zip(names[1:], row[1:], strict=False):
            if _has_digit(cell):
                year = _YEAR.search(name)
                of = f" in {year.group()}" if year else f", {name}," if name else ""
                yield f"{label}{of} was {cell.strip()}."


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def _measured(name: str, request: Request, filings: Filings) -> Report:
    asked = sampled(filings.asked, request.limit, request.seed)
    wanted = {each.article: filings.articles[each.article] for each in asked}
    outcomes = []
    with opened_over(request, wanted) as assistant:
        for done, each in enumerate(asked, 1):
            outcomes.append(outcome(each, _answer(assistant, each)))
            request.progress.step("answering", done, len(asked))
    right, wrong = ([float(each == kind) for each in outcomes] for kind in ("right", "wrong"))
    seed = request.seed
    with_figure = [(r, r + w) for r, w in zip(right, wrong, strict=True)]
    measures = (
        ratio("execution accuracy", [(each, 1.0) for each in right], unit="%", seed=seed),
        ratio("wrong result", [(each, 1.0) for each in wrong], unit="%", seed=seed),
        ratio("right of the results given", with_figure, unit="%", seed=seed),
    )
    counts = (
        ("questions", len(asked)),
        ("right", int(sum(right))),
        ("wrong", int(sum(wrong))),
        ("no number given", outcomes.count("none")),
        ("left out, no arithmetic", filings.left_out),
        ("articles", len(wanted)),
    )
    return Report(name, measures, counts, ((request.data.name, digest(request.data)),))


def _answer(assistant: Assistant, asked: Asked) -> Answer | None:
    try:
        return assistant.ask(asked.question, where=SearchFilter(paths=(asked.article,)))
    except QuestionError:
        return None  # a question that the program refuses to take counts as one without a result


def outcome(asked: Asked, answer: Answer | None) -> str:
    """Whether an answer's main number is ``right`` or ``wrong``; ``none`` where it gives no number.

    Args:
        asked: The question with its gold result.
        answer: Its answer; None where the question was refused.
    """
    if answer is None or answer.status is not AnswerStatus.ANSWERED or answer.value is None:
        return "none"
    return "right" if _agrees(asked, answer.value) else "wrong"


def _agrees(asked: Asked, found: Quantity) -> bool:
    """Whether both ends of a quantity are the gold result: an interval is no result here."""
    ways = asked.percent if found.unit == "%" and asked.percent else asked.gold
    ends = (found.low, found.high)
    return any(all(end is not None and abs(end - gold) <= TOLERANCE * abs(gold) for end in ends) for gold in ways)
