from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering import pointed
from assistant.answering.main_value import _agreed
from assistant.answering.question import parse
from assistant.datatypes import Hit, Passage, Pointing, Quantity, Ranks, ReadSentence, Sentence, Source, Span
from assistant.quantities import extract

QUESTION = "Whose average house price was higher in early 2005, Halifax's or Nationwide's, and by how much?"
HALIFAX = "Halifax said the average price was £163,748, while rents were £700."
NATIONWIDE = "Nationwide said the average house now stands at £152,879."


def read(text: str, scores: Sequence[float]) -> tuple[ReadSentence, ...]:
    """A sentence as the reader would give it, with these scores for its figures."""
    sentence = Sentence(0, len(text), text)
    passage = Passage(text=text, start=0, end=len(text), heading="", sentences=(sentence,))
    hit = Hit(1, Source(path=f"{text.split(maxsplit=1)[0]}.txt", title="House prices"), passage, Ranks(1.0))
    places = [(q.span.start, q.span.end) for q in extract(text) if q.span is not None]
    figures = tuple(zip(places, scores, strict=True))
    return (ReadSentence(hit, sentence, 1.0, pointing=Pointing(1.0, -1.0, (0, 1), 1.0, figures)),)


def find(halifax: Sequence[float], nationwide: Sequence[float], queries: list[str] | None = None) -> pointed.Find:
    def look(query: str) -> Sequence[ReadSentence]:
        if queries is not None:
            queries.append(query)
        return read(HALIFAX, halifax) if "Halifax" in query else read(NATIONWIDE, nationwide)

    return look


def test_each_side_is_asked_for_by_itself_and_the_larger_wins() -> None:
    queries: list[str] = []
    filled = pointed.by_reader(parse(QUESTION), find([4.0, -1.0], [3.0], queries))
    assert filled is not None
    assert filled.winner == "Halifax"
    assert [item.quantity.low for item in filled.inputs] == [163_748, 152_879]
    assert all(("Halifax" in query) != ("Nationwide" in query) for query in queries)
    assert all("price" in query and "higher" not in query for query in queries)


@pytest.mark.parametrize(
    ("halifax", "nationwide"),
    [([0.5, -1.0], [3.0]), ([4.0, 3.9], [3.0]), ([4.0, -1.0], [-2.0])],
    ids=["one is not sure", "one wavers", "the other is not there"],
)
def test_a_side_that_is_not_sure_leaves_the_comparison_open(
    halifax: Sequence[float], nationwide: Sequence[float]
) -> None:
    assert pointed.by_reader(parse(QUESTION), find(halifax, nationwide)) is None


def quantity(value: float, at: int) -> Quantity:
    return Quantity(value, value, "GBP", span=Span("a.txt", at, at + 3))


def test_the_ledgers_only_figure_stands_unless_the_reader_prefers_another_by_far() -> None:
    one = quantity(1, 0)
    assert _agreed([one], {}) == one
    assert _agreed([one], {(0, 3): 1.0, (9, 12): 2.0}) == one
    assert _agreed([one], {(0, 3): -2.0, (9, 12): 4.0}) is None


def test_of_several_figures_the_one_that_the_reader_is_sure_of() -> None:
    one, other = quantity(1, 0), quantity(2, 9)
    assert _agreed([one, other], {(0, 3): 0.0, (9, 12): 5.0}) == other
    assert _agreed([one, other], {(0, 3): 4.0, (9, 12): 5.0}) is None
    assert _agreed([one, other], {}) is None
    assert _agreed([one, other], {(0, 3): 0.0, (9, 12): 5.0, (20, 23): 7.0}) is None
