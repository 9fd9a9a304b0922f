"""More of what a calculator's inputs may be: any amount, a count, a multiple, a length of time, a growth rate.

Inputs of one ``group`` must be of the same kind; they are brought to the unit of the first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.calculators.kinds import Kind, Percent, noun
from assistant.datatypes import Quantity
from assistant.errors import CalculationError
from assistant.quantities import convert, dimension, print_quantity

_SECONDS_A_MONTH = 365 * 86_400 / 12
_POINTS = "percentage points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Kind):
    """Any quantity: money, a price, a count, a percentage, a power, and so on."""

    group: str = "same"

    @property
    def wanted(self) -> str:
        """What is expected, in words, with an example."""
        return "an amount, such as $5bn or 3,000 employees"

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity will do.

        Args:
            quantity: What came.

        Returns:
            True: any dimension does.
        """
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Kind):
    """A number of things: ``3,000 employees``, ``10 million``."""

    thing: str = "3,000 employees"

    @property
    def wanted(self) -> str:
        """What is expected, in words, with an example."""
        return f"a count, such as {self.thing}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple(Kind):
    """A ratio: ``20x``, or ``20`` as a bare number."""

    example: str = "20x"

    @property
    def wanted(self) -> str:
        """What is expected, in words, with an example."""
        return f"a multiple, such as {self.example}"

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity is a ratio.

        Args:
            quantity: What came.

        Returns:
            True for ``x`` and for a bare number.
        """
        return quantity.unit in ("", "x")

    def normal(self, quantity: Quantity) -> Quantity:
        """The ratio.

        Args:
            quantity: A ratio.

        Returns:
            The same with the unit ``x``.
        """
        return replace(quantity, unit="x")


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor(Kind):
    """A conversion factor in one unit: ``0.75 words/token``; the unit may be left out."""

    unit: str
    example: str

    @property
    def wanted(self) -> str:
        """What is expected, in words, with an example."""
        return f"a number of {self.unit}, such as {self.example}"

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity is in the factor's unit.

        Args:
            quantity: What came.

        Returns:
            True for the unit, and for a bare number.
        """
        return quantity.unit in ("", self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Kind):
    """A length of time in ``days``, ``weeks``, ``months`` or ``years``; a bare number is taken to be in that unit."""

    unit: str

    @property
    def wanted(self) -> str:
        """What is expected, in words, with an example."""
        return f"a length of time, such as 18 {self.unit}"

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity is a length of time.

        Args:
            quantity: What came.

        Returns:
            True for days, weeks, months, years, and for a bare number.
        """
        return quantity.unit == "" or dimension(quantity.unit) in ("calendar", "time")

    def normal(self, quantity: Quantity) -> Quantity:
        """The time in ``unit``.

        Args:
            quantity: A length of time.

        Returns:
            The same in ``unit``; days count for 1/365 of a year.
        """
        if quantity.unit == "":
            return replace(quantity, unit=self.unit)
        if dimension(self.unit) == "time":
            return convert(_in_seconds(quantity), self.unit)
        if dimension(quantity.unit) == "time":
            seconds = convert(quantity, "seconds")
            low, high = (None if end is None else end / _SECONDS_A_MONTH for end in (seconds.low, seconds.high))
            quantity = replace(seconds, low=low, high=high, unit="months")
        return convert(quantity, self.unit)


def _in_seconds(quantity: Quantity) -> Quantity:
    """A length of time in seconds; a month is a twelfth of 365 days."""
    if dimension(quantity.unit) == "time":
        return convert(quantity, "seconds")
    months = convert(quantity, "months")
    low, high = (None if end is None else end * _SECONDS_A_MONTH for end in (months.low, months.high))
    return replace(months, low=low, high=high, unit="seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth(Percent):
    """A rate of growth: ``20%``, ``-5%``, ``300%``; or ``0.2`` as a bare number."""

    positive: bool = False
    most: float = 1e6

    def check(self, calculator: str, name: str, quantity: Quantity) -> Quantity:
        """Check a rate of growth, that more than nothing is left too.

        Args:
            calculator: The calculator's name, for the message.
            name: The input's name.
            quantity: What came.

        Returns:
            The rate in per cent.

        Raises:
            CalculationError: Not a percentage, or a loss of all or more.
        """
        normal = Percent.check(self, calculator, name, quantity)
        if any(bound is not None and bound <= -100 for bound in (normal.low, normal.high)):
            raise CalculationError(f"{calculator}: {name} must be above -100%, but is {print_quantity(quantity)}")
        return normal


def aligned(calculator: str, values: dict[str, Quantity]) -> dict[str, Quantity]:
    """Bring inputs that must be of the same kind to one unit.

    Args:
        calculator: The calculator's name, for the message.
        values: The inputs of one group, by name.

    Returns:
        The same inputs, all in the unit of the first; a bare number takes what the others count.

    Raises:
        CalculationError: Two currencies, or two dimensions.
    """
    units = list(dict.fromkeys(value.unit for value in values.values()))
    if len(units) <= 1:
        return values
    dimensions = {name: dimension(value.unit) for name, value in values.items()}
    if set(dimensions.values()) == {"count"}:
        thing = next(unit for unit in units if unit)
        return {name: replace(value, unit=thing) for name, value in values.items()}
    first = next(iter(values))
    return {name: _like(calculator, first, values[first], name, value) for name, value in values.items()}


def _like(calculator: str, first: str, model: Quantity, name: str, value: Quantity) -> Quantity:
    wanted, came = dimension(model.unit), dimension(value.unit)
    if (wanted, came) == ("percent", "percentage points"):
        return replace(convert(value, _POINTS), unit="%")
    if value.unit.removesuffix("/share") == model.unit.removesuffix("/share"):
        return replace(value, unit=model.unit)
    if wanted == came:
        return convert(value, model.unit)
    if wanted.startswith("money:") and came.startswith("money:") and "/" not in wanted + came:
        said = f"{first} in {model.unit}, {name} in {value.unit}"
        raise CalculationError(
            f"{calculator}: two currencies ({said}) cannot be joined without a rate", "Give all in one currency"
        )
    shown = f"{print_quantity(model)} is {noun(wanted)} and {print_quantity(value)} is {noun(came)}"
    raise CalculationError(f"{calculator}: {first} and {name} must be of the same kind, but {shown}")
