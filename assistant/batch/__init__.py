"""Question files, asked in one go and held against what was expected.

A malformed line, a question that fails or an expectation that does not hold is reported by
name and never stops the rest.
"""

from assistant.batch.expectations import Expectation, Failure, ValueExpectation, check
from assistant.batch.output import LineWriter, open_writer
from assistant.batch.questions import Item, LineProblem, QuestionFile, load
from assistant.batch.report import exit_code, render
from assistant.batch.run import Asker, Result, run
from assistant.batch.scores import Scores, score

__all__ = [
    "Asker",
    "Expectation",
    "Failure",
    "Item",
    "LineProblem",
    "LineWriter",
    "QuestionFile",
    "Result",
    "Scores",
    "ValueExpectation",
    "check",
    "exit_code",
    "load",
    "open_writer",
    "render",
    "run",
    "score",
]
