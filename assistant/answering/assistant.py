"""The core: a question goes in, an answer that can be checked comes out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.answering import calculate, compose, contested, evidence, main_value, select, spelling
from assistant.answering import question as questions
from assistant.answering.leading import leading_words
from assistant.answering.selfcheck import check
from assistant.datatypes import (
    Answer,
    Citation,
    FiledFigure,
    Hit,
    IndexInfo,
    Intent,
    Quantity,
    Question,
    ReadSentence,
    Reason,
    ReasonCode,
    SearchFilter,
    Source,
    Trace,
)
from assistant.errors import IndexFolderError, IndexMissingError
from assistant.figures.names import names_typed_small
from assistant.indexing import BuildReport, Progress, bring_up_to_date, silent
from assistant.indexing.build import require_same_model
from assistant.reading.pointing import open_reader
from assistant.reading.reader import Reader
from assistant.retrieval import manifest as manifests
from assistant.retrieval.embedder import Embedder
from assistant.retrieval.ledger import Wanted
from assistant.retrieval.model_files import DEFAULT_MODEL
from assistant.retrieval.opening import Opening
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.search import HybridSearch

PASSAGES = 8
"""Passages whose sentences are judged."""

EVERY_FIGURE = Wanted()
"""Narrows nothing."""

OPINION = "the question asks for advice or a forecast; only what the articles say is answered"


class Assistant:
    """Answers questions from one open index. Safe to use from one thread at a time.

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
        corpus: Path,
        index: Path,
        *,
        model: str = DEFAULT_MODEL,
        progress: Progress = silent,
        opening: Opening | None = None,
        reader: Reader | None = None,
    ) -> Assistant:
        """Bring the index up to date with the corpus, and open it.

        Args:
            corpus: The folder of articles.
            index: The index folder.
            model: An embedding model's name or folder.
            progress: Told what a build does.
            opening: The model, when it is being opened already.
            reader: Judges sentences; the best one that is installed when left out.

        Raises:
            CorpusError: The corpus cannot be used.
            ModelError: The model cannot be used.
            IndexFolderError: The index is damaged, foreign, locked, or cannot be written.
        """
        opening = opening or Opening(model)
        report = bring_up_to_date(corpus, index, opening.result, progress=progress)
        judge = reader or open_reader()
        store = IndexReader.open(index)
        embedder = opening.result()
        require_same_model(index, store.manifest, embedder)
        return cls(HybridSearch(store, embedder), report, judge)

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
        new = IndexReader.open(old.folder)
        try:
            require_same_model(old.folder, new.manifest, self.embedder)
        except IndexFolderError:
            new.close()
            raise
        self._search = HybridSearch(new, self.embedder)
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

    def figures(self, wanted: Wanted = EVERY_FIGURE, where: SearchFilter | None = None) -> tuple[FiledFigure, ...]:
        """Figures of the ledger, by article and place.

        Args:
            wanted: Which ones.
            where: Which articles they may come from.
        """
        return self._search.reader.figures(wanted, where)

    def evidence(self, answer: Answer) -> tuple[FiledFigure, ...]:
        """The figures of the ledger that stand in an answer's quotes, whether their metric is known or not.

        Args:
            answer: An answer from this index.

        Returns:
            The figures inside what it cites, then those inside the nearest evidence: by citation, then by
            place, each once.
        """
        quotes = (*answer.citations, *answer.nearest)
        paths = tuple(dict.fromkeys(citation.source.path for citation in quotes))
        filed = self.figures(Wanted(articles=paths)) if paths else ()
        inside = [item for citation in quotes for item in filed if _stands_in(item, citation)]
        return tuple(dict.fromkeys(inside))

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
        assumptions: Mapping[str, Quantity] | None = None,
        carried: tuple[calculate.Given, ...] = (),
    ) -> Answer:
        """Answer one question.

        Args:
            text: The question.
            where: Which articles may be used.
            assumptions: Inputs of a calculator set by name; they win over quoted ones.
            carried: Figures of earlier answers that "that" can mean.

        Raises:
            QuestionError: The question is empty or too long.
            IndexDamagedError: A file of the index is damaged.
        """
        question = questions.parse(text, (assumptions or {}).items())
        answer = self._answer(question, where, carried)
        answer = main_value.with_value(answer, question, self._search.reader.figures)
        answer = contested.with_conflicts(answer, question, lambda wanted: self._search.reader.figures(wanted, where))
        check(answer, self.article_text)
        return answer

    def _answer(self, question: Question, where: SearchFilter | None, carried: tuple[calculate.Given, ...]) -> Answer:
        corrected = spelling.correct(question, self._search.reader)
        hits = self._search.search(corrected.text, limit=PASSAGES, where=where)
        asked = _with_names(corrected.question, hits)
        read = self._reader.read(asked, hits, self._search.reader.rarity)
        trace = Trace(hits, read[:12], corrected.notes)
        if question.intent is Intent.OPINION:
            reason = Reason(ReasonCode.OPINION_OR_FORECAST, OPINION)
            return compose.abstained(question, reason, read, self.index, trace)
        unknown = spelling.unknown_names(asked, self._search.reader, hits)
        recipe = calculate.recognise(question)
        if recipe is not None and not unknown:
            subject = recipe.pattern.sub(" ", asked.text)
            finder = calculate.Finder(
                lambda query: self._find(query, where), asked, subject, self.article_text, carried, self._ledger
            )
            return calculate.answer(recipe, finder, _in_rules_order(read), self.index, trace)
        before = calculate.year_before(asked, _in_rules_order(read), self.article_text) if not unknown else None
        if before is not None:
            return calculate.from_filled(before, question, read, self.index, trace)
        verdict = evidence.judge(asked, read, unknown, self.article_text)
        if verdict.reason is not None:
            return compose.abstained(question, verdict.reason, read, self.index, trace)
        chosen = select.choose(asked, verdict.sentences)
        if chosen and select.too_weak(chosen[0]):
            chosen = tuple(item for item in chosen if not select.too_weak(item))
        if not chosen:
            reason = Reason(ReasonCode.NO_EVIDENCE, "nothing found answers the question")
            return compose.abstained(question, reason, read, self.index, trace)
        words = leading_words(asked, chosen[0], read, self._ledger)
        return compose.quoted(question, chosen, read, self.index, trace, words)

    def _find(self, query: str, where: SearchFilter | None) -> tuple[ReadSentence, ...]:
        """Judged sentences for a query that a calculation makes for one of its inputs."""
        hits = self._search.search(query, limit=PASSAGES, where=where)
        return _in_rules_order(self._reader.read(questions.parse(query), hits, self._search.reader.rarity))

    def _ledger(self, path: str) -> tuple[FiledFigure, ...]:
        """The figures of one article that measure something known."""
        return self._search.reader.figures(Wanted(articles=(path,), known_metric=True))

    def close(self) -> None:
        """Close the index."""
        self._search.reader.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _stands_in(filed: FiledFigure, citation: Citation) -> bool:
    """Whether a figure is written inside a quote."""
    span = filed.figure.quantity.span
    return (
        span is not None
        and span.article == citation.source.path
        and citation.start <= span.start
        and span.end <= citation.end
    )


def _in_rules_order(read: Sequence[ReadSentence]) -> tuple[ReadSentence, ...]:
    """Sentences as the rules rank them, for a calculation.

    What it needs often answers nothing by itself; the trained reader takes part figure by figure.
    """
    return tuple(sorted(read, key=lambda item: -item.by_rules))


def _with_names(question: Question, hits: Sequence[Hit]) -> Question:
    """A question typed in small letters, with the names that the articles found show it to hold."""
    names = names_typed_small(question.text, [hit.passage.text for hit in hits])
    return dataclasses.replace(question, entities=names) if names else question
