"""What was just worked out of an amount, in the currency that the amount's quote gives besides: "in dollars?"."""

from __future__ import annotations

from assistant.answering.follow_beside import in_currency
from assistant.answering.follow_workings import Piece, Sum
from assistant.answering.told import Told
from assistant.answering.workings import Found
from assistant.datatypes import CalculationInput, Citation, InputKind, Quantity
from assistant.figures.attribution import attribute
from assistant.quantities import units


def worked_out_in(result: Told, currency: str) -> Sum | None:
    """The calculation of a result again, with its amounts in another currency.

    Args:
        result: What was worked out, by one calculation.
        currency: The currency's ISO code.

    Returns:
        None where a quote does not give its amount in that currency: no rate of exchange is taken from elsewhere.
    """
    if len(result.made) != 1 or not units.dimension(result.quantity.unit).startswith("money:"):
        return None
    made, quoted = result.made[0], {cited.n: cited for cited in result.cited}
    pieces = [_piece(item, quoted.get(item.citation or 0), result, currency) for item in made.inputs]
    given = [piece for piece in pieces if piece is not None]
    return Sum(made.calculator, tuple(given)) if len(given) == len(pieces) else None


def _piece(item: CalculationInput, citation: Citation | None, result: Told, currency: str) -> Piece | None:
    """An input of the calculation; an amount in the other currency, or none where it is not given in it."""
    quantity, words = item.quantity, item.name.replace("_", " ")
    of_money = units.dimension(quantity.unit).startswith("money:")
    if item.kind is InputKind.ASSUMED and not of_money:
        return item.name, words, Found(quantity, None)
    if item.kind is not InputKind.QUOTED or citation is None:
        return None
    own = _in_quote(quantity, citation)
    if not of_money:
        return item.name, words, Found(own or quantity, citation)
    other = in_currency(Told(own, citation, result.asked, result.text), currency) if own is not None else None
    return (item.name, words, Found(other, citation)) if other is not None else None


def _in_quote(quantity: Quantity, citation: Citation) -> Quantity | None:
    """The figure of a quote that an input is, where it stands there just once."""
    found = [item.quantity for item in attribute(citation.quote, "")]
    same = [q for q in found if (q.low, q.high, q.unit) == (quantity.low, quantity.high, quantity.unit)]
    return same[0] if len(same) == 1 else None
