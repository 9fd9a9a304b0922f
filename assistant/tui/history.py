"""The questions asked before, recalled with the arrow keys as a shell does."""

from __future__ import annotations


class History:
    """Questions in the order asked, and a place among them."""

    def __init__(self) -> None:
        self._entries: list[str] = []
        self._at = 0
        self._draft = ""

    def add(self, question: str) -> None:
        """Remember a question; the place moves behind it. The same one twice in a row counts once."""
        if self._entries[-1:] != [question]:
            self._entries.append(question)
        self._at = len(self._entries)
        self._draft = ""

    def back(self, draft: str) -> str:
        """Go one question back.

        Args:
            draft: What stands in the box; kept when it is not a recalled question.

        Returns:
            What the box should hold; the oldest question stays at the end of the way.
        """
        if self._at == len(self._entries):
            self._draft = draft
        self._at = max(self._at - 1, 0)
        return self._here(draft)

    def forward(self, draft: str) -> str:
        """Go one question forward, at last to the draft.

        Args:
            draft: What stands in the box.

        Returns:
            What the box should hold.
        """
        if self._at == len(self._entries):
            return draft
        self._at += 1
        return self._here(draft)

    def _here(self, draft: str) -> str:
        if not self._entries:
            return draft
        return self._entries[self._at] if self._at < len(self._entries) else self._draft
