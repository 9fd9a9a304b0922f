"""Questions that lean on the ones before: "and OpenAI?", "how many reactors is that?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from glob import escape
from itertools import zip_longest

from assistant.answering import follow_plans, follow_sums, follow_ups, gate, told
from assistant.answering.assistant import Assistant
from assistant.answering.calculate import Given, recognised
from assistant.answering.question import parse
from assistant.answering.told import Told, carry
from assistant.datatypes import Answer, AnswerStatus, CalculationInput, Quantity, SearchFilter
from assistant.figures.names import find_names
from assistant.quantities.given import Value
from assistant.reading.tidy import tidy

KEPT = 4
"""Of how many of the last answers the figures are kept."""


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
        self._wholes = ("", "")
        self._topic = ""
        self._carried: tuple[Given, ...] = ()
        self._told: tuple[tuple[Told, ...], ...] = ()
        self._article = ""
        self._where: SearchFilter | None = None
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
        if as_of is not None:
            where = replace(where or SearchFilter(), as_of=as_of)
        if where != self._where:  # figures of articles that may not be used now are not reckoned with
            self._told, self._where = (), where
        answer = self._of_before(text) if not assumptions else None
        if answer is None:
            answer = self._looked_up(text, where, assumptions)
        self._remember(tidy(text), answer.question, answer)
        return answer

    def _of_before(self, text: str) -> Answer | None:
        """The answer that the figures just given are enough for: a sum of them, or what stands beside the last."""
        shown = [item for turn in self._told for item in turn]
        known = gate.standing([Given(item.quantity, item.citation, "") for item in shown], self._assistant.store)
        if not shown or len(known) != len(shown):
            return None
        index = self._assistant.index
        beside = self._beside(text)
        if beside is not None:
            answer = follow_sums.quoted(self._complete(text), beside, self._told[-1][0].citation, index)
        else:
            whole = f"{text} {follow_ups.context(self._topic)}".strip()
            summed = follow_sums.reckoned(text, whole, self._told, index)
            if summed is None:
                return None
            answer = summed
        return gate.passed(answer, self._assistant.store, [item.quantity for item in shown])

    def _beside(self, text: str) -> Quantity | None:
        """What the quote of the last figure gives besides: that of the year before or after, or another currency's."""
        last, by, currency = follow_plans.clear(self._told[-1]), follow_ups.step(text), follow_ups.currency_of(text)
        if last is None:
            return None
        return told.in_currency(last, currency) if currency else told.beside(last, by) if by else None

    def _looked_up(self, text: str, where: SearchFilter | None, assumptions: Mapping[str, Value] | None) -> Answer:
        """The answer of the articles: to what "that" is about, of the one that the last answer is from, if it can."""
        whole = self._complete(text)
        is_sum = bool(self._last) and follow_sums.is_sum(text, f"{self._topic} {self._last}")
        share = follow_sums.share_of_year(text, *self._wholes) if is_sum else ""
        answer = self._assistant.ask(share, where=where, assumptions=assumptions) if share else None
        if answer is not None and answer.calculations:
            return answer
        if is_sum and whole == text:
            return follow_sums.declined(text, self._assistant.index)
        carried = self._carried if self._leans(text, whole) else ()
        answer = self._near(text, whole, where, assumptions, carried)
        if answer is None:
            answer = self._assistant.ask(whole, where=where, assumptions=assumptions, carried=carried)
        if is_sum and answer.status is AnswerStatus.ANSWERED and not answer.calculations:
            return follow_sums.declined(whole, self._assistant.index)  # no quote answers what is to be worked out
        return answer

    def _near(
        self,
        text: str,
        whole: str,
        where: SearchFilter | None,
        assumptions: Mapping[str, Value] | None,
        carried: tuple[Given, ...],
    ) -> Answer | None:
        """The answer of the article that the last one is from, to a question about that; None where it has none."""
        if not self._article or not follow_ups.is_about_that(text) or (where and where.paths):
            return None
        near = replace(where or SearchFilter(), paths=(escape(self._article),))
        answer = self._assistant.ask(whole, where=near, assumptions=assumptions, carried=carried)
        return answer if answer.status is AnswerStatus.ANSWERED else None

    @staticmethod
    def _leans(text: str, whole: str) -> bool:
        """Whether a question was asked in the light of those before."""
        return whole != text or bool(follow_ups.THAT.search(text))

    def lean_on(self, text: str) -> None:
        """Have follow-ups lean on a question that was not asked; the figures of the answers before are dropped.

        Args:
            text: The whole question; without any words it is as ``reset``.
        """
        self.reset()
        self._last = self._topic = " ".join(text.split())
        self._wholes = ("", self._last)

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
            self._remember(text, whole, answer)

    def _remember(self, text: str, whole: str, answer: Answer) -> None:
        """Keep what a later question can lean on.

        Args:
            text: The question as typed.
            whole: The question with what it left out.
            answer: Its answer.
        """
        leans = self._leans(text, whole)
        found = told.told(answer, text)
        if found:
            self._told = (*(self._told if leans else ()), found)[-KEPT:]
        elif not (answer.calculations and follow_sums.asked_for(text)):
            self._told = ()
        self._article = answer.citations[0].source.path if answer.citations else self._article
        self._last = whole
        self._wholes = (self._wholes[1], whole)
        self._inputs = tuple(item for calculation in answer.calculations for item in calculation.inputs)
        if find_names(text) or not self._topic:
            self._topic = whole
        else:
            self._topic = f"{self._topic} {text}"
        if answer.status is AnswerStatus.ANSWERED:
            self._carried = (*carry(answer), *(self._carried if leans else ()))[:8]

    def reset(self) -> None:
        """Forget the questions before."""
        self._last, self._topic, self._article = "", "", ""
        self._wholes = ("", "")
        self._carried, self._told, self._inputs = (), (), ()
        self._where = None

    def _complete(self, text: str) -> str:
        """The question with what it leaves out put back from the ones before."""
        whole = follow_ups.completed(text, self._last, self._topic, self._inputs)
        if whole != text or not self._last or follow_sums.asked_for(text):
            return whole
        if any(recipe.calculator for recipe in recognised(parse(text))):
            return whole  # "how many reactors is that?" wants the figure just given, whoever's it is
        return follow_ups.about_that(text, self._topic)


def _plural(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"
