"""How a question about a figure of the ledger is worded."""

from __future__ import annotations

import re

from assistant.datatypes import Figure, Period
from assistant.figures.metrics import metric
from assistant.quantities import dimension

_QUESTIONS = {
    "valuation": "What was {name} valued at?",
    "profit": "What profit did {name} make{when}?",
    "loss": "What loss did {name} make{when}?",
    "ebitda": "What was {whose} EBITDA{when}?",
    "gdp": "What was {whose} GDP{when}?",
    "investment": "How much did {name} invest{when}?",
    "debt": "How much debt does {name} have?",
    "headcount": "How many people does {name} employ?",
    "customers": "How many {things} does {name} have?",
    "units-sold": "How many {things} did {name} sell{when}?",
    "inflation": "What was {whose} inflation rate{when}?",
    "unemployment": "What was {whose} unemployment rate{when}?",
    "exports": "What were {whose} exports{when}?",
    "imports": "What were {whose} imports{when}?",
    "assets": "What were {whose} assets?",
    "deposits": "What were {whose} deposits?",
}
"""By metric; any other of money or per cent is asked for by its plain name."""
_PLAIN = "What was {whose} {plain}{when}?"
_THINGS = {"customers": "customers", "units-sold": "units"}
_WITH_ARTICLE = re.compile(
    r"^(?:United|European|Netherlands|Philippines|Bank of|Federal)\b|\bRepublic$|^(?:UK|US|EU|UN)$"
)
_ORDINALS = ("first", "second", "third", "fourth")


def fact_question(figure: Figure) -> str:
    """Word the question that a figure answers.

    Args:
        figure: With its entity and metric.

    Returns:
        Such as ``What was Acme's revenue in 2004?``; empty where its metric cannot be asked for by itself.
    """
    known = metric(figure.metric)
    if known is None or known.volatile:
        return ""
    pattern = _QUESTIONS.get(known.id, _PLAIN if known.dimension in ("money", "percent") else "")
    return pattern.format(
        name=with_article(figure.entity),
        whose=possessive(with_article(figure.entity)),
        plain=known.forms[0],
        things=_things(figure),
        when="" if known.level else when(figure.period),
    )


def multiple_question(valuation: Figure) -> str:
    """Word the question for a valuation over a year's revenue."""
    return f"What revenue multiple is {with_article(valuation.entity)} valued at?"


def margin_question(profit: Figure) -> str:
    """Word the question for a profit over the revenue of its period."""
    return f"What margin did {with_article(profit.entity)} make{when(profit.period)}?"


def change_question(new: Figure, old: Figure) -> str:
    """Word the question for a change in per cent; empty where it cannot be told to be a rise or a fall."""
    known = metric(new.metric)
    if known is None or new.quantity.low is None or old.quantity.high is None or new.quantity == old.quantity:
        return ""
    moved = "rise" if new.quantity.low > old.quantity.high else "fall"
    return f"By what percentage did {possessive(with_article(new.entity))} {known.forms[0]} {moved}{when(new.period)}?"


def possessive(name: str) -> str:
    """A name in the genitive: ``Acme's``, ``Harbour Foods'``."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def with_article(name: str) -> str:
    """A name as it stands in a sentence: ``the United States``."""
    return f"the {name}" if _WITH_ARTICLE.search(name) else name


def when(period: Period) -> str:
    """The end of a question about a period: `` in 2004``, `` in the third quarter of 2004``; empty where it is open."""
    label = period.label
    if period.year is None:
        return ""
    if label[:1] in "QH" and label[1:2].isdigit():
        which, year = int(label[1]), label[3:]
        return f" in the {_ORDINALS[which - 1]} {'quarter' if label[0] == 'Q' else 'half'} of {year}"
    return f" in the {label}" if " to " in label else f" in {label}"


def _things(figure: Figure) -> str:
    """What a count counts: its own noun where that is one plain word."""
    unit = figure.quantity.unit
    plain = unit.isalpha() and unit.islower() and unit.endswith("s") and dimension(unit) == "count"
    return unit if plain else _THINGS.get(figure.metric, "units")
