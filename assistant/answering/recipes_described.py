"""Recipes whose figures are known by the question's words: parts and wholes, amounts for each, values before a change.

Most are soft: an article may state what they would work out, and then it is quoted.
"""

from __future__ import annotations

from assistant.answering.recipe import Plans, Recipe, any_of

plans_deals, plans_described, plans_moved = Plans("plans_deals"), Plans("plans_described"), Plans("plans_moved")
plans_each, plans_parts, plans_worth = Plans("plans_each"), Plans("plans_parts"), Plans("plans_worth")

_CHANGES = (
    "rise|increase|hike|cut|fall|drop|jump|boost|growth|slide|slump|plunge|surge|gain|decline|reduction|climb|leap|dip"
    "|tumble|spike|crash|expansion|raise|premium|discount|revision|change|move|trimming|cutback"
)
_CHANGED = (
    "rose|rise|rises|fell|falls?|grew|jump(?:ed|s)|climb(?:ed|s)|dropp?(?:ed|s)|increased?s?|decreased?s?|cut|cuts|raised?s?|lift(?:ed|s)"
    "|hiked|reduced?s?|trimm?(?:ed|s)|slashe[ds]|lowered|doubled|tripled|went|were|was|moved|slid|slumped|plunged"
    "|surged|gained|declined|changed"
)

_SHARES = r"(?:share|percentage|proportion|fraction|part|portion|slice|chunk|per ?cent|percent|%)"

BOUGHT: tuple[Recipe, ...] = (
    Recipe(
        "a number of shares",
        any_of(r"\bhow many (?:\S+ ){0,4}shares\b", r"\bnumber of (?:\S+ ){0,3}shares\b"),
        plans=(plans_parts.number_of_shares,),
        soft=True,
    ),
    Recipe(
        "a share that a price buys",
        any_of(
            r"\bwhat (?:stake|share|percentage|slice) (?:of \S+ )?(?:did|does|do|will|would) "
            r".*\b(?:get|gets|take|buy|receive|acquire)\b",
            r"\bwhat (?:percentage|per ?cent|share|stake|proportion|slice) of\b.*\b(?:judging|based|going) (?:by|on)\b",
            r"\bwhat (?:stake|share|percentage|slice)\b.*\bimpl(?:y|ies|ied)\b.*\b(?:price|paid|valuation)\b",
        ),
        plans=(plans_parts.bought,),
        soft=True,
    ),
)
"""Tried before ratios."""

WHOLES: tuple[Recipe, ...] = (
    Recipe(
        "the worth of a whole",
        any_of(
            r"\b(?:all|the whole|whole) of (?:\S+ ){1,4}(?:be )?worth\b|\b(?:value|worth) of (?:all|the whole) of\b",
            r"\b(?:value|price|worth)\b.*\b(?:on|for) (?:all|the whole) of\b",
            r"\b(?:value|worth|valued)\b.*\bas a whole\b",
            r"\b(?:the )?whole of .{1,60}\bworth\b",
            r"\b(?:100 ?%|all|the whole) of .{1,60}\b(?:cost|be worth|is worth|was worth|fetch)\b",
            r"\b(?:value|worth) (?:\S+ ){0,3}(?:company|firm|group|business|club|bank|airline|brewer) as a whole\b",
            r"\bas a whole (?:would |will |is |was )?(?:be )?(?:worth|valued)\b|\bin full (?:worth|valued)\b",
        ),
        plans=(plans_parts.whole, plans_worth.implied_value),
        search="stake shares",
    ),
    Recipe(
        "a value before a change",
        any_of(
            rf"\bbefore (?:the|its|their|this|that|last|an?) (?:\S+ ){{0,3}}(?:{_CHANGES})s?\b",
            r"\bbefore (?:news|word|reports?|talk|talks|rumours?|rumors?) (?:of|that|about|emerged|leaked|broke)\b",
            r"\bbefore (?:the )?(?:news|word|reports?|talks?|rumours?|rumors?)\b",
            rf"\bbefore (?:\S+ ){{1,4}}?(?:{_CHANGED})\b",
            r"\bwork(?:ed|ing) back(?:wards)? from\b",
            r"\bin the same (?:quarter|half|period|months?) (?:of|in|a) (?:the )?"
            r"(?:previous|prior|preceding|year|last)\b",
            r"\bthe (?:year|quarter|month|half) (?:before|earlier|previously)\b",
            r"\b(?:a year|twelve months|12 months) (?:before|earlier|ago|previously)\b|\byear[- ]earlier\b",
            r"\b(?:previous|prior|preceding) (?:year|quarter|month|half)\b",
            r"\b(?:originally|used to|had been|undisturbed)\b",
        ),
        plans=(plans_moved.earlier, plans_moved.earlier_in_sentence, plans_parts.whole_of_part),
        soft=True,
    ),
)
"""Tried before conversions: "worth in dollars" asks for a worth first."""

