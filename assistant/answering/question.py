"""What a question asks for: its intent, the type of its answer, its names, metrics and years.

The parser looks at the question alone. What the articles make of it is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.asked_names import without_manners
from assistant.answering.expecting import expected
from assistant.datatypes import Intent, Quantity, Question
from assistant.figures.metrics import find_metrics
from assistant.figures.names import find_names
from assistant.figures.periods import years_in
from assistant.quantities import dimension, extract
from assistant.reading.tidy import tidy
from assistant.retrieval.words import content_words

_OPINION = re.compile(
    r"""\b(?:
        should\s+(?:i|we|one|investors?|you|(?:share)?holders?|savers?)\b
      | ought\s+(?:i|we|one|investors?|you|(?:share)?holders?|savers?)\b
      | (?:would|do)\s+you\s+(?:\w+\s+)?(?:recommend|think|advise|suggest|prefer|buy|sell|believe|reckon|fancy|hold|keep
            |avoid|choose|pick|bet|invest|get\s+(?:in|out|rid)|stay|steer|switch)\b
      | what\s+would\s+you\s+do\b
      | (?:is|was|would)\s+it\s+(?:be\s+)?(?:\w+\s+)?(?:wise|sensible|prudent|advisable|smart|foolish|safe|better|best
            |too\s+late)\s+(?:for\s+me\s+)?to\s+(?:buy|sell|hold|keep|invest|get|put|bet|wait|take|switch|stay|own|go|cash)\b
      | (?:am|are)\s+(?:i|we)\s+(?:better|safe|wise|right|too\s+late)\b
      | (?:can|could|may|might|do|shall|must)\s+(?:i|we)\s+(?:\w+\s+)?(?:buy|sell|invest|hold|get\s+out
            |cash\s+in|trust)\b
      | time\s+to\s+(?:buy|sell|invest|get\s+(?:in|out)|cash\s+in)\b
      | (?:is|are|was)\s+(?:it|this|that|now|they|\S+(?:\s\S+)?)\s+(?:a\s+)?(?:good|bad|wise|smart|safe|great)\s+
            (?:time|idea|buy|bet|investment|moment)
      | worth\s+(?:buying|investing|holding|selling)
      | (?:best|top|good|better)\s+(?:stocks?|shares?|buy|investment)s?\s+(?:to|for|now|right)
      | (?:buy|sell|hold|short)\s+(?:\S+\s+){0,3}(?:stocks?|shares?)\s*(?:now|today|\?|$)
      | which\s+(?:\S+\s+){0,2}(?:stocks?|shares?)\s+(?:should|to\s+buy|will)
      | (?:your|an?)\s+(?:opinion|advice|prediction|recommendation)\b
      | (?:what|what['’]s|what\s+is)\s+your\s+(?:view|take|verdict|hunch|tip|pick|guess)\b
      | (?:better|best|safer|safest)\s+(?:buy|bet|investment|bargain)\b
      | \b(?:predict|forecast\s+for\s+me)\b
      | (?:(?<!much\s)(?<!far\s)|(?=will\s+(?:\S+\s+){0,4}(?:shares?|stocks?)\b))
            will\s+(?:\S+\s+){1,5}?(?:rise|fall|crash|go\s+up|go\s+down|outperform|succeed|fail|win|double|collapse|
            survive|beat|be\s+worth|overtake)\b(?!.{0,500}\b(?:according|said|expects?|forecasts?)\b)
      | what\s+will\s+(?:\S+\s+){1,6}?(?:be\s+(?:worth|in\s+(?:the\s+)?(?:next|20\d\d)|next|by)|trade\s+at)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)

_MEASURES = frozenset({"GDP", "IPO", "EPS", "CEO", "CFO", "COO", "CPI", "PPI", "EBITDA", "AGM"})
"""Abbreviations of what is somebody's, and nobody's name."""
_ATTRIBUTE = re.compile(r"^(?:[A-Z]{2,6}|[A-Z]&[A-Z]) of (?:the )?(?=[^\W\d_])")
"""An abbreviation that is of somebody: the GDP of Japan, the PUE of Google."""


_YEAR_AND_CURRENCY = re.compile(r"(?:19|20)\d\d [a-z]+")
"""A year, and the currency that an answer is wanted in: "profit 2003 yen"."""


def parse(text: str, assumptions: Iterable[tuple[str, Quantity]] = ()) -> Question:
    """Understand a question.

    Args:
        text: As typed.
        assumptions: Inputs that the user has set by name.

    Raises:
        QuestionError: It is empty or far too long.
    """
    clean = tidy(text)
    metrics = tuple(dict.fromkeys(mention.metric for mention in find_metrics(clean.lower())))
    return Question(
        text=clean,
        intent=Intent.OPINION if _OPINION.search(clean) else Intent.FACT,
        expects=expected(clean, metrics),
        terms=tuple(dict.fromkeys(content_words(clean))),
        entities=_whose(clean),
        metrics=metrics,
        years=years_in(clean),
        quantities=tuple(q for q in extract(clean) if not _YEAR_AND_CURRENCY.fullmatch(q.text)),
        assumptions=tuple(assumptions),
    )


def _whose(text: str) -> tuple[str, ...]:
    """The names of a question, without what of theirs is asked: of "the CEO of Apple" only Apple."""
    names = without_measures(_ATTRIBUTE.sub("", name) for name in without_manners(find_names(text), text))
    # A name with a digit may be a formula or a model that articles write out: CO2, GPT-4o.
    plain = [name for name in names if not any(c.isdigit() for c in name)]
    return tuple(dict.fromkeys(name for name in plain if _is_somebody(name, text)))


def _is_somebody(name: str, text: str) -> bool:
    """Whether a name is no unit of measure, or stands where only somebody does: "did BHP dig", "BHP's mine"."""
    if not is_unit(name):
        return True
    acting = rf"\b(?:did|does|do|has|have|had|will|would|by|from|at)\s+{re.escape(name)}\b|\b{re.escape(name)}['’]s\b"
    return re.search(acting, text, re.IGNORECASE) is not None


def is_unit(name: str) -> bool:
    """Whether what is written like a name is a unit of measure: MW, GWh."""
    if len(name) > 4 or not name.isalpha():
        return False
    return any(not dimension(q.unit).startswith(("money", "count")) for q in extract(f"5 {name}"))


def without_measures(names: Iterable[str]) -> tuple[str, ...]:
    """Names without the abbreviation of what is asked of them: of "Japanese GDP" only Japanese, of "IPO" nothing."""
    bare = (re.sub(r"(?<!\s)\s++\S++$", "", name) if name.split()[-1].upper() in _MEASURES else name for name in names)
    return tuple(name for name in bare if name.upper() not in _MEASURES)
