"""How sources, places and amounts are worded, the same in every format."""

from __future__ import annotations

from assistant.datatypes import (
    Calculation,
    CalculationInput,
    Citation,
    Conflict,
    InputKind,
    Qualifier,
    Quantity,
    Reason,
    Source,
)
from assistant.rendering.safe import flat


def origin(source: Source) -> str:
    """Word who says it: ``Title — Publisher, 2026-05-01``; ``undated`` when the article is."""
    published = source.published.isoformat() if source.published else "undated"
    said = [flat(source.publisher).strip(), published]
    return f"{title(source)} — {', '.join(filter(None, said))}"


def title(source: Source) -> str:
    """Word what the article is called; its path where it has no title."""
    return flat(source.title).strip() or flat(source.path)


def place(citation: Citation) -> str:
    """Word where the quote stands: ``path:start-end``, in characters of the article's text."""
    return span_place(citation.source, citation.start, citation.end)


def span_place(source: Source, start: int, end: int) -> str:
    """Word where a range of an article's text stands."""
    return f"{flat(source.path)}:{start}-{end}"


def amount(quantity: Quantity) -> str:
    """Word a quantity as it is written, which includes its hedge; from its bounds without wording."""
    text = flat(quantity.text).strip()
    if text:
        return text
    hedge = "" if quantity.qualifier is Qualifier.EXACT else f"{quantity.qualifier.value} "
    return f"{hedge}{_bounds(quantity)}"


def working(calculation: Calculation) -> tuple[str, str, str]:
    """Word the steps of a calculation, each said once.

    Returns:
        The name on the formula's left side (empty where it has none), its right side, and the
        right side with values, without the result at its end.
    """
    name, sign, body = flat(calculation.formula).strip().partition(" = ")
    if not sign:
        name, body = "", name
    values = flat(calculation.substituted).strip()
    if name:
        values = values.removeprefix(f"{name} = ")
    return name, body, values.removesuffix(f" = {amount(calculation.result)}")


def reason_sentence(reason: Reason) -> str:
    """Word why there is no answer, as a sentence; from the code where there are no words."""
    text = flat(reason.text).strip() or reason.code.value.replace("_", " ")
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _bounds(quantity: Quantity) -> str:
    ends = sorted({end for end in (quantity.low, quantity.high) if end is not None})
    number = " to ".join(f"{end:,.0f}" if end.is_integer() else f"{end:,.6g}" for end in map(float, ends))
    unit = flat(quantity.unit).strip()
    if not number:
        return "unknown"
    return f"{number}{unit}" if unit in ("%", "x") else f"{number} {unit}".strip()


def provenance(item: CalculationInput) -> str:
    """Word where an input comes from: ``quoted [1]``, ``constant: Publisher, 2024``."""
    if item.kind is InputKind.QUOTED and item.citation is not None:
        return f"quoted [{item.citation}]"
    source = flat(item.source).strip()
    return f"{item.kind.value}: {source}" if source else item.kind.value


def subject(conflict: Conflict) -> str:
    """Word what a conflict is about: ``Anthropic, valuation, 2026``."""
    return ", ".join(filter(None, (flat(conflict.entity), flat(conflict.metric), flat(conflict.period))))
