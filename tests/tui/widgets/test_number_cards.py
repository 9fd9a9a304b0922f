"""The cards of numbers: a figure in its paragraph, a derivation as a tree, ranges as bars."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.content import Content

from assistant.datatypes import Calculation, Citation, InputKind, Qualifier, Quantity
from assistant.rendering.derivation import Node, derivation
from assistant.rendering.layout import cells
from assistant.rendering.ranges import RangeChart, RangeRow
from assistant.tui.anchors import AnchorKind
from assistant.tui.contents import LIT
from assistant.tui.widgets.derivation_card import derivation_tree
from assistant.tui.widgets.figure_card import FigureCard
from assistant.tui.widgets.note import ConflictNote
from assistant.tui.widgets.range_view import drawn
from tests.rendering import samples
from tests.tui.support import Host, screen_text


def _citations() -> dict[int, Citation]:
    return {citation.n: citation for citation in samples.calculation().citations}


def _work() -> Calculation:
    return samples.calculation().calculations[0]


async def test_a_figure_is_lit_in_its_paragraph() -> None:
    quote = "Sales came in between $30 million and $40 million."
    citation = replace(_citations()[2], context=f"It rained. {quote} It rained again.")
    app = Host(lambda: FigureCard(citation, samples.filed()[1]))
    async with app.run_test(size=(90, 12)):
        text = screen_text(app)
    assert "It rained. Sales came in" in text
    assert "between $30 million and $40 million  Mill  revenue · 2026" in text
    assert "news/sales.txt:14-49" in text


def test_a_tree_leads_from_the_result_to_the_quotes() -> None:
    tree = derivation_tree(derivation(samples.calculation(), _work()), _citations(), 60)
    lines = tree.content.plain.splitlines()
    assert lines[0].startswith("at least 22.5x to 30x revenue-multiple")
    assert any(line.startswith("├─ exceeding $900 million valuation") for line in lines)
    assert any(line.startswith("│  └─ “at a valuation exceeding") for line in lines)
    assert any(line.startswith("└─ between $30 million and $40 million revenue") for line in lines)
    assert {anchor.citation.n for _, _, anchor in tree.places if anchor.citation} == {1, 2}
    assert all(anchor.kind is AnchorKind.MARK for _, _, anchor in tree.places)


@pytest.mark.parametrize("width", [24, 40, 80])
def test_a_tree_keeps_within_its_width_and_its_guides(width: int) -> None:
    long = Node("a source " * 6, "words " * 30, InputKind.QUOTED, 1, "news/round.md:1-2")
    node = Node("result", "5x", InputKind.DERIVED, None, "a / b " * 10, (long, replace(long, children=(long,))))
    lines = derivation_tree(node, _citations(), width).content.plain.splitlines()
    assert all(cells(line) <= width for line in lines)
    assert all(line.startswith(("│", "├", "└", " ")) for line in lines[1:])


def _chart(*values: tuple[float | None, float | None]) -> RangeChart:
    rows = tuple(
        RangeRow(f"row [/ {n}", Quantity(low, high, "USD", Qualifier.EXACT, f"${low} to ${high}"), n, "")
        for n, (low, high) in enumerate(values, 1)
    )
    return RangeChart("valuations", "USD", rows)


@pytest.mark.parametrize("width", [20, 50, 110])
def test_a_chart_fits_and_names_its_rows(width: int) -> None:
    content = drawn(_chart((1e9, 2e9), (1.5e9, None), (3e9, 3e9)), width)
    assert isinstance(content, Content)
    text = content.plain
    assert "valuations" in text
    for number in (1, 2, 3):
        assert f"row [/ {number}" in text
        assert f"[{number}]" in text
    if width > 20:
        assert all(cells(line) <= width for line in text.splitlines())


def test_conflicts_are_anchors() -> None:
    answer = samples.calculation()
    note = ConflictNote(answer.conflicts, _citations())
    assert [anchor.text for _, _, anchor in note.anchored.places] == ["[1]", "[2]"]
    assert "mill, valuation, 2026: exceeding $900 million [1]; $800 million [2]" in note.anchored.content.plain


def test_lit_is_bold_too() -> None:
    assert "bold" in LIT
