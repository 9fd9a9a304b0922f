"""Writes the trained model into the package: ``python -m assistant.training.export OUT``.

OUT is the folder that ``assistant.training.train`` wrote. The graph and the vocabulary go
where the reader looks for them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from assistant.reading.pointer import MODEL_FOLDER, MODEL_NAME, TOKENIZER_NAME
from assistant.retrieval.model_files import DEFAULT_MODEL, locate
from assistant.training.graph import build


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the folder with weights.pt")
    parser.add_argument("--to", type=Path, default=MODEL_FOLDER, help="where to write")
    parser.add_argument("--plain", action="append", default=[], help="a linear layer to keep in floating point")
    parser.add_argument("--all-plain", action="store_true", help="keep all of them so: to see what quantising costs")
    options = parser.parse_args()
    weights = {name: t.numpy() for name, t in torch.load(options.out / "weights.pt").items()}
    files = locate(DEFAULT_MODEL)
    config = files.config("config.json")
    every = {n.removesuffix(".weight") for n in weights if n.endswith("dense.weight")}
    every |= {n.removesuffix(".query.weight") for n in weights if n.endswith(".query.weight")}
    plain = frozenset(every if options.all_plain else options.plain)
    graph = build(weights, int(str(config["num_attention_heads"])), float(str(config["layer_norm_eps"])), plain)
    options.to.mkdir(parents=True, exist_ok=True)
    (options.to / MODEL_NAME).write_bytes(graph)
    (options.to / TOKENIZER_NAME).write_bytes((files.folder / "tokenizer.json").read_bytes())
    sys.stdout.write(f"{options.to / MODEL_NAME}: {len(graph):,} bytes\n")


if __name__ == "__main__":
    main()
