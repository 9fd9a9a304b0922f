"""What type of thing answers a question: a person, a place, an amount of money, a list.

The words of the question say, and the metrics that it names where its other words do not.
"""

from __future__ import annotations

import re

from assistant.datatypes import Expects

_BODIES = (
    r"(?:compan(?:y|ies)|firms?|banks?|providers?|groups?|agenc(?:y|ies)|funds?|airlines?|brewer(?:s|y|ies)?|(?:car)?makers?"
    r"|manufacturers?|retailers?|brokers?|insurers?|lenders?|suppliers?|operators?|chains?|unions?|regulators?|newspapers?"
    r"|business(?:es)?|rivals?|producers?|publishers?|supermarkets?|exchanges?|bidders?|ministr(?:y|ies)|bod(?:y|ies))"
)
"""Words for companies and other bodies."""
_NAMED_PLURALS = (
    r"(?:companies|firms|banks|providers|groups|agencies|funds|airlines|brewers|(?:car)?makers|manufacturers|retailers|brokers"
    r"|insurers|lenders|suppliers|operators|chains|unions|regulators|newspapers|businesses|rivals|producers|publishers"
    r"|supermarkets|exchanges|bidders|suitors|countries|cities|towns|states|regions|places|nations|brands|products|models|names"
    r"|directors|executives|ministers|shareholders|owners|investors|partners|plants|factories|sites|stores|markets"
    r"|industries|sectors|bodies|labels|marques|parts|people|men|women|currencies|channels|titles)"
)
"""Plurals of what has names: who asks for several of them asks for a list."""

_BETWEEN = (
    r"(?:(?!(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|in|of|for|on|by|to|from|at|number|that)\b)"
    r"\S++\s++){0,3}"
)
"""Words that describe a noun, and lead to no other part of the sentence."""

_SUBSTANCES = (
    r"(?:power|electricity|energy|capacity|water|space|land|oil|gas|gold|silver|coal|steel|food|grain|fuel|waste|copper"
    r"|time|traffic|data|storage|beer|lager|wine|cider|milk|sugar|wheat|rice|barley|malt|corn|coffee|tea|cocoa|meat|beef"
    r"|fish|timber|wood|paper|cotton|wool|rubber|plastic|cement|sand|salt|iron|ore|lithium|nickel|zinc|tin|uranium|diesel"
    r"|petrol|kerosene|hydrogen|carbon|co2|aluminium|crude|freight|cargo|scrap|rubbish|rain|snow)"
)
"""What there is so much of, by weight or volume or the like."""

