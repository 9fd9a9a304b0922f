"""Recipes on amounts for one of something, or for a day, a month, a year; all soft: an article may state the whole."""

from __future__ import annotations

import re

from assistant.answering.recipe import HOW_MANY, Plans, Recipe, any_of

plans_rates = Plans("plans_rates")

_SOME = r"[^?]{0,160}"

RATES: tuple[Recipe, ...] = (
    Recipe(
        "a length of time that a stock lasts",
        any_of(
            rf"\bhow (?:long|many (?:days|months|years))\b{_SOME}\b(?:last\w*|as much as|run out|runs out"
            r"|break(?:s|ing)? even|pay(?:s|ing)? (?:for itself|back|off)|running out|enough|used up"
            r"|exhaust\w*|spent|empty|dry|gone|(?:keep|stay) (?:going|afloat))\b",
            r"\brunway\b",
        ),
        plans=(plans_rates.lasting,),
        soft=True,
    ),
    Recipe(
        "homes for an energy",
        any_of(HOW_MANY + r"(?:homes|households|houses)\b"),
        plans=(plans_rates.homes,),
        soft=True,
    ),
    Recipe(
        "the market value of a company",
        any_of(
            r"\bmarket (?:cap|capitali[sz]ation|value)\b|\bmkt\.? cap\b|\bcapitali[sz]ation\b",
            r"\b(?:whole|entire|all of the|total) (?:company|group|firm|business|equity)\b[^?]{0,60}\bworth\b",
            r"\b(?:worth|value)\b[^?]{0,60}\b(?:all|total) (?:of )?(?:its|the|their) shares\b",
            r"\b(?:all|total) (?:of )?(?:its|the|their) shares\b[^?]{0,60}\b(?:worth|value)\b",
        ),
        plans=(plans_rates.market_value,),
        search="shares outstanding price",
        soft=True,
    ),
    Recipe(
        "an amount for all, or over a length of time",
        any_of(
            r"\b(?:in all|altogether|in total|total|overall|the whole|combined|add(?:s|ed)? up|lifetime)\b",
            r"\b(?:over|during|across|throughout|for) (?:the |its |all |a |that |this )?(?:\S+ ){0,3}"
            r"(?:days|weeks|months|years|period|term|life|lifetime|contract|strike|season|lease|deal)\b",
            r"\bby the end of (?:the|its|that|this|a) (?:\S+ ){0,3}(?:years|months|term|contract|deal|period|lease)\b",
            r"\b(?:bring in|brings in|raise|yield|generate|come to|amount to)\b",
        ),
        plans=(plans_rates.in_all,),
        soft=True,
        whole=False,
        broad=True,
        loosely=True,
    ),
    Recipe(
        "an amount over a year",
        any_of(
            r"\b(?:over|in|for|across|during|of) (?:a|one|the) (?:full |whole |entire )?year\b",
            r"\b(?:twelve|12) months\b|\b(?:a|per|each|every) (?:full )?year\b|\bannual(?:ly|i[sz]ed)?\b|\byearly\b",
        ),
        plans=(plans_rates.in_all, plans_rates.over_a_year),
        soft=True,
        whole=False,
        broad=True,
        loosely=True,
        about=re.compile(r"\b(?:how (?:much|many)|what|annual|yearly)\b", re.IGNORECASE),
    ),
)
