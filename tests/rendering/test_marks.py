"""Marks light exactly the words they cover; an answer's own line breaks split it, a quote's do not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.datatypes import Answer, AnswerStatus, Citation, Part, PartKind, Source
from assistant.rendering.marks import answer_lines, context_pieces, part_pieces, pieces, quote_pieces
from tests.rendering.samples import INDEX, fact


def test_pieces_are_cut_at_marks() -> None:
    assert pieces("abcdef", 10, ((12, 14), (13, 15))) == [("ab", False), ("cde", True), ("f", False)]


def test_marks_outside_light_nothing() -> None:
    assert pieces("abc", 10, ((0, 4), (0, 10), (13, 20), (12, 11))) == [("abc", False)]


@given(
    st.text(max_size=30),
    st.integers(0, 40),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4),
)
def test_pieces_join_to_the_text(text: str, start: int, marks: list[tuple[int, int]]) -> None:
    cut = pieces(text, start, tuple(marks))
    assert "".join(piece.text for piece in cut) == text
    covered = {i for low, high in marks for i in range(low, high)}
    shown = [piece.lit for piece in cut for _ in piece.text]
    assert shown == [i in covered for i in range(start, start + len(text))]


def test_quote_and_context_of_a_citation() -> None:
    citation = fact().citations[0]
    assert quote_pieces(citation)[0] == ("Ada Brook", True)
    assert [piece.lit for piece in context_pieces(citation)] == [False, True, False]


def test_a_passage_without_the_quote_is_not_shown_as_its_context() -> None:
    citation = Citation(1, Source("a.md", "A"), "said", 0, 4, context="something else")
    assert context_pieces(citation) == [("said", True)]


def test_a_part_of_a_quote_keeps_its_marks() -> None:
    citation = Citation(1, Source("a.md", "A"), "It cost $5 then.", 20, 36, marks=((28, 30),))
    part = Part(PartKind.QUOTE, "cost $5", 1)
    assert part_pieces(part, {1: citation}) == [("cost ", False), ("$5", True)]
    assert part_pieces(part, {}) == [("cost $5", False)]


def _answer(*parts: Part) -> Answer:
    return Answer("q", AnswerStatus.ANSWERED, parts, INDEX)


def test_lines_split_at_our_breaks_only() -> None:
    lines = answer_lines(
        _answer(
            Part(PartKind.PROSE, "\nFirst:\n"),
            Part(PartKind.QUOTE, "two\nlines", 1),
            Part(PartKind.MARKER, " [1]\n"),
            Part(PartKind.PROSE, "\nEnd\n"),
        )
    )
    assert ["".join(part.text for part in line.parts) for line in lines] == [
        "First:",
        "two\nlines [1]",
        "",
        "End",
    ]
    assert [line.is_quotation for line in lines] == [False, True, False, False]


def test_a_quote_inside_a_sentence_of_ours_is_no_quotation() -> None:
    (line,) = answer_lines(_answer(Part(PartKind.PROSE, "It cost "), Part(PartKind.QUOTE, "$5", 1)))
    assert not line.is_quotation
