"""The core: a question goes in, an answer that can be checked comes out."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering import calculate as calculating
from assistant.answering import compose, contested, evidence, filed, gate, main_value, many, select, spelling
from assistant.answering import question as questions
from assistant.answering.asked_kind import suits
from assistant.answering.defaults import choose
from assistant.answering.leading import leading_words
from assistant.answering.operations import FITTED_WITH
from assistant.answering.recipes_meant import with_meant
from assistant.answering.reckoning import Desk
from assistant.articles import Listing
from assistant.datatypes import (
    Answer,
    Calculation,
    FiledFigure,
    IndexInfo,
    Intent,
    Question,
    ReadSentence,
    Reason,
    ReasonCode,
    SearchFilter,
    Source,
    Trace,
)
from assistant.errors import IndexMissingError
from assistant.figures.filters import PeriodFilter
from assistant.indexing import BuildReport, Progress, silent
from assistant.indexing.build import open_up_to_date, search_of
from assistant.quantities.given import Value, as_quantity
from assistant.reading.pointing import open_reader
from assistant.reading.reader import Judge, Reader, in_rules_order
from assistant.retrieval import manifest as manifests
from assistant.retrieval.embedder import Embedder
from assistant.retrieval.ledger import Wanted
from assistant.retrieval.opening import Opening
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.search import HybridSearch

if TYPE_CHECKING:
    from assistant.answering.conversation import Conversation

PASSAGES = 8
"""Passages whose sentences are judged."""
WHOLE = 24
"""Passages of one article that are read where a calculation does not find its inputs among those."""

EVERY_FIGURE = Wanted()
"""Narrows nothing."""

OPINION = "the question asks for advice or a forecast; only what the articles say is answered"


class Assistant:
    """Answers questions from one open index. Safe to use from one thread at a time.

    Examples:
        >>> with Assistant.open() as assistant:
        ...     answer = assistant.ask("What was OpenAI last valued at?")
        >>> "$852 billion" in answer.text
        True

    Args:
        search: The index and its model.
        report: What bringing the index up to date did.
        reader: Judges sentences; the best one that is installed when left out.
    """

    def __init__(self, search: HybridSearch, report: BuildReport, reader: Reader | None = None) -> None:
        self._search = search
        self._reader = reader or open_reader()
        self._sources: dict[str, Source] = {}
        self.report = report

    @classmethod
    def open(
        cls,
        corpus: str | Path | None = None,
        index: str | Path | None = None,
        *,
        model: str | Path | None = None,
        progress: Progress = silent,
        opening: Opening | None = None,
        ahead: Future[Listing] | None = None,
        reader: Reader | str | None = None,
    ) -> Assistant:
        """Bring the index up to date with the corpus, and open it.

        What is left out comes from the settings, as on the command line: the environment, the nearest
        ``assistant.toml``, the defaults. Where anything comes from there, the metrics and constants that
        they name come into force too, in the whole process.

        Examples:
            >>> with Assistant.open(corpus="corpus", index="index", reader="rules") as assistant:
            ...     assistant.index.model
            'all-MiniLM-L6-v2'

        Args:
            corpus: The folder of articles.
            index: The index folder; beside the corpus where no setting names one.
            model: An embedding model's name or folder.
            progress: Told what a build does.
            opening: The model, when it is being opened already.
            ahead: The listing of the articles, when it is being made already.
            reader: Judges sentences; or ``model``, ``sentences`` or ``rules``, as the setting of that name.

        Raises:
            SettingsError: A setting is not usable, or there is no such reader.
            CorpusError: The corpus cannot be used.
            ModelError: The model cannot be used.
            IndexFolderError: The index is damaged, foreign, locked, or cannot be written.
        """
        chosen = choose(corpus, index, model, reader)
        opening = opening or Opening(chosen.model)
        report, store = open_up_to_date(chosen.corpus, chosen.index, opening.result, progress=progress, ahead=ahead)
        return cls(search_of(store, opening.result), report, chosen.reader)

    @property
    def index(self) -> IndexInfo:
        """Which index answers come from."""
        return self._search.reader.info

    @property
    def counts(self) -> tuple[int, int]:
        """How many articles and passages the index has."""
        manifest = self._search.reader.manifest
        return manifest.articles, manifest.passages

    @property
    def embedder(self) -> Embedder:
        """The open model; a build in another thread may share it."""
        return self._search.embedder

    @property
    def store(self) -> IndexReader:
        """The open index; another one after ``reopen``."""
        return self._search.reader

    def reopen(self) -> bool:
        """Open the index anew where it has been built again since, by whatever process; the model stays open.

        Returns:
            Whether it was. Where this raises, the index that was open is still open and answers.

        Raises:
            IndexFolderError: The index of now is missing, damaged, or of another model or format.
        """
        old = self._search.reader
        if manifests.read(old.folder) == old.manifest:
            return False
        self._search = search_of(IndexReader.open(old.folder), lambda: self.embedder)
        self._sources = {}
        old.close()
        return True

    def source(self, path: str) -> Source:
        """Who an article is by, its title and its day.

        Raises:
            IndexMissingError: The index has no such article.
        """
        if not self._sources:
            self._sources = {source.path: source for source in self._search.reader.sources()}
        if path not in self._sources:
            raise IndexMissingError(f"the index has no article {path!r}")
        return self._sources[path]

    def figures(
        self,
        wanted: Wanted = EVERY_FIGURE,
        where: SearchFilter | None = None,
        *,
        entity: str | None = None,
        metric: str | None = None,
        period: str | None = None,
    ) -> tuple[FiledFigure, ...]:
        """Figures of the ledger, by article and place.

        Examples:
            >>> found = assistant.figures(entity="Anthropic", metric="valuation", period="February 2026")
            >>> {item.figure.quantity.text for item in found}
            {'$380 billion'}

        Args:
            wanted: Which ones; the keywords below narrow it.
            where: Which articles they may come from.
            entity: Whose, in any form of the name.
            metric: Of what, by id or in words; brings its kinds.
            period: Of when, such as ``2004`` or ``Q4 2004``; a year brings its quarters and months.

        Raises:
            UsageError: There is no such metric, the period cannot be read, or ``wanted`` names the same already.
        """
        keeps = PeriodFilter.of(period).keeps
        found = self._search.reader.figures(filed.narrowed(wanted, entity, metric), where)
        return tuple(figure for figure in found if keeps(figure))

    def evidence(self, answer: Answer) -> tuple[FiledFigure, ...]:
        """The figures of the ledger that stand in an answer's quotes, whether their metric is known or not.

        Args:
            answer: An answer from this index.

        Returns:
            The figures inside what it cites, then those inside the nearest evidence: by citation, then by
            place, each once.
        """
        return filed.in_quotes(answer, self._search.reader.figures)

    def article_text(self, path: str) -> str:
        """The text of one article.

        Raises:
            IndexMissingError: The index has no such article.
        """
        return self._search.reader.text(path)

    def ask(
        self,
        text: str,
        *,
        where: SearchFilter | None = None,
        assumptions: Mapping[str, Value] | None = None,
        carried: tuple[calculating.Given, ...] = (),
    ) -> Answer:
        """Answer one question; where the answer does not pass the self-check, the answer says that, as an ``error``.

        Examples:
            >>> answer = assistant.ask("What is Anthropic's revenue multiple?", assumptions={"revenue": "$50bn"})
            >>> answer.value.text
            'at least 18x'

        Args:
            text: The question.
            where: Which articles may be used.
            assumptions: Inputs of a calculator set by name; they win over quoted ones. Text counts as typed.
            carried: Figures of earlier answers that "that" can mean.

        Raises:
            QuestionError: The question is empty or too long.
            QuantityError: An assumption is no quantity.
            IndexDamagedError: A file of the index is damaged.
        """
        assumed = {name: as_quantity(value, name) for name, value in (assumptions or {}).items()}
        question = questions.parse(text, assumed.items())
        carried = gate.standing(carried, self._search.reader)
        answer = replace(self._answer(question, where, carried), question=question.text)  # as typed, slips and all
        answer = main_value.with_value(answer, question, self._search.reader.figures)
        answer = contested.with_conflicts(answer, question, lambda wanted: self._search.reader.figures(wanted, where))
        return gate.passed(answer, self._search.reader, (*assumed.values(), *(given.quantity for given in carried)))

    def ask_many(
        self,
        questions: Iterable[str],
        *,
        where: SearchFilter | None = None,
        assumptions: Mapping[str, Value] | None = None,
    ) -> Iterator[Answer]:
        """Answer questions, each standing alone, when its answer is asked for.

        Examples:
            >>> for answer in assistant.ask_many(["What was OpenAI last valued at?", "What is Mistral's valuation?"]):
            ...     print(answer.status.value)
            answered
            abstained

        Args:
            questions: The questions.
            where: Which articles may be used.
            assumptions: Inputs of a calculator set by name, for all of them.

        Returns:
            An answer for each question, in order. A question that cannot be asked has one of status ``error``
            that says why, and the rest are answered.

        Raises:
            UsageError: ``questions`` is one text.
            QuantityError: An assumption is no quantity.
            StoreError: While answering: the index has become unusable.
        """
        assumed = {name: as_quantity(value, name) for name, value in (assumptions or {}).items()}
        return many.each(lambda text: self.ask(text, where=where, assumptions=assumed), questions, lambda: self.index)

    def conversation(self) -> Conversation:
        """Start a conversation, in which a question may lean on the ones before it.

        Examples:
            >>> talk = assistant.conversation()
            >>> talk.ask("What was OpenAI last valued at?").status.value
            'answered'
            >>> talk.ask("And Mistral?").question
            'What was Mistral last valued at?'
        """
        from assistant.answering.conversation import Conversation

        return Conversation(self)

    @staticmethod
    def calculate(name: str, /, **inputs: Value) -> Calculation:
        """Run a calculator by hand; it needs no articles.

        Examples:
            >>> done = Assistant.calculate("revenue-multiple", valuation="$900bn", revenue="$30bn-$40bn")
            >>> done.result.text
            '22.5x to 30x'

        Args:
            name: Its name; ``assistant calc`` lists them.
            inputs: Its inputs: text as one would type it, a bare number, or a ``Quantity``.

        Returns:
            The calculation, with every input that went in, the stand-ins included.

        Raises:
            CalculationError: An unknown calculator or input, or a value that it cannot take.
            QuantityError: A value that is no quantity.
        """
        from assistant.calculators.by_hand import work_out  # a look-up needs no calculator

        return work_out(name, inputs)

    def _answer(self, question: Question, where: SearchFilter | None, carried: tuple[calculating.Given, ...]) -> Answer:
        corrected = spelling.correct(question, self._search.reader)
        hits = self._search.search(corrected.text, limit=PASSAGES, where=where)
        asked = spelling.with_names(corrected.question, hits, self._search.reader)
        embed = self._search.vector if self._search.embedder.name == FITTED_WITH else None
        recipes = with_meant(calculating.recognised(question), corrected.text, embed)
        first = recipes[0].pattern if recipes else None
        unknown = spelling.unknown_names(asked, self._search.reader, hits, first)
        worked = None
        if recipes and not unknown and question.intent is not Intent.OPINION:
            worked, stands = self._desk(where, carried).first(recipes, asked, hits, corrected.notes)
            if worked is not None and stands:
                return worked
        read = self._reader.read(asked, hits, self._search.reader.rarity)
        trace = Trace(hits, read[:12], corrected.notes)
        if question.intent is Intent.OPINION:
            reason = Reason(ReasonCode.OPINION_OR_FORECAST, OPINION)
            return compose.abstained(question, reason, read, self.index, trace)
        before = calculating.year_before(asked, in_rules_order(read), self.article_text) if not unknown else None
        if before is not None:
            earlier = calculating.from_filled(before, question, read, self.index, trace)
            if earlier.value is None or suits(asked.text, earlier.value):
                return earlier
        verdict = evidence.judge(asked, read, unknown, self.article_text)
        if verdict.reason is not None:
            return worked or compose.abstained(question, verdict.reason, read, self.index, trace)
        chosen = select.choose(asked, verdict.sentences, read)
        if chosen and select.too_weak(chosen[0]):
            chosen = tuple(item for item in chosen if not select.too_weak(item))
        if not chosen:
            reason = Reason(ReasonCode.NO_EVIDENCE, "nothing found answers the question")
            return worked or compose.abstained(question, reason, read, self.index, trace)
        words = leading_words(asked, chosen[0], read, self._ledger)
        return compose.quoted(question, chosen, read, self.index, trace, words)

    def _desk(self, where: SearchFilter | None, carried: tuple[calculating.Given, ...]) -> Desk:
        """What a calculation is made with."""

        def find(query: str, judge: Judge) -> tuple[ReadSentence, ...]:
            return self._find(query, where, judge)

        def whole(path: str, query: str) -> tuple[ReadSentence, ...]:
            only = replace(where or SearchFilter(), paths=(glob.escape(path),))
            hits = self._search.search(query, limit=WHOLE, where=only)
            return in_rules_order(self._reader.by_rules(questions.parse(query), hits, self._search.reader.rarity))

        rarity = self._search.reader.rarity
        ledgers = self._ledger, partial(self._ledger, known=False)
        return Desk(self._reader, rarity, find, whole, self.article_text, *ledgers, carried, self.index)

    def _find(self, query: str, where: SearchFilter | None, judge: Judge) -> tuple[ReadSentence, ...]:
        """Judged sentences for a query that a calculation makes for one of its inputs."""
        hits = self._search.search(query, limit=PASSAGES, where=where)
        return in_rules_order(judge(questions.parse(query), hits, self._search.reader.rarity))

    def _ledger(self, path: str, *, known: bool = True) -> tuple[FiledFigure, ...]:
        """The figures of one article that measure something known, or all."""
        return self._search.reader.figures(Wanted(articles=(path,), known_metric=known))

    def close(self) -> None:
        """Close the index."""
        self._search.reader.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
