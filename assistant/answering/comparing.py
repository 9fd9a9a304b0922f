"""Words that set two things against each other."""

from __future__ import annotations

MUCH = (
    "more|higher|larger|bigger|greater|longer|faster|better|richer|dearer|stronger|older|heavier|further|deeper|taller"
)
LITTLE = "less|fewer|lower|smaller|shorter|slower|cheaper|weaker|younger|lighter"
MORE = rf"(?:(?:much |far )?(?:{MUCH}|{LITTLE})(?: (?:expensive|profitable|indebted|valuable|quickly))?)"
MOST = (
    r"(?:most|least|fewest|highest|lowest|largest|biggest|greatest|smallest|longest|shortest|fastest|cheapest|dearest"
    r"|strongest|weakest)"
)
"""Pattern of the words that set three things or more against each other."""
COMPARES = rf"\b{MORE}\b"
"""Pattern of the words that compare."""
NO_AMOUNT = r"(?!(?:an?|one|half)\b|[^\w\s]?(?!(?:19|20)\d\d\b)\d)"
"""Behind "than": that no amount follows, but somebody or a year."""
