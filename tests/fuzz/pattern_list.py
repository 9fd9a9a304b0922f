"""Every regular expression of the package: those compiled on import, and those written in a call."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assistant

ROOT = Path(assistant.__file__).parent
_SKIPPED = ("assistant.training", "assistant.__main__")
"""Training needs torch; its patterns are read from its source all the same."""
_METHODS = {"match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"}


@dataclass(frozen=True, slots=True)
class Written:
    """A pattern and where it stands."""

    where: str
    pattern: re.Pattern[str]
    methods: frozenset[str]
    """What is called of it: a pattern that is only matched at one place need not be fast at all places."""


def all_patterns() -> list[Written]:
    """All of them, each once."""
    found: dict[tuple[str, int], Written] = {}
    for path in sorted(ROOT.rglob("*.py")):
        for written in _of_file(path):
            key = (written.pattern.pattern, written.pattern.flags)
            before = found.get(key, written)
            found[key] = Written(before.where, before.pattern, before.methods | written.methods)
    return sorted(found.values(), key=lambda one: one.where)


def _of_file(path: Path) -> Iterator[Written]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
    methods = _methods(tree)
    if not module.startswith(_SKIPPED):
        for name, value in vars(importlib.import_module(module)).items():
            for pattern in _inside(value):
                yield Written(f"{module}.{name}", pattern, frozenset(methods.get(name, {"other"})))
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and (found := _literal(call)):
            method, text = found
            yield Written(f"{module} {text[:30]}", re.compile(text, _flags(call)), frozenset({method}))


def _inside(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns in a module's value: it, or a tuple, list or dictionary of them."""
    if isinstance(value, re.Pattern):
        yield _as_text(value)
    elif isinstance(value, dict):
        yield from (found for each in value.values() for found in _inside(each))
    elif isinstance(value, tuple | list):
        yield from (found for each in value for found in _inside(each))


def _as_text(pattern: re.Pattern[str] | re.Pattern[bytes]) -> re.Pattern[str]:
    if isinstance(pattern.pattern, str):
        return re.compile(pattern.pattern, pattern.flags)
    return re.compile(pattern.pattern.decode("latin-1"), pattern.flags | re.ASCII)


def _methods(tree: ast.AST) -> dict[str, set[str]]:
    """By name of a pattern, what is called of it; any other use of the name counts as a search."""
    found: dict[str, set[str]] = {}
    called: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in _METHODS:
            found.setdefault(node.value.id, set()).add(node.attr)
            called.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
            found.setdefault(node.id, set()).add("other")
    return found


def _literal(call: ast.Call) -> tuple[str, str] | None:
    """``re.search("…", text)``: the method and the pattern."""
    function = call.func
    if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"):
        return None
    if function.attr not in _METHODS or not call.args:
        return None
    first = call.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return function.attr, first.value
    return None


def _flags(call: ast.Call) -> int:
    flags = 0
    for node in (*call.args[2:], *(keyword.value for keyword in call.keywords)):
        for part in ast.walk(node):
            if isinstance(part, ast.Attribute) and isinstance(getattr(re, part.attr, None), re.RegexFlag):
                flags |= int(getattr(re, part.attr))
    return flags
