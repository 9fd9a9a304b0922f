"""Which questions of a file are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.batch.questions import Item
from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class Selection:
    """What was typed of ``--filter`` and ``--limit``."""

    text: str = ""
    """Kept are questions whose id, kind or words hold it, in capitals or not; empty keeps all."""
    limit: int | None = None
    """The first so many of those; None for all."""

    def of(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """The questions that are asked, in order.

        Args:
            items: All of a file.

        Raises:
            UsageError: None is left of some.
        """
        wanted = self.text.casefold()
        kept = tuple(
            item for item in items if any(wanted in words.casefold() for words in (item.id, item.kind, *item.turns))
        )
        if items and not kept:
            raise UsageError(
                f"no question has {self.text!r} in its id, its kind or its words", "Give another text to --filter"
            )
        return kept[: self.limit]

    def __str__(self) -> str:
        parts = [f"--filter {self.text!r}"] if self.text else []
        parts += [f"--limit {self.limit}"] if self.limit is not None else []
        return " ".join(parts) or "all questions"