_PATTERNS: tuple[tuple[Expects, str], ...] = (
    (Expects.REASON, r"^\W*why\b|\bwhat\s+(?:made|caused|led)\b|\b(?:reason|cause|blame)s?\b"),
    (
        Expects.TIME,
        r"\bwhen\b|\bwhat\s+(?:date|year|month|day|time)\b|\b(?:which|what)\s+(?:year|month|day)\b"
        r"|\bdates?\b|\bdeadline\b|(?<!on the )(?<!on its )(?<!on their )\b(?:last|final|closing)\s+day\b"
        r"|\bhow\s+long\s+(?:ago|until)\b|\bwhat\s+year\b",
    ),
    (
        Expects.PLACE,
        r"^\W*where\b|\b(?:which|what)\s+(?:\w+\s+)?(?:country|city|town|state|region|place|seat|constituency|county|province"
        r"|district|village|island|port|airport|continent)\b",
    ),
    (
        Expects.PERSON,
        rf"\bwho(?:m|se)?\b|\b(?:which|what|names?\s+of)\s+{_BETWEEN}(?:minister|economist|analyst|boss|chief|executive"
        r"|person|director|president|chairman|governor|founders?)\b|^\W*(?:new|next|former)\s+(?:president|chairman|boss|ceo)",
    ),
    (
        Expects.ORGANISATION,
        rf"\b(?:which|what)\s+(?!the\b){_BETWEEN}{_BODIES}\b",
    ),
    (
        Expects.PERCENT,
        r"%|\bper\s?cent\b|\bpercent(?:age)?\b|\bproportion\b|\bwhat\s+portion\b|\bmargin\b|\b(?:interest|bonus|growth|tax|inflation)\s+rate\b"
        r"|\bwhat\s+share\b|\bwhat\s+stake\b|\bhow\s+much\s+of\b|\bwhat\s+(?:rate|level)\b|\b(?:unemployment|jobless)\s+rate\b"
        r"|^\W*share\s+of\b|\b(?:sales|revenue|profit|price|output|export|economic|gdp)s?\s+growth\b|\bby\s+how\s+much\b|\bhow\s+much\s+(?:did|do|does|has|have)\b[^?]{0,80}\b(?:rise|fall|drop"
        r"|grow|grown|risen|fallen|shrink|shrunk|slump|jump|climb|decline|increase|decrease)\b",
    ),
    (
        Expects.COUNT,
        r"\bhow\s+(?:many|big|large|long|fast|high|tall|heavy|old)\b"
        r"|\b(?:jobs|posts|positions)\s+(?:gone|lost|cut|axed|shed|going|to\s+go)\b|\b(?:number|headcount|range|size|population)\b"
        rf"|\borders\b|\bcapacity\b|\blosses\b|\bhow\s+much\s+(?:[a-z]+\s+)?(?:{_SUBSTANCES}|tpu|weight)\b",
    ),
    (
        Expects.MONEY,
        r"\bhow\s+(?:much|big|large|high)\b|\b(?:price|cost|costs|fine|bill|worth|valuation|valued|value|salary|pay|paid|debt"
        r"|budget|revenues?|turnover|sales|profits?|loss|losses|income|earn(?:ed|ings)?|fee|settle?ment|dollars|euros"
        r"|pounds|rupees|yen|yuan|roubles|rubles|pesos|riyals|pence|guidance|size|run\s+rate|funding|sale)\b"
        r"|\bwhat\s+(?:did|has|have)\s+(?:[^\s?]+\s+){1,4}(?:offer(?:ed)?|bid|raised?|spen[dt]|borrow(?:ed)?|lent|lend)\b"
        r"|\bwhat\s+(?:did|does|do|will|would)\b[^?]{0,60}\b(?:(?:sell|go|change\s+hands)\s+for|fetch|cost)\b"
        r"|\b(?:what|which)\s+(?:\w+\s+)?(?:sum|amount(?!\s+of)|bonus|ransom|premium|penalty|subsidy|grant|compensation|damages)\b"
        r"|\b(?:opening|starting|winning|reserve|minimum|highest|lowest)\s+bid\b"
        r"|\bwhat\s+(?:did|has|have)\b[^?]{0,60}\blos[et]\s+(?:in|for|during|last|this)\b"
        r"|\bwhere\s+(?:did|do|does|was|were|is|are)\b[^?]{0,80}\b(?:shares?|stock)\s+(?:price\s+)?(?:finish|clos|end|trad|stand)",
    ),
    (
        Expects.LIST,
        r"\bnames\s+of\b|\b(?:what|which|who)\s+(?:are|were)\b|\bwhich\s+(?:two|three|four|five|six|seven|\w+\s+)?"
        r"(?:\w+\s+)?\w+s\s+(?:is|are|were|did|have|had|does)\b"
        r"|(?<!['’]s )(?<!the )(?<!its )(?<!their )(?<!on a )\blist\b"
        r"|\bhow\s+many\s+\w+\s+went\s+to\b"
        rf"|\b(?:which|what|name)\s+{_BETWEEN}{_NAMED_PLURALS}\b"
        rf"|^\W*+(?!(?:who|how|when|where|why|which|what|number)\b){_BETWEEN}{_NAMED_PLURALS}\W*$"
        rf"|^\W*+(?!(?:who|how|when|where|why|which|what)\b){_BETWEEN}{_NAMED_PLURALS}\s+"
        r"(?:that|which|who|whose|accused|in|of|behind|with|to|\w{3,}ed|\w{3,}ing)\b",
    ),
)
_EXPECTS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_NOT_NUMERIC = re.compile(r"\W*(?:which|who|whose|where|when|why)\b", re.IGNORECASE)
_NUMERIC = re.compile(
    r"\bhow (?:much|many|big|large|high)\b|\bwhere (?:did|do|does|was|were|is|are)\b[^?]{0,80}\b(?:shares?|stock) "
    r"(?:price )?(?:finish|clos|end|trad|stand)"
    r"|\band (?:for )?(?:what|which) (?:\S+ )?(?:per cent|percent\w*|share|stake|price|amount)\b"
    r"|^\W*which (?:\S+ )?(?:price|rate|share|margin|amount|figure|percentage|valuation|value|number|profit|revenue"
    r"|cost)s?\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\bwhat (?:(?!per\b)\S+ ){0,2}(?:(?:pro)?portion|share(?! price| capital)|percentage|per cent|percent|fraction)\b",
    re.IGNORECASE,
)
_HOW_MANY_FIRST = re.compile(
    r"^\W*(?:how many|(?:what (?:is|was) )?(?:the )?number of) (?!\w+ went to\b)(?!.{0,4000}\bhow much\b)",
    re.IGNORECASE,
)
_SUBSTANCE = re.compile(
    rf"\bhow much (?:[a-z]+ )?{_SUBSTANCES}\b"
    r"(?!.{0,200}\b(?:cost|costs|worth|pay|pays|paid|spen[dt]|price|charge[sd]?|fetch|sell for|sold for)\b)",
    re.IGNORECASE,
)
"""What is told in no money."""
_GROWTH = re.compile(r"^(?!\W*how (?:much|many)\b).{0,200}\bgrowth\b", re.IGNORECASE)
"""Growth is told in per cent of what grew."""
_HOLDING = re.compile(
    r"^(?!.{0,400}\b(?:pay\w*|paid|cost\w*|worth|pric\w+|value\w*|buy\w*|bought|s[eo]ll\w*|sold|spen[dt]|offer\w*|bid"
    r"|how (?:much|many)|who|whose|which)\b).{0,400}\b"
    r"(?:size of (?:the |its |their |his |her )?(?:\w+ )?(?:share)?(?:holding|stake)\b"
    r"|(?:(?:share)?holding|stake)\W*$)",
    re.IGNORECASE,
)
"""A part of a company that somebody holds, whose price is not asked for, is told in per cent."""
_HOW_HIGH = re.compile(r"\W*(?:how (?:high|low|large|big)|what (?:is|are|was|were))\b", re.IGNORECASE)
"""What is asked of an amount of any unit."""
_RATE = re.compile(r"\bwhat rate\b", re.IGNORECASE)
_OF_EXCHANGE = re.compile(r"\b(?:peg\w*|exchange\w*|convert\w*|trad(?:e|es|ed|ing))\b", re.IGNORECASE)
"""What is said of a rate that is no share of a hundred."""
# Only the first such word of each part is tried: where it leads to no amount, none behind it does.
_BESIDE_MONEY = re.compile(r"(?:^|\?)(?>[^?]*?\b(?:before|after|from|to|than|instead of)\b)[^?]*[$£€¥]\d")

