"""Two sides compared by a rate that no article gives: growth, a share, an amount for each, worked out for both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.datatypes import AnswerStatus

ARTICLES = {
    "toys.txt": """Pimlow Toys has a good Christmas
published: 2026-02-03

Pimlow Toys sold more of everything in the quarter. Shop sales were $240 million, compared with $200 million, while
online revenue was $90 million against $60 million. Sales of board games came to $31 million. Staff numbers went up
by 40.
""",
    "rugby.txt": """Marlow Rovers count the cost
published: 2026-01-12

Marlow Rovers made a loss in the season. Turnover rose to £80 million from £74 million. Wages came to £60 million, up
from £50 million. The club spent £9 million on its stand.

Rivals Denby Town, who won the cup, reported turnover of £50 million and wages of £30 million for the same season.
Oxley United reported turnover of £41 million.
""",
    "soap.txt": """Lathera lifts its profit
published: 2026-03-15

Lathera reported an operating profit of €48 million for 2025 on revenue of €400 million. Lathera employs 1,600 people.
""",
    "suds.txt": """Sudsworth grows
published: 2026-03-20

Sudsworth reported an operating profit of €45 million for 2025 on revenue of €300 million. Sudsworth employs 1,000
people.
""",
    "wax.txt": """Waxley changes hands
published: 2026-04-02

Waxley reported revenue of €90 million for 2025. Waxley has 310 shops.
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("rates")
    (folder / "corpus").mkdir()
    for name, text in ARTICLES.items():
        head, _, body = text.partition("\n\n")
        title, _, fields = head.partition("\n")
        paragraphs = "\n\n".join(" ".join(part.split()) for part in body.split("\n\n"))
        (folder / "corpus" / name).write_text(f"---\ntitle: {title}\n{fields}\n---\n{paragraphs}\n", encoding="utf-8")
    with Assistant.open(folder / "corpus", folder / "index", reader="rules") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "winner", "calculator", "value", "unit"),
    [
        (
            "At Pimlow Toys which grew quicker, shop sales or online, and by how many percentage points?",
            "online",
            "growth-gap",
            30,
            "percentage points",
        ),
        (
            "Did Pimlow Toys' shop sales or its online sales grow faster, and by how many points?",
            "online sales",
            "growth-gap",
            30,
            "percentage points",
        ),
        (
            "Marlow Rovers or Denby Town: whose wages ate up more of its turnover, and by how many percentage points?",
            "Marlow Rovers",
            "share-gap",
            15,
            "percentage points",
        ),
        (
            "Which club spent a smaller share of its turnover on wages, Marlow Rovers or Denby Town?",
            "Denby Town",
            "share-gap",
            15,
            "percentage points",
        ),
        (
            "Who had the higher wage-to-turnover ratio, Denby Town or Marlow Rovers, and by how many points?",
            "Marlow Rovers",
            "share-gap",
            15,
            "percentage points",
        ),
        (
            "Whose operating margin was higher in 2025, Lathera's or Sudsworth's, and by how many percentage points?",
            "Sudsworth",
            "share-gap",
            3,
            "percentage points",
        ),
        (
            "Which had more revenue per employee in 2025, Lathera or Sudsworth, and how much more?",
            "Sudsworth",
            "per-unit-gap",
            50_000,
            "EUR",
        ),
    ],
)
def test_each_sides_rate_is_worked_out(
    assistant: Assistant, question: str, winner: str, calculator: str, value: float, unit: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.text.startswith(f"{winner}, by ")
    assert [done.calculator for done in answer.calculations] == [calculator]
    assert len(answer.calculations[0].inputs) == 4
    assert answer.value is not None
    assert answer.value.low == pytest.approx(value)
    assert answer.value.unit == unit


@pytest.mark.parametrize(
    "question",
    [
        # one of the four figures is not given
        "At Pimlow Toys which grew quicker, online or board games, and by how many percentage points?",
        "Marlow Rovers or Oxley United: whose wages ate up more of its turnover, and by how many percentage points?",
        "Whose operating margin was higher in 2025, Lathera's or Waxley's, and by how many percentage points?",
        "Which had more revenue per employee in 2025, Lathera or Waxley, and how much more?",
        # how many times as large a share is cannot be told as a difference
        "Whose operating margin was higher in 2025, Lathera's or Sudsworth's, and how many times as high?",
    ],
)
def test_where_one_figure_is_missing_no_rate_is_worked_out(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ABSTAINED, answer.text
    assert not answer.calculations
