"""One form or another, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from assistant.batch.forms.types import About, Form
from assistant.batch.run import Result
from assistant.rendering.json_form import to_json


def render(form: Form, outcomes: Sequence[Result], about: About) -> bytes:
    """Give the answers of a batch as a document.

    Args:
        form: What kind of document.
        outcomes: In the order of the questions. How long they took is not shown.
        about: What they are of; not part of ``jsonl`` and ``csv``, which hold the answers only.

    Returns:
        The document's bytes; text is UTF-8 and ends in a line break.

    Raises:
        SelfCheckError: A number of an answer is not finite.
    """
    match form:
        case "jsonl":
            return text_bytes("".join(f"{to_json(outcome.answer)}\n" for outcome in outcomes))
        case "csv":
            from assistant.batch.forms.csv_form import to_csv

            return text_bytes(to_csv(outcomes))
        case "md":
            from assistant.batch.forms.md_form import to_report

            return text_bytes(to_report(outcomes, about))
        case "xlsx":
            from assistant.batch.forms.xlsx_form import to_workbook

            return to_workbook(outcomes, about)
        case "html":
            from assistant.batch.forms.page import to_page

            return text_bytes(to_page(outcomes, about))
        case _:
            assert_never(form)


def text_bytes(text: str) -> bytes:
    r"""A text in UTF-8; a lone surrogate becomes ``\udXXX``, which is also how JSON writes it."""
    return text.encode("utf-8", "backslashreplace")
