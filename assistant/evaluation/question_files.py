"""Question files of our own over a corpus: what the answers are worth to a person who must rely on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant import batch
from assistant.answering import Conversation
from assistant.batch import Result, Scores
from assistant.batch.scores import Share
from assistant.errors import UsageError
from assistant.evaluation.bootstrap import ratio
from assistant.evaluation.data_files import digest, sampled
from assistant.evaluation.report import Measure, Report
from assistant.evaluation.request import Request, opened

PASSED = "passed: "
"""What the measure of a kind begins with."""
_SHARES: tuple[tuple[str, Callable[[Scores], Share]], ...] = (
    ("wrong figure rate", lambda scores: scores.wrong_figures),
    ("abstention precision", lambda scores: scores.abstention_precision),
    ("abstention recall", lambda scores: scores.abstention_recall),
    ("declined answerable", lambda scores: scores.declined_answerable),
    ("article first", lambda scores: scores.article_first),
)


def questions(request: Request) -> Report:
    """Ask every question, and count by kind what is as expected.

    Raises:
        UsageError: The file cannot be read, or a line of it is no question.
        StoreError: Corpus, model or index cannot be used.
    """
    file = batch.load(request.data)
    if file.problems:
        first = file.problems[0]
        raise UsageError(f"{request.data}, line {first.line}: {first.reason}", "Mend the line: all must be asked")
    items = sampled(file.items, request.limit, request.seed)
    results: list[Result] = []
    with opened(request) as assistant:
        index = assistant.index
        for result in batch.run(lambda: Conversation(assistant), items, index=index):
            results.append(result)
            request.progress.step("answering", len(results), len(items))
    overall = batch.score(results).overall
    counts = (
        ("questions", len(results)),
        ("answered", overall.answered),
        ("abstained", overall.abstained),
        ("error", overall.error),
    )
    data = ((request.data.name, digest(request.data)), ("corpus", index.corpus_digest))
    return Report("questions", measured(results, request.seed), counts, data)


def measured(results: Sequence[Result], seed: int = 0) -> tuple[Measure, ...]:
    """The measures of a run.

    Args:
        results: Those of one run, in order.
        seed: Of the bounds.
    """
    # The scores of one question are 0 or 1 of 0 or 1: what it adds to those of the run.
    single = [(result.item.kind, batch.score([result])) for result in results]
    kinds = dict.fromkeys(kind for kind, _ in single)
    measures = [
        ratio(
            f"{PASSED}{kind or '(no kind)'}",
            [_pair(scores.overall.passed) for other, scores in single if other == kind],
            unit="%",
            seed=seed,
        )
        for kind in kinds
    ]
    measures.append(ratio(f"{PASSED}all", [_pair(scores.overall.passed) for _, scores in single], unit="%", seed=seed))
    for name, share in _SHARES:
        measures.append(ratio(name, [_pair(share(scores)) for _, scores in single], unit="%", seed=seed))
    return tuple(measures)


def _pair(share: Share) -> tuple[float, float]:
    return float(share.part), float(share.whole)
