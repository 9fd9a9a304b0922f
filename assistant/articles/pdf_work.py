"""How much work the text of a PDF's page is, counted before it is done.

A page draws forms, which draw forms in turn, as often as they like; fonts map characters in tables that
a few bytes can make long. A kilobyte can ask for hours that way. What is counted here are bytes of drawing
that would be followed, each form as often as it is drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from operator import getitem
from typing import Any

_DRAWN = re.compile(rb"/([^\s/<>()\[\]{}%]{1,120})\s{1,20}Do\b")
_SHOWS_TEXT = re.compile(rb"T[jJ]|['\"]")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s{0,9}<([0-9A-Fa-f]{1,8})>")
_EACH = 250
"""Bytes that stand for the fixed work on a page or form."""
_CHEAPER = 5
"""How much faster the table of a font is read than drawing is followed, in bytes."""
_ENDLESS = 10**12


class PdfWork:
    """Counts the work of one file's pages; what they share is counted once and remembered.

    Args:
        damaged: What the library raises where the file is damaged: there the extraction stops as well.
    """

    def __init__(self, damaged: tuple[type[Exception], ...]) -> None:
        self._damaged = damaged
        self._forms: dict[int, tuple[Any, int]] = {}
        self._fonts: dict[int, tuple[Any, int]] = {}

    def of_page(self, page: Any) -> int:
        """The work of a page, in bytes of drawing; 0 where it has no resources, so that nothing of it is read.

        Raises:
            RecursionError: Forms are nested beyond reason.
        """
        if "/Resources" not in page:
            return 0
        content = self._guarded(page.get_contents)
        return self._of_drawing(b"" if content is None else content.get_data(), page)

    def _of_drawing(self, data: bytes, holder: Any) -> int:
        drawn = Counter(match[1].decode("latin-1") for match in _DRAWN.finditer(data))
        if not drawn and not _SHOWS_TEXT.search(data):
            return _EACH
        resources = self._found(holder, "/Resources")
        work = _EACH + len(data) + sum(self._of_font(font) for font in self._named(resources, "/Font").values())
        forms = self._named(resources, "/XObject") if drawn else {}
        for name, count in drawn.items():
            form = forms.get(f"/{name}")
            work += count * self._of_form(form) if form is not None else 0
        return min(work, _ENDLESS)

    def _of_form(self, form: Any) -> int:
        if id(form) not in self._forms:
            self._forms[id(form)] = form, 0  # a form that draws itself is left out there
            is_form = hasattr(form, "get_data") and self._found(form, "/Subtype") != "/Image"
            data = self._guarded(form.get_data) if is_form else None
            self._forms[id(form)] = form, self._of_drawing(data, form) if data else 0
        return self._forms[id(form)][1]

    def _of_font(self, font: Any) -> int:
        if id(font) not in self._fonts:
            table = self._found(font, "/ToUnicode")
            data = (self._guarded(table.get_data) if hasattr(table, "get_data") else None) or b""
            blocks = (part.partition(b"endbfrange")[0] for part in data.split(b"beginbfrange")[1:])
            ranges = (found for block in blocks for found in _RANGE.findall(block))
            entries = sum(max(int(last, 16) - int(first, 16), 0) for first, last in ranges)
            self._fonts[id(font)] = font, _EACH + (len(data) + 10 * entries) // _CHEAPER
        return self._fonts[id(font)][1]

    def _named(self, resources: Any, kind: str) -> dict[str, Any]:
        """The fonts or forms of some resources by name, without those that cannot be reached."""
        table = self._found(resources, kind)
        found = {name: self._found(table, name) for name in table} if isinstance(table, dict) else {}
        return {name: each for name, each in found.items() if each is not None}

    def _found(self, holder: Any, key: str) -> Any:
        """What stands under a key; None where there is nothing."""
        return self._guarded(partial(getitem, holder, key)) if isinstance(holder, dict) and key in holder else None

    def _guarded(self, step: Callable[[], Any]) -> Any:
        """What a step gives; None where the file is damaged, which the extraction itself has to tell."""
        try:
            return step()
        except self._damaged:
            return None
