"""What a follow-up leaves out, put back from the questions before: "and OpenAI?", "and by 2010?", "and its profit?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.phrases import currency_asked
from assistant.datatypes import MONTHS, CalculationInput, InputKind
from assistant.figures.metrics import find_metrics
from assistant.figures.metrics import metric as metric_by_id
from assistant.figures.names import find_names
from assistant.quantities.vocabulary import units as known_units
from assistant.reading.stems import stem_set
from assistant.reading.types import quantities_in
from assistant.retrieval.words import STOP_WORDS

_AND = re.compile(
    r"^\W*(?:and|what about|how about)\s+(?:(?P<by>according to|for|of|at|in|by|to|from|with)\s+)?"
    r"(?P<name>.{1,400}?)[\s?!.,;]*$",
    re.I,
)
_WHAT_IF = re.compile(r"^\W*(?:and\s+)?what if\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
THAT = re.compile(r"\b(?:that|this|it|those|they|them|its|their)\b", re.IGNORECASE)
"""Words that stand for what was spoken of."""


def completed(text: str, last: str, topic: str, inputs: Sequence[CalculationInput] = ()) -> str:
    """A question with what it leaves out; the text itself where it leaves out nothing.

    Args:
        text: The question as typed.
        last: The whole question before it; empty when there is none.
        topic: The questions so far about one name.
        inputs: What the calculation before went by.
    """
    if not last:
        return text
    if _WHAT_IF.search(text):
        return f"{last.rstrip('?. ')}, if {_WHAT_IF.sub('', text).strip()}"
    changed = _other_amount(last, text, inputs) if inputs else ""
    changed = changed or other_time(last, text)
    if changed:
        return changed
    if leans_on_names(text):
        own = {mention.metric for mention in find_metrics(text)} - {"margin", "growth"}
        return f"{text.strip()} {context(topic, metrics=not own)}".strip()
    whole = _of_another(last, text)
    return whole if whole != text else _of_others(last, text)


def about_that(text: str, topic: str) -> str:
    """A question about "that" with whose it is; the text itself where it names somebody, or nobody was named."""
    names = find_names(topic)
    return f"{text.strip()} ({names[0]})" if names and is_about_that(text) else text


def is_about_that(text: str) -> bool:
    """Whether a question speaks of what was spoken of, and names nobody itself."""
    leans = _LEANING.search(text) or _POINTS.search(text) or _is_bare(text)
    return bool(leans) and not find_names(_without_first(text))


def _is_bare(text: str) -> bool:
    """Whether a question has no word of its own: "why?", "over how many years?"."""
    words, unit_words = re.findall(r"[a-z]+", text.lower()), known_units().words
    return len(words) <= _BARE and all(word in STOP_WORDS or word in _ASKING or (word,) in unit_words for word in words)


def _without_first(text: str) -> str:
    return re.sub(r"^\W*\w+", "", text)


_NAME_ALONE = re.compile(r"^\W*(?P<by>)(?P<name>[A-Z].{1,60}?)[\s?!.,;]*$")
"""A follow-up that is no more than a name: "Ryanair?"."""


def _of_another(last: str, text: str) -> str:
    """The question before asked of another name ("and OpenAI?"); the text itself where it is none."""
    match, before = _AND.match(text) or _NAME_ALONE.match(text), find_names(last)
    name = re.sub(r"['’]s?$", "", match.group("name").strip()) if match else ""
    if match is None or not before or find_names(name) != (re.sub(r"^the ", "", name, flags=re.IGNORECASE),):
        return text
    behind = match.group("by") or ""
    first = next((old for old in before if behind and f"{behind} {old}".lower() in last.lower()), before[0])
    return swap_name(last, first, name)


def _of_others(last: str, text: str) -> str:
    """The question before asked of others of the same kind: "and cat owners?" behind one of dog owners."""
    match = _AND.match(text)
    words = re.sub(r"^the ", "", match.group("name").strip(), flags=re.IGNORECASE).split() if match else []
    if not 1 < len(words) <= _BARE or match is None or match.group("by") or find_names(" ".join(words)):
        return text
    *own, noun = words
    if not all(word.isalpha() and word.lower() not in STOP_WORDS for word in words) or len(noun) < _NOUN:
        return text
    before = list(
        re.finditer(rf"\b(?P<other>(?:[^\W\d_]{{1,20}} ){{{len(own)}}}){re.escape(noun)}\b", last, re.IGNORECASE)
    )
    others = before[0].group("other").lower().split() if len(before) == 1 else []
    if not others or others == [word.lower() for word in own] or any(word in STOP_WORDS for word in others):
        return text
    return f"{last[: before[0].start()]}{' '.join(words)}{last[before[0].end() :]}"


_NOUN = 4
"""Letters of a noun at least by which two kinds of one thing are known."""
_LEANING = re.compile(r"^\W*(?:and|so|then)\b|\b(?:that|this|it|its|they|their|them|those)\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:there|he|she|his|her|him)\b", re.IGNORECASE)
_ASKING = frozenset({"whom", "long", "many", "much", "often", "why", "when", "where", "who", "how", "since"})
_BARE = 5
"""How many words a question has at most that has none of its own."""
_WORKED_OUT = re.compile(
    r"\bmargin\b|\bgrow\b|\bgrowth\b|\bper \w+|\bits?\b|\btheir\b|\bprofit\b|\brevenue\b", re.IGNORECASE
)


def leans_on_names(text: str) -> bool:
    """Whether a question asks something of whoever was spoken of: "and its profit?", "what margin is that?"."""
    return bool(_LEANING.search(text) and _WORKED_OUT.search(text)) and not find_names(text)


def context(topic: str, *, metrics: bool = True) -> str:
    """What was spoken of, in brackets: names, metrics that were asked for, the period.

    Args:
        topic: The questions so far about one name.
        metrics: Whether the metrics are carried too; not where a question names its own.
    """
    names = find_names(topic)
    measured = [topic[m.start : m.end] for m in find_metrics(topic)] if metrics else []
    years = sorted(set(_YEAR.findall(topic)))
    return f"({' '.join(dict.fromkeys([*names[:1], *measured[:2], *years]))})" if names else ""


_AMOUNT_ONLY = re.compile(
    r"\W*(?:and|what about|how about|or)?\s*(?P<how>at|with|for|on)?\s*(?P<what>[^?]*?)[\s?!.]*", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:what|how|who|when|where|why|which|is|are|was|were|does|do|did|will|would|that|it)\b", re.IGNORECASE
)


_WOULD_BE = re.compile(
    r"^\W*(?:and |so ){0,2}what (?:would|will) (?:it|that|this)(?: be| come to| look like)? (?=at\b|with\b|for\b|on\b)",
    re.I,
)


def _other_amount(question: str, text: str, inputs: Sequence[CalculationInput]) -> str:
    """The calculation before with another amount: "and at 60 %?", "and with 5,000 employees?"; else empty.

    Args:
        question: The question before.
        text: The follow-up.
        inputs: What the calculation before went by.
    """
    asked = _WOULD_BE.match(text)
    text = text[asked.end() :] if asked else text
    match = _AMOUNT_ONLY.fullmatch(text)
    amounts = quantities_in(text)
    if match is None or len(amounts) != 1:
        return ""
    amount, what = amounts[0], match.group("what").strip()
    rest = text.replace(amount.text, " ")
    if find_names(rest) or _ASKS.search(re.sub(r"^\W*(?:what|how) about", "", rest)):
        return ""
    how = (match.group("how") or "at").lower()
    alike = [q for q in quantities_in(question) if q.span and q.unit == amount.unit]
    # Of two amounts the one that stands behind the same word: "at a $900 billion valuation", "and at $1 trillion?".
    behind = [
        q for q in alike if q.span and re.search(rf"\b{how}\s+(?:an?\s+)?$", question[: q.span.start], re.IGNORECASE)
    ]
    for stated in [*behind, *alike]:
        if stated.span is not None:
            return question[: stated.span.start] + amount.text + question[stated.span.end :]
    fitting = [item for item in inputs if item.kind is not InputKind.QUOTED and item.quantity.unit == amount.unit]
    bare = what.replace(" ", "") == amount.text.replace(" ", "")
    if (bare or asked) and not fitting:
        return ""
    noun = f" {fitting[0].name.replace('_', ' ')}" if bare else ""
    return f"{question.rstrip('?. ')} {how} {what}{noun}?"


_OPENS = (
    r"\W*(?:(?:and|so|but|or|then)\s+){0,2}(?:(?:what about|how about|compared (?:with|to)|versus|vs\.?"
    r"|(?:what|how (?:much|many)) (?:was|were) (?:it|that|they))\s+)?"
)
"""What a follow-up that only asks of another time may begin with."""
_STEP = re.compile(
    rf"{_OPENS}(?:in\s+|for\s+)?(?:(?:the\s+)?(?P<first>previous|prior|next"
    r"|following)\s+year|(?:(?:the|a|one)\s+year|twelve months|12 months)\s+(?P<last>before|earlier|after|later|ago)"
    r"(?:\s+that)?)\W*",
    re.IGNORECASE,
)


def step(text: str) -> int:
    """The year that a follow-up asks of, from the one before: -1 for "and the year before?", 1 for "after"; else 0."""
    same, found = _SAME.fullmatch(text), _STEP.fullmatch(text)
    if same is not None and same.group("year") is None:
        return -1
    if found is None:
        return 0
    word = next(group for group in found.groups() if group).lower()
    back = word in {"previous", "prior", "before", "earlier", "ago"}
    return -1 if back else 1


_STEP_OF = re.compile(
    r"\W*(?:(?:and|so|but|then)\s+){0,2}(?:what|how (?:much|many|large|big|high)) (?:was|were|did) "
    r"(?:it|its|they|their|that|the|his|her)\b(?P<what>(?: [a-z-]{2,20}){0,4}?) (?:in |for )?"
    r"(?:the (?:year before|previous year|prior year)|(?:a|one) year (?:earlier|before|ago)"
    r"|twelve months (?:earlier|ago))\W*",
    re.IGNORECASE,
)


def step_named(text: str, about: str) -> int:
    """-1 for a follow-up that names the last thing again: "so what were its sales the year before?"; else 0.

    Args:
        text: The follow-up.
        about: The questions before, and what answered the last.
    """
    found = _STEP_OF.fullmatch(text)
    named = [word for word in found.group("what").lower().split() if word not in STOP_WORDS] if found else []
    return -1 if found and stem_set(" ".join(named)) <= stem_set(about) else 0


_FARTHER = re.compile(
    r"\W*(?:(?:and|so) )?(?:what about |how about )?(?:a decade|(?:two|three|four|five|ten|\d{1,2}) years) "
    r"(?:before|earlier|ago|later|after)(?: that)?\W*",
    re.IGNORECASE,
)


def is_other_year(text: str) -> bool:
    """Whether a follow-up asks of the year before, the year after, or one farther away, and names none."""
    return bool(step(text)) or _FARTHER.fullmatch(text) is not None


_LAST_YEAR = re.compile(rf"{_OPENS}(?:in |for )?last year\W*", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\bthis year\b", re.IGNORECASE)


def step_of_last_year(text: str, question: str, quote: str) -> int:
    """-1 for "and last year?" behind a question of this year, or one of no time whose answer is of this year; else 0.

    Args:
        text: The follow-up.
        question: The whole question before it.
        quote: What answered that.
    """
    if _LAST_YEAR.fullmatch(text) is None or _YEAR.search(question) or re.search(r"\blast year\b", question, re.I):
        return 0
    of_now = _THIS_YEAR.search(question) or (_THIS_YEAR.search(quote) and not re.search(r"\blast year\b", quote, re.I))
    return -1 if of_now else 0


def years_of(question: str) -> list[str]:
    """The years that a question names."""
    return _YEAR.findall(question)


def other_time(question: str, text: str) -> str:
    """The question before asked of another year or period; empty where the follow-up asks of none."""
    return _other_year(question, text) or _other_period(question, text)


_IN_CURRENCY = re.compile(
    r"\W*(?:(?:and|so) )?(?:(?:what(?:['’]s| is| was)|how much (?:is|was)) (?:that|it|this) )?in (?:us )?[a-z]+\W*",
    re.I,
)


def currency_of(text: str) -> str:
    """The currency that a follow-up wants the last amount in ("and in pounds?"), by its ISO code; else empty."""
    return currency_asked(text) if _IN_CURRENCY.fullmatch(text) else ""


def _other_year(question: str, text: str) -> str:
    """The question before asked of another year: "and in 2003?", "and the year before?"; else empty."""
    years = _YEAR.findall(question)
    if len(set(years)) != 1:
        return _relative_year(question, text)
    named = re.fullmatch(rf"{_OPENS}(?:in|for)\s+({_YEAR.pattern})\W*", text, re.IGNORECASE)
    same = _SAME.fullmatch(text)
    found = named.group(1) if named else same.group("year") if same else ""
    if found:
        return question.replace(years[0], found)
    by = step(text)
    return question.replace(years[0], str(int(years[0]) + by)) if by else ""


def _relative_year(question: str, text: str) -> str:
    """The question before, which asks of last year, asked of the year before that."""
    if step(text) != -1 or _YEAR.search(question):
        return ""
    earlier, found = re.subn(r"\blast year\b", "the year before last", question, count=1, flags=re.IGNORECASE)
    return earlier if found else ""


_MONTH = "|".join(MONTHS)
_PERIOD = (
    r"(?:(?:the |its )?(?:whole |full |entire )?(?:of )?(?:(?:first|second|third|fourth|last|final|latest|previous|next"
    r"|financial|calendar) )?(?:quarter|half|three months|six months|nine months|year|month)(?: as a whole)?"
    r"(?:,? (?:of |in )?(?:19|20)\d\d)?"
    r"|(?:the whole of |all of |early |late |mid-)?(?:19|20)\d\d(?: as a whole| overall)?"
    rf"|(?:the )?(?:start|beginning|end) of (?:the year|(?:(?:{_MONTH}) )?(?:19|20)\d\d)"
    rf"|(?:{_MONTH})(?: (?:19|20)\d\d)?|(?:last|this|next) (?:year|quarter|month)|[qh][1-4](?: (?:19|20)\d\d)?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_WHEN = r"(?:in|for|during|over|by|at|of|on|until|before)"
_SAME = re.compile(
    rf"{_OPENS}(?:(?:in|for|during|over|of|at)\s+)?(?:(?:the|that) )?same (?:quarter|period|half|month|time)\s*"
    r"(?P<rest>(?:of |in )?(?P<year>(?:19|20)\d\d)|(?:of )?(?:the year before|a year (?:earlier|before|ago)|last year"
    r"|the (?:previous|prior) year))\W*",
    re.IGNORECASE,
)
_OWN_YEAR = re.compile(r"(?:last|this|next) |(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)
"""A period that takes no year from the question before."""
_BARE_TIME = re.compile(r"\b(?:19|20)\d\d\b|^(?:last|this|next) ", re.IGNORECASE)
_AND_WHEN = re.compile(rf"{_OPENS}(?P<when>{_WHEN} )?(?P<period>{_PERIOD})\W*", re.IGNORECASE)
_TIMED = re.compile(rf"(?<= )(?P<when>{_WHEN} )?(?P<period>{_PERIOD})(?=[\s?,.!]|$)", re.IGNORECASE)


def period_asked(text: str) -> str:
    """The period that a follow-up asks of and names, with no word before it: "the start of 2025"; else empty."""
    asked = _AND_WHEN.fullmatch(text)
    return asked.group("period") if asked else ""


def _other_period(question: str, text: str) -> str:
    """The question before asked of another period: "and by 2010?", "and for 2004 as a whole?"; else empty."""
    asked = _AND_WHEN.fullmatch(text)
    if asked is None:
        return ""
    period, when = asked.group("period"), asked.group("when") or ""
    held = [match for match in _TIMED.finditer(question) if match.group("when") or _BARE_TIME.search(match.group())]
    years = _YEAR.findall(question)
    if (
        years
        and not _YEAR.search(period)
        and len(set(years)) == 1
        and not re.match(r"(?:last|this|next) ", period, re.I)
    ):
        period = (
            f"{period} of {years[0]}" if not re.fullmatch(_MONTH, period, re.IGNORECASE) else f"{period} {years[0]}"
        )
    if not held:
        bare = "" if _BARE_TIME.match(period) and not _YEAR.match(period) else "in "
        return f"{question.rstrip('?. ')} {when or bare}{period}?"
    found = held[-1]
    return f"{question[: found.start()]}{when or found.group('when') or ''}{period}{question[found.end() :]}"


def step_of_year(text: str, question: str) -> int:
    """-1 or 1 for a follow-up that names the year before or after the only one of the question before it; else 0.

    Args:
        text: The follow-up.
        question: The whole question before it.
    """
    own, before = set(_YEAR.findall(text)), set(_YEAR.findall(question))
    if len(own) != 1 or len(before) != 1 or not other_time(question, text) or _WITHIN.search(f"{text} {question}"):
        return 0
    by = int(own.pop()) - int(before.pop())
    return by if abs(by) == 1 else 0


_WITHIN = re.compile(rf"\b(?:quarter|half|months?|{_MONTH}|[qh][1-4])\b", re.IGNORECASE)
"""Says that less than a year is asked of."""


def swap_name(question: str, before: str, name: str) -> str:
    """A question asked of another name; without the period that belonged to the first where it asks what is now.

    Args:
        question: The question.
        before: The name in it.
        name: The other name.
    """
    swapped = question.replace(before, name)
    known = [metric for mention in find_metrics(question) if (metric := metric_by_id(mention.metric)) is not None]
    if not any(metric.level for metric in known):
        return swapped  # what was earned in a year is asked of the same year
    return re.sub(
        r"(?<!\s)\s++(?:in|for|of)\s+(?:(?:early|late)\s+)?(?:(?:January|February|March|April|May|June|July|August|September"
        r"|October|November|December)(?:\s+\d{4})?|(?:19|20)\d\d)\b",
        "",
        swapped,
    )
