"""``assistant ask`` with the plain flags, read without the library that reads flags, which takes longer than an answer.

What is not understood here (help, a slip of the keyboard, a flag twice) is left to that library, with its messages.
A test holds that both know the same flags and read them alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

SWITCHES = {"--json": "json", "--markdown": "markdown", "--why": "why", "--quiet": "quiet", "-q": "quiet"}
VALUES = {
    "--as-of": "as_of",
    "--corpus": "corpus",
    "--index": "index",
    "--model": "model",
}
LISTS = {"--source": "source", "--path": "path", "--assume": "assume"}


@dataclass(slots=True)
class Typed:
    """The arguments of ``ask``, taken apart."""

    words: list[str] = field(default_factory=list)
    switches: set[str] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)


def read(arguments: Sequence[str]) -> Typed | None:
    """Take the arguments of ``ask`` apart.

    Args:
        arguments: What was typed after the program's name.

    Returns:
        None where it is another command, or anything is not plain.
    """
    if not arguments or arguments[0] != "ask":
        return None
    typed = Typed()
    left = list(arguments[:0:-1])
    while left:
        argument = left.pop()
        if argument == "--":
            typed.words += reversed(left)
            break
        if not argument.startswith("-") or argument == "-":
            typed.words.append(argument)
        elif argument in SWITCHES:
            typed.switches.add(SWITCHES[argument])
        elif not _value(argument, left, typed):
            return None
    return typed if typed.words else None


def _value(argument: str, left: list[str], typed: Typed) -> bool:
    """Take a flag with its value, which stands behind ``=`` or is the next argument; False where that is not plain."""
    flag, equals, value = argument.partition("=")
    if flag not in VALUES and flag not in LISTS:
        return False
    if not equals:
        if not left or left[-1].startswith("-"):
            return False
        value = left.pop()
    if flag in LISTS:
        typed.lists.setdefault(LISTS[flag], []).append(value)
        return True
    if VALUES[flag] in typed.values:
        return False
    typed.values[VALUES[flag]] = value
    return True


def ask(typed: Typed) -> int:
    """Answer the question; returns the exit code.

    Raises:
        UsageError: A flag or the question is not usable.
        StoreError: Corpus, model or index cannot be used.
    """
    from assistant.cli.ask import Request, ask_once
    from assistant.cli.requests import settings

    values, lists = typed.values, typed.lists
    request = Request(
        text=" ".join(typed.words),
        form="json" if "json" in typed.switches else "markdown" if "markdown" in typed.switches else "text",
        why="why" in typed.switches,
        as_of=values.get("as_of"),
        publishers=tuple(lists.get("source", ())),
        paths=tuple(lists.get("path", ())),
        assume=tuple(lists.get("assume", ())),
    )
    flags = (values.get("corpus") or None, values.get("index") or None, values.get("model") or None)
    return ask_once(settings(*flags, "quiet" in typed.switches), request)
