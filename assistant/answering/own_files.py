"""The user's own metrics and constants, as the settings name them."""

from __future__ import annotations

from assistant.config import Settings


def put_in_force(settings: Settings) -> None:
    """Have the metrics and constants of the user's files count, in the whole process.

    Args:
        settings: Name the files; where they name none, nothing changes.

    Raises:
        SettingsError: A file cannot be read, or an entry is not usable.
    """
    # Loaded only where there is a file: most commands start without.
    if settings.metrics is not None:
        from assistant.figures.metrics import extend

        extend(settings.metrics)
    if settings.constants is not None:
        from assistant.calculators.constants import overlay

        overlay(settings.constants)
