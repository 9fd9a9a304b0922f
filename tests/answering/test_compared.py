"""Comparisons whose figures are found by the question's own words, over articles of invented companies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering import Assistant
from assistant.datatypes import AnswerStatus

ARTICLES = {
    "norwind.txt": """Norwind seeks help from its lenders

The flag carrier Norwind is asking its lenders for time. The airline has piled up debts of 40bn pesos ($2.4bn; £1.3bn)
since fuel prices rose. On Monday a court awarded it 3bn pesos ($180m) in an old dispute with the state.
""",
    "sunjet.txt": """Sunjet back in private hands

Sunjet Air has found a buyer. In common with other carriers Sunjet Air, with debts of $400m (£210m), has suffered from
high fuel costs. Its pilots earn more than $120,000 a year.
""",
    "pipeline.txt": """Tamar and Quill sign gas deals with Oristan

Tamar has signed a $5bn (£2.6bn) deal with Oristan to sell its gas abroad. The agreement is the latest of several.
The oil group Quillon signed up for a $9.5bn deal on Sunday. A survey had cost $1m.
""",
    "harrow.txt": """Ferry group hit by storms

Harrow Lines lost less than feared. Harrow Lines reported a loss of $40m for the fourth quarter of 2004, against a
$15m loss for the same period a year earlier. For the full year, Harrow Lines posted a loss of $90m, lower than
2003's $140m loss.
""",
    "banks.txt": """Corran Bank has a record year

Corran Bank saw profits for 2004 rise to £3.2bn. Earnings at Corran Markets investment bank rose 20% to £900m, but
investment in branches held back growth. Profits at Corrancard rose by 4% to £650m.
""",
    "savers.txt": """Where to put the children's money

Among the best accounts for children are the Robin account from the Elmstead Building Society, paying 5.4% on any sum,
and the Lark & Wren FirstPenny which pays 5.1%.
""",
    "flood.txt": """Flood adds to poverty

The Ostland Development Fund fears that 800,000 people in Veria could fall into poverty after the flood, while in
Morania just over half a million people - 530,000 - are at risk of falling into poverty.
""",
    "settled.txt": """Directors of Kestrel settle

Ten former directors of Kestrel have agreed to pay $60m, including $21m from their own pockets, to settle a lawsuit.
""",
    "settled-too.txt": """Directors of Osprey settle

Former directors of Osprey have agreed a $150m settlement. They will pay $11m from their own pockets.
""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("compared")
    (folder / "corpus").mkdir()
    for name, text in ARTICLES.items():
        title, _, body = text.partition("\n\n")
        (folder / "corpus" / name).write_text(f"{title}\n\n{' '.join(body.split())}\n", encoding="utf-8")
    with Assistant.open(folder / "corpus", folder / "index", reader="rules") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "winner", "value", "unit"),
    [
        # 2.4 - 0.4: of the pesos only what is given in dollars can be set against dollars
        ("Which airline owed more, Norwind or Sunjet Air, and what's the gap in dollars?", "Norwind", 2e9, "USD"),
        ("Which airline owed less, Norwind or Sunjet Air, and what's the gap in dollars?", "Sunjet Air", 2e9, "USD"),
        ("Whose gas deal with Oristan was larger, Quillon's or Tamar's, and by how much?", "Quillon", 4.5e9, "USD"),
        ("How much more did Quillon pay than Tamar for its gas deal?", "Quillon", 4.5e9, "USD"),
        ("Did Harrow Lines lose more in 2003 or in 2004, and what was the difference?", "2003", 50e6, "USD"),
        (
            "Did Harrow Lines lose more in the last quarter of 2004 than in the last quarter of 2003, and how much?",
            "last quarter of 2004",
            25e6,
            "USD",
        ),
        (
            "Within Corran Bank, did the investment bank or Corrancard earn more in 2004, and what was the difference?",
            "Corran Markets investment bank",
            250e6,
            "GBP",
        ),
        (
            "does the elmstead robin account or the lark & wren firstpenny pay more, and by how many percentage points",
            "elmstead robin account",
            0.3,
            "percentage points",
        ),
        (
            "Does the Ostland Development Fund see more people fall into poverty in Veria or in Morania, by how many?",
            "Veria",
            270_000,
            "people",
        ),
    ],
)
def test_the_words_of_the_question_tell_which_figures_are_compared(
    assistant: Assistant, question: str, winner: str, value: float, unit: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.text.startswith(f"{winner}, by ")
    assert answer.value is not None
    assert answer.value.low == pytest.approx(value)
    assert answer.value.unit == unit
    assert all(item.citation for item in answer.calculations[0].inputs)


@pytest.mark.parametrize(
    "question",
    [
        "Who owes more, Norwind or Tamar, and by how much?",
        "Which airline employs more people, Norwind or Sunjet Air?",
        "Did Harrow Lines make a bigger profit in 2003 or in 2004?",
        "Did Harrow Lines lose more in 2002 or in 2003?",
        "Whose pilots cost more per flight, Norwind's or Sunjet Air's?",
        # $60m and $150m answer less than $21m and $11m, and none of the articles says which is asked for
        "Whose former directors settle with more from their own pockets, Kestrel's or Osprey's?",
    ],
)
def test_what_is_not_surely_a_sides_is_not_compared(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is AnswerStatus.ABSTAINED, answer.text
