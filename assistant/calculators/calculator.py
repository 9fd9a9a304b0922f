"""A calculator is one typed function; everything said about it is read from that function.

The inputs, their dimensions and defaults come from the signature, the title, formula, source
and example from the docstring. Running one checks what came, reckons, and returns the work
whole enough to be checked by hand.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, get_args, get_origin, get_type_hints

from assistant.calculators.amounts import aligned
from assistant.calculators.constants import constant
from assistant.calculators.kinds import Kind
from assistant.datatypes import Calculation, CalculationInput, InputKind, Quantity
from assistant.errors import CalculationError
from assistant.quantities import dimension, parse_quantity, print_quantity

_SUPPORTED = 5
_ROUNDED = 3
"""A result with more significant digits than the first, and than any input has, is shown with the second."""


def _digits(result: Quantity, inputs: Iterable[Quantity]) -> int | None:
    """Significant digits that a result is shown with; None to leave that to its own digits."""

    def most(quantity: Quantity) -> int:
        bounds = (Decimal(repr(bound)) for bound in (quantity.low, quantity.high) if bound is not None)
        return max((len(bound.normalize().as_tuple().digits) for bound in bounds), default=0)

    supported = max(_SUPPORTED, *(most(quantity) + 1 for quantity in inputs))
    return _ROUNDED if most(result) > supported else None


_NAME = re.compile(r"[a-z][a-z_]*")


def _currency(unit: str) -> str:
    """The unit of a result: of "$60 per share" dollars, which is what a price is told in."""
    top, slash, _ = unit.partition("/")
    return top if slash and dimension(top).startswith("money:") else unit


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One input of a calculator."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Calculator:
    """A calculator, ready to run."""

    name: str
    title: str
    """What it works out, in one line."""
    formula: str
    """With the inputs' names."""
    source: str
    """Whose definition it is."""
    example: str
    """Inputs as typed, and after ``->`` the printed result; a test runs it."""
    notes: tuple[str, ...]
    """What the formula takes for granted."""
    inputs: tuple[InputSpec, ...]
    function: Callable[..., Quantity]

    def run(self, inputs: tuple[CalculationInput, ...]) -> Calculation:
        """Work out the result.

        Args:
            inputs: What is known, in any order; those with a default may be left out. Units are
                converted, hedges and intervals kept.

        Returns:
            The calculation, with every input that went in, the stand-ins included.

        Raises:
            CalculationError: An unknown, doubled or missing input, a wrong dimension, a value outside the
                domain, two currencies, or a division by what may be zero.
        """
        given = self._named(inputs)
        used: list[CalculationInput] = []
        for spec in self.inputs:
            value = given.get(spec.name) or spec.kind.stand_in(spec.name)
            if value is None:
                raise CalculationError(f"{self.name} needs {spec.name}", f"Give {spec.kind.wanted}")
            used.append(value)
        normal = {
            spec.name: spec.kind.check(self.name, spec.name, value.quantity)
            for spec, value in zip(self.inputs, used, strict=True)
        }
        result = self.function(**self._in_one_unit(normal))
        shown = print_quantity(result, digits=_digits(result, normal.values()))
        result = replace(result, text=shown, span=None, unit=_currency(result.unit))
        return Calculation(
            self.name,
            self.formula,
            self._substituted(used, result),
            tuple(used),
            result,
            self._notes(used, given) + self._range_notes(normal, given),
        )

    def missing(self, names: frozenset[str]) -> tuple[str, ...]:
        """Which inputs must still be given.

        Args:
            names: Names of the inputs that are known.

        Returns:
            The names that are lacking and have no default, in order.
        """
        return tuple(spec.name for spec in self.inputs if spec.name not in names and not spec.kind.optional)

    def _named(self, inputs: tuple[CalculationInput, ...]) -> dict[str, CalculationInput]:
        known = [spec.name for spec in self.inputs]
        given: dict[str, CalculationInput] = {}
        for value in inputs:
            name = value.name.replace("-", "_")
            if name not in known:
                near = get_close_matches(name, known, n=1, cutoff=0.5)
                hint = f"Did you mean {near[0]}?" if near else f"Its inputs are {', '.join(known)}"
                raise CalculationError(f"{self.name} has no input {value.name!r}", hint)
            if name in given:
                raise CalculationError(f"{self.name}: {name} is given twice", "Give it once")
            given[name] = replace(value, name=name)
        return given

    def _in_one_unit(self, values: dict[str, Quantity]) -> dict[str, Quantity]:
        """The values, each group of them in one unit."""
        groups: dict[str, dict[str, Quantity]] = {}
        for spec in self.inputs:
            groups.setdefault(spec.kind.group or f"{spec.name} alone", {})[spec.name] = values[spec.name]
        return {name: value for group in groups.values() for name, value in aligned(self.name, group).items()}

    def _substituted(self, used: list[CalculationInput], result: Quantity) -> str:
        values = {value.name: _enclosed(print_quantity(value.quantity)) for value in used}
        body = _NAME.sub(lambda match: values.get(match.group(), match.group()), self.formula)
        return f"{body} = {result.text}"

    def _notes(self, used: list[CalculationInput], given: dict[str, CalculationInput]) -> tuple[str, ...]:
        assumed = tuple(
            f"{value.name} is assumed to be {print_quantity(value.quantity)}"
            for value in used
            if value.kind is InputKind.ASSUMED and value.name not in given
        )
        return self.notes + assumed

    def _range_notes(self, normal: dict[str, Quantity], given: dict[str, CalculationInput]) -> tuple[str, ...]:
        """What comes out over the ranges that the sources of the constants give."""
        wide = {}
        for spec in self.inputs:
            if spec.kind.constant and spec.name not in given:
                value = constant(spec.kind.constant)
                if value.low < value.high:
                    wide[spec.name] = spec.kind.check(self.name, spec.name, value.range)
        if not wide:
            return ()
        said = " and ".join(f"{name} from {print_quantity(value)}" for name, value in wide.items())
        return (f"{print_quantity(self.function(**self._in_one_unit(normal | wide)))} with {said}",)


