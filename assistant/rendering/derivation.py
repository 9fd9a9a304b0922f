"""Where a result comes from, as a tree: down to quotes, published constants and assumptions."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.datatypes import Answer, Calculation, CalculationInput, Citation, InputKind
from assistant.rendering.safe import flat
from assistant.rendering.words import amount, origin, place, provenance, working


@dataclass(frozen=True, slots=True)
class Node:
    """A number of a derivation, or the quote that gives it; all text is safe to show and of one line."""

    label: str
    """The calculator of a result, the name of an input, or the source of a quote."""
    value: str
    """The amount as it is written; of a quote, its words."""
    kind: InputKind
    citation: int | None
    """Number of the citation, for what is quoted."""
    detail: str
    """How a result is worked out, where an input comes from, or where a quote stands."""
    children: tuple[Node, ...] = ()


def derivation(answer: Answer, calculation: Calculation) -> Node:
    """Lay out where a calculation's result comes from.

    Args:
        answer: The answer that it belongs to, with its citations and the calculations before it.
        calculation: One of its calculations, or one that was worked out again from it.

    Returns:
        The result with its inputs below it, and below these what they come from. A result of another
        calculation of the answer is followed, but never back to one that it came from.
    """
    root = flat(calculation.calculator), amount(calculation.result)
    return Node(*root, InputKind.DERIVED, None, _steps(calculation), _inputs(answer, calculation, ()))


def _steps(calculation: Calculation) -> str:
    """The formula, then the same with its values."""
    name, formula, values = working(calculation)
    steps = [step for step in (formula, values) if step]
    return " = ".join(([name] if name else []) + list(dict.fromkeys(steps)))


def _inputs(answer: Answer, calculation: Calculation, above: tuple[Calculation, ...]) -> tuple[Node, ...]:
    path = (*above, calculation)
    return tuple(_input(answer, item, path) for item in calculation.inputs)


def _input(answer: Answer, item: CalculationInput, path: tuple[Calculation, ...]) -> Node:
    head = flat(item.name), amount(item.quantity), item.kind
    before = _origin_of(answer, item, path) if item.kind is InputKind.DERIVED else None
    if before is not None:
        detail = f"{flat(before.calculator)}: {_steps(before)}"
        return Node(*head, None, detail, _inputs(answer, before, path))
    if item.kind is not InputKind.QUOTED:
        return Node(*head, None, provenance(item))
    cited = next((citation for citation in answer.citations if citation.n == item.citation), None)
    return Node(*head, item.citation, provenance(item), (_quote(cited),) if cited is not None else ())


def _origin_of(answer: Answer, item: CalculationInput, path: tuple[Calculation, ...]) -> Calculation | None:
    """The calculation that an input is the result of: the one it names, else one with that very result."""
    results = [
        before
        for before in answer.calculations
        if before not in path
        and (before.result.low, before.result.high, before.result.unit, before.result.qualifier)
        == (item.quantity.low, item.quantity.high, item.quantity.unit, item.quantity.qualifier)
    ]
    return next((before for before in results if before.calculator == item.source), next(iter(results), None))


def _quote(citation: Citation) -> Node:
    words = flat(citation.quote).strip()
    return Node(origin(citation.source), words, InputKind.QUOTED, citation.n, place(citation))
