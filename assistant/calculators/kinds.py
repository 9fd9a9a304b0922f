"""What a calculator's inputs may be: the annotations of its signature.

``valuation: Annotated[Quantity, Money()]`` takes money above zero; ``load_factor: Annotated[Quantity,
Percent(default="100%")]`` takes a share and is assumed to be 100 % when nobody gives it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.calculators.constants import as_input, constant
from assistant.datatypes import CalculationInput, InputKind, Quantity
from assistant.errors import CalculationError, QuantityError
from assistant.quantities import convert, dimension, parse_quantity, print_quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The dimension, the domain and the default of an input."""

    constant: str = ""
    """Id of the constant that stands in when the input is not given."""
    default: str = ""
    """The value that is assumed when the input is not given, as one would type it."""
    positive: bool = True
    """Zero and below are refused."""
    group: str = ""
    """Inputs of one group must be of the same kind, in one currency; empty for one that stands alone."""

    @property
    def wanted(self) -> str:
        """What is expected, in words, with an example."""
        return "a number"

    @property
    def optional(self) -> bool:
        """True when the input need not be given."""
        return bool(self.constant or self.default)

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity has the right dimension.

        Args:
            quantity: What came.

        Returns:
            True when ``normal`` can take it.
        """
        return dimension(quantity.unit) == "count"

    def normal(self, quantity: Quantity) -> Quantity:
        """The quantity in the unit that the calculator reckons in.

        Args:
            quantity: A quantity that fits.

        Returns:
            The same quantity in that unit.
        """
        return quantity

    def stand_in(self, name: str) -> CalculationInput | None:
        """The input that stands in when none is given.

        Args:
            name: The input's name.

        Returns:
            A constant or an assumption; None for an input that must be given.
        """
        if self.constant:
            return as_input(name, constant(self.constant))
        if self.default:
            return CalculationInput(
                name,
                parse_quantity(self.default),
                InputKind.ASSUMED,
                source="the usual case, unless you say otherwise",
            )
        return None

    def check(self, calculator: str, name: str, quantity: Quantity) -> Quantity:
        """Check what came for an input and bring it to the calculator's unit.

        Args:
            calculator: The calculator's name, for the message.
            name: The input's name.
            quantity: What came.

        Returns:
            The quantity in the calculator's unit.

        Raises:
            CalculationError: Wrong dimension, no bound, or outside the domain.
        """
        if quantity.low is None and quantity.high is None:
            raise CalculationError(f"{calculator}: {name} has no value", f"Give {self.wanted}")
        shown = print_quantity(quantity)
        try:
            normal = self.normal(quantity) if self.fits(quantity) else None
        except QuantityError:
            normal = None
        if normal is None:
            what = noun(dimension(quantity.unit))
            raise CalculationError(f"{calculator}: {name} must be {self.wanted}, but {shown} is {what}")
        if self.positive and any(bound is not None and bound <= 0 for bound in (normal.low, normal.high)):
            raise CalculationError(f"{calculator}: {name} must be above zero, but is {shown}")
        return normal


def noun(dim: str) -> str:
    """A dimension in words.

    Args:
        dim: As ``dimension`` gives it.

    Returns:
        What a message calls it: ``money in USD``, ``a percentage``.
    """
    words = {"count": "a bare number or a count", "percent": "a percentage", "ratio": "a ratio", "calendar": "time"}
    return words.get(dim, dim.replace("money:", "money in "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Kind):
    """An amount of money, in any one currency; "a year" in the unit is dropped for a yearly amount."""

    group: str = "money"
    yearly: bool = False
    per_share: bool = False
    """"per share" in the unit is dropped."""

    @property
    def wanted(self) -> str:
        """What is expected, in words, with an example."""
        if self.per_share:
            return "a price, such as $30 per share"
        return "money a year, such as $30bn" if self.yearly else "money, such as $900bn"

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity is money, and not money per something.

        Args:
            quantity: What came.

        Returns:
            True for USD, False for USD/barrel.
        """
        dim = dimension(self.normal(quantity).unit)
        return dim.startswith("money:") and "/" not in dim

    def normal(self, quantity: Quantity) -> Quantity:
        """The amount, with the unit's "/year" or "/share" dropped.

        Args:
            quantity: An amount of money.

        Returns:
            The amount in its own currency.
        """
        unit = quantity.unit.removesuffix("/year") if self.yearly else quantity.unit
        unit = unit.removesuffix("/share") if self.per_share else unit
        return replace(quantity, unit=unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Physical(Kind):
    """A quantity of a physical dimension, reckoned in one unit."""

    dimension: str
    unit: str
    example: str
    rate: str = ""
    """What the unit is per, such as ``/year``; it may be left out in what is given."""

    @property
    def wanted(self) -> str:
        """What is expected, in words, with an example."""
        return f"{self.dimension}, such as {self.example}"

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity has the dimension.

        Args:
            quantity: What came.

        Returns:
            True when it has.
        """
        return dimension(quantity.unit.removesuffix(self.rate) if self.rate else quantity.unit) == self.dimension

    def normal(self, quantity: Quantity) -> Quantity:
        """The quantity in the calculator's unit.

        Args:
            quantity: A quantity of the dimension.

        Returns:
            The same quantity in ``unit``.
        """
        bare = replace(quantity, unit=quantity.unit.removesuffix(self.rate)) if self.rate else quantity
        return convert(bare, self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent(Kind):
    """A share: ``60%``, or ``0.6`` as a bare number up to one."""

    most: float = 100.0
    """Larger shares are refused."""

    @property
    def wanted(self) -> str:
        """What is expected, in words, with an example."""
        return "a percentage, such as 60% or 0.6"

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity is a share.

        Args:
            quantity: What came.

        Returns:
            True for %, and for a bare number no larger than one.
        """
        bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
        return quantity.unit == "%" or (quantity.unit == "" and max(bounds) <= 1)

    def normal(self, quantity: Quantity) -> Quantity:
        """The share in per cent.

        Args:
            quantity: A share.

        Returns:
            The share, 60 for 60 %.
        """
        if quantity.unit == "%":
            return quantity
        low, high = (None if bound is None else bound * 100 for bound in (quantity.low, quantity.high))
        return replace(quantity, low=low, high=high, unit="%")

    def check(self, calculator: str, name: str, quantity: Quantity) -> Quantity:
        """Check a share, its upper limit too.

        Args:
            calculator: The calculator's name, for the message.
            name: The input's name.
            quantity: What came.

        Returns:
            The share in per cent.

        Raises:
            CalculationError: Not a share, or outside the domain.
        """
        normal = Kind.check(self, calculator, name, quantity)
        if any(bound is not None and bound > self.most for bound in (normal.low, normal.high)):
            shown, most = print_quantity(quantity), print_quantity(Quantity(self.most, self.most, "%"))
            raise CalculationError(f"{calculator}: {name} must be at most {most}, but is {shown}")
        return normal
