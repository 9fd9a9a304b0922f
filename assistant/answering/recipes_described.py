"""Recipes whose figures are known by the question's words: parts and wholes, amounts for each, values before a change.

Most are soft: an article may state what they would work out, and then it is quoted.
"""

from __future__ import annotations

from assistant.answering.recipe import Plans, Recipe, any_of

plans_deals, plans_described, plans_moved = Plans("plans_deals"), Plans("plans_described"), Plans("plans_moved")
plans_parts, plans_worth = Plans("plans_parts"), Plans("plans_worth")

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
            r"\bbefore (?:the|its|their|this|that|last|an?) (?:\S+ ){0,2}"
            r"(?:rise|increase|hike|cut|fall|drop|jump|boost|growth)\b",
            r"\bbefore (?:news|word|reports?) of\b",
            r"\bbefore (?:it|they|prices?|costs?) (?:went|rose|fell|grew|jumped|climbed|dropped|increased|were|was)\b",
            r"\bwork(?:ed|ing) back(?:wards)? from\b",
            r"\bin the same (?:quarter|half|period|months?) (?:of|in|a) (?:the )?"
            r"(?:previous|prior|preceding|year|last)\b",
            r"\bin the (?:previous|prior|preceding) year\b",
        ),
        plans=(plans_moved.earlier,),
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
            r"\bin (?:us |american |canadian |australian )?"
            r"(?:dollars|euros|pounds|sterling|yen|yuan|rupees|francs)\W*$",
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
            r"\baverage (?:price|cost|value|size|pay|salary|sale|bill) (?:of|for) (?:an?|the|its|their|these|those) ",
            r"\b(?:per|for (?:each|every)|each of the) (?!cent\b|annum\b|year\b|month\b|week\b|day\b|hour\b)[a-z]",
            r"\b(?:would|will|does|do|did|could) (?:each|every|(?:the|an?) (?:average|typical)) ",
        ),
        plans=(plans_described.per_each,),
        soft=True,
    ),
    Recipe(
        "one figure as a share of another",
        any_of(
            r"\bas (?:(?:a|the|what) )?(?:\w+ )?(?:share|percentage|proportion|fraction|per ?cent|%) of\b",
            r"\bhow much of .* (?:as a percentage|in per ?cent|as a share)\b",
            r"\bwhat (?:share|percentage|proportion|fraction|part|portion) of (?!the (?:stake|shares?)\b)"
            r".* (?:is|was|are|were|has|have|had)\b",
            r"\b(?:costs?|debts?|expenses|loans?|spending)[- ]to[- ]\w+ ratio\b",
        ),
        plans=(plans_described.share,),
        soft=True,
    ),
)
"""Tried last."""
