"""Recipes whose amounts a question mostly states: what a power can do, what a valuation comes to."""

from __future__ import annotations

import re

from assistant.answering.recipe import HOW_MANY, Need, Recipe, any_of

OF_POWER = re.compile(
    r"\b(?:[kgmt]w|(?:kilo|mega|giga|tera)watts?|that|this|it|power(?:ed|s)?|suppl\w+|capacity|electricity)\b",
    re.IGNORECASE,
)
_OF_AMOUNT = re.compile(
    r"\b(?:[kgmt]w|(?:kilo|mega|giga|tera)watts?)\b"
    r"|^(?:(?!,? and (?:how|what|which)\b).){0,300}?\b(?:is|was|are|were|would|could|can|will|does|do|did|of|for|by"
    r"|from|on|with|to|off) (?:that|this|it)\b",
    re.IGNORECASE,
)
"""A power, or what points at one; not "how many TWh is that?" behind a first question, nor "plants that …"."""
OF_TEXT = re.compile(r"\btokens?\b|\bcontext\b|\b(?:that|this|it)\b|\b(?:input|prompt)s?\b|\bwindow\b", re.IGNORECASE)
POWER = Need("power", "power", "power", owned=False)
LOAD = Need(
    "load_factor",
    "load factor",
    "percent",
    owned=False,
    cue=r"load factor|utili[sz]ation|capacity factor",
    optional=True,
)
_FACTOR = Need(
    "capacity_factor", "capacity factor", "percent", owned=False, cue=r"capacity factor|load factor", optional=True
)
_MULTIPLE = Need("multiple", "multiple", "ratio", owned=False, stated=True)

CAPACITY: tuple[Recipe, ...] = (
    Recipe(
        "reactors at a capacity factor",
        any_of(
            HOW_MANY + r"(?:reactors?|nuclear plants?|nuclear power stations?)\b"
            r".*\b(?:capacity|load) factor\b"
        ),
        "average-power-to-reactors",
        (POWER, _FACTOR),
    ),
    Recipe(
        "wind turbines for a power",
        any_of(HOW_MANY + r"(?:wind ?turbines?|turbines?|windmills?)\b"),
        "power-to-wind-turbines",
        (POWER, _FACTOR),
        about=_OF_AMOUNT,
    ),
    Recipe(
        "solar capacity for a power",
        any_of(r"\bhow (?:much|many) (?:\S+ ){0,2}(?:solar|photovoltaics?|pv)\b"),
        "power-to-solar-capacity",
        (POWER, _FACTOR),
        about=_OF_AMOUNT,
    ),
    Recipe(
        "accelerators on a power",
        any_of(HOW_MANY + r"(?:accelerators?|gpus?|tpus?|ai chips?|h100s?)\b"),
        "power-to-accelerators",
        (POWER, Need("pue", "PUE", "", owned=False, cue=r"\bpue\b|power usage effectiveness", optional=True)),
        about=_OF_AMOUNT,
    ),
    Recipe(
        "a share of national consumption",
        any_of(
            r"\bwhat (?:share|percentage|proportion|fraction|part) of (?:the )?(?:us|u\.s\.|american|america['’]s"
            r"|national|united states|country['’]s)\s+(?:\S+ ){0,2}(?:electricity|power|energy|consumption)\b",
        ),
        "share-of-national-consumption",
        (POWER, LOAD),
        about=_OF_AMOUNT,
    ),
    Recipe(
        "cars with the emissions of a power",
        any_of(HOW_MANY + r"(?:cars?|vehicles)\b(?=.*\b(?:emi\w+|co2|carbon|[gm]w|gigawatts?|megawatts?)\b)"),
        "co2-to-cars",
        (POWER, LOAD),
        first=("power-to-energy", "energy-to-co2"),
    ),
    Recipe(
        "emissions of a power",
        any_of(
            r"\bhow much (?:co2|carbon(?: dioxide)?|emissions?)\b",
            r"\bwhat (?:are|would be) the (?:co2|carbon)? ?emissions\b",
            r"\bhow many (?:tonnes|tons) of (?:co2|carbon)",
        ),
        "energy-to-co2",
        (POWER, LOAD),
        first=("power-to-energy",),
        about=_OF_AMOUNT,
    ),
    Recipe(
        "lines of code in a context window",
        any_of(HOW_MANY + r"lines\b"),
        "tokens-to-lines-of-code",
        (Need("tokens", "context window", "count", "context-window", owned=False),),
        about=OF_TEXT,
    ),
)

