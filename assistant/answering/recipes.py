"""Which questions ask for which calculation, and what each calculation needs.

A recipe without a calculator recognises a question that must be worked out and cannot be yet:
it is declined with the nearest evidence rather than answered with a figure that is something else.
"""

from __future__ import annotations

import re

from assistant.answering.recipe import HOW_MANY, Need, Plans, Recipe, any_of
from assistant.answering.recipes_apart import APART
from assistant.answering.recipes_compared import COMPARISONS
from assistant.answering.recipes_described import BOUGHT, DESCRIBED, WHOLES
from assistant.answering.recipes_rates import RATES
from assistant.answering.recipes_stated import CAPACITY, LOAD, OF_POWER, OF_TEXT, POWER, VALUE

plans, plans_compared, plans_deals = Plans("plans"), Plans("plans_compared"), Plans("plans_deals")
plans_described, plans_each, plans_moved = Plans("plans_described"), Plans("plans_each"), Plans("plans_moved")
plans_stated, plans_worth = Plans("plans_stated"), Plans("plans_worth")

RECIPES: tuple[Recipe, ...] = (
    *CAPACITY,
    *VALUE,
    Recipe(
        "a compound rate of growth",
        any_of(r"\bcagr\b|\bcompound(?:ed)? annual\b"),
        plans=(plans_stated.compound_growth,),
    ),
    Recipe(
        "what remains of a whole",
        any_of(r"\bhow much (?:of|is|would|will|remains)\b.*\b(?:remain\w*|left|outstanding|still to)\b"),
        plans=(plans_stated.remainder,),
    ),
    Recipe(
        "an amount for each",
        any_of(
            r"\b(?:revenue|sales|turnover|profit|valuation|value|cost|deposits|debt)s? per"
            r" (?:employee|head|worker|person|customer|user|subscriber|member|store|share|passenger)\b",
        ),
        plans=(plans_each.per_each, plans_stated.for_each),
        search="employees customers",
    ),
    Recipe(
        "a change between two stated amounts",
        any_of(
            r"\b(?:from|between) [^a-z]*\d\S*(?: \w+)? (?:to|and) [^a-z]*\d",
            r"\bhow much (?:higher|more|lower|less|larger|bigger|smaller) is [^a-z]*\d.* than [^a-z]*\d",
        ),
        plans=(plans_stated.between,),
        about=re.compile(
            r"\b(?:by (?:what|how)|percent\w*|per ?cent|step-?up|how (?:much|many)|growth|gap|difference|change)\b|%",
            re.I,
        ),
    ),
    Recipe(
        "one stated amount as a share of another",
        any_of(
            r"^\W*what(?:'s| is| share is| percentage is) [^a-z]*\d.*"
            r" (?:as a (?:percentage|share|proportion) )?of [^a-z]*\d"
        ),
        plans=(plans_stated.part_of_whole,),
        about=re.compile(r"\b(?:percentage|share|proportion)\b", re.IGNORECASE),
    ),
    Recipe(
        "a sum or an average",
        any_of(r"\b(?:what is|what's|what are) the (?:sum|total|average|mean) of (?=\S*\d)"),
        plans=(plans_stated.sum_or_average,),
    ),
    Recipe(
        "a conversion of units",
        any_of(
            r"^\W*(?:what is|what's|how much is|how many \w+ (?:is|are)|convert) (?=\S*\d|[a-z]+ [a-z]*watts?)"
            r".{0,40} (?:in|to|into) [a-z ]+\W*$"
        ),
        plans=(plans_stated.in_other_unit,),
    ),
    Recipe(
        "a price paid over profit or sales",
        any_of(
            r"\bwhat multiple of (?:\S+ ){0,5}(?:profits?|earnings|sales|revenues?|turnover)\b.*\b(?:pay|paid|bid|buy)",
            r"\b(?:deal|takeover|acquisition|purchase|bid|offer|buyout)\b.*\bprice[- ]to[- ](?:sales|earnings)\b",
            r"\bprice[- ]to[- ](?:sales|earnings)\b.*\b(?:deal|takeover|acqui\w+|purchase|bid|offer|buyout|pai?[yd])",
        ),
        plans=(plans_deals.deal_multiple,),
        search="deal profit revenue sales",
    ),
    Recipe(
        "a revenue multiple",
        any_of(
            r"\brevenue multiples?\b",
            r"\bmultiples? of (?:\S+ ){0,3}(?:revenues?|sales)\b",
            r"\bprice[- ]to[- ]sales\b",
            r"\bvaluation[- ]to[- ]revenue\b",
            r"\b(?:ev|enterprise value)[/ ](?:to[- ])?(?:revenue|sales)\b",
            r"\bhow many times (?:\S+ ){0,3}(?:revenues?|sales)\b",
        ),
        "revenue-multiple",
        (
            Need("valuation", "valuation", "money", "valuation"),
            Need("revenue", "annual revenue", "money", "revenue"),
        ),
    ),
    Recipe(
        "reactors for a power",
        any_of(
            HOW_MANY + r"(?:reactors?|nuclear plants?|nuclear power stations?)\b",
            r"\breactor equivalents?\b",
        ),
        "power-to-reactors",
        (Need("power", "power", "power", owned=False),),
        about=OF_POWER,
    ),
    Recipe(
        "homes for a power",
        any_of(HOW_MANY + r"(?:homes|households|houses)\b"),
        "power-to-homes",
        (POWER, LOAD),
        about=OF_POWER,
    ),
    Recipe(
        "energy of a power over a year",
        any_of(
            r"\bhow much (?:electricity|energy|power)\b(?=.*\b(?:[gm]w|gigawatts?|megawatts?|that|it|capacity)\b)"
            r".*\b(?:a|per|in a|each|over a) year\b",
        ),
        "power-to-energy",
        (POWER, LOAD),
    ),
    Recipe(
        "revenue by the month",
        any_of(r"\bmonthly (?:revenue|sales|turnover)\b|\b(?:revenue|sales) (?:a|per|each) month\b"),
        "per-month",
        (Need("annual", "annual revenue", "money", "revenue"),),
    ),
    Recipe(
        "revenue by the week",
        any_of(r"\bweekly (?:revenue|sales|turnover)\b|\b(?:revenue|sales) (?:a|per|each) week\b"),
        "per-week",
        (Need("annual", "annual revenue", "money", "revenue"),),
    ),
    Recipe(
        "revenue by the day",
        any_of(r"\bdaily (?:revenue|sales|turnover)\b|\b(?:revenue|sales) (?:a|per|each) day\b"),
        "per-day",
        (Need("annual", "annual revenue", "money", "revenue"),),
    ),
    Recipe(
        "revenue by the quarter",
        any_of(r"\bquarterly (?:revenue|sales) at\b|\b(?:revenue|sales) (?:a|per|each) quarter\b"),
        "per-quarter",
        (Need("annual", "annual revenue", "money", "revenue"),),
    ),
    Recipe(
        "pages of a context window",
        any_of(HOW_MANY + r"pages\b"),
        "tokens-to-pages",
        (Need("tokens", "context window", "count", "context-window", owned=False),),
        about=OF_TEXT,
    ),
    Recipe(
        "words of a context window",
        any_of(HOW_MANY + r"words\b.*\b(?:context|tokens?)\b"),
        "tokens-to-words",
        (Need("tokens", "context window", "count", "context-window", owned=False),),
    ),
    Recipe(
        "a share that an investment buys",
        any_of(
            r"\bwhat (?:stake|share) would (?:\S+ ){1,8}(?:buy|get|give|be)\b.*\b(?:valuation|post-money|value)\b",
        ),
        "new-investors-share",
        (
            Need("investment", "investment", "money", "investment"),
            Need("post_money", "valuation", "money", "valuation"),
        ),
    ),
    Recipe(
        "a step-up between valuations",
        any_of(
            r"\bhow many times (?:\S+ ){0,6}valuation\b",
            r"\bstep-?up\b",
        ),
        plans=(plans_worth.step_up,),
        apart=True,
        search="valuation valued",
    ),
    Recipe(
        "a premium of one valuation over another",
        any_of(
            r"\bby what (?:percentage|per ?cent|proportion)\b.*\bvaluation\b.*\b(?:exceed|above|higher|over|top)\b",
            r"\bpremium (?:of|over|to)\b.*\bvaluation\b|\bvaluation\b.*\bpremium\b",
        ),
        plans=(plans_worth.premium,),
        apart=True,
        search="valuation valued",
    ),
    Recipe(
        "a share that is paid first",
        any_of(
            r"\bwhat (?:share|percentage|proportion|fraction|part) of\b"
            r".*\b(?:up ?front|up-front|immediately|first(?![- ](?:quarter|half|year|time)))\b"
        ),
        plans=(plans_worth.tranche,),
        search="upfront committed",
    ),
    *COMPARISONS,
    Recipe(
        "a change or a rate of growth",
        any_of(
            r"\bby what (?:percentage|per cent|percent|proportion|multiple|factor)\b",
            r"\b(?:what|how many) (?:percentage|per ?cent|percent) (?:above|below|over|under|more|less|higher|lower)\b",
            r"\b(?:percentage|per cent|percent) (?:change|growth|increase|rise|fall|drop)\b",
            r"\bin per cent, did\b",
            r"\bgrowth\b.*\bvs\b|\bvs\b.*\bgrowth\b",
            r"\bhow (?:fast|much faster) did (?:\S+ ){0,4}grow\b",
            r"\bhow big was the swing\b",
            r"\bby how (?:many|much) (?:\S+ ){1,12}(?:bring|cut|reduce|lower|raise|increase|rise|fall|grow|chang|improv"
            r"|deteriorat|worsen|swing|swung|drop|slip|climb|jump|shrink|expand)\w*\b",
            r"\bcagr\b|\bcompound(?:ed)? annual\b|\bdoubling time\b",
        ),
        plans=(plans_described.above, plans.growth_or_change),
        apart=True,
        loose=(plans_moved.changed,),
        articles=4,
    ),
    Recipe(
        "a comparison of two figures",
        any_of(
            r"\bby how (?:much|many)\b",
            r"\bwhat(?: is|'s| was)? the (?:gap|difference)\b",
            r"\bhow far ahead\b",
            r"\bhow much (?:bigger|larger|higher|greater|more|smaller|lower|less)\b[^?]*\bthan\b",
            r"\bwh(?:o|ich)\b[^?]*\b(?:more|higher|larger|bigger|greater)\b[^?]*(?:\bor\b|:)",
            r"\bdifference between\b",
            r"\bwho (?:earned|made|reported) (?:more|the (?:higher|bigger|larger))\b",
        ),
        plans=(plans_compared.compared, plans_stated.against_stated, plans_compared.changed),
        pointed=True,
    ),
    *BOUGHT,
    Recipe(
        "a ratio",
        any_of(
            r"\bhow many times\b",
            r"\bratio of\b",
            r"\bas a multiple of\b",
            r"\bwhat (?:\S+ )?multiple\b",
            r"\bwhat (?:share|percentage|proportion|fraction) of (?:(?!\bwill\b|\bown).)*"
            r"\b(?:paid|turn(?:ed)? into|came from|represent|keep|kept|made up|account)\b",
            r"\bhow much of each\b",
            r"\b(?:costs?|charge|price|amount)\b.*\b(?:per|each) \w+\s*(?:cut|sold|bought)?\W*$",
            r"\b(?:come to|works? out|worked out)\b.*\bper\b",
            r"\bhow many \w+ a (?:year|month|day|week) does the average\b",
            r"\bhow many (?:dollars|pounds|euros|rupees|yen) (?:a|an|per) \w+",
        ),
        plans=(
            plans.margin_in_words,
            plans_deals.share_of,
            plans_deals.deal_multiple,
            plans_worth.per_unit,
            plans.ratio,
        ),
        loose=(plans_described.share, plans_described.over, plans_each.per_each),
        apart=True,
    ),
    Recipe(
        "a margin",
        any_of(
            r"\b(?:net|pre-?tax|operating|gross|profit)(?: profit| net)? margin\b"
            r"(?!.*\b(?:forecast|expect|analysts)\b)",
            r"\bwhat margin (?:is|was|did|does|do|has)\b(?!.*\b(?:forecast|expect|analysts)\b)",
        ),
        plans=(plans.margin,),
        search="profit revenue sales turnover",
        soft=True,
    ),
    Recipe(
        "an amount over a year",
        any_of(
            r"\bhow (?:many|much) (?:\S+ ){1,3}a year (?:is|are|was|does|do|did|will|would)\b(?!.*\baverage\b)",
            r"\b(?:cost|come to|amount to|make|earn|produce|lose)\b.*\b(?:over|in) a (?:whole |full )?year\b",
        ),
        plans=(plans_worth.annualise,),
    ),
    Recipe(
        "the cost of a number of shares",
        any_of(r"\b(?:buy-?back|share purchase|repurchase)\b.*\bcost\b|\bcost\b.*\b(?:buy-?back|repurchase)\b"),
        plans=(plans_worth.shares_cost,),
    ),
    *WHOLES,
    Recipe(
        "a conversion of currencies",
        any_of(
            r"\bexchange rate\b(?=.*\d)|\bworth in (?:us )?(?:dollars|pounds|euros|sterling)\b",
            r"\bcost in \w+ if\b|\bconver\w+ (?:in)?to (?:us )?(?:dollars|pounds|euros|sterling|yen)\b",
        ),
        plans=(plans_deals.at_stated_rate,),
    ),
    Recipe(
        "an implied value",
        any_of(
            r"\bimpl(?:y|ies|ied)\b",
            r"\bas a whole be worth\b|\bthe whole of \S+ (?:is|was) worth\b",
            r"\bwhat stake would\b|\bwould (?:\S+ ){1,12}be worth\b",
        ),
        plans=(plans_worth.stake_value, plans_worth.implied_value),
        loose=(plans_moved.earlier,),
        search="stake shares",
        articles=5,
    ),
    *APART,
    *DESCRIBED,
    *RATES,
    Recipe(
        "a conversion of units or periods",
        any_of(
            r"\bmonthly (?:revenue|profit|sales)\b|\b(?:daily|weekly|quarterly) (?:revenue|sales) at\b",
            r"\bhow many barrels a year\b|\bcost over a year\b",
            r"\bequivalent (?:to|of)\b.*\bhow many\b|\bhow many\b.*\bequivalent\b",
        ),
    ),
)
