"""A run told to a person: a table by kind, the scores, and a line for everything that failed.

Plain text, the same for the same results; words from outside are made visible and cut to a
readable length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.batch.questions import LineProblem
from assistant.batch.run import Result
from assistant.batch.scores import KindScore, Share, score
from assistant.datatypes import AnswerStatus
from assistant.errors import ExitCode
from assistant.rendering.safe import flat

_HEADINGS = ("kind", "asked", "passed", "share", "answered", "abstained", "error")
_NO_KIND = "(no kind)"
_NOTHING = "-"
_QUESTION_WIDTH = 70
_WORDS_WIDTH = 100


def render(results: Sequence[Result], problems: Sequence[LineProblem]) -> str:
    """The report of a checked run.

    Args:
        results: Those of one run, in order.
        problems: Lines of the question file that could not be asked.

    Returns:
        Lines of text, each ended by a line feed.
    """
    scores = score(results)
    blocks = [
        list(_table([*map(_row, scores.kinds), _row(scores.overall)])),
        list(
            _aligned(
                [
                    ("wrong figure rate", *_counted(scores.wrong_figures)),
                    ("abstention precision", *_counted(scores.abstention_precision)),
                    ("abstention recall", *_counted(scores.abstention_recall)),
                    ("declined answerable", *_counted(scores.declined_answerable)),
                    ("article first", *_counted(scores.article_first)),
                ]
            )
        ),
        [line for result in results for line in _trouble(result)],
        [f"line {problem.line}: not asked: {shorten(problem.reason)}" for problem in problems],
    ]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks if block)


def exit_code(results: Sequence[Result], problems: Sequence[LineProblem], checked: bool) -> ExitCode:
    """What a batch returns.

    Args:
        results: Those of one run.
        problems: Lines of the question file that could not be asked; they count as errors.
        checked: Whether expectations count.

    Returns:
        ``EXPECTATION`` when checked and one failed, an error where an answer was expected
        included; else ``PARTIAL`` when a question ended in error or a line was not asked;
        else ``OK``.
    """
    if checked and any(result.failures for result in results):
        return ExitCode.EXPECTATION
    if problems or any(result.answer.status is AnswerStatus.ERROR for result in results):
        return ExitCode.PARTIAL
    return ExitCode.OK


def shorten(text: str, width: int = _WORDS_WIDTH) -> str:
    """A text on one line, safe to print, with its end cut off beyond ``width`` characters."""
    # Cut first: a text may be huge, and its visible form is several times longer.
    line = flat(text[: 4 * width]).strip()
    return line if len(line) <= width and len(text) <= 4 * width else f"{line[: width - 1].rstrip()}…"


def _row(kind: KindScore) -> tuple[str, ...]:
    passed = str(kind.passed.part) if kind.passed.whole else _NOTHING
    counts = (kind.answered, kind.abstained, kind.error)
    name = shorten(kind.kind, 30) or _NO_KIND
    return (name, str(kind.asked), passed, _percent(kind.passed), *map(str, counts))


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    lines = list(_aligned([_HEADINGS, *rows]))
    rule = "-" * max(map(len, lines))
    yield from (lines[0], rule, *lines[1:-1], rule, lines[-1])


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *numbers))


def _counted(share: Share) -> tuple[str, str]:
    return _percent(share), f"{share.part} of {share.whole}"


def _percent(share: Share) -> str:
    return _NOTHING if share.ratio is None else f"{100 * share.ratio:.1f} %"


def _trouble(result: Result) -> Iterator[str]:
    """One line for each failed expectation, and for an error of which nothing was expected."""
    lead = f"{shorten(result.item.id, 40)}: {shorten(result.item.question, _QUESTION_WIDTH)}"
    for failure in result.failures:
        expected, found = shorten(failure.expected), shorten(failure.found)
        yield f"{lead} | {failure.expectation}: expected {expected} | found {found}"
    if result.answer.status is AnswerStatus.ERROR and not result.failures:
        yield f"{lead} | error: {shorten(result.answer.text)}"