VALUE: tuple[Recipe, ...] = (
    Recipe(
        "an average power",
        any_of(r"\b(?:how much|what) (?:average )?power (?:is|does|would)\b"),
        "energy-to-average-power",
        (Need("energy", "energy", "energy", owned=False),),
        about=re.compile(r"\b(?:[kgmt]wh|watt[- ]hours?)\b", re.IGNORECASE),
    ),
    Recipe(
        "a share that new investors get",
        any_of(
            r"\bwhat (?:share|stake|percentage) (?:do|does|would|will) (?:the )?new investors\b",
            r"\bwhat (?:share|stake|percentage) of (?:\S+ ){1,4}(?:would|could|will|does) .*\bbuy\b",
        ),
        "new-investors-share",
        (
            Need(
                "post_money",
                "valuation",
                "money",
                owned=False,
                cue=r"post-?money|valuation|\bat (?=[^a-z]*\d)",
                stated=True,
            ),
            Need("investment", "investment", "money", owned=False, stated=True),
        ),
    ),
    Recipe(
        "a post-money valuation",
        any_of(r"\bpost-?money valuation\b(?=.*\bpre-?money\b)"),
        "post-money",
        (
            Need("pre_money", "pre-money valuation", "money", owned=False, cue=r"pre-?money", stated=True),
            Need("raised", "amount raised", "money", owned=False, cue=r"rais\w+|invest\w*|round", stated=True),
        ),
    ),
    Recipe(
        "a pre-money valuation",
        any_of(r"\bpre-?money valuation\b(?=.*\bpost-?money\b)"),
        "pre-money",
        (
            Need("post_money", "post-money valuation", "money", owned=False, cue=r"post-?money", stated=True),
            Need("raised", "amount raised", "money", owned=False, cue=r"rais\w+|invest\w*|round", stated=True),
        ),
    ),
    Recipe(
        "the revenue that a multiple needs",
        any_of(
            r"\b(?:what|how much) (?:\S+ ){0,2}(?:revenue|sales|profit|earnings)\b"
            r".*\b(?:need|justif\w+|support|imply|implied)\b.*\b(?:times|multiple|x)\b",
        ),
        "metric-for-multiple",
        (Need("valuation", "valuation", "money", "valuation"), _MULTIPLE),
    ),
    Recipe(
        "the valuation that a multiple implies",
        any_of(
            r"\bwhat (?:\S+ ){0,2}valuation (?:would|does|do|is)\b.*\b(?:times|multiple of|x)\b",
            r"\bworth at (?:\S+ )?(?:times|x) (?:\S+ ){0,2}(?:revenue|sales)\b",
        ),
        "valuation-from-multiple",
        (Need("metric", "annual revenue", "money", "revenue"), _MULTIPLE),
    ),
    Recipe(
        "an earnings multiple",
        any_of(r"\bp/e\b|\bprice[- ]to[- ]earnings\b|\bearnings multiple\b|\bhow many times (?:\S+ ){0,3}earnings\b"),
        "earnings-multiple",
        (Need("valuation", "valuation", "money", "valuation"), Need("earnings", "net profit", "money", "profit")),
    ),
    Recipe(
        "the worth of a stake",
        any_of(r"(?:%|\bper ?cent|\bpercent) (?:stake|share|holding|shareholding|slice) (?:in|of) .*\bworth\b"),
        "stake-value",
        (
            Need("valuation", "valuation", "money", "valuation"),
            Need("stake", "stake", "percent", owned=False, stated=True),
        ),
    ),
    Recipe(
        "a runway",
        any_of(r"\brunway\b|\bhow (?:long|many months) (?:would|will|could|can|does|do) .*\blast\b"),
        "runway",
        (
            Need("monthly_burn", "amount spent a month", "money", owned=False, cue=r"burn\w*|month\w*", stated=True),
            Need("cash", "cash", "money", owned=False, stated=True),
        ),
    ),
    Recipe(
        "a doubling time",
        any_of(r"\bdoubling time\b|\bhow (?:long|many years) .*\bdouble\b|\bwhen (?:would|will) .*\bdouble\b"),
        "doubling-time",
        (Need("growth", "growth a year", "percent", owned=False, stated=True),),
    ),
)
