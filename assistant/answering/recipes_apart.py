"""Recipes whose two figures an article tells apart: of two years, now and as forecast, an output and a capacity.

All are soft: an article may state what they would work out, and then it is quoted.
"""

from __future__ import annotations

from assistant.answering.recipe import Plans, Recipe, any_of

plans, plans_apart = Plans("plans"), Plans("plans_apart")
plans_rest = Plans("plans_rest")
plans_described, plans_moved = Plans("plans_described"), Plans("plans_moved")

_NATION = r"(?:us |american |canadian |australian )?"
_MONEY = rf"{_NATION}(?:dollars|euros|pounds|sterling|yen|money|cash)\b"
_YEAR = r"\b(?:19|20)\d\d\b"
_CHANGES = (
    r"\b(?:growth|gr[eo]w\w*|change[ds]?|increase[ds]?|rise|rose|fall|fell|drop\w*|decline[ds]?|vs\.?|versus|from"
    r"|compared|between)\b"
)
_CHANGE = r"\b(?:rise|increase|growth|change|fall|drop|cut|decline|jump|hike|gain|reduction|slump|surge|climb)\b"
_MORE = r"\b(?:growth|increase|rise|jump|step-?up|how much (?:more|higher)|percentage|per ?cent|percent)\b"
_AHEAD = r"\b(?:guid\w+|forecast\w*|expect\w*|predict\w*|project\w*|outlook|target\w*)\b"
_BASE = r"\b(?:book value|book|net assets|revenues?|sales|turnover|earnings|profits?|ebitda)\b"
_IMPLIED = r"\bimpl(?:y|ies|ied)\b"
_SHARE = r"\b(?:share|percentage|proportion|fraction|per ?cent|percent|much|%)"
_EACH_TIME = r"(?:(?:month|week|day|year)ly|(?:a|per|each|every) (?:month|week|day|year))\b"
_SOME = r"[^?]{0,160}"

APART: tuple[Recipe, ...] = (
    Recipe(
        "a share of an amount of money",
        any_of(
            rf"\b(?:in|how many) {_MONEY}[^?]{{0,20}}\bhow much of\b",
            rf"\bhow much of\b{_SOME}\bin {_MONEY}",
            r"\bhow much money\b[^?]{1,80}(?:%|\bper ?cent\b|\bpercent\b)",
        ),
        plans=(plans_apart.portion_of_money,),
        soft=True,
    ),
    Recipe(
        "a change between two years",
        any_of(
            rf"{_CHANGES}{_SOME}{_YEAR}[^?]{{1,40}}{_YEAR}",
            rf"{_YEAR}[^?]{{1,40}}{_YEAR}{_SOME}\b(?:growth|change|increase|rise|fall|drop|decline)\b",
        ),
        plans=(plans_apart.between_years,),
        soft=True,
    ),
    Recipe(
        "a change in per cent",
        any_of(
            rf"(?:%|\b(?:pct|per ?cent|percent|percentage)) (?:[a-z]+ ){{0,3}}{_CHANGE}",
            rf"{_CHANGE}{_SOME}\b(?:in|as a) (?:pct|per ?cent|percent|percentage|%)",
            r"\bswing\b|\bturn-?around\b",
        ),
        plans=(plans_apart.swing, plans.growth_or_change, plans_moved.changed),
        soft=True,
    ),
    Recipe(
        "how far one figure is above another",
        any_of(r"\bhow far (?:above|below|over|under|ahead of|behind)\b", r"\b(?:came?|comes?) to how many times\b"),
        plans=(plans_described.above, plans_described.over),
        soft=True,
    ),
    Recipe(
        "a forecast against the latest figure",
        any_of(
            rf"{_MORE}{_SOME}{_AHEAD}",
            rf"{_AHEAD}{_SOME}{_MORE}",
        ),
        plans=(plans_apart.projected,),
        soft=True,
    ),
    Recipe(
        "the rest of a whole",
        any_of(r"\b(?:how (?:much|many)|what|number of|[a-z]+s? (?:in|at|from|of))\b"),
        plans=(plans_rest.the_rest,),
        soft=True,
        whole=False,
        broad=True,
    ),
    Recipe(
        "a valuation before the money of a round",
        any_of(r"\bpre-?money\b", r"\bbefore the (?:new )?(?:money|investment|round|funding)\b"),
        plans=(plans_rest.pre_money,),
        search="raise round valuation",
        soft=True,
    ),
    Recipe(
        "the capacity factor of a plant",
        any_of(r"\b(?:capacity|load) factor\b"),
        plans=(plans_rest.capacity_factor,),
        soft=True,
    ),
    Recipe(
        "how many more are needed",
        any_of(r"\bhow many (?:more|extra|additional|further) [a-z]"),
        plans=(plans_apart.more_needed,),
        soft=True,
    ),
    Recipe(
        "how much of a capacity is used",
        any_of(
            rf"\butili[sz]ation\b|{_SHARE} of (?:\S+ ){{0,4}}capacity\b",
            r"\bhow full\b|\bcapacity (?:is|was|are|were) (?:\S+ ){0,3}us(?:ed|ing)\b|\bload factor\b",
        ),
        plans=(plans_apart.use_of_capacity,),
        soft=True,
    ),
    Recipe(
        "the figure under a multiple",
        any_of(
            rf"{_BASE}{_SOME}{_IMPLIED}",
            rf"{_IMPLIED}{_SOME}{_BASE}",
        ),
        plans=(plans_apart.under_multiple,),
        soft=True,
    ),
    Recipe(
        "an average over a length of time",
        any_of(
            rf"\baverag\w+\b{_SOME}\b{_EACH_TIME}",
            rf"\b{_EACH_TIME}{_SOME}\baverag\w+\b",
            r"\b(?:a|per|each|every) (?:month|week|day)\b[^?]{0,80}\bover the (?:\S+ ){0,3}(?:months|weeks|days)\b",
        ),
        plans=(plans_apart.average_over,),
        soft=True,
    ),
)
