"""Questions that lean on the ones before: "and OpenAI?", "how many reactors is that?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from glob import escape
from itertools import zip_longest

from assistant.answering import (
    follow_beside,
    follow_changes,
    follow_currency,
    follow_others,
    follow_plans,
    follow_rates,
    follow_sayings,
    follow_shares,
    follow_subject,
    follow_sums,
    follow_ups,
    follow_worth,
    gate,
    told,
)
from assistant.answering.asked_kind import suits
from assistant.answering.assistant import Assistant
from assistant.answering.calculate import Given, recognised
from assistant.answering.follow_kinds import asked_for, is_sum
from assistant.answering.question import parse
from assistant.answering.told import Told, carry
from assistant.datatypes import Answer, AnswerStatus, CalculationInput, Citation, Quantity, SearchFilter
from assistant.figures.names import find_names
from assistant.quantities.given import Value
from assistant.reading.tidy import tidy

OTHER_YEAR = "the sentence that was quoted does not give the figure of that year"
OTHER_CURRENCY = "the sentence that was quoted does not give the amount in that currency"
NO_TIME = "the sentence that was quoted does not say when, or names several times"
NO_SPEAKER = "the sentence that was quoted does not say who said it"
WHICH_COMPANY = "the last answers do not say what the whole of one company is worth, or would be"
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
        self._shown: tuple[Citation, ...] = ()
        self._result: Told | None = None
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
            self._told, self._shown, self._where = (), (), where
        answer = self._of_shown(text) or ((self._converted(text) or self._of_before(text)) if not assumptions else None)
        if answer is None:
            answer = self._looked_up(text, where, assumptions)
        self._remember(tidy(text), answer.question, answer)
        return answer

    def _of_shown(self, text: str) -> Answer | None:
        """Who said what was just quoted, when it was and why; None where that is not asked, or left to other quotes."""
        if not self._shown:
            return None
        shown, index = self._shown[0], self._assistant.index
        known = gate.standing([Given(Quantity(None, None, ""), shown, "")], self._assistant.store)
        who = follow_sayings.asks_who(text)
        where = follow_sayings.speaker(shown.quote) if who else follow_sayings.asked_of(text, shown.quote)
        if where is None or not known:
            why = NO_SPEAKER if who else NO_TIME if self._told and follow_sayings.asks_when(text) else ""
            return follow_sums.declined(text, index, why) if why else None
        mark = (shown.start + where[0], shown.start + where[1])
        return gate.passed(follow_sums.led(text, shown, mark, index), self._assistant.store, ())

    def _converted(self, text: str) -> Answer | None:
        """What was just worked out, in another currency that its quotes give; None where that is not asked."""
        currency, result = follow_ups.currency_of(text), self._result
        made = follow_currency.worked_out_in(result, currency) if currency and result is not None else None
        if made is None or result is None:
            return None
        given = [Given(result.quantity, cited, "") for cited in result.cited]
        if len(gate.standing(given, self._assistant.store)) != len(given):
            return None
        answer = follow_sums.run(made, f"{text} {follow_ups.context(self._topic)}".strip(), self._assistant.index)
        return gate.passed(answer, self._assistant.store, ()) if answer is not None else None

    def _of_before(self, text: str) -> Answer | None:
        """The answer that the figures just given are enough for: a sum of them, or what stands beside the last."""
        shown = [item for turn in self._told for item in turn]
        needed = [(item.quantity, cited) for item in shown for cited in item.cited or (item.citation,)]
        known = gate.standing([Given(quantity, cited, "") for quantity, cited in needed], self._assistant.store)
        if not shown or len(known) != len(needed):
            return None
        plain = follow_subject.with_pronouns(follow_changes.again(text, self._result), self._told)
        answer = self._reckoned(plain)
        if answer is not None and answer.value is not None and not suits(text, answer.value):
            return None
        if answer is not None and plain != text:
            answer = replace(answer, question=text)
        return gate.passed(answer, self._assistant.store, [item.quantity for item in shown]) if answer else None

    def _reckoned(self, text: str) -> Answer | None:
        """What the figures just given, their quotes and their article are enough for."""
        index, last = self._assistant.index, follow_plans.clear(self._told[-1])
        whole = f"{text} {follow_ups.context(self._topic)}".strip()
        answer = self._of_other_time(text, last) if last is not None else None
        if answer is None and last is not None and follow_others.asks_part(text, of_metric=True):
            answer = self._with_another(text, last)
        said = follow_changes.of_quote(text, self._told) if answer is None and last is not None else None
        if said is not None and last is not None:
            return follow_sums.quoted(whole, said, last.citation, index)
        answer = answer or follow_sums.reckoned(text, whole, self._turns(text), index)
        if answer is None and follow_shares.asks_amount(text):
            share = follow_shares.amount_of(text, self._told)
            answer = follow_sums.run(share, whole, index) if share is not None else None
        if answer is None and last is not None:
            answer = self._with_another(text, last) or self._priced_elsewhere(text, last)
        if answer is None and follow_ups.is_other_year(text) and self._completed(text) == text:
            return follow_sums.declined(self._stepped(text), index, OTHER_YEAR)
        if answer is None and last is not None and follow_ups.currency_of(text):
            return follow_sums.declined(whole, index, OTHER_CURRENCY)
        return answer

    def _turns(self, text: str) -> tuple[tuple[Told, ...], ...]:
        """The figures of the last answers; of "half of that", with that which the last one worked out."""
        made = asked_for(text) in (follow_plans.portion, follow_plans.doubled) and self._result is not None
        return (*self._told, (self._result,)) if made and self._result is not None else self._told

    def _of_other_time(self, text: str, last: Told) -> Answer | None:
        """What the quote of the last figure gives for the year before or after; or in another currency."""
        index, beside = self._assistant.index, self._beside(text, last)
        if beside is not None:
            return follow_sums.quoted(self._stepped(text), beside, last.citation, index)
        before = follow_plans.year_before(last) if self._step(text, last) < 0 else None
        return follow_sums.run(before, self._stepped(text), index) if before is not None else None

    def _priced_elsewhere(self, text: str, last: Told) -> Answer | None:
        """What somebody pays over a year for a power, at a price that the article gives in another sentence."""
        plan = asked_for(text)
        buyer, question = follow_rates.priced_elsewhere(text, last) if plan is follow_rates.over_time else ("", "")
        if not question:
            return None
        near = replace(self._where or SearchFilter(), paths=(escape(last.citation.source.path),))
        answer = self._assistant.ask(question, where=near)
        return answer if follow_rates.is_of_constant_power(answer, buyer) else None

    def _stepped(self, text: str) -> str:
        """A follow-up that asks of another year, in full: behind the question before it where nothing completes it."""
        whole = self._completed(text)
        return f"{self._last.rstrip('?. ')} ({text.strip(' ?')})?" if whole == text else whole

    def _with_another(self, text: str, last: Told) -> Answer | None:
        """The sum of the last figure and one that its article gives besides; declined where it gives none."""
        index, each = self._assistant.index, follow_others.each_in_quote(text, last)
        if each is not None:
            return follow_sums.run(each, f"{text.strip()} {follow_ups.context(self._topic)}".strip(), index)
        wanted = follow_others.wanted(text, last)
        if wanted is None:
            return None
        near = replace(self._where or SearchFilter(), paths=(escape(last.citation.source.path),))
        near = (self._where or SearchFilter()) if wanted.anywhere else near
        asked = (told.told(self._assistant.ask(whole, where=near), own) for whole, own in wanted.asked)
        fitting = ([item for item in found if wanted.takes(item)] for found in asked)
        other = next((found for turn in fitting if (found := follow_plans.clear(turn)) is not None), None)
        whole = f"{text.strip()} ({wanted.owner})" if wanted.owner else text
        summed = follow_sums.run(wanted.make(other), whole, index) if other is not None else None
        return summed or (None if wanted.lookup else follow_sums.declined(whole, index, wanted.missing))

    def _beside(self, text: str, last: Told) -> Quantity | None:
        """What the quote of the last figure gives besides: that of the year before or after, or another currency's."""
        currency, by = follow_ups.currency_of(text), self._step(text, last)
        if currency:
            return follow_beside.in_currency(last, currency)
        beside = follow_beside.beside(last, by) if by else None
        return beside or follow_beside.dated(last, follow_ups.period_asked(text))

    def _step(self, text: str, last: Told) -> int:
        """The year that a follow-up asks of, from that of the last figure: -1, 1, or 0 where it asks of none."""
        by = follow_ups.step(text) or follow_ups.step_of_last_year(text, self._last, last.citation.quote)
        by = by or follow_ups.step_of_year(text, self._last)
        by = by or follow_ups.step_named(text, f"{self._topic} {self._last} {last.asked.text} {last.citation.quote}")
        return by or (-1 if asked_for(text) is follow_plans.before and len(self._told) < 2 else 0)

    def _looked_up(self, text: str, where: SearchFilter | None, assumptions: Mapping[str, Value] | None) -> Answer:
        """The answer of the articles: to what "that" is about, of the one that the last answer is from, if it can."""
        whole = self._complete(text)
        plain = follow_subject.with_pronouns(text, self._told)
        summing = bool(self._last) and is_sum(plain, f"{self._topic} {self._last}")
        share = follow_sums.share_of_year(text, *self._wholes) if summing else ""
        answer = self._assistant.ask(share, where=where, assumptions=assumptions) if share else None
        if answer is not None and answer.calculations:
            return answer
        why = self._open(text, whole) if summing or follow_others.asks_part(text) else ""
        if why:
            return follow_sums.declined(text, self._assistant.index, why)
        carried = self._carried if self._leans(text, whole) else ()
        answer = self._near(text, whole, where, assumptions, carried)
        if answer is None:
            answer = self._assistant.ask(whole, where=where, assumptions=assumptions, carried=carried)
        if follow_ups.other_time(self._last, text) and follow_subject.is_last(
            answer, whole, self._shown, self._told[-1] if self._told else ()
        ):
            return follow_sums.declined(whole, self._assistant.index, OTHER_YEAR)
        of_part = follow_others.asks_part_of_it(text) and bool(answer.calculations)
        if (
            (summing or of_part)
            and answer.status is AnswerStatus.ANSWERED
            and not follow_subject.uses_last(answer, self._amounts())
        ):
            return follow_sums.declined(whole, self._assistant.index)  # no quote answers what is to be worked out
        if follow_subject.leaves(text, answer, self._topic, self._article, self._assistant.store.text):
            return follow_sums.declined(whole, self._assistant.index, follow_subject.ELSEWHERE)
        return answer

    def _open(self, text: str, whole: str) -> str:
        """Why a sum that the figures just given are not enough for is not looked for either; empty where it is."""
        plan = asked_for(text)
        if plan is follow_plans.moved and follow_plans.of_points(text):
            return follow_sums.NOT_GIVEN
        if whole == text or (self._told and plan is follow_rates.over_time) or follow_others.asks_part(text):
            return follow_sums.NOT_GIVEN
        of_several = plan is follow_worth.whole_of_stake and len(find_names(self._topic)) > 1
        return WHICH_COMPANY if of_several else ""

    def _amounts(self) -> list[Quantity]:
        """The figures that the last answers gave or went by."""
        return [item.quantity for turn in self._told for item in turn] + [item.quantity for item in self._inputs]

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
        made = told.worked_out(answer, text)
        ahead = leans and bool(self._told) and told.is_ahead(self._told[-1][-1])
        found = told.told(answer, text, ahead=ahead) or (
            (made,) if made is not None and follow_sums.is_new(text) else ()
        )
        if follow_sayings.is_of_quote(text):
            made = self._result
        elif found and not self._is_repeated(found):
            self._told = (*self._told, tuple(replace(item, follows=leans) for item in found))[-KEPT:]
        elif not found and (
            asked_for(text) is None or (answer.status is AnswerStatus.ANSWERED and not answer.calculations)
        ):
            self._told = ()
        self._shown, self._result = answer.citations[:1] or self._shown, made
        self._article = answer.citations[0].source.path if answer.citations else self._article
        aside = asked_for(text) or follow_others.asks_part(text) or follow_sayings.is_of_quote(text)
        if not (aside and self._last):
            self._last = whole  # "and in 2003?" behind a sum asks of what that was of
        self._wholes = (self._wholes[1], whole)
        self._inputs = tuple(item for calculation in answer.calculations for item in calculation.inputs)
        if find_names(text) or not self._topic:
            self._topic = whole
        else:
            self._topic = f"{self._topic} {text}"
        if answer.status is AnswerStatus.ANSWERED:
            self._carried = (*carry(answer), *(self._carried if leans else ()))[:8]

    def _is_repeated(self, found: Sequence[Told]) -> bool:
        """Whether the figures of an answer are those of the one before, from the same quote."""
        last = self._told[-1] if self._told else ()
        one, other = ([(item.quantity, item.citation.quote) for item in turn] for turn in (found, last))
        return one == other

    def reset(self) -> None:
        """Forget the questions before."""
        self._last, self._topic, self._article = "", "", ""
        self._wholes = ("", "")
        self._carried, self._told, self._inputs, self._shown = (), (), (), ()
        self._where, self._result = None, None

    def _completed(self, text: str) -> str:
        return follow_ups.completed(text, self._last, self._topic, self._inputs)

    def _complete(self, text: str) -> str:
        """The question with what it leaves out put back from the ones before."""
        whole = self._completed(text)
        if whole != text or not self._last or asked_for(text):
            return whole
        if self._article and follow_subject.is_bit(text, self._assistant.store.text(self._article)):
            return f"{text.strip()} {follow_ups.context(self._topic, metrics=False)}".strip()
        if any(recipe.calculator for recipe in recognised(parse(text))):
            return whole  # "how many reactors is that?" wants the figure just given, whoever's it is
        return follow_ups.about_that(text, self._topic)


def _plural(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"
