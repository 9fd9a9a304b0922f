"""What a question asks for: its intent, the type of its answer, its names, metrics and years.

The parser looks at the question alone. What the articles make of it is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.datatypes import Expects, Intent, Quantity, Question
from assistant.figures.metrics import find_metrics
from assistant.figures.names import find_names
from assistant.figures.periods import years_in
from assistant.quantities import extract
from assistant.reading.tidy import tidy
from assistant.retrieval.words import content_words

_OPINION = re.compile(
    r"""\b(?:
        should\s+(?:i|we|one|investors?|you)\b
      | (?:would|do)\s+you\s+(?:recommend|think|advise|suggest|prefer|buy|sell|believe)
      | (?:is|are|was)\s+(?:it|this|that|now|they|\S+(?:\s\S+)?)\s+(?:a\s+)?(?:good|bad|wise|smart|safe|great)\s+
            (?:time|idea|buy|bet|investment|moment)
      | worth\s+(?:buying|investing|holding|selling)
      | (?:best|top|good|better)\s+(?:stocks?|shares?|buy|investment)s?\s+(?:to|for|now|right)
      | (?:buy|sell|hold|short)\s+(?:\S+\s+){0,3}(?:stocks?|shares?)\s*(?:now|today|\?|$)
      | which\s+(?:\S+\s+){0,2}(?:stocks?|shares?)\s+(?:should|to\s+buy|will)
      | (?:your|an?)\s+(?:opinion|advice|prediction|recommendation)\b
      | \b(?:predict|forecast\s+for\s+me)\b
      | will\s+(?:\S+\s+){1,5}?(?:rise|fall|crash|go\s+up|go\s+down|outperform|succeed|fail|win|double|collapse|
            survive|beat|be\s+worth|overtake)\b(?!.{0,500}\b(?:according|said|expects?|forecasts?)\b)
      | what\s+will\s+(?:\S+\s+){1,6}?(?:be\s+(?:worth|in\s+(?:the\s+)?(?:next|20\d\d)|next|by)|trade\s+at)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)

_PATTERNS: tuple[tuple[Expects, str], ...] = (
    (Expects.REASON, r"^\W*why\b|\bwhat\s+(?:made|caused|led)\b|\b(?:reason|cause|blame)s?\b"),
    (
        Expects.TIME,
        r"\bwhen\b|\bwhat\s+(?:date|year|month|day|time)\b|\b(?:which|what)\s+(?:year|month|day)\b"
        r"|\bdates?\b|\bhow\s+long\s+(?:ago|until)\b|\bwhat\s+year\b",
    ),
    (Expects.PLACE, r"^\W*where\b|\b(?:which|what)\s+(?:country|city|town|state|region|place)\b"),
    (
        Expects.PERSON,
        r"\bwho(?:m|se)?\b|\b(?:which|what)\s+(?:\S+\s+){0,3}(?:minister|economist|analyst|boss|chief|executive"
        r"|person|director|president|chairman|founders?)\b|^\W*(?:new|next|former)\s+(?:president|chairman|boss|ceo)",
    ),
    (
        Expects.ORGANISATION,
        r"\b(?:which|what)\s+(?:\S+\s+){0,2}(?:compan(?:y|ies)|firm|bank|provider|group|agency)s?\b",
    ),
    (
        Expects.PERCENT,
        r"%|\bper\s?cent\b|\bpercent(?:age)?\b|\bproportion\b|\bmargin\b|\b(?:interest|bonus|growth|tax|inflation)\s+rate\b"
        r"|\bwhat\s+share\b|\bwhat\s+stake\b",
    ),
    (
        Expects.COUNT,
        r"\bhow\s+(?:many|big|large|long|far|fast|high|tall|heavy|old)\b|\b(?:number|headcount|range|size|population)\b"
        r"|\borders\b|\bcapacity\b|\blosses\b|\bhow\s+much\s+(?:power|electricity|energy|capacity|tpu|water|space)\b",
    ),
    (
        Expects.MONEY,
        r"\bhow\s+(?:much|big|large|high)\b|\b(?:price|cost|costs|fine|bill|worth|valuation|valued|value|salary|pay|paid|debt"
        r"|budget|revenues?|turnover|sales|profits?|loss|losses|income|earn(?:ed|ings)?|fee|settle?ment|dollars|euros"
        r"|pounds|rupees|yen|guidance|size|run\s+rate|funding|sale)\b",
    ),
    (
        Expects.LIST,
        r"\bnames\s+of\b|\b(?:what|which|who)\s+(?:are|were)\b|\bwhich\s+(?:two|three|four|five|six|seven|\w+\s+)?"
        r"(?:\w+\s+)?\w+s\s+(?:is|are|were|did|have|had|does)\b|\blist\b|\bhow\s+many\s+\w+\s+went\s+to\b",
    ),
)
_EXPECTS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_NOT_NUMERIC = re.compile(r"\W*(?:which|who|whose|where|when|why)\b", re.IGNORECASE)
_NUMERIC = re.compile(
    r"\bhow (?:much|many|big|large|high)\b|^\W*which (?:\S+ )?(?:price|rate|share|margin|amount|figure|percentage"
    r"|valuation|value|number|profit|revenue|cost)s?\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\bwhat (?:\S+ ){0,2}(?:proportion|share|percentage|per cent|percent|fraction)\b", re.IGNORECASE)
