"""The layers of a BERT encoder as nodes of a graph.

Hidden states have shape (tokens, hidden): those of all texts of a pass, one below the other. Only attention sees
which belong together. Norms are written as sums and a LayerNormalization: the fused SkipLayerNormalization takes
seven times as long as that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from onnx import helper

from assistant.retrieval.onnx_rows import FUSED, Floats, Graph, Linear


@dataclass(frozen=True, slots=True)
class Shape:
    """What the weights do not say of themselves."""

    heads: int
    epsilon: float
    """What LayerNorm adds to a variance."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Trained weights by name, all of which begin alike."""

    tensors: Mapping[str, Floats]
    prefix: str

    def __getitem__(self, name: str) -> Floats:
        return self.tensors[self.prefix + name]

    def linear(self, *names: str, called: str) -> Linear:
        """One linear layer, or several that read the same, side by side."""
        matrix = np.concatenate([self[f"{name}.weight"] for name in names]).T
        return Linear(called, matrix, np.concatenate([self[f"{name}.bias"] for name in names]))


def normalised(graph: Graph, weights: Weights, source: str, name: str, shape: Shape) -> str:
    """LayerNorm of what is summed already."""
    norm = [graph.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias")]
    return graph.node("LayerNormalization", [source, *norm], f"{name}.out", axis=-1, epsilon=shape.epsilon)


def flattened(graph: Graph, source: str, width: int) -> str:
    """(batch, length, width) as (tokens, width)."""
    return graph.node("Reshape", [source, graph.constant(f"rows.{width}", np.array([-1, width]))], f"{source}.rows")


def unflattened(graph: Graph, source: str, width: int, output: str) -> str:
    """(tokens, width) as (batch, length, width), the first two as the input ``ids`` has them."""
    graph.node("Shape", ["ids"], f"{output}.texts")
    size = graph.constant(f"width.{width}", np.array([width]))
    whole = graph.node("Concat", [f"{output}.texts", size], f"{output}.shape", axis=0)
    return graph.node("Reshape", [source, whole], output)


def layer(graph: Graph, weights: Weights, name: str, hidden: str, shape: Shape, mask: str) -> str:
    """One encoder layer: attention, then the feed-forward block.

    Args:
        graph: Where it is written.
        weights: The trained weights.
        name: The layer's name in them.
        hidden: Rows, of shape (tokens, hidden).
        shape: What else is to be known.
        mask: The input that says which tokens are real, of shape (batch, length).

    Returns:
        Its hidden state, shaped as ``hidden``.
    """
    seen = _attention(graph, weights, f"{name}.attention", hidden, shape, mask)
    output = weights.linear(f"{name}.attention.output.dense", called=f"{name}.attention.output.dense")
    attended = graph.add(graph.linear(seen, output), output.name)
    middle = graph.node("Add", [attended, hidden], f"{name}.attention.both")
    middle = normalised(graph, weights, middle, f"{name}.attention.output.LayerNorm", shape)
    up, down = (weights.linear(each, called=each) for each in (f"{name}.intermediate.dense", f"{name}.output.dense"))
    wide = graph.linear(middle, up)
    inputs = [wide.name, graph.constant(f"{up.name}.bias", wide.bias)]
    active = graph.node("BiasGelu", inputs, f"{name}.active", domain=FUSED)
    narrow = graph.add(graph.linear(active, down, after_gelu=True), down.name)
    both = graph.node("Add", [narrow, middle], f"{name}.both")
    return normalised(graph, weights, both, f"{name}.output.LayerNorm", shape)


def _attention(graph: Graph, weights: Weights, name: str, hidden: str, shape: Shape, mask: str) -> str:
    """Attention before its output layer."""
    parts = ("query", "key", "value")
    joined = weights.linear(*(f"{name}.self.{part}" for part in parts), called=f"{name}.self")
    product, width = graph.linear(hidden, joined), joined.bias.size
    by_text = unflattened(graph, product.name, width, f"{name}.joined")
    thirds = [f"{name}.{part}" for part in parts]
    graph.nodes.append(helper.make_node("Split", [by_text], thirds, axis=-1, num_outputs=3))
    inputs = [*thirds, graph.constant(f"{name}.self.bias", product.bias), mask]
    seen = graph.node("MultiHeadAttention", inputs, f"{name}.seen", domain=FUSED, num_heads=shape.heads)
    return flattened(graph, seen, width // 3)
