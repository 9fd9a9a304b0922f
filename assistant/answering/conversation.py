"""Questions that lean on the ones before: "and OpenAI?", "how many reactors is that?"."""

from __future__ import annotations

import re
from datetime import date

from assistant.answering.assistant import Assistant
from assistant.answering.calculate import Given
from assistant.datatypes import Answer, AnswerStatus, SearchFilter
from assistant.figures.metrics import find_metrics
from assistant.figures.names import find_names
from assistant.reading.types import quantities_in

_AND = re.compile(r"^\W*(?:and|what about|how about)\s+(?:for\s+|of\s+|at\s+)?(.+?)\W*$", re.IGNORECASE)
_WHAT_IF = re.compile(r"^\W*(?:and\s+)?what if\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THAT = re.compile(r"\b(?:that|this|it|those)\b", re.IGNORECASE)


class Conversation:
    """One conversation with an assistant; keeps what the last questions were about."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._last = ""
        self._topic = ""
        self._carried: tuple[Given, ...] = ()

    @property
    def about(self) -> str:
        """What the conversation can draw on, in one line."""
        articles, passages = self._assistant.counts
        return f"{articles} articles, {passages} passages"

    def ask(self, text: str, *, as_of: date | None = None) -> Answer:
        """Answer a question in the light of the ones before it.

        Args:
            text: The question.
            as_of: Only articles published on or before this day.

        Raises:
            QuestionError: The question is empty or too long.
        """
        whole = self._complete(text)
        where = SearchFilter(as_of=as_of) if as_of is not None else None
        leans = whole != text or bool(_THAT.search(text))
        answer = self._assistant.ask(whole, where=where, carried=self._carried if leans else ())
        self._last = whole
        if find_names(text) or not self._topic:
            self._topic = whole
        else:
            self._topic = f"{self._topic} {text}"
        if answer.status is AnswerStatus.ANSWERED:
            self._carried = (*carry(answer), *(self._carried if leans else ()))[:8]
        return answer

    def reset(self) -> None:
        """Forget the questions before."""
        self._last, self._topic, self._carried = "", "", ()

    def _complete(self, text: str) -> str:
        """The question with what it leaves out put back from the one before."""
        if not self._last:
            return text
        if _WHAT_IF.search(text):
            return f"{self._last.rstrip('?. ')}, if {_WHAT_IF.sub('', text).strip()}"
        shifted = _other_year(self._last, text)
        if shifted:
            return shifted
        if leans_on_names(text):
            own = {mention.metric for mention in find_metrics(text)} - {"margin", "growth"}
            return f"{text.strip()} {context(self._topic, metrics=not own)}".strip()
        match = _AND.match(text)
        names, before = find_names(match.group(1) if match else ""), find_names(self._last)
        if match and len(names) == 1 and names[0] == match.group(1).strip() and before:
            return swap_name(self._last, before, names[0])
        return text


_LEANING = re.compile(r"^\W*(?:and|so|then)\b|\b(?:that|this|it|its|they|their|them|those)\b", re.IGNORECASE)
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


def _other_year(question: str, text: str) -> str:
    """The question before asked of another year: "and in 2003?", "and the year before?"; else empty."""
    years = _YEAR.findall(question)
    if len(set(years)) != 1:
        return ""
    named = re.fullmatch(rf"\W*(?:and|what about|how about)\s+(?:in|for)\s+({_YEAR.pattern})\W*", text, re.IGNORECASE)
    if named:
        return question.replace(years[0], named.group(1))
    step = re.fullmatch(
        r"\W*(?:and\s+)?(?:what about\s+)?(?:in\s+)?the\s+(?:(previous|prior|next|following)\s+year"
        r"|year\s+(before|earlier|after))\W*",
        text,
        re.IGNORECASE,
    )
    if not step:
        return ""
    back = (step.group(1) or step.group(2)).lower() in {"previous", "prior", "before", "earlier"}
    return question.replace(years[0], str(int(years[0]) + (-1 if back else 1)))


def swap_name(question: str, before: tuple[str, ...], name: str) -> str:
    """A question asked of another name, without the period that belonged to the first."""
    swapped = question.replace(before[0], name)
    return re.sub(
        r"\s+(?:in|for|of)\s+(?:(?:early|late)\s+)?(?:(?:January|February|March|April|May|June|July|August|September"
        r"|October|November|December)(?:\s+\d{4})?|(?:19|20)\d\d)\b",
        "",
        swapped,
    )


def carry(answer: Answer) -> tuple[Given, ...]:
    """The figures of an answer that a later "that" can mean, with where they are quoted."""
    if answer.calculations:
        calculation = answer.calculations[-1]
        quoted = {citation.n: citation for citation in answer.citations}
        return tuple(Given(item.quantity, quoted.get(item.citation or 0), item.name) for item in calculation.inputs)
    return tuple(
        Given(quantity, citation, "") for citation in answer.citations for quantity in quantities_in(citation.quote)
    )
