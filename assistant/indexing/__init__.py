"""From the corpus folder to a live index: what changed, and only that, is built."""

from assistant.indexing.build import BuildReport, bring_up_to_date
from assistant.indexing.progress import Progress, silent

__all__ = ["BuildReport", "Progress", "bring_up_to_date", "silent"]
