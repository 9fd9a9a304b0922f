"""Trains the model that points.

    python -m assistant.training.train FOLDER OUT [--articles FOLDER] [--epochs N]

FOLDER holds the data sets under their usual names (see ``sources``); what is missing is
named and left out. The same files, seed and number of threads are meant to give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import torch

from assistant.retrieval.model_files import DEFAULT_MODEL, locate
from assistant.training.encoding import Encoded, Encoder, batches
from assistant.training.examples import Example
from assistant.training.model import Pointer, losses, tensors, weighted
from assistant.training.sources import READERS
from assistant.training.templates import templates

BATCH_TOKENS = 4_096
RATE, HEAD_RATE = 1.4e-4, 6e-4
WARM_UP = 0.06
"""Share of the steps over which the rate rises."""


def gather(folder: Path, articles: Path | None, seed: int) -> list[Example]:
    """The examples of one pass: windows, near misses and questions are drawn anew for each seed."""
    found: list[Example] = []
    for name, reader in READERS.items():
        path = folder / name
        if not path.is_file():
            print(f"{path} is missing: trained without it", file=sys.stderr)  # noqa: T201
            continue
        found.extend(reader(path, random.Random(f"{seed} {name}")))
    if articles is not None:
        found.extend(templates(articles, random.Random(f"{seed} templates"), limit=3_500))
    return found


class Trainer:
    """One run of training.

    Args:
        model: What is trained.
        steps: How many batches there will be.
        device: ``cpu`` or ``cuda``.
    """

    def __init__(self, model: Pointer, steps: int, device: str) -> None:
        self.model, self.device, self.steps, self.done = model.to(device).train(), device, steps, 0
        heads = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
        body = [p for n, p in model.named_parameters() if n.startswith("bert.") and p.requires_grad]
        groups: list[dict[str, Any]] = [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        warm = max(int(steps * WARM_UP), 1)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: min((step + 1) / warm, max(steps - step, 0) / max(steps - warm, 1))
        )
        self.seen: dict[str, float] = defaultdict(float)

    def step(self, batch: list[Encoded]) -> None:
        """Learn from one batch."""
        with torch.autocast(self.device, dtype=torch.bfloat16):
            logits = self.model(*tensors(batch, self.device))
        parts = losses(logits, batch)
        weighted(parts).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.schedule.step()
        self.done += 1
        for name, loss in parts.items():
            self.seen[name] = 0.98 * self.seen[name] + 0.02 * float(loss.detach())


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the data sets")
    parser.add_argument("out", type=Path, help="where the weights go")
    parser.add_argument("--articles", type=Path, help="articles to make questions about figures from")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--share", type=float, default=1.0, help="use only this share of the examples")
    options = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(options.seed)
    files = locate(DEFAULT_MODEL)
    encoder = Encoder(files.folder / "tokenizer.json")
    passes = []
    for epoch in range(options.epochs):
        draw = random.Random(f"{options.seed} {epoch}")
        examples = gather(options.folder, options.articles, options.seed + epoch)
        examples = [e for e in examples if draw.random() < options.share]
        passes.append(list(batches(encoder.encode(examples), BATCH_TOKENS, draw)))
        print(f"pass {epoch + 1}: {len(examples)} examples, {len(passes[-1])} batches", flush=True)  # noqa: T201
    steps = [batch for each in passes for batch in each]
    trainer = Trainer(Pointer(files.folder), len(steps), device)
    options.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    for batch in steps:
        trainer.step(batch)
        if trainer.done % 50 == 0:
            losses_now = {name: round(value, 3) for name, value in trainer.seen.items()}
            minutes = round((time.monotonic() - began) / 60, 1)
            print(json.dumps({"step": trainer.done, "of": len(steps), "minutes": minutes, **losses_now}), flush=True)  # noqa: T201
        if trainer.done % 500 == 0 or trainer.done == len(steps):
            torch.save(trainer.model.state_dict(), options.out / "weights.pt")


if __name__ == "__main__":
    main()
