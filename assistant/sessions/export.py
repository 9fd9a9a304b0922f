"""A session as one document to keep or to hand on: text, Markdown, JSON or a web page.

Nothing of the moment or the machine goes into it, so the same session gives the same bytes.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal, assert_never

from assistant.datatypes import SCHEMA
from assistant.errors import UsageError
from assistant.rendering.html_form import Shown, to_html
from assistant.rendering.json_form import filed_to_dict, safe_json, to_dict
from assistant.rendering.layout import wrap
from assistant.rendering.markdown import escape, to_markdown
from assistant.rendering.plain import to_text
from assistant.rendering.safe import flat
from assistant.rendering.times import iso, moment
from assistant.sessions.types import Exchange

Form = Literal["text", "md", "json", "html"]

_SUFFIXES: dict[str, Form] = {
    ".txt": "text",
    ".md": "md",
    ".markdown": "md",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
}


def form_of(path: Path) -> Form | None:
    """Tell the form that a file's name asks for; None where it asks for none that there is."""
    return _SUFFIXES.get(path.suffix.lower())


def export(exchanges: Sequence[Exchange], form: Form, title: str, *, width: int = 80) -> str:
    """Give exchanges as a document.

    Args:
        exchanges: In the order to be read.
        form: What kind of document.
        title: Its heading.
        width: Columns of a line; of text only.

    Returns:
        The document, which ends in a line break.

    Raises:
        SelfCheckError: A number of an answer is not finite.
    """
    match form:
        case "text":
            return _text(exchanges, title, width)
        case "md":
            return _markdown(exchanges, title)
        case "json":
            return _json(exchanges, title)
        case "html":
            return to_html([Shown(e.question, e.answer, e.asked, e.figures, e.error) for e in exchanges], title)
        case _:
            assert_never(form)


def write(path: Path, text: str, *, force: bool = False) -> None:
    """Write a document to a file, whole or not at all.

    Args:
        path: The file; where it is a link, what that leads to.
        text: The document.
        force: Overwrite a file that is there.

    Raises:
        UsageError: The file is there already, or cannot be written; what was there is as it was.
    """
    try:
        target = _target(path, force)
        _replace(target, text)
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{path} cannot be written ({reason})", "Free some space or choose another place") from error


def _target(path: Path, force: bool) -> Path:
    """The file to be written, behind all links."""
    target = path.resolve()
    if target.is_dir():
        raise UsageError(f"{path} is a folder", "Name a file in it")
    if target.exists() and not target.is_file():
        raise UsageError(f"{path} is not an ordinary file", "Choose another name")
    if target.exists() and not force:
        raise UsageError(f"{path} already exists", "Choose another name or add --force")
    if not target.parent.exists():
        raise UsageError(f"the folder of {path} does not exist", "Make it first")
    return target


def _replace(target: Path, text: str) -> None:
    """Put a text in the place of a file in one step, so that nobody ever sees half of it."""
    part = target.with_name(f".assistant-{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as file:
            # A lone surrogate becomes \udXXX, which is also how JSON writes it.
            file.write(text.encode("utf-8", "backslashreplace"))
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        with suppress(OSError):  # it is gone where all went well, and else the first error is the one to tell
            part.unlink(missing_ok=True)


def _is_taken_otherwise(exchange: Exchange) -> bool:
    """Whether the answer is of a question that was completed from those before."""
    return exchange.answer is not None and exchange.answer.question.split() != exchange.question.split()


def _text(exchanges: Sequence[Exchange], title: str, width: int) -> str:
    blocks = ["\n".join(wrap(flat(title), width))]
    for number, exchange in enumerate(exchanges, 1):
        first = f"{number}. "
        rest = " " * len(first)
        lines = wrap(flat(exchange.question), width, first=first, rest=rest)
        if exchange.answer is not None and _is_taken_otherwise(exchange):
            lines += wrap(f"taken as: {flat(exchange.answer.question)}", width, first=rest, rest=rest)
        blocks.append("\n".join([*lines, f"{rest}{moment(exchange.asked)}"]))
        if exchange.answer is not None:
            blocks.append(to_text(exchange.answer, width=width).rstrip("\n"))
        if exchange.error:
            blocks.append("\n".join(wrap(f"Error: {flat(exchange.error)}", width)))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _markdown(exchanges: Sequence[Exchange], title: str) -> str:
    blocks = [f"# {escape(title)}"]
    for exchange in exchanges:
        blocks += [f"## {escape(exchange.question)}", f"*{moment(exchange.asked)}*"]
        if exchange.answer is not None:
            if _is_taken_otherwise(exchange):
                blocks.append(f"Taken as: {escape(exchange.answer.question)}")
            # The answer's own heading is the question, which stands above already.
            _, _, body = to_markdown(replace(exchange.answer, question="")).partition("\n\n")
            blocks.append(body.rstrip("\n"))
        if exchange.error:
            blocks.append(f"**Error:** {escape(exchange.error)}")
    return "\n\n".join(filter(None, blocks)) + "\n"


def _json(exchanges: Sequence[Exchange], title: str) -> str:
    rows = [
        {
            "question": exchange.question,
            "asked": iso(exchange.asked),
            "answer": None if exchange.answer is None else to_dict(exchange.answer),
            "error": exchange.error,
            "figures": [filed_to_dict(filed) for filed in exchange.figures],
        }
        for exchange in exchanges
    ]
    return safe_json({"schema": SCHEMA, "title": title, "exchanges": rows}, indent=2) + "\n"