_SUMS_ASKED = re.compile(
    rf"^\W*what\s+(?:are|were)\b(?![^?]{{0,200}}\b(?:{_NAMED_PLURALS}|how much|how many)\b)", re.IGNORECASE
)
"""Sales, revenues, costs: plurals that are one amount."""
_NAME = re.compile(r"\bname\s+of\b|,\s+name\W*$", re.IGNORECASE)
_ASKED_FIRST = re.compile(
    r"\W*(?:(?:in|from|at|to|on|by|for|of)\s+)?(?:which|what|where|when|why|how)\b", re.IGNORECASE
)
_WHO_FIRST = re.compile(r"^\W*(?:and\s+)?who(?:m|se)?\b", re.IGNORECASE)
_MONEY_BY_NAME = re.compile(
    r"\bhow many (?:\w+ )?(?:dollars|euros|pounds|rupees|yen|yuan|won|roubles|rubles|pesos|rand|riyals|francs|pence)\b",
    re.IGNORECASE,
)
"""Money that is asked for like things that are counted."""

RATES = frozenset({"inflation", "unemployment", "interest-rate", "market-share"})
"""Metrics that are always told in per cent."""
_SUMS = frozenset(
    {
        "revenue",
        "profit",
        "net-profit",
        "loss",
        "net-loss",
        "debt",
        "exports",
        "imports",
        "assets",
        "budget-deficit",
        "dividend",
        "market-value",
        "valuation",
        "ebitda",
    }
)
"""Metrics that are told in money, where a question names little else."""
_BARE = re.compile(
    r"\W*(?:what\s+(?:is|was|are|were)\b|(?!(?:who|how|when|where|why|which|what|did|does|is|are|was|were)\b))", re.I
)


