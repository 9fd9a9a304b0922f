"""Words that set two things against each other."""

from __future__ import annotations

MUCH = (
    "more|higher|larger|bigger|greater|longer|faster|quicker|better|richer|dearer|pricier|costlier|stronger|older|heavier"
    "|further|deeper|taller|steeper|wider|busier|sharper|heftier|wealthier"
)
LITTLE = "less|fewer|lower|smaller|shorter|slower|cheaper|weaker|younger|lighter|poorer|narrower|milder|leaner"
MORE = (
    rf"(?:(?:much |far )?(?:{MUCH}|{LITTLE})"
    r"(?: (?:expensive|costly|profitable|indebted|valuable|productive|populous|quickly|rapidly|slowly|sharply))?)"
)
MOST = (
    r"(?:most|least|fewest|highest|lowest|largest|biggest|greatest|smallest|longest|shortest|fastest|cheapest|dearest"
    r"|strongest|weakest)"
)
"""Pattern of the words that set three things or more against each other."""
LEADS = r"(?:(?:out )?(?:ahead|in front)|in the lead|(?:comes?|came) (?:out )?on top|ha[sd] the edge)"
"""Pattern of what says of one of two that it has more, without a word for how."""
COMPARES = rf"\b(?:{MORE}|{LEADS})\b"
"""Pattern of the words that compare."""
NO_AMOUNT = r"(?!(?:an?|one|half)\b|[^\w\s]?(?!(?:19|20)\d\d\b)\d)"
"""Behind "than": that no amount follows, but somebody or a year."""
