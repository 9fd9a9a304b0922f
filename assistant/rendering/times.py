"""How a moment is worded, the same everywhere and in every time zone."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.datatypes import MONTHS


def moment(when: datetime) -> str:
    """Word a moment: ``1 May 2026, 09:30 UTC``; one without a zone is taken to be in UTC."""
    at = in_utc(when)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at.hour:02}:{at.minute:02} UTC"


def iso(when: datetime) -> str:
    """Write a moment for machines: ``2026-05-01T09:30:00Z``, with fractions of a second where it has them."""
    return f"{in_utc(when).replace(tzinfo=None).isoformat()}Z"


def in_utc(when: datetime) -> datetime:
    """Give a moment in UTC."""
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
