"""SQuAD 2.0 asked of the whole program: find the paragraph among all, and answer or decline.

This is harder than the usual setting, which hands the paragraph over. Articles that the reading
model was trained on are searched too, but nothing is asked about them. A question counts as unanswerable
where its own paragraph does not answer it; that another article might is not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering import Assistant
from assistant.datatypes import Answer, AnswerStatus, PartKind
from assistant.errors import UsageError
from assistant.evaluation.bootstrap import mean
from assistant.evaluation.data_files import digest, sampled
from assistant.evaluation.kept_back import squad_seen
from assistant.evaluation.metrics import best_f1, exact_match, hit_at, ndcg_at, reciprocal_rank
from assistant.evaluation.report import Measure, Report
from assistant.evaluation.request import Request, opened, opened_over
from assistant.evaluation.squad import SquadQuestion, articles_of, load, relevance
from assistant.retrieval.search import HybridSearch

DEPTH = 10
_ANSWERING = (PartKind.QUOTE, PartKind.NUMBER)


def squad(request: Request) -> Report:
    """Ask the questions of the articles kept back, over a corpus or over the paragraphs of the data itself.

    Raises:
        UsageError: The file cannot be read, or holds no question that may be asked.
        StoreError: Corpus, model or index cannot be used.
    """
    everything = load(request.data, answerable=False)
    kept = [question for question in everything if question.article not in squad_seen()]
    if not kept:
        raise UsageError(
            f"{request.data} asks only about articles that the reading model was trained on", "Give another file"
        )
    asked = sampled(kept, request.limit, request.seed)
    assistants = opened(request) if request.corpus else opened_over(request, _texts(everything))
    with assistants as assistant:
        found = _found(assistant, [question for question in asked if question.answers])
        given = _given(assistant, asked, request)
        articles, passages = assistant.counts
        data = ((request.data.name, digest(request.data)), ("corpus", assistant.index.corpus_digest))
    counts = (
        ("questions", len(asked)),
        ("answerable", len(found)),
        ("articles asked about", len({question.article for question in asked})),
        ("articles searched", articles),
        ("passages searched", passages),
    )
    return Report("squad", (*_search(found, request.seed), *_reading(asked, given, request.seed)), counts, data)


def _texts(questions: Sequence[SquadQuestion]) -> dict[str, str]:
    """The articles as files, each paragraph by itself."""
    texts = {}
    for number, (title, paragraphs) in enumerate(articles_of(questions).items(), 1):
        name = re.sub(r"\W+", "_", title)[:60]
        texts[f"{number:04}-{name}.txt"] = "\n\n".join((title.replace("_", " "), *paragraphs)) + "\n"
    return texts


def _found(assistant: Assistant, questions: Sequence[SquadQuestion]) -> list[list[bool]]:
    search = HybridSearch(assistant.store, assistant.embedder)
    # Parts of the right paragraph behind the first do not count, so more than the depth are looked at.
    return [relevance(search.search(q.question, limit=2 * DEPTH), q.context)[:DEPTH] for q in questions]


def _given(assistant: Assistant, questions: Sequence[SquadQuestion], request: Request) -> list[str]:
    given = []
    for done, question in enumerate(questions, 1):
        given.append(leading_text(assistant.ask(question.question)))
        request.progress.step("answering", done, len(questions))
    return given


def leading_text(answer: Answer) -> str:
    """What an answer leads with, words or a figure of an article or a calculation; empty where it declines."""
    if answer.status is not AnswerStatus.ANSWERED:
        return ""
    return next((part.text for part in answer.parts if part.kind in _ANSWERING), "")


def _search(found: Sequence[list[bool]], seed: int) -> tuple[Measure, ...]:
    return (
        *(
            mean(f"right paragraph in {depth}", [hit_at(each, depth) for each in found], seed=seed)
            for depth in (1, 5, DEPTH)
        ),
        mean(f"MRR@{DEPTH}", [reciprocal_rank(each) for each in found], seed=seed),
        mean(f"nDCG@{DEPTH}", [ndcg_at(each, DEPTH, 1) for each in found], seed=seed),
    )


def _reading(asked: Sequence[SquadQuestion], given: Sequence[str], seed: int) -> tuple[Measure, ...]:
    wanted = [[text for text, _ in question.answers] for question in asked]
    exact = [100 * exact_match(text, each) for text, each in zip(given, wanted, strict=True)]
    f1 = [100 * best_f1(text, each) for text, each in zip(given, wanted, strict=True)]
    can = [bool(each) for each in wanted]
    return (
        mean("EM", exact, seed=seed),
        mean("F1", f1, seed=seed),
        mean("EM of answerable", [value for value, holds in zip(exact, can, strict=True) if holds], seed=seed),
        mean("F1 of answerable", [value for value, holds in zip(f1, can, strict=True) if holds], seed=seed),
        mean("unanswerable declined", [value for value, holds in zip(f1, can, strict=True) if not holds], seed=seed),
    )
