"""Reads plain text: an optional block of fields, then paragraphs, cut to a width or not."""

from __future__ import annotations

from assistant.articles.cleaning import drop_controls
from assistant.articles.decoding import decode
from assistant.articles.drafts import Reading
from assistant.articles.frontmatter import draft_of, split_front_matter
from assistant.articles.limits import require_length
from assistant.articles.unwrapping import unwrap

ERRORS: tuple[type[Exception], ...] = (ValueError,)
"""ValueError: bytes that are no text, too many, or not in the encoding that their mark promises."""


def read_plain(data: bytes) -> Reading:
    """The article of a plain-text file.

    Raises:
        ValueError: The bytes are no text, or too much of it.
    """
    front = split_front_matter(require_length(drop_controls(decode(data))))
    draft = draft_of(front.fields, unwrap(front.body))
    return Reading((draft,), (front.note,) if front.note else ())
