"""The values: each in a module that is loaded when it is used, all under one name."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

from assistant import datatypes
from tests.rendering import samples


def loaded_by(code: str) -> set[str]:
    """The modules of values that a fresh process has loaded after some code."""
    tell = "import sys; print(*[m for m in sys.modules if m.startswith('assistant.datatypes.')])"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{tell}"], capture_output=True, text=True, check=True)
    return {name.removeprefix("assistant.datatypes.") for name in done.stdout.split()}


@pytest.mark.parametrize(
    ("code", "modules"),
    [
        ("import assistant.datatypes", set()),
        ("from assistant.datatypes import SCHEMA", {"schema"}),
        ("from assistant.datatypes import Quantity", {"quantities", "passages"}),
        ("from assistant.datatypes import Calculation", {"calculations", "quantities", "passages"}),
    ],
)
def test_a_name_loads_no_more_than_it_needs(code: str, modules: set[str]) -> None:
    assert loaded_by(code) == modules


def imported_for_types(path: Path) -> dict[str, str]:
    """The names that a package imports for the type checker only, with the module of each."""
    found: dict[str, str] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.If):
            for line in node.body:
                assert isinstance(line, ast.ImportFrom)
                found |= {name.name: str(line.module) for name in line.names}
    return found


def test_the_names_for_people_and_for_the_type_checker_are_the_same() -> None:
    typed = imported_for_types(Path(str(datatypes.__file__)))
    assert sorted(typed) == sorted(datatypes.__all__)
    for name, module in typed.items():
        value = getattr(datatypes, name)
        assert value is getattr(import_module(module), name)
        assert not isinstance(value, type) or value.__module__ == module


def test_every_value_has_its_name() -> None:
    for name in datatypes.__all__:
        module = import_module(getattr(datatypes, name).__module__) if name not in ("MONTHS", "SCHEMA") else None
        made = vars(module).values() if module else ()
        assert {one.__name__ for one in made if isinstance(one, type) and is_dataclass(one)} <= {*datatypes.__all__}


def test_there_is_no_other_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Opinion'"):
        _ = datatypes.Opinion
    with pytest.raises(ImportError):
        exec("from assistant.datatypes import Opinion")


def test_a_value_can_be_pickled_also_under_the_name_it_had_before() -> None:
    answer = samples.calculation()
    written = pickle.dumps(answer, protocol=0)
    assert pickle.loads(written) == answer
    before = written.replace(b"cassistant.datatypes.answers\n", b"cassistant.datatypes\n")
    assert before != written
    assert pickle.loads(before) == answer
