"""The model that points: an encoder and one small head, and what it is taught by.

The head gives five logits for each token: start and end of the answer, sentence, figure,
and "not answered here", which is read at the first token only. A sentence's or a figure's
score is the mean over its tokens; the first token's start, end and figure logits stand for
"none of these".
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from assistant.reading.pointer import ABSENT, END, FIGURE, SENTENCE, START
from assistant.training.encoding import Encoded

OUTPUTS = ABSENT + 1
_FAR = -1e4


class Pointer(nn.Module):
    """Encoder and head.

    Args:
        folder: The encoder's configuration and weights, as sentence-transformers keeps them.
    """

    def __init__(self, folder: Path) -> None:
        from transformers import BertModel

        super().__init__()
        # Plain attention without dropout: on a CPU twice as fast as the fused one with it.
        self.bert = BertModel.from_pretrained(
            folder,
            attn_implementation="eager",
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.0,
        )
        # The vocabulary's vectors are half of all weights; 60,000 examples are too few to move them well.
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        hidden = int(self.bert.config.hidden_size)
        self.drop = nn.Dropout(0.1)
        self.dense = nn.Linear(hidden, hidden)
        self.out = nn.Linear(hidden, OUTPUTS)

    def forward(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits for each token.

        Args:
            ids: int64, shape (batch, length).
            types: int64, the same shape: 0 for the question, 1 for the text.
            mask: int64, the same shape: 0 for padding.

        Returns:
            float32, shape (batch, length, 5).
        """
        hidden = self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        logits: torch.Tensor = self.out(functional.gelu(self.dense(self.drop(hidden)))).float()
        return logits


def tensors(batch: Sequence[Encoded], device: str) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, types and mask of a batch, padded to its longest example."""
    longest = max(len(item.ids) for item in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.int64)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, item in enumerate(batch):
        length = len(item.ids)
        ids[row, :length] = torch.tensor(item.ids)
        types[row, item.text_from : length] = 1
        mask[row, :length] = 1
    return ids.to(device), types.to(device), mask.to(device)


def losses(logits: torch.Tensor, batch: Sequence[Encoded]) -> dict[str, torch.Tensor]:
    """What the model got wrong, by what it is asked for; each a mean over the examples that label it.

    Args:
        logits: Shape (batch, length, 5).
        batch: The examples.
    """
    return {
        "span": _span_loss(logits, batch),
        "sentence": _sentence_loss(logits, batch),
        "figure": _figure_loss(logits, batch),
        "absent": functional.binary_cross_entropy_with_logits(
            logits[:, 0, ABSENT], torch.tensor([float(item.absent) for item in batch], device=logits.device)
        ),
    }


def _span_loss(logits: torch.Tensor, batch: Sequence[Encoded]) -> torch.Tensor:
    """Cross-entropy of start and end over the text's tokens and "none"; any of several right ways will do."""
    rows = [(row, item) for row, item in enumerate(batch) if item.starts is not None]
    if not rows:
        return logits.sum() * 0.0
    closed = torch.full(logits.shape[:2], _FAR)
    gold = torch.full((2, *logits.shape[:2]), float("-inf"))
    for row, item in rows:
        closed[row, 0] = 0.0
        closed[row, item.text_from : len(item.ids) - 1] = 0.0
        gold[0, row, list(item.starts or ())] = 0.0
        gold[1, row, list(item.ends or ())] = 0.0
    chosen = torch.tensor([row for row, _ in rows], device=logits.device)
    closed, gold = closed.to(logits.device), gold.to(logits.device)
    total = logits.new_zeros(())
    for side, column in enumerate((START, END)):
        scores = torch.log_softmax(logits[..., column] + closed, dim=-1)
        total = total - torch.logsumexp(scores[chosen] + gold[side][chosen], dim=-1).mean()
    return total / 2


def _pooled(logits: torch.Tensor, ranges: Sequence[tuple[int, int, int]], column: int) -> torch.Tensor:
    """Mean of one column over ranges of tokens (row, first, after the last); shape (ranges,)."""
    summed = functional.pad(logits[..., column].cumsum(dim=1), (1, 0))
    rows, firsts, lasts = (torch.tensor(part, device=logits.device) for part in zip(*ranges, strict=True))
    means: torch.Tensor = (summed[rows, lasts] - summed[rows, firsts]) / (lasts - firsts)
    return means


def _sentence_loss(logits: torch.Tensor, batch: Sequence[Encoded]) -> torch.Tensor:
    """Binary cross-entropy of each sentence, so that scores can be held against those of other texts."""
    ranges = [(row, a, b) for row, item in enumerate(batch) for a, b, _ in item.sentences]
    if not ranges:
        return logits.sum() * 0.0
    labels = torch.tensor([float(right) for item in batch for _, _, right in item.sentences], device=logits.device)
    each = functional.binary_cross_entropy_with_logits(_pooled(logits, ranges, SENTENCE), labels, reduction="none")
    sizes = torch.tensor([float(len(item.sentences)) for item in batch for _ in item.sentences], device=logits.device)
    labelled = sum(bool(item.sentences) for item in batch)
    return (each / sizes.sqrt()).sum() / labelled


def _figure_loss(logits: torch.Tensor, batch: Sequence[Encoded]) -> torch.Tensor:
    """Cross-entropy over the figures that compete and "none of these"."""
    rows = [(row, item) for row, item in enumerate(batch) if item.figures]
    if not rows:
        return logits.sum() * 0.0
    total = logits.new_zeros(())
    for row, item in rows:
        scores = _pooled(logits, [(row, a, b) for a, b, _ in item.figures], FIGURE)
        scores = torch.log_softmax(torch.cat([logits[row, :1, FIGURE], scores]), dim=0)
        right = [i + 1 for i, (_, _, label) in enumerate(item.figures) if label] or [0]
        total = total - torch.logsumexp(scores[right], dim=0)
    return total / len(rows)


def weighted(parts: dict[str, Any]) -> Any:
    """The one loss that is trained on."""
    return parts["span"] + parts["sentence"] + 0.5 * parts["figure"] + 0.5 * parts["absent"]