def _enclosed(printed: str) -> str:
    """In brackets when a range or a sign would run into the formula's signs."""
    return f"({printed})" if " to " in printed or printed.startswith("-") else printed


def calculator(name: str, function: Callable[..., Quantity]) -> Calculator:
    """Make a calculator of a function.

    Args:
        name: Its name on the command line.
        function: Takes quantities, each annotated with its kind; its docstring opens with the title and
            has lines that begin with ``Formula:``, ``Source:``, ``Example:`` and perhaps ``Note:``.

    Returns:
        The calculator.

    Raises:
        TypeError: When the signature or the docstring lacks something; a fault of the code.
    """
    text = inspect.getdoc(function) or ""
    hints = get_type_hints(function, include_extras=True)
    specs = tuple(
        InputSpec(input_name, _kind(hints[input_name])) for input_name in inspect.signature(function).parameters
    )
    return Calculator(
        name=name,
        title=text.partition("\n")[0],
        formula=_only(text, "Formula"),
        source=_only(text, "Source"),
        example=_only(text, "Example"),
        notes=tuple(_lines(text, "Note")),
        inputs=specs,
        function=function,
    )


def _kind(hint: object) -> Kind:
    if get_origin(hint) is Annotated:
        for extra in get_args(hint)[1:]:
            if isinstance(extra, Kind):
                return extra
    raise TypeError(f"a calculator's input must be Annotated[Quantity, kind], not {hint!r}")


def _lines(text: str, label: str) -> list[str]:
    return [line.removeprefix(f"{label}: ") for line in text.splitlines() if line.startswith(f"{label}: ")]


def _only(text: str, label: str) -> str:
    found = _lines(text, label)
    if len(found) != 1:
        raise TypeError(f"a calculator's docstring needs exactly one line {label!r}")
    return found[0]


def typed_inputs(assignments: tuple[str, ...]) -> tuple[CalculationInput, ...]:
    """Read inputs as they are typed: ``valuation=$900bn``.

    Args:
        assignments: One ``name=value`` each.

    Returns:
        The inputs, of kind assumed.

    Raises:
        CalculationError: When one has no ``=``.
        QuantityError: When a value is no quantity.
    """
    inputs = []
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or not name.strip():
            raise CalculationError(f"{assignment!r} is not an input", "Write it as name=value")
        inputs.append(CalculationInput(name.strip(), parse_quantity(value), InputKind.ASSUMED, source="as typed"))
    return tuple(inputs)
