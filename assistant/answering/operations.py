"""Which reckoning a question asks for, whatever its wording: a small linear model over its words and its meaning.

Recipes know a reckoning by fixed words; people have more words than that. The model was fitted on questions written for
it (``assistant.training.fit_operations``); it chooses which plans are tried, and no figure ever comes from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assistant.figures.names import name_spans

FITTED_WITH = "all-MiniLM-L6-v2"
"""The embedding model whose vectors the weights are of; with another one there is nothing to go by."""
LOOK_UP = "lookup"
"""The label of a question that articles answer outright."""
BUCKETS = 4096
"""Runs of words are told apart by so many numbers; two that share one are one to the model."""
LONGEST = 3
"""Words of a run."""
_TOKEN = re.compile(r"[a-z]+(?:['’][a-z]+)?|0|[%$£€?&/]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Floats = npt.NDArray[np.float32]
Embed = Callable[[str], Floats]
"""The vector of a text, of length one."""


def masked(text: str) -> str:
    """A question without what it is about: an X for each name, a 0 for each number.

    Args:
        text: As typed.
    """
    parts, last = [], 0
    for start, end in name_spans(text):
        parts += [text[last:start], "X"]
        last = end
    return _NUMBER.sub("0", "".join([*parts, text[last:]]))


def features(text: str, embed: Embed) -> Floats:
    """What the model sees of a question; shape (BUCKETS + dimension,).

    Args:
        text: As typed.
        embed: The embedding model.
    """
    plain = masked(text)
    tokens = ["^", *_TOKEN.findall(plain.lower()), "$"]
    words = np.zeros(BUCKETS, dtype=np.float32)
    for size in range(1, LONGEST + 1):
        for i in range(len(tokens) - size + 1):
            words[crc32(" ".join(tokens[i : i + size]).encode()) % BUCKETS] += 1.0
    words = np.sqrt(words)
    return np.concatenate([words / max(float(np.linalg.norm(words)), 1.0), embed(text)])


class Operations:
    """The model.

    Args:
        labels: What a question may ask for.
        weights: Shape (labels, features).
        bias: Shape (labels,).
    """

    def __init__(self, labels: tuple[str, ...], weights: Floats, bias: Floats) -> None:
        self.labels = labels
        self._weights = weights
        self._bias = bias

    def chances(self, text: str, embed: Embed) -> dict[str, float]:
        """How likely each reckoning is asked for; together 1.

        Args:
            text: The question.
            embed: The embedding model.
        """
        logits = self._weights @ features(text, embed) + self._bias
        powers = np.exp(logits - logits.max())
        return dict(zip(self.labels, (powers / powers.sum()).tolist(), strict=True))


@cache
def shipped() -> Operations:
    """The model of this package."""
    with as_file(files("assistant.answering") / "operations.npz") as path, np.load(path) as data:
        labels = tuple(str(label) for label in data["labels"])
        return Operations(labels, data["weights"].astype(np.float32), data["bias"].astype(np.float32))
