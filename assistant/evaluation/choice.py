"""Answer sentence selection, TREC-QA and SelQA: the right sentences of a question should rank first.

The reading model reads each candidate by itself. The candidates are shuffled first, for in the files the
right ones stand together; equal scores stay in the shuffled order. Questions whose candidates are all right
or all wrong leave nothing to choose and are left out. Of SelQA, articles seen in training are left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import UsageError
from assistant.evaluation.bootstrap import mean
from assistant.evaluation.data_files import digest, read_json, read_table, sampled
from assistant.evaluation.kept_back import selqa_train_articles
from assistant.evaluation.metrics import average_precision, reciprocal_rank
from assistant.evaluation.report import Report
from assistant.evaluation.request import Request
from assistant.reading.pointer import PointerModel

Candidates = list[tuple[str, bool]]
"""Sentences, each with whether it answers."""
Score = Callable[[str, str], float]
"""Question and sentence -> how well it answers."""
_TREC_TOKENS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_UNREAD = -20.0


def trecqa(request: Request) -> Report:
    """TREC-QA, a CSV file of ``qtext``, ``label`` and ``atext``.

    Raises:
        UsageError: The file cannot be read.
        ModelError: The reading model cannot be used.
    """
    return _measured("trecqa", request, read_trecqa(request.data))


def selqa(request: Request) -> Report:
    """SelQA, a JSON list of sections with their sentences.

    Raises:
        UsageError: The file cannot be read.
        ModelError: The reading model cannot be used.
    """
    return _measured("selqa", request, read_selqa(request.data))


def _measured(name: str, request: Request, asked: Mapping[str, Candidates]) -> Report:
    choosable = [(question, each) for question, each in asked.items() if len({right for _, right in each}) == 2]
    if not choosable:
        raise UsageError(f"{request.data} has no question with right and wrong candidates")
    drawn = dict(sampled(choosable, request.limit, request.seed))
    model = PointerModel()

    def score(question: str, text: str) -> float:
        return sentence_score(model, question, text)

    ranked = list(rankings(drawn, score, request.seed).values())
    measures = (
        mean("MAP", [average_precision(each) for each in ranked], seed=request.seed),
        mean("MRR", [reciprocal_rank(each) for each in ranked], seed=request.seed),
    )
    counts = (
        ("questions", len(drawn)),
        ("candidates", sum(map(len, drawn.values()))),
        ("left out, nothing to choose", len(asked) - len(choosable)),
    )
    return Report(name, measures, counts, ((request.data.name, digest(request.data)),))


def rankings(asked: Mapping[str, Candidates], score: Score, seed: int = 0) -> dict[str, list[bool]]:
    """Which candidates are right, best scored first, of each question that has right and wrong ones.

    Args:
        asked: Question -> its candidates.
        score: Judges one candidate.
        seed: Of the shuffling.
    """
    ranked = {}
    for question, candidates in asked.items():
        if len({right for _, right in candidates}) == 2:
            shuffled = random.Random(f"{seed} {question}").sample(candidates, len(candidates))
            order = sorted(shuffled, key=lambda candidate, question=question: -score(question, candidate[0]))  # type: ignore[misc]
            ranked[question] = [right for _, right in order]
    return ranked


def sentence_score(model: PointerModel, question: str, text: str) -> float:
    """How well one sentence answers: its own logit and that of its best words."""
    pointed = model.point(question, [text])[0]
    words = pointed.words()
    sentence = pointed.sentence((0, len(text)))
    return (_UNREAD if sentence is None else sentence) + 0.25 * (words.score if words else _UNREAD)


def read_trecqa(path: Path) -> dict[str, Candidates]:
    """The questions of TREC-QA with their candidates.

    Raises:
        UsageError: The file cannot be read.
    """
    asked: dict[str, Candidates] = {}
    for row in read_table(path, ("qtext", "label", "atext")):
        asked.setdefault(detokenised(row["qtext"]), []).append((detokenised(row["atext"]), row["label"] == "1"))
    return asked


def read_selqa(path: Path) -> dict[str, Candidates]:
    """The questions of SelQA about the articles that training does not see.

    Raises:
        UsageError: The file cannot be read, or is none of SelQA.
    """
    rows = read_json(path)
    try:
        train = selqa_train_articles(rows)
        return {
            row["question"]: [(text, place in set(row["answers"])) for place, text in enumerate(row["candidates"])]
            for row in rows
            if row["article"] not in train
        }
    except (KeyError, TypeError) as error:
        raise UsageError(f"{path} cannot be read as SelQA: {error!r} is not as it must be") from error


def detokenised(text: str) -> str:
    """A text of the old tokenised news with its quotes, brackets and punctuation as they are written."""
    joined = " ".join(_TREC_TOKENS.get(token, token) for token in text.split())
    joined = re.sub(r"(?<!\s)\s++([,.;:!?%)\]]|'s\b|'(?:re|ve|ll|d|m)\b|n't\b)", r"\1", joined)
    return re.sub(r"([(\[$])\s+", r"\1", joined)
