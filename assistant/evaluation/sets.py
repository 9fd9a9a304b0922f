"""The sets that can be measured: one registry for the command line, its help and the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from assistant.errors import UsageError
from assistant.evaluation import choice, filings, newsquant, question_files, recognizers, speed, squad_set
from assistant.evaluation.report import Report
from assistant.evaluation.request import Request


class Over(Enum):
    """Which articles a set is about."""

    CORPUS = "the articles of --corpus"
    EITHER = "the articles of --corpus; those of its own data if left out"
    DATA = "the articles of its own data"
    NOTHING = "no articles"


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A set of questions with what is right."""

    name: str
    reads: str
    """What DATA is."""
    gives: str
    over: Over
    measure: Callable[[Request], Report]
    opens_index: bool = True
    """False where it builds one of its own, or needs none."""


SETS: tuple[EvaluationSet, ...] = (
    EvaluationSet(
        "questions",
        "a question file of our own, as of assistant batch",
        "share passed by kind, wrong figures, abstentions, article first",
        Over.CORPUS,
        question_files.questions,
    ),
    EvaluationSet(
        "squad",
        "SQuAD 2.0: the official JSON, or one question a line",
        "EM and F1 with no-answer, right paragraph in 1, 5 and 10, MRR, nDCG",
        Over.EITHER,
        squad_set.squad,
    ),
    EvaluationSet(
        "trecqa", "TREC-QA as CSV", "MAP and MRR of answering sentences", Over.NOTHING, choice.trecqa, opens_index=False
    ),
    EvaluationSet(
        "selqa", "SelQA as JSON", "MAP and MRR of answering sentences", Over.NOTHING, choice.selqa, opens_index=False
    ),
    EvaluationSet(
        "newsquant",
        "the gold file of NewsQuant",
        "F1 of quantities, with unit, with change",
        Over.NOTHING,
        newsquant.newsquant,
        opens_index=False,
    ),
    EvaluationSet(
        "recognizers",
        "the folder Specs of Recognizers-Text, or a .tar.xz of it",
        "cases passed by kind",
        Over.NOTHING,
        recognizers.recognizers,
        opens_index=False,
    ),
    EvaluationSet("finqa", "FinQA, one question a line", "execution accuracy", Over.DATA, filings.finqa),
    EvaluationSet("tatqa", "TAT-QA as JSON", "execution accuracy of arithmetic", Over.DATA, filings.tatqa),
    EvaluationSet(
        "speed",
        "a question file of our own",
        "cold start, warm questions, indexing, batch, memory",
        Over.CORPUS,
        speed.speed,
        opens_index=False,
    ),
)


def find_set(name: str) -> EvaluationSet:
    """The set of a name.

    Raises:
        UsageError: There is none.
    """
    found = next((each for each in SETS if each.name == name), None)
    if found is None:
        raise UsageError(f"there is no set {name!r}", f"Known: {', '.join(each.name for each in SETS)}")
    return found


def measure(chosen: EvaluationSet, request: Request) -> Report:
    """Measure a set.

    Raises:
        UsageError: The request names a corpus or an index that the set has no use for, or the data cannot be read.
        StoreError: Corpus, model or index cannot be used.
    """
    if request.corpus is not None and chosen.over in (Over.DATA, Over.NOTHING):
        raise UsageError(f"--corpus is of no use to {chosen.name}, which is about {chosen.over.value}", "Leave it out")
    if request.index is not None and not chosen.opens_index:
        raise UsageError(f"--index is of no use to {chosen.name}, which opens none or its own", "Leave it out")
    return chosen.measure(request)
