"""A plain BERT model, run by ONNX Runtime.

A pass stays within one core, and several passes over passages run at once: two cores then do more than when they
share each pass, and none of them spins while it waits. Passes are small, so that what they work on stays in the core's
own cache. A question is one pass; cores that share it gain nothing since its matrices are in eight bits. A large build
goes on on a graphics card, where there is one, in float32; questions never do, so that an answer does not depend on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelError
from assistant.retrieval import export as exports
from assistant.retrieval.card import BATCH_TOKENS as CARD_TOKENS
from assistant.retrieval.card import Passes, passes_on_card
from assistant.retrieval.embedder import Embedded, EmbeddingText, Vectors, pooling, unit
from assistant.retrieval.model_files import ModelFiles
from assistant.retrieval.threads import cores

BATCH_TOKENS = 256
"""Tokens of a pass, padding included; a longer text is a pass by itself."""
CARD_FROM = 1_000
"""Passages after which a card is looked for: until then it would take longer to begin."""


class OnnxEmbedder:
    """A plain BERT model, run by ONNX Runtime. Safe to use from several threads.

    Args:
        files: The model.
        export: Its export.
        threads: How many passes run at once; 0 for one a core.

    Raises:
        ModelError: The export is damaged; it has been removed.
    """

    def __init__(self, files: ModelFiles, export: Path, *, threads: int = 0) -> None:
        from tokenizers import Tokenizer

        self.name = files.name
        self.weights_hash = files.weights_hash
        self._pooling = pooling(files)
        self._threads = threads or cores()
        self._session = _open(export)
        self._files = files
        self._embedded = 0
        self._card: Passes | None = None
        self.dimension = int(self._session.get_outputs()[0].shape[-1])
        self._tokenizer = Tokenizer.from_file(str(files.folder / "tokenizer.json"))
        limit = files.config("sentence_bert_config.json").get("max_seq_length", 256)
        self._tokenizer.enable_truncation(int(str(limit)))
        self._tokenizer.no_padding()

    def query(self, text: str) -> Vectors:
        """Embed one question; shape (dimension,)."""
        return self._run([EmbeddingText(text, ())], [self._tokenizer.encode(text)], self._pass)[0].vector

    def passages(self, texts: Sequence[EmbeddingText]) -> list[Embedded]:
        """Embed passages with their sentences, in the order given.

        Texts of like length share a pass, so that little is computed for padding.
        """
        encodings = self._tokenizer.encode_batch([text.text for text in texts]) if texts else []
        card = self._look_for_card(len(texts))
        passes = batches([len(encoding) for encoding in encodings], CARD_TOKENS if card else BATCH_TOKENS)
        threads = 1 if card else min(self._threads, len(passes))

        def run(batch: list[int]) -> list[Embedded]:
            return self._run([texts[i] for i in batch], [encodings[i] for i in batch], card or self._pass)

        done: dict[int, Embedded] = {}
        if threads <= 1:
            for batch in passes:
                done.update(zip(batch, run(batch), strict=True))
        else:
            from concurrent.futures import ThreadPoolExecutor  # a question needs none

            with ThreadPoolExecutor(threads, "pass") as pool:
                for batch, made in zip(passes, pool.map(run, passes), strict=True):
                    done.update(zip(batch, made, strict=True))
        return [done[i] for i in range(len(texts))]

    def _look_for_card(self, more: int) -> Passes | None:
        """The card, looked for once, when a build turns out to be large."""
        before, self._embedded = self._embedded, self._embedded + more
        if before < CARD_FROM <= self._embedded:
            self._card = passes_on_card(self._files)
        return self._card

    def _pass(self, ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int32]) -> Vectors:
        (tokens,) = self._session.run(["tokens"], {"ids": ids, "mask": mask})
        return np.asarray(tokens, dtype=np.float32)

    def _run(self, texts: Sequence[EmbeddingText], encodings: Sequence[Any], run: Passes) -> list[Embedded]:
        lengths = [len(encoding) for encoding in encodings]
        ids = np.zeros((len(texts), max(lengths)), dtype=np.int64)
        mask = np.zeros(ids.shape, dtype=np.int32)
        for row, (encoding, length) in enumerate(zip(encodings, lengths, strict=True)):
            ids[row, :length] = encoding.ids
            mask[row, :length] = 1
        tokens = run(ids, mask)
        return [
            self._pool(text, encoding, vectors[:length])
            for text, encoding, vectors, length in zip(texts, encodings, tokens, lengths, strict=True)
        ]

    def _pool(self, text: EmbeddingText, encoding: Any, tokens: Vectors) -> Embedded:
        """One text's vectors from those of its tokens."""
        vector = unit(tokens[0] if self._pooling == "cls" else tokens.mean(axis=0))
        rows = np.empty((len(text.sentences), self.dimension), dtype=np.float32)
        if not text.sentences:
            return Embedded(vector, rows)
        offsets = np.array(encoding.offsets)
        starts, ends = offsets[:, 0], offsets[:, 1]
        real = ends > starts
        for row, (start, end) in enumerate(text.sentences):
            inside = (starts >= start) & (ends <= end) & real
            # A sentence beyond the model's window is represented by its passage.
            rows[row] = unit(tokens[inside].mean(axis=0)) if inside.any() else vector
        return Embedded(vector, rows)


def _open(export: Path) -> Any:
    """Open an export.

    Raises:
        ModelError: It is damaged; it has been removed.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # The graph is written with fused operators; there is nothing left to optimise at start.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(export), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        exports.remove(export)
        raise ModelError(f"the exported model {export} is damaged and was removed", "Run the command again.") from error


def batches(lengths: Sequence[int], most: int = BATCH_TOKENS) -> list[list[int]]:
    """Which texts share a pass, the longest first, so that no core ends long after the others.

    Args:
        lengths: Tokens of each text.
        most: Tokens of a pass.

    Returns:
        Places of texts, each once.
    """
    passes: list[list[int]] = []
    for place in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        room = most // max(lengths[passes[-1][0]], 1) if passes else 0
        if passes and len(passes[-1]) < room:
            passes[-1].append(place)
        else:
            passes.append([place])
    return passes