# Only the first such word of each part is tried: where it leads to no amount, none behind it does.
_BESIDE_MONEY = re.compile(r"(?:^|\?)(?>[^?]*?\b(?:before|after|from|to|than|instead of)\b)[^?]*[$£€¥]\d")

_ATTRIBUTE = re.compile(r"^(?:[A-Z]{2,6}|[A-Z]&[A-Z]) of (?:the )?(?=[^\W\d_])")
"""An abbreviation that is of somebody: the GDP of Japan, the PUE of Google."""


def parse(text: str, assumptions: Iterable[tuple[str, Quantity]] = ()) -> Question:
    """Understand a question.

    Args:
        text: As typed.
        assumptions: Inputs that the user has set by name.

    Raises:
        QuestionError: It is empty or far too long.
    """
    clean = tidy(text)
    lowered = clean.lower()
    return Question(
        text=clean,
        intent=Intent.OPINION if _OPINION.search(clean) else Intent.FACT,
        expects=expected(clean),
        terms=tuple(dict.fromkeys(content_words(clean))),
        entities=_whose(clean),
        metrics=tuple(dict.fromkeys(mention.metric for mention in find_metrics(lowered))),
        years=years_in(clean),
        quantities=extract(clean),
        assumptions=tuple(assumptions),
    )


def _whose(text: str) -> tuple[str, ...]:
    """The names of a question, without what of theirs is asked: of "the CEO of Apple" only Apple."""
    names = (_ATTRIBUTE.sub("", name) for name in find_names(text))
    # A name with a digit may be a formula or a model that articles write out: CO2, GPT-4o.
    return tuple(dict.fromkeys(name for name in names if not any(c.isdigit() for c in name)))


def expected(text: str) -> frozenset[Expects]:
    """The types of thing that can answer a question; ``ANY`` when its words do not say."""
    found = {kind for kind, pattern in _EXPECTS if pattern.search(text)}
    if not found and _BESIDE_MONEY.search(text):
        found.add(Expects.MONEY)
    if _NOT_NUMERIC.match(text) and not _NUMERIC.search(text):
        found -= {Expects.MONEY, Expects.COUNT, Expects.PERCENT}
    if _SHARE.search(text):
        found -= {Expects.MONEY, Expects.COUNT}
    if Expects.REASON in found and re.match(r"\W*(?:why|what (?:made|caused|led))\b", text, re.IGNORECASE):
        return frozenset({Expects.REASON})
    if Expects.TIME in found and re.match(r"\W*when\b", text, re.IGNORECASE):
        found -= {Expects.MONEY, Expects.COUNT}
    if Expects.PERSON in found and re.match(r"\W*(?:who|whose|which|what)\b", text, re.IGNORECASE):
        found -= {Expects.COUNT} if not re.search(r"\bhow\b", text, re.IGNORECASE) else set()
    return frozenset(found or {Expects.ANY})
