"""The model that points: for a question and a text it scores what is there, and writes nothing.

One pass gives the answering words, a score for each sentence, a score for each figure, and
whether the text answers at all. Scores are logits: 0 is even odds. How the model was made is
told in ``assistant/reading/model/README.md``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelError
from assistant.reading.opening import MODEL_FOLDER, MODEL_NAME, TOKENIZER_NAME

__all__ = [
    "ABSENT",
    "END",
    "FIGURE",
    "MODEL_FOLDER",
    "MODEL_NAME",
    "SENTENCE",
    "START",
    "TOKENIZER_NAME",
    "Pointed",
    "PointerModel",
    "Words",
]

MAX_QUESTION = 56
"""Tokens of a question that are read; the model was taught with as many."""
MAX_TOKENS = 320
"""Tokens of question and text together; the rest of a text is not read."""
LONGEST_SPAN = 30
"""Tokens of an answer at most."""

Range = tuple[int, int]
"""Half-open range of characters in the text."""
Logits = npt.NDArray[np.float32]

START, END, SENTENCE, FIGURE, ABSENT = range(5)
"""Columns of the model's output; the last is read at the first token only."""


@dataclass(frozen=True, slots=True)
class Words:
    """A span that may be the answer."""

    start: int
    end: int
    """Half-open range of characters in the text."""
    score: float
    """How much likelier than "not here": the sum of both ends' logits over those of none."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the model makes of one text for one question."""

    logits: Logits
    """Shape (tokens of the text, 5)."""
    none: Logits
    """Shape (5,): the first token's, which stands for "none of these"."""
    offsets: npt.NDArray[np.int64]
    """Shape (tokens of the text, 2): where each token stands in the text."""

    @property
    def absent(self) -> float:
        """Logit of the text not answering."""
        return float(self.none[ABSENT])

    def words(self, inside: Range | None = None) -> Words | None:
        """The likeliest answering words; None where the text has no token.

        Args:
            inside: Only words of this range.
        """
        first, last = (0, len(self.offsets)) if inside is None else self.tokens(inside)
        if first >= last:
            return None
        return self.words_at(first, last, self.both_ends(first, last))

    def both_ends(self, first: int, last: int) -> Logits:
        """The sum of both ends' logits for every span of a range of tokens; -inf where it is none or too long.

        Returns:
            Shape (last - first, last - first): first token of the span by its last.
        """
        starts, ends = self.logits[first:last, START], self.logits[first:last, END]
        size = last - first
        allowed = np.triu(np.ones((size, size), dtype=bool)) & ~np.triu(np.ones((size, size), dtype=bool), LONGEST_SPAN)
        return np.where(allowed, starts[:, None] + ends[None, :], np.float32(-np.inf))

    def words_at(self, first: int, last: int, scores: Logits) -> Words:
        """The span of a range of tokens that scores best.

        Args:
            first: First token of the range.
            last: The one after its last.
            scores: Of every span, as of ``both_ends``.
        """
        start, end = divmod(int(np.argmax(scores)), last - first)
        both = self.logits[first + start, START] + self.logits[first + end, END]
        score = float(both - self.none[START] - self.none[END])
        return Words(int(self.offsets[first + start, 0]), int(self.offsets[first + end, 1]), score)

    def sentence(self, place: Range) -> float | None:
        """Logit of a sentence answering; None where it was cut off."""
        return self._mean(place, SENTENCE)

    def figure(self, place: Range) -> float | None:
        """How much likelier a figure is the one asked for than "none of these"; None where it was cut off."""
        mean = self._mean(place, FIGURE)
        return None if mean is None else mean - float(self.none[FIGURE])

    def _mean(self, place: Range, column: int) -> float | None:
        first, last = self.tokens(place)
        return float(self.logits[first:last, column].mean()) if last > first else None

    def tokens(self, place: Range) -> tuple[int, int]:
        """The first token of a range of characters, and the one after its last."""
        inside = np.flatnonzero((self.offsets[:, 0] < place[1]) & (self.offsets[:, 1] > place[0]))
        return (int(inside[0]), int(inside[-1]) + 1) if inside.size else (0, 0)


class PointerModel:
    """The model, open. Safe to use from several threads.

    Args:
        folder: Where graph and vocabulary are.
        threads: How many texts are read at once, each within one core; 0 for one a core.

    Raises:
        ModelError: A file is missing or damaged.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int = 0) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # The graph is written with fused operators; there is nothing left to optimise at start.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / MODEL_NAME), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_NAME))
        except Exception as error:
            raise ModelError(
                f"the reading model in {folder} cannot be opened: {error}", "Reinstall the program."
            ) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._threads = threads or os.cpu_count() or 1
        self._cls, self._sep = (int(self._tokenizer.token_to_id(name) or 0) for name in ("[CLS]", "[SEP]"))

    def point(self, question: str, texts: Sequence[str]) -> list[Pointed]:
        """Read texts for a question, each by itself.

        Args:
            question: As asked.
            texts: The texts; what is beyond 320 tokens, question included, is not read.
        """
        asked = self._tokenizer.encode(question, add_special_tokens=False).ids[:MAX_QUESTION]
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        if min(self._threads, len(encodings)) <= 1:
            return [self._one(asked, encoding) for encoding in encodings]
        from concurrent.futures import ThreadPoolExecutor

        # Each by itself: what is quantised together would bear on each other.
        with ThreadPoolExecutor(min(self._threads, len(encodings)), "reading") as pool:
            return list(pool.map(lambda encoding: self._one(asked, encoding), encodings))

    def _one(self, asked: list[int], encoding: Any) -> Pointed:
        by = len(asked) + 2
        room = MAX_TOKENS - by - 1
        text = encoding.ids[:room]
        ids = np.array([[self._cls, *asked, self._sep, *text, self._sep]], dtype=np.int64)
        types = np.zeros_like(ids)
        types[0, by:] = 1
        (logits,) = self._session.run(["logits"], {"ids": ids, "types": types})
        offsets = np.array(encoding.offsets[:room], dtype=np.int64).reshape(-1, 2)
        return Pointed(logits[0, by : by + len(text)], logits[0, 0], offsets)
