"""Scores worked out by hand, the report that shows them, and the exit code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.batch import Expectation, LineProblem, Result, ValueExpectation, exit_code, render, score
from assistant.batch.report import shorten
from assistant.batch.scores import KindScore, Share
from assistant.datatypes import Answer, AnswerStatus, Quantity
from assistant.errors import ExitCode

MakeAnswer = Callable[..., Answer]
MakeResult = Callable[..., Result]
ABSTAINED, ERROR = AnswerStatus.ABSTAINED, AnswerStatus.ERROR
FIVE = Quantity(5, 5, "GW")


@pytest.fixture
def results(make_answer: MakeAnswer, make_result: MakeResult) -> list[Result]:
    """Nine questions, of which 3 pass.

    By hand:

    - wrong figures: w (6 is not 5) and f (a figure where none should be) of 9
    - abstained while expecting something: d, r: 1 of 2 was right
    - to be declined: r, f, v: 1 of 3 was
    - answerable: p, w, n, d, e: 1 of 5 was declined
    - naming articles: p (first), n (second only), d (nearest first), e (nothing): 2 of 4
    """
    value = Expectation(value=ValueExpectation(5, 5, "GW"))
    decline = Expectation(ABSTAINED)
    named = Expectation(cites=("1.txt",))
    return [
        make_result(make_answer(value=FIVE, articles=("a/1.txt",)), named, id="p"),
        make_result(make_answer("6 GW", value=Quantity(6, 6, "GW"), results=()), value, kind="calc", id="w"),
        make_result(make_answer(articles=("2.txt", "1.txt")), named, id="n"),
        make_result(make_answer("no", status=ABSTAINED, nearest=("1.txt",)), named, id="d"),
        make_result(make_answer("no", status=ABSTAINED, nearest=("1.txt",)), decline, kind="trap", id="r"),
        make_result(make_answer("5 GW", value=FIVE), decline, kind="trap", id="f"),
        make_result(make_answer("words"), decline, kind="trap", id="v"),
        make_result(make_answer("it broke", status=ERROR), named, id="e"),
        make_result(make_answer("free", value=FIVE), kind="", id="x"),
    ]


def test_scores(results: list[Result]) -> None:
    scores = score(results)
    assert scores.kinds == (
        KindScore("lookup", 4, Share(2, 4), answered=2, abstained=1, error=1),
        KindScore("calc", 1, Share(0, 1), answered=1, abstained=0, error=0),
        KindScore("trap", 3, Share(1, 3), answered=2, abstained=1, error=0),
        KindScore("", 1, Share(0, 0), answered=1, abstained=0, error=0),
    )
    assert scores.overall == KindScore("all", 9, Share(3, 8), answered=6, abstained=2, error=1)
    assert scores.wrong_figures == Share(2, 9)
    assert scores.abstention_precision == Share(1, 2)
    assert scores.abstention_recall == Share(1, 3)
    assert scores.declined_answerable == Share(1, 5)
    assert scores.article_first == Share(2, 4)


def test_a_right_calculation_beside_another_main_value_is_no_wrong_figure(
    make_answer: MakeAnswer, make_result: MakeResult
) -> None:
    answer = make_answer(value=Quantity(6, 6, "GW"), results=(FIVE,))
    expect = Expectation(value=ValueExpectation(5, 5, "GW"))
    assert score([make_result(answer, expect)]).wrong_figures == Share(0, 1)


def test_no_figure_is_no_wrong_figure(make_answer: MakeAnswer, make_result: MakeResult) -> None:
    expect = Expectation(value=ValueExpectation(5, 5, "GW"))
    assert score([make_result(make_answer("words"), expect)]).wrong_figures == Share(0, 1)


def test_the_report_byte_for_byte(results: list[Result]) -> None:
    text = render(results, [LineProblem(4, "not JSON: Expecting value at column 1")])
    assert text == (
        "kind       asked  passed   share  answered  abstained  error\n"
        "------------------------------------------------------------\n"
        "lookup         4       2  50.0 %         2          1      1\n"
        "calc           1       0   0.0 %         1          0      0\n"
        "trap           3       1  33.3 %         2          1      0\n"
        "(no kind)      1       -       -         1          0      0\n"
        "------------------------------------------------------------\n"
        "all            9       3  37.5 %         6          2      1\n"
        "\n"
        "wrong figure rate     22.2 %  2 of 9\n"
        "abstention precision  50.0 %  1 of 2\n"
        "abstention recall     33.3 %  1 of 3\n"
        "declined answerable   20.0 %  1 of 5\n"
        "article first         50.0 %  2 of 4\n"
        "\n"
        "w: How much? | value: expected 5 GW | found 6 GW\n"
        "d: How much? | status: expected answered | found abstained (no_evidence): no\n"
        "f: How much? | status: expected abstained | found answered: 5 GW\n"
        "v: How much? | status: expected abstained | found answered: words\n"
        "e: How much? | status: expected answered | found error (no_evidence): it broke\n"
        "\n"
        "line 4: not asked: not JSON: Expecting value at column 1\n"
    )


def test_a_report_of_nothing_and_of_problems_only() -> None:
    text = render([], [LineProblem(1, "has no question")])
    assert "all       0       -      -" in text
    assert "wrong figure rate     -  0 of 0" in text
    assert text.endswith("\nline 1: not asked: has no question\n")


def test_an_error_of_which_nothing_was_expected_is_told(make_answer: MakeAnswer, make_result: MakeResult) -> None:
    text = render([make_result(make_answer("it broke", status=ERROR))], [])
    assert text.endswith("\nq1: How much? | error: it broke\n")


def test_words_from_outside_are_visible_and_short(make_answer: MakeAnswer, make_result: MakeResult) -> None:
    expect = Expectation(contains=(("a\u202eb",),))
    answer = make_answer("\x1b[2J" + "long " * 50_000)
    bad = make_result(answer, expect, id="i\n1", question="q" * 100_000, kind="k\x07\x1b")
    text = render([bad], [LineProblem(2, "unknown key '\x1b[31m' in the question")])
    assert all(char.isprintable() or char == "\n" for char in text)
    assert "k␇␛" in text
    assert "a<U+202E>b" in text
    lines = text.splitlines()
    assert [line.partition(":")[0] for line in lines[-3:]] == ["i 1", "", "line 2"]
    assert max(map(len, lines)) < 320


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), (" a\n\tb ", 9, "a b"), ("a b c", 3, "a…"), (" " * 99, 3, "…")],
)
def test_shorten(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short


def test_exit_codes(make_answer: MakeAnswer, make_result: MakeResult) -> None:
    good = make_result(make_answer("a"), Expectation())
    failed = make_result(make_answer("a"), Expectation(ABSTAINED))
    declined = make_result(make_answer("no", status=ABSTAINED))
    broken = make_result(make_answer("it broke", status=ERROR))
    problem = LineProblem(1, "has no question")
    assert exit_code([good, declined], [], checked=True) is ExitCode.OK
    assert exit_code([good, failed], [], checked=True) is ExitCode.EXPECTATION
    assert exit_code([good, failed], [], checked=False) is ExitCode.OK
    assert exit_code([good, broken], [], checked=True) is ExitCode.PARTIAL
    assert exit_code([good], [problem], checked=True) is ExitCode.PARTIAL
    assert exit_code([failed, broken], [problem], checked=False) is ExitCode.PARTIAL
    assert exit_code([failed, broken], [problem], checked=True) is ExitCode.EXPECTATION