_AMOUNTS = frozenset({Expects.MONEY, Expects.PERCENT})
_DROPS: tuple[tuple[frozenset[Expects], re.Pattern[str], frozenset[Expects]], ...] = (
    (frozenset(), _MONEY_BY_NAME, frozenset({Expects.COUNT})),
    (frozenset({Expects.COUNT}), _HOW_MANY_FIRST, _AMOUNTS),
    (frozenset(), _SHARE, frozenset({Expects.MONEY, Expects.COUNT})),
    (frozenset(), _RATE, frozenset({Expects.MONEY, Expects.COUNT})),
    (frozenset({Expects.COUNT}), _SUBSTANCE, frozenset({Expects.MONEY})),
    (frozenset({Expects.PERCENT}), _GROWTH, frozenset({Expects.MONEY, Expects.COUNT})),
    (_AMOUNTS, _SUMS_ASKED, frozenset({Expects.LIST})),
    (frozenset({Expects.MONEY}), re.compile(r"^\W*where\b", re.IGNORECASE), frozenset({Expects.PLACE})),
    (
        frozenset({Expects.TIME}),
        re.compile(r"^\W*when\b", re.IGNORECASE),
        frozenset({Expects.MONEY, Expects.COUNT}),
    ),
    (
        frozenset({Expects.PERSON}),
        re.compile(r"^\W*(?:who|whose|which|what)\b(?!.{0,4000}\bhow\b)", re.IGNORECASE),
        frozenset({Expects.COUNT}),
    ),
    (frozenset({Expects.PERSON}), _WHO_FIRST, frozenset({Expects.TIME})),
)
"""Types that are dropped where a pattern finds something: only beside one of the first, where there are any."""


def expected(text: str, metrics: tuple[str, ...] = ()) -> frozenset[Expects]:
    """The types of thing that can answer a question; ``ANY`` when nothing says.

    Args:
        text: The question.
        metrics: Ids of the metrics that it names.
    """
    found = {kind for kind, pattern in _EXPECTS if pattern.search(text)}
    if _HOLDING.search(text) and found <= _AMOUNTS | {Expects.COUNT}:
        return frozenset({Expects.PERCENT})
    if not found and _BESIDE_MONEY.search(text):
        found.add(Expects.MONEY)
    if not found and _NAME.search(text):
        found.add(Expects.ORGANISATION)
    found = _as_asked_first(text, found)
    if found and found <= {Expects.COUNT, Expects.MONEY, Expects.LIST} and _HOW_HIGH.match(text):
        found = set(_as_measured(text, metrics)) - {Expects.ANY} or found
    if Expects.REASON in found and re.match(r"\W*(?:why|what (?:made|caused|led))\b", text, re.IGNORECASE):
        return frozenset({Expects.REASON})
    return frozenset(found) or _as_measured(text, metrics)


def _as_asked_first(text: str, found: set[Expects]) -> set[Expects]:
    """The types that the first question word leaves: one further on begins a clause about something else."""
    for needs, pattern, dropped in _DROPS:
        if (not needs or found & needs) and pattern.search(text):
            found = found - dropped
    if _NOT_NUMERIC.match(text) and not _NUMERIC.search(text):
        found = found - _AMOUNTS - {Expects.COUNT}
    if _RATE.search(text) and _OF_EXCHANGE.search(text):
        found = found - {Expects.PERCENT}
    if _ASKED_FIRST.match(text) and found & {Expects.PLACE, Expects.TIME, Expects.ORGANISATION} and _only_who(text):
        found = found - {Expects.PERSON}
    return found


def _only_who(text: str) -> bool:
    """Whether a question speaks of persons only by a "who" inside it."""
    persons = next(pattern for kind, pattern in _EXPECTS if kind is Expects.PERSON)
    return not persons.search(re.sub(r"\bwho\b", "that", text, flags=re.IGNORECASE))


def _as_measured(text: str, metrics: tuple[str, ...]) -> frozenset[Expects]:
    """The types of a question, from what it asks for where its other words do not say."""
    if RATES.intersection(metrics):
        return frozenset({Expects.PERCENT})
    return frozenset({Expects.MONEY if _SUMS.intersection(metrics) and _BARE.match(text) else Expects.ANY})
