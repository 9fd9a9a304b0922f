"""Questions that lean on the ones before: "and OpenAI?", "how many reactors is that?"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from assistant.answering.assistant import Assistant
from assistant.answering.calculate import Given
from assistant.datatypes import Answer, AnswerStatus, CalculationInput, InputKind, SearchFilter
from assistant.figures.metrics import find_metrics
from assistant.figures.names import find_names
from assistant.quantities.given import Value
from assistant.reading.tidy import tidy
from assistant.reading.types import quantities_in

_AND = re.compile(r"^\W*(?:and|what about|how about)\s+(?:for\s+|of\s+|at\s+)?(.{1,400}?)\W*$", re.IGNORECASE)
_WHAT_IF = re.compile(r"^\W*(?:and\s+)?what if\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THAT = re.compile(r"\b(?:that|this|it|those)\b", re.IGNORECASE)


class Conversation:
    """One conversation with an assistant; keeps what the last questions were about.

    Examples:
        >>> talk = Conversation(assistant)
        >>> talk.ask("What was Anthropic's valuation in February 2026?").value.text
        '$380 billion'
        >>> talk.ask("And OpenAI?").question
        "What was OpenAI's valuation?"

    Args:
        assistant: Answers each question.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._last = ""
        self._topic = ""
        self._carried: tuple[Given, ...] = ()
        self._inputs: tuple[CalculationInput, ...] = ()

    @property
    def assistant(self) -> Assistant:
        """Who answers."""
        return self._assistant

    @property
    def context(self) -> str:
        """The whole question that a follow-up would lean on; empty when there is none."""
        return self._last

    @property
    def about(self) -> str:
        """What the conversation can draw on, in one line."""
        articles, passages = self._assistant.counts
        return f"{articles} {_plural(articles, 'article')}, {passages} {_plural(passages, 'passage')}"

    def ask(
        self,
        text: str,
        *,
        as_of: date | None = None,
        where: SearchFilter | None = None,
        assumptions: Mapping[str, Value] | None = None,
    ) -> Answer:
        """Answer a question in the light of the ones before it.

        Args:
            text: The question.
            as_of: Only articles published on or before this day; takes the place of the day of ``where``.
            where: Which articles may be used.
            assumptions: Inputs of a calculator set by name, for this question only; they win over quoted ones.

        Raises:
            QuestionError: The question is empty or too long.
        """
        whole = self._complete(text)
        if as_of is not None:
            where = replace(where or SearchFilter(), as_of=as_of)
        leans = whole != text or bool(_THAT.search(text))
        carried = self._carried if leans else ()
        answer = self._assistant.ask(whole, where=where, assumptions=assumptions, carried=carried)
        self._remember(text, whole, answer, leans=leans)
        return answer

    def lean_on(self, text: str) -> None:
        """Have follow-ups lean on a question that was not asked; the figures of the answers before are dropped.

        Args:
            text: The whole question; without any words it is as ``reset``.
        """
        self.reset()
        self._last = self._topic = " ".join(text.split())

    def resume(self, answers: Sequence[Answer], asked: Sequence[str] = ()) -> None:
        """Take answers that were given before, as those of the last questions; nothing is searched or asked.

        Args:
            answers: Of a conversation, oldest first.
            asked: What was typed for each; an answer beyond them is taken to have been asked for in full.

        Raises:
            QuestionError: Something that was typed is empty or too long.
        """
        self.reset()
        for answer, typed in zip_longest(answers, asked[: len(answers)]):
            whole = answer.question
            text = whole if typed is None else tidy(typed)
            self._remember(text, whole, answer, leans=whole != text or bool(_THAT.search(text)))

    def _remember(self, text: str, whole: str, answer: Answer, *, leans: bool) -> None:
        """Keep what a later question can lean on.

        Args:
            text: The question as typed.
            whole: The question with what it left out.
            answer: Its answer.
            leans: Whether it was asked in the light of those before.
        """
        self._last = whole
        self._inputs = tuple(item for calculation in answer.calculations for item in calculation.inputs)
        if find_names(text) or not self._topic:
            self._topic = whole
        else:
            self._topic = f"{self._topic} {text}"
        if answer.status is AnswerStatus.ANSWERED:
            self._carried = (*carry(answer), *(self._carried if leans else ()))[:8]

    def reset(self) -> None:
        """Forget the questions before."""
        self._last, self._topic, self._carried, self._inputs = "", "", (), ()

    def _complete(self, text: str) -> str:
        """The question with what it leaves out put back from the one before."""
        if not self._last:
            return text
        if _WHAT_IF.search(text):
            return f"{self._last.rstrip('?. ')}, if {_WHAT_IF.sub('', text).strip()}"
        changed = _other_amount(self._last, text, self._inputs) if self._inputs else ""
        changed = changed or _other_year(self._last, text)
        if changed:
            return changed
        if leans_on_names(text):
            own = {mention.metric for mention in find_metrics(text)} - {"margin", "growth"}
            return f"{text.strip()} {context(self._topic, metrics=not own)}".strip()
        return self._of_another(text)

    def _of_another(self, text: str) -> str:
        """The question before asked of another name ("and OpenAI?"); the text itself where it is none."""
        match = _AND.match(text)
        names, before = find_names(match.group(1) if match else ""), find_names(self._last)
        if match and len(names) == 1 and names[0] == match.group(1).strip() and before:
            return swap_name(self._last, before, names[0])
        return text


def _plural(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


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


_AMOUNT_ONLY = re.compile(
    r"\W*(?:and|what about|how about|or)?\s*(?P<how>at|with|for|on)?\s*(?P<what>[^?]*?)[\s?!.]*", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:what|how|who|when|where|why|which|is|are|was|were|does|do|did|will|would|that|it)\b", re.IGNORECASE
)


def _other_amount(question: str, text: str, inputs: Sequence[CalculationInput]) -> str:
    """The calculation before with another amount: "and at 60 %?", "and with 5,000 employees?"; else empty.

    Args:
        question: The question before.
        text: The follow-up.
        inputs: What the calculation before went by.
    """
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
    if bare and not fitting:
        return ""
    noun = f" {fitting[0].name.replace('_', ' ')}" if bare else ""
    return f"{question.rstrip('?. ')} {how} {what}{noun}?"


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
        r"(?<!\s)\s++(?:in|for|of)\s+(?:(?:early|late)\s+)?(?:(?:January|February|March|April|May|June|July|August|September"
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
