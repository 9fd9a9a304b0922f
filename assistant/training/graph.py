"""The trained model as an ONNX graph with eight-bit weights, written node by node.

Every matrix is quantised by column (symmetric, int8) and multiplied with activations that are
quantised as they come; the vocabulary's vectors are quantised by row. Sums, norms, softmax and
the head stay in floating point. Products of integers are exact, so any number of threads gives
the same bytes.

Inputs: ``ids`` and ``types``, int64 of shape (1, length). Output: ``logits``, float32 of shape
(1, length, 5); the columns are ``assistant.training.model``'s.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper, numpy_helper

from assistant.retrieval.onnx_rows import FUSED, Floats, quantised

POSITIONS = 384
"""Tokens that can be read at once."""


class _Writer:
    """Collects nodes and weights.

    Args:
        weights: The trained weights by name.
        plain: Names of layers that stay in floating point.
    """

    def __init__(self, weights: dict[str, Floats], plain: frozenset[str]) -> None:
        self.weights, self.plain = weights, plain
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def dense(self, source: str, matrix: Floats, bias: Floats, name: str) -> str:
        """A linear layer; ``matrix`` has shape (inputs, outputs)."""
        if name in self.plain:
            product = self.node("MatMul", [source, self.constant(f"{name}.weight", matrix)], f"{name}.product")
            return self.node("Add", [product, self.constant(f"{name}.bias", bias)], f"{name}.sum")
        values, scales = quantised(matrix, axis=0)
        parts = [
            self.constant(f"{name}.weight", values),
            self.constant(f"{name}.scale", scales.reshape(-1)),
            self.constant(f"{name}.zero", np.zeros(scales.size, np.int8)),
            self.constant(f"{name}.bias", bias),
        ]
        return self.node("DynamicQuantizeMatMul", [source, *parts], f"{name}.sum", domain=FUSED)

    def linear(self, source: str, name: str) -> str:
        """A linear layer of the encoder by its name."""
        return self.dense(source, self.weights[f"{name}.weight"].T, self.weights[f"{name}.bias"], name)

    def normalise(self, new: str, old: str, name: str, epsilon: float) -> str:
        """LayerNorm(new + old)."""
        norm = [self.constant(f"{name}.{part}", self.weights[f"{name}.{part}"]) for part in ("weight", "bias")]
        inputs = [new, old, *norm]
        return self.node("SkipLayerNormalization", inputs, f"{name}.out", domain=FUSED, epsilon=epsilon)


def build(weights: dict[str, Floats], heads: int, epsilon: float, plain: frozenset[str] = frozenset()) -> bytes:
    """Serialise the model.

    Args:
        weights: Trained weights by name, as ``Pointer.state_dict`` has them.
        heads: Attention heads.
        epsilon: What LayerNorm adds to a variance.
        plain: Names of linear layers that stay in floating point.
    """
    writer = _Writer(weights, plain)
    hidden = _embeddings(writer, epsilon)
    layer = 0
    while f"bert.encoder.layer.{layer}.output.dense.weight" in weights:
        hidden = _layer(writer, f"bert.encoder.layer.{layer}", hidden, heads, epsilon)
        layer += 1
    wide = writer.node("MatMul", [hidden, writer.constant("dense.weight", weights["dense.weight"].T)], "dense.product")
    bias = writer.constant("dense.bias", weights["dense.bias"])
    active = writer.node("BiasGelu", [wide, bias], "dense.active", domain=FUSED)
    out = writer.node("MatMul", [active, writer.constant("out.weight", weights["out.weight"].T)], "out.product")
    writer.node("Add", [out, writer.constant("out.bias", weights["out.bias"])], "logits")
    return _serialise(writer, weights["out.bias"].size)


def _embeddings(writer: _Writer, epsilon: float) -> str:
    """Word + position + type embeddings, normalised."""
    name = "bert.embeddings"
    values, scales = quantised(writer.weights[f"{name}.word_embeddings.weight"], axis=1)
    found = writer.node("Gather", [writer.constant("words", values), "ids"], "words.found")
    found = writer.node("Cast", [found], "words.float", to=TensorProto.FLOAT)
    scale = writer.node("Gather", [writer.constant("words.scales", scales), "ids"], "words.scale")
    words = writer.node("Mul", [found, scale], "words.value")
    positions = writer.constant("positions", writer.weights[f"{name}.position_embeddings.weight"][:POSITIONS])
    zero = writer.constant("zero", np.array([0], dtype=np.int64))
    length = writer.node("Shape", ["ids"], "length", start=1, end=2)
    places = writer.node("Slice", [positions, zero, length, zero], "places")
    table = writer.constant("kinds", writer.weights[f"{name}.token_type_embeddings.weight"])
    kinds = writer.node("Gather", [table, "types"], "kinds.found")
    placed = writer.node("Add", [words, places], "placed")
    return writer.normalise(placed, kinds, f"{name}.LayerNorm", epsilon)


def _layer(writer: _Writer, name: str, hidden: str, heads: int, epsilon: float) -> str:
    """One encoder layer: attention, then the feed-forward block."""
    weights, attention = writer.weights, f"{name}.attention"
    parts = [f"{attention}.self.{part}" for part in ("query", "key", "value")]
    matrix = np.concatenate([weights[f"{part}.weight"] for part in parts]).T
    bias = np.concatenate([weights[f"{part}.bias"] for part in parts])
    writer.dense(hidden, matrix, bias, f"{attention}.self")
    thirds = [f"{attention}.{part}" for part in ("q", "k", "v")]
    writer.nodes.append(helper.make_node("Split", [f"{attention}.self.sum"], thirds, axis=-1, num_outputs=3))
    seen = writer.node("MultiHeadAttention", thirds, f"{attention}.seen", domain=FUSED, num_heads=heads)
    attended = writer.linear(seen, f"{attention}.output.dense")
    middle = writer.normalise(attended, hidden, f"{attention}.output.LayerNorm", epsilon)
    wide = writer.linear(middle, f"{name}.intermediate.dense")
    active = writer.node("Gelu", [wide], f"{name}.active", domain=FUSED)
    narrow = writer.linear(active, f"{name}.output.dense")
    return writer.normalise(narrow, middle, f"{name}.output.LayerNorm", epsilon)


def _serialise(writer: _Writer, outputs: int) -> bytes:
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in ("ids", "types")]
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "length", outputs])
    graph = helper.make_graph(writer.nodes, "pointer", inputs, [logits], initializer=writer.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)])
    model.ir_version = 8
    serialised: bytes = model.SerializeToString()
    return serialised