DESCRIBED: tuple[Recipe, ...] = (
    Recipe(
        "an amount at the pace of a part of the year",
        any_of(
            r"\bannuali[sz]\w+\b.*\b(?:quarter|half|three months|six months)",
            r"\b(?:quarter|half|three months|six months)\b.*\bannuali[sz]",
            r"\bat (?:the|that|this) (?:pace|rate) (?:of|in) .*\b(?:quarter|half)\b",
            r"\b(?:as (?:fast|much|quickly) as|at the same (?:pace|rate)) .*\b(?:quarter|half)\b",
            r"\brun[- ]rate\b.*\b(?:quarter|half)\b|\b(?:quarter|half)\b.*\brun[- ]rate\b",
        ),
        plans=(plans_moved.at_pace,),
        soft=True,
    ),
    Recipe(
        "an amount in another currency",
        any_of(
            r"\bexchange rate\b",
            r"\b(?:in|into) (?:us |american |canadian |australian )?"
            r"(?:dollars|euros|pounds|sterling|yen|yuan|rupees|francs)\b(?! (?:how|what)\b)",
        ),
        plans=(plans_deals.at_stated_rate,),
        soft=True,
    ),
    Recipe(
        "a whole of which a part is given",
        any_of(
            r"\bhow (?:many|much|big|large|high)\b"
            r".*\b(?:in all|altogether|total|whole|entire|overall|for all|employ\w*|budget)\b",
            r"\bwhat (?:is|was|are|were)\b.*\b(?:total|whole|entire|overall)\b",
            r"\bbefore (?:trimming|cutting|cuts|the cuts?|reducing|axing)\b",
        ),
        plans=(plans_parts.whole_of_part,),
        soft=True,
    ),
    Recipe(
        "what is left of an amount",
        any_of(
            r"\bhow much\b.*\b(?:still to come|still to be|left|remain\w*|outstanding|undrawn|unspent)\b",
            r"\bhow much (?:more|extra|further)\b.*\b(?:still|yet|beyond|owe\w*|already|so far)\b",
            r"\bhow much\b.*\b(?:not|yet to)\b.*\b(?:drawn?|spent|paid|used|called|received|taken|be)\b",
        ),
        plans=(plans_parts.remaining,),
        soft=True,
    ),
    Recipe(
        "the worth of a part",
        any_of(
            r"['’]s? (?:share|part|stake|slice|holding|portion) (?:of|in) .*\bworth\b",
            r"\bworth of .*(?:stake|share|holding|slice)\b",
        ),
        plans=(plans_parts.part,),
        soft=True,
    ),
    Recipe(
        "what shares bring in",
        any_of(r"\bhow (?:much|many \w+) (?:\S+ ){1,5}(?:rais\w+|get|got|receive\w*|made?|fetch\w*)\b.*\bshares\b"),
        plans=(plans_parts.proceeds,),
        soft=True,
    ),
    Recipe(
        "a share of a number told with it",
        any_of(r"\b(?:how many|number of) [a-z]"),
        plans=(plans_parts.portion_told,),
        soft=True,
        whole=False,
        broad=True,
    ),
    Recipe(
        "a portion of a number",
        any_of(
            r"\b(?:how many|number of)\b.*\b(?:estimated?|implied|in (?:absolute )?numbers|work(?:s|ed)? out)\b",
        ),
        plans=(plans_parts.portion,),
        soft=True,
    ),
    Recipe(
        "an amount for each",
        any_of(
            r"\b(?:average|mean|typical) (?:price|cost|value|size|pay|salary|sale|bill|debt) (?:of|for|per) ",
            r"\b(?:per|for (?:each|every|one|a single)|each of the) "
            r"(?!cent\b|annum\b|year\b|month\b|week\b|day\b|hour\b)[a-z0-9]",
            r"\b(?:each|every|apiece)\b(?! (?:year|month|week|day|quarter|hour)\b)",
            r"\b(?:the|an?) (?:average|typical|single) [a-z]",
            r"\b(?:an?|per) head\b",
        ),
        plans=(plans_each.per_each,),
        soft=True,
    ),
    Recipe(
        "one figure as a share of another",
        any_of(
            r"\bas (?:(?:a|the|what) )?(?:\w+ )?(?:share|percentage|proportion|fraction|per ?cent|pct|%) of\b",
            r"\bhow much of .* (?:as a percentage|in per ?cent|as a share)\b",
            rf"\b(?:what|how (?:big|large) an?) {_SHARES} of (?!the (?:stake|shares?)\b).* "
            r"(?:is|was|are|were|has|have|had|went|go(?:es)?|came|comes?)\b",
            r"\b(?:costs?|debts?|expenses|loans?|spending)[- ]to[- ]\w+ ratio\b",
        ),
        plans=(plans_described.share,),
        soft=True,
    ),
)
"""Tried last."""
