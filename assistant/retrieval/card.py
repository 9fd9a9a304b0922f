"""Passes of a model on a graphics card, where there is one: worth it for a build, not for a question.

A card computes in float32. Where a processor does so too, vectors made on it are the same to about six decimals; beside
those of eight-bit matrices their cosine is 0.998, by which one index may hold both.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.model_files import ModelFiles

BATCH_TOKENS = 32_768
"""Tokens of a pass on a card, padding included."""

Passes = Callable[[npt.NDArray[np.int64], npt.NDArray[np.int32]], npt.NDArray[np.float32]]
"""Token ids and mask, both of shape (texts, length), to the last hidden state, of shape (texts, length, hidden)."""


def passes_on_card(files: ModelFiles) -> Passes | None:
    """The model on the card; None where there is none that torch can use.

    Args:
        files: A plain BERT model.
    """
    if not _has_driver():  # asked first, since loading torch takes seconds
        return None
    import torch

    return passes_by_torch(files, "cuda") if torch.cuda.is_available() else None


def passes_by_torch(files: ModelFiles, device: str) -> Passes:
    """The model, run by torch.

    Args:
        files: A plain BERT model.
        device: As torch names it.
    """
    import torch
    from transformers import AutoModel

    model: Any = AutoModel.from_pretrained(str(files.folder), local_files_only=True, torch_dtype=torch.float32)
    model = model.to(device).eval()

    def run(ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
        with torch.inference_mode():
            given = [torch.from_numpy(array).to(device) for array in (ids, mask)]
            made = model(input_ids=given[0], attention_mask=given[1]).last_hidden_state
        return np.asarray(made.cpu().numpy(), dtype=np.float32)

    return run


def _has_driver() -> bool:
    return Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi") is not None
