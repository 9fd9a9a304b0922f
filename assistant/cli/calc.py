"""``assistant calc``: run a calculator by hand, or list them with an example each."""

from __future__ import annotations

import json
import shlex
import sys

from assistant.calculators import registry
from assistant.calculators.calculator import Calculator, typed_inputs
from assistant.datatypes import SCHEMA, Calculation, CalculationInput
from assistant.errors import CalculationError, ExitCode
from assistant.quantities import print_quantity


def calculate(name: str | None, assignments: tuple[str, ...], *, as_json: bool) -> int:
    """Run a calculator, or without a name list all.

    Args:
        name: The calculator; None for the list. Without inputs, one that needs some is shown.
        assignments: ``input=value`` each.
        as_json: One JSON object on stdout.

    Returns:
        The exit code.

    Raises:
        CalculationError: An unknown calculator or input, or a value that it cannot take.
        QuantityError: A value that is no quantity.
    """
    if name is None:
        shown = json.dumps(_table(), ensure_ascii=False, indent=2) if as_json else _list()
    else:
        entry = registry.get(name)
        if not assignments and not as_json:
            shown = "\n".join(_page(entry))
        else:
            shown = _result(_run(entry, assignments), as_json=as_json)
    sys.stdout.write(shown + "\n")
    return ExitCode.OK


def _run(entry: Calculator, assignments: tuple[str, ...]) -> Calculation:
    try:
        return entry.run(typed_inputs(assignments))
    except CalculationError as error:
        remedy = error.remedy or f"For example: {_command(entry)}"
        raise CalculationError(error.message, remedy) from error


def _result(done: Calculation, *, as_json: bool) -> str:
    if as_json:
        from assistant.rendering.json_form import calculation_to_json

        return calculation_to_json(done, indent=2)
    lines = [done.result.text, "", f"  {done.calculator} = {done.formula}", f"  {done.substituted}", ""]
    lines += [f"  {_input_line(value)}" for value in done.inputs]
    return "\n".join(lines + [f"  Note: {note}" for note in done.notes])


def _input_line(value: CalculationInput) -> str:
    return f"{value.name} = {print_quantity(value.quantity)} ({value.kind.value}: {value.source})"


def _list() -> str:
    lines = []
    for title, entries in registry.families():
        lines += [title.capitalize(), *(f"  {line}" for entry in entries for line in _brief(entry)), ""]
    return "\n".join(lines).rstrip()


def _brief(entry: Calculator) -> tuple[str, str]:
    printed = entry.example.partition(" -> ")[2]
    return f"{entry.name}: {entry.title}", f"    {_command(entry)}  →  {printed}"


def _command(entry: Calculator) -> str:
    """The example as one would type it in a shell."""
    return f"assistant calc {entry.name} {' '.join(_quoted(part) for part in _example(entry))}"


def _example(entry: Calculator) -> list[str]:
    return shlex.split(entry.example.partition(" -> ")[0])


def _quoted(assignment: str) -> str:
    name, _, value = assignment.partition("=")
    return f"{name}={shlex.quote(value)}"


def _page(entry: Calculator) -> list[str]:
    """All about one calculator."""
    lines = [*_brief(entry), f"    formula: {entry.formula}", f"    source: {entry.source}"]
    for spec in entry.inputs:
        default = spec.kind.stand_in(spec.name)
        stands = f"; if left out, {_input_line(default).partition(' = ')[2]}" if default else ""
        lines.append(f"    {spec.name}: {spec.kind.wanted}{stands}")
    return lines + [f"    note: {note}" for note in entry.notes]


def _table() -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "calculators": [
            {
                "name": entry.name,
                "family": family,
                "title": entry.title,
                "formula": entry.formula,
                "source": entry.source,
                "example": _example(entry),
                "result": entry.example.partition(" -> ")[2],
                "inputs": [
                    {"name": spec.name, "wanted": spec.kind.wanted, "optional": spec.kind.optional}
                    for spec in entry.inputs
                ],
                "notes": list(entry.notes),
            }
            for family, entries in registry.families()
            for entry in entries
        ],
    }
