from __future__ import annotations

from dataclasses import replace

from assistant.answering.leading import is_of_another_item, leading_words
from assistant.answering.question import parse
from assistant.datatypes import (
    Figure,
    FiledFigure,
    Hit,
    Passage,
    Period,
    Pointing,
    Ranks,
    ReadSentence,
    Role,
    Sentence,
    Source,
    Span,
    Status,
)
from assistant.quantities import extract
from tests.answering.sentences import judged

TEXT = "Acme had sales of $4bn in 2025, against $3bn in 2024."
QUESTION = parse("What was Acme's revenue in 2025?")


def read(scores: tuple[float, float]) -> ReadSentence:
    """The sentence, its first figure pointed at, its figures scored."""
    sentence = Sentence(0, len(TEXT), TEXT)
    hit = Hit(1, Source(path="a.txt", title="Acme"), Passage(0, len(TEXT), TEXT, "", (sentence,)), Ranks(1.0))
    spans = [q.span for q in extract(TEXT) if q.span is not None]
    places = [(span.start, span.end) for span in spans]
    pointing = Pointing(4.0, -4.0, places[0], 8.0, tuple(zip(places, scores, strict=True)))
    return ReadSentence(hit, sentence, 1.0, marks=tuple(places), pointing=pointing)


def filed(year: int, entity: str = "Acme", role: Role = Role.VALUE) -> FiledFigure:
    quantity = replace(extract(TEXT)[0])
    span = Span("a.txt", 0, len(TEXT))
    figure = Figure(quantity, entity, "revenue", Period(12, year, 12), Status.REPORTED, role, span)
    return FiledFigure(figure, Source(path="a.txt", title="Acme"), TEXT)


def lead(item: ReadSentence, *figures: FiledFigure) -> str:
    words = leading_words(QUESTION, item, [item], lambda _: figures)
    return TEXT[slice(*words)] if words else ""


def test_words_lead_where_the_ledger_agrees_or_says_nothing() -> None:
    assert lead(read((6.0, 0.0)), filed(2025)) == "$4bn"
    assert lead(read((6.0, 0.0))) == "$4bn"


def test_a_figure_of_another_year_or_name_does_not_lead() -> None:
    assert lead(read((6.0, 0.0)), filed(2024)) == ""
    assert lead(read((6.0, 0.0)), filed(2025, entity="Globex")) == ""
    assert lead(read((6.0, 0.0)), filed(2025, role=Role.DIFFERENCE)) == ""


def test_a_reader_that_wavers_between_two_figures_does_not_lead() -> None:
    assert lead(read((6.0, 5.5)), filed(2025)) == ""
    assert lead(read((5.0, 6.0)), filed(2025)) == ""


def test_the_figure_of_another_thing_of_a_row_does_not_lead() -> None:
    text = "Ale brought in $3m, cider $2m and cordial $1m."
    (item,) = judged([text])
    first = (text.index("$3m"), text.index("$3m") + 3)
    second = (text.index("$2m"), text.index("$2m") + 3)
    assert is_of_another_item(parse("What did cider bring in?"), item, first)
    assert not is_of_another_item(parse("What did cider bring in?"), item, second)
    assert not is_of_another_item(parse("What did ale bring in?"), item, first)
