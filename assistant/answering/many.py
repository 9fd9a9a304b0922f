"""Many questions, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.datatypes import Answer, AnswerStatus, IndexInfo, Part, PartKind, Reason, ReasonCode
from assistant.errors import AssistantError, StoreError, UsageError


def each(ask: Callable[[str], Answer], questions: Iterable[str], index: Callable[[], IndexInfo]) -> Iterator[Answer]:
    """Answer each question when its answer is asked for.

    Args:
        ask: Answers one.
        questions: The questions.
        index: Which index is asked, for the answers of questions that end in error.

    Returns:
        The answers, in order. A question that cannot be asked has one of status ``error`` that says why.

    Raises:
        UsageError: What came is one text, or no sequence; at once, not with the first answer.
        StoreError: Corpus, model or index has become unusable: every later question would fail alike.
    """
    if isinstance(questions, str) or not isinstance(questions, Iterable):
        raise UsageError(f"many questions come as a list of texts, not as {questions!r}", "For one there is ask")
    return (_answered(ask, question, index) for question in questions)


def _answered(ask: Callable[[str], Answer], question: str, index: Callable[[], IndexInfo]) -> Answer:
    try:
        return ask(question)
    except StoreError:
        raise
    except AssistantError as error:
        return failed(question, str(error), index())


def failed(question: str, why: str, index: IndexInfo) -> Answer:
    """The answer to a question that ended in error.

    Args:
        question: As asked.
        why: What was wrong.
        index: The index that was to be asked.
    """
    # PROSE may hold no digit, and an error's words may: they are shown as what they are, an echo.
    parts = (Part(PartKind.ECHO, why),)
    return Answer(question, AnswerStatus.ERROR, parts, index, reason=Reason(ReasonCode.ERROR, why))
