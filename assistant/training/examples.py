"""What the model learns from: a question, a text, and where in it the answer stands.

Sources label different things. A reading test gives the words, a sentence test the sentence,
a headline the figure. An example says what is known and leaves the rest unlabelled, so that
all of them train one model.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.articles import split_sentences
from assistant.datatypes import Expects, Quantity
from assistant.quantities import extract
from assistant.reading.types import is_money, is_percent

Range = tuple[int, int]
"""Half-open range of characters in an example's text."""
_KINDS = (Expects.MONEY, Expects.PERCENT, Expects.COUNT)


@dataclass(frozen=True, slots=True)
class Example:
    """One question about one text."""

    question: str
    text: str
    source: str
    answers: tuple[Range, ...] | None
    """Where the answering words stand, one or several ways; empty: not answered here; None: not labelled."""
    sentences: tuple[Range, ...] = ()
    right_sentences: tuple[bool, ...] | None = None
    """One for each sentence; none true: not answered here; None: not labelled."""
    figures: tuple[Range, ...] = field(default=())
    """The figures that compete: those of the dimension asked for."""
    right_figures: tuple[bool, ...] | None = None

    @property
    def absent(self) -> bool:
        """Whether the text does not answer the question."""
        labels = (self.answers, self.right_sentences, self.right_figures)
        return not any(any(label) for label in labels if label is not None)


@lru_cache(maxsize=4096)
def sentences_of(text: str) -> tuple[Range, ...]:
    """The sentences of a text."""
    return tuple((sentence.start, sentence.end) for sentence in split_sentences(text))


@lru_cache(maxsize=4096)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text."""
    return extract(text)


def kind_of(quantity: Quantity) -> Expects:
    """Whether a quantity is money, a percentage or a count."""
    if is_money(quantity):
        return Expects.MONEY
    return Expects.PERCENT if is_percent(quantity) else Expects.COUNT


def asked_kind(question: str) -> Expects | None:
    """The kind of figure that a question's words ask for; None when they ask for something else, or either."""
    words = question.lower()
    if any(word in words for word in ("percent", "per cent", "%", "what share", "what proportion")):
        return Expects.PERCENT
    if "how many" in words:
        return Expects.COUNT
    if any(word in words for word in ("how much money", "how much did", "what price", "what cost")):
        return Expects.MONEY
    return None


def answered(question: str, text: str, answers: Iterable[Range], source: str) -> Example:
    """An example whose answering words are known; its sentences and figures follow from them.

    Args:
        question: The question.
        text: The text.
        answers: Where the answering words stand; empty when the text does not answer.
        source: Name of the data set.
    """
    spans = tuple(dict.fromkeys(answers))
    sentences = sentences_of(text)
    right = tuple(any(start < end_ and start_ < end for start_, end_ in spans) for start, end in sentences)
    figures, right_figures = _figures(question, text, spans)
    return Example(question, text, source, spans, sentences, right, figures, right_figures)


def _figures(question: str, text: str, spans: Sequence[Range]) -> tuple[tuple[Range, ...], tuple[bool, ...] | None]:
    """The figures that compete for an answer and which of them it is; unlabelled when it is no figure."""
    quantities = [(q.span.start, q.span.end, kind_of(q)) for q in quantities_of(text) if q.span is not None]
    hit = [(a, b, kind) for a, b, kind in quantities if any(_same(a, b, span) for span in spans)]
    kind = hit[0][2] if hit else (asked_kind(question) if not spans else None)
    if kind is None:
        return (), None
    figures = tuple((a, b) for a, b, of in quantities if of is kind)
    right = {(a, b) for a, b, _ in hit}
    return figures, tuple(figure in right for figure in figures) if figures else None


def _same(start: int, end: int, span: Range) -> bool:
    """Whether an answer is a figure: they overlap, and neither is much longer than the other."""
    shared = min(end, span[1]) - max(start, span[0])
    return shared > 0 and shared * 2 >= max(end - start, span[1] - span[0])


def window(text: str, spans: Sequence[Range], size: int, draw: random.Random) -> tuple[str, tuple[Range, ...]]:
    """A few consecutive sentences of a text, around the answer where there is one.

    Args:
        text: The text.
        spans: Where the answering words stand; empty for a window anywhere.
        size: How many sentences.
        draw: Source of chance.

    Returns:
        The window, and the answers that stand wholly in it, as ranges of the window.
    """
    sentences = sentences_of(text)
    if len(sentences) <= size:
        return text, tuple(spans)
    held = [i for i, (start, end) in enumerate(sentences) if any(start <= span[0] < end for span in spans[:1])]
    target = held[0] if held else draw.randrange(len(sentences))
    first = min(max(target - draw.randrange(size), 0), len(sentences) - size)
    start, end = sentences[first][0], sentences[first + size - 1][1]
    inside = tuple((a - start, b - start) for a, b in spans if a >= start and b <= end)
    return text[start:end], inside


def under_title(example: Example, title: str) -> Example:
    """The example with a title above its text; the title is context and never the answer."""
    lead = f"{title}\n"
    by = len(lead)

    def moved(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((start + by, end + by) for start, end in ranges)

    return Example(
        example.question,
        lead + example.text,
        example.source,
        None if example.answers is None else moved(example.answers),
        moved(example.sentences),
        example.right_sentences,
        moved(example.figures),
        example.right_figures,
    )
