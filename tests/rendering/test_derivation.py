"""A result is followed down to what its numbers come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.datatypes import Answer, Calculation, CalculationInput, InputKind, Quantity
from assistant.rendering.derivation import Node, derivation
from tests.rendering import samples


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from walk(child)


def chain() -> Answer:
    """Power over a year as energy, and that as carbon dioxide."""
    power = Quantity(5.0, 5.0, "GW", text="five gigawatts")
    energy = Quantity(43.8, 43.8, "TWh", text="43.8 TWh")
    grid = Quantity(349.7, 349.7, "kg CO2e/MWh")
    mass = Quantity(15_316_860.0, 15_316_860.0, "tonnes", text="15.3 million tonnes")
    return replace(
        samples.fact(),
        calculations=(
            Calculation(
                "power-to-energy",
                "power × 8,760 hours × load_factor",
                "five gigawatts × 8,760 hours × 100% = 43.8 TWh",
                (
                    CalculationInput("power", power, InputKind.QUOTED, 1),
                    CalculationInput("load_factor", Quantity(100.0, 100.0, "%"), InputKind.ASSUMED, source="usual"),
                ),
                energy,
            ),
            Calculation(
                "energy-to-co2",
                "energy × grid",
                "43.8 TWh × 349.7 kg CO2e/MWh = 15.3 million tonnes",
                (
                    CalculationInput("energy", energy, InputKind.DERIVED, source="power-to-energy"),
                    CalculationInput("grid", grid, InputKind.CONSTANT, source="EPA, eGRID, 2023"),
                ),
                mass,
            ),
        ),
    )


def test_a_result_stands_over_its_inputs_and_these_over_their_quotes() -> None:
    answer = samples.calculation()
    tree = derivation(answer, answer.calculations[0])
    assert (tree.label, tree.value, tree.kind) == ("revenue-multiple", "at least 22.5x to 30x", InputKind.DERIVED)
    assert tree.detail == "multiple = valuation / revenue = $900m / ($30m to $40m)"
    valuation, revenue = tree.children
    assert (valuation.label, valuation.value, valuation.citation, valuation.detail) == (
        "valuation",
        "exceeding $900 million",
        1,
        "quoted [1]",
    )
    assert valuation.children == (
        Node(
            "Mill seeks new money — Harbour Post, 2026-05-01",
            "at a valuation exceeding $900 million",
            InputKind.QUOTED,
            1,
            "news/round.md:3-40",
        ),
    )
    assert revenue.children[0].value == "Sales came in between $30 million and $40 million."


def test_a_derived_input_is_followed_to_the_calculation_before() -> None:
    answer = chain()
    tree = derivation(answer, answer.calculations[1])
    energy, grid = tree.children
    assert (energy.label, energy.value, energy.kind) == ("energy", "43.8 TWh", InputKind.DERIVED)
    assert energy.detail == ("power-to-energy: power × 8,760 hours × load_factor = five gigawatts × 8,760 hours × 100%")
    assert [(child.label, child.kind) for child in energy.children] == [
        ("power", InputKind.QUOTED),
        ("load_factor", InputKind.ASSUMED),
    ]
    assert energy.children[0].children[0].value == samples.fact().citations[0].quote
    assert energy.children[1].detail == "assumed: usual"
    assert (grid.kind, grid.detail, grid.children) == (InputKind.CONSTANT, "constant: EPA, eGRID, 2023", ())


def test_a_derived_input_of_no_calculation_here_is_a_leaf() -> None:
    answer = chain()
    tree = derivation(replace(answer, calculations=()), answer.calculations[1])
    assert (tree.children[0].detail, tree.children[0].children) == ("derived: power-to-energy", ())


def test_a_citation_that_is_not_there_leaves_a_leaf() -> None:
    answer = replace(samples.calculation(), citations=())
    tree = derivation(answer, answer.calculations[0])
    assert [(child.citation, child.children) for child in tree.children] == [(1, ()), (2, ())]


def test_calculations_that_lean_on_each_other_end() -> None:
    one = Quantity(1.0, 1.0, "x", text="1x")
    first, second = (
        Calculation(name, "a", "1x = 1x", (CalculationInput("a", one, InputKind.DERIVED, source=other),), one)
        for name, other in (("here", "there"), ("there", "here"))
    )
    answer = replace(samples.fact(), calculations=(first, second))
    labels = [node.label for node in walk(derivation(answer, first))]
    assert labels == ["here", "a", "a"]
    itself = replace(first, inputs=(CalculationInput("a", one, InputKind.DERIVED, source="here"),))
    assert len(list(walk(derivation(replace(answer, calculations=(itself,)), itself)))) == 2


def test_the_calculation_that_an_input_names_wins_over_one_of_the_same_result() -> None:
    answer = chain()
    twin = replace(answer.calculations[0], calculator="other", formula="something else")
    both = replace(answer, calculations=(twin, *answer.calculations))
    assert "something else" not in derivation(both, answer.calculations[1]).children[0].detail


def test_hostile_text_is_shown_not_obeyed() -> None:
    answer = samples.hostile()
    quoted = replace(answer.calculations[0].inputs[0], kind=InputKind.QUOTED, citation=1)
    work = replace(answer.calculations[0], inputs=(*answer.calculations[0].inputs, quoted))
    for node in walk(derivation(answer, work)):
        for text in (node.label, node.value, node.detail):
            assert text.isprintable()
            assert "\n" not in text
