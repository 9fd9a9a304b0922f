"""A BERT encoder as an ONNX graph, made straight from its weights.

Writing the graph ourselves needs neither torch nor a tracing exporter (thirteen seconds
of imports and tracing), gives the same bytes every time, and lets us use ONNX Runtime's
fused operators, so that nothing is left to optimise when a session opens.

The weights stand in a file of their own, which ONNX Runtime maps into memory: opening a session
then reads what a pass needs (most word embeddings never) instead of parsing all of it first.

Inputs: ``ids`` and ``mask``, int64 and int32 of shape (batch, length).
Output: ``tokens``, float32 of shape (batch, length, hidden): the last hidden state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelError

Tensors = dict[str, npt.NDArray[np.float32]]
FUSED = "com.microsoft"


ALIGNED = 4096
"""Bytes to a multiple of which the weights begin, as memory is mapped in pages."""
INLINE = 1024
"""Weights of fewer bytes stay in the graph."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """An encoder, ready to be written as two files of one folder."""

    graph: bytes
    weights: bytes
    """What the graph refers to by the name that it was built with."""


class _Graph:
    """Collects the nodes and weights of the encoder."""

    def __init__(self, tensors: Tensors, prefix: str) -> None:
        self.tensors = tensors
        self.prefix = prefix
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def weight(self, name: str, change: Callable[..., Any] = lambda x: x, *more: str) -> str:
        """Add one weight, or several joined by ``change``; returns its name."""
        from onnx import numpy_helper

        values = [self.tensors[self.prefix + key] for key in (name, *more)]
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(change(*values)), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        """Add one node; returns its output's name."""
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def dense(self, source: str, name: str, output: str) -> str:
        """Multiply by a linear layer's weight; the bias is left to the fused node that follows."""
        return self.node("MatMul", [source, self.weight(f"{name}.weight", np.transpose)], output)

    def add_and_normalise(self, new: str, old: str, bias: str, norm: str, output: str, epsilon: float) -> str:
        """LayerNorm(new + bias + old)."""
        inputs = [new, old, self.weight(f"{norm}.weight"), self.weight(f"{norm}.bias"), self.weight(bias)]
        return self.node("SkipLayerNormalization", inputs, output, domain=FUSED, epsilon=epsilon)


def build(tensors: Tensors, config: dict[str, Any], location: str) -> Encoder:
    """Serialise the encoder.

    Args:
        tensors: The model's weights by their usual names.
        config: The model's ``config.json``.
        location: Name of the file of weights, beside that of the graph.

    Raises:
        ModelError: It is not a plain BERT, or a weight is missing.
    """
    _require_plain_bert(config)
    prefix = "bert." if "bert.embeddings.word_embeddings.weight" in tensors else ""
    graph = _Graph(tensors, prefix)
    try:
        hidden = _embeddings(graph, float(config["layer_norm_eps"]))
        for layer in range(config["num_hidden_layers"]):
            hidden = _layer(graph, f"encoder.layer.{layer}", hidden, config)
    except KeyError as error:
        raise ModelError(f"the model has no weight or setting {error}", "Use another model.") from error
    graph.node("Identity", [hidden], "tokens")
    weights = _moved_out(graph, location)
    return Encoder(_serialise(graph, config), weights)


def _require_plain_bert(config: dict[str, Any]) -> None:
    kind = config.get("model_type")
    if kind != "bert" or config.get("hidden_act", "gelu") != "gelu":
        raise ModelError(f"a model of type {kind!r} cannot be exported")
    if config.get("position_embedding_type", "absolute") != "absolute":
        raise ModelError("a model with relative positions cannot be exported")


def _embeddings(graph: _Graph, epsilon: float) -> str:
    """Word + position + type embeddings, normalised."""
    from onnx import numpy_helper

    name = "embeddings"
    graph.node("Gather", [graph.weight(f"{name}.word_embeddings.weight"), "ids"], "words")
    # Every text is one segment, so the type embedding is a constant and joins the positions.
    positions = graph.weight(
        f"{name}.position_embeddings.weight", lambda p, t: p + t[0], f"{name}.token_type_embeddings.weight"
    )
    graph.weights.append(numpy_helper.from_array(np.array([0], dtype=np.int64), "zero"))
    graph.node("Shape", ["ids"], "length", start=1, end=2)
    graph.node("Slice", [positions, "zero", "length", "zero"], "places")
    graph.node("Add", ["words", "places"], "embedded")
    norm = [graph.weight(f"{name}.LayerNorm.weight"), graph.weight(f"{name}.LayerNorm.bias")]
    return graph.node("LayerNormalization", ["embedded", *norm], "hidden.in", axis=-1, epsilon=epsilon)


def _layer(graph: _Graph, name: str, hidden: str, config: dict[str, Any]) -> str:
    """One encoder layer: attention, then the feed-forward block."""
    attention, epsilon = f"{name}.attention", float(config["layer_norm_eps"])
    parts = [f"{attention}.self.{part}" for part in ("query", "key", "value")]
    weight = graph.weight(f"{parts[0]}.weight", lambda *w: np.concatenate(w).T, *(f"{p}.weight" for p in parts[1:]))
    bias = graph.weight(f"{parts[0]}.bias", lambda *b: np.concatenate(b), *(f"{p}.bias" for p in parts[1:]))
    graph.node(
        "Attention",
        [hidden, weight, bias, "mask"],
        f"{name}.context",
        domain=FUSED,
        num_heads=config["num_attention_heads"],
    )
    graph.dense(f"{name}.context", f"{attention}.output.dense", f"{name}.attended")
    middle = graph.add_and_normalise(
        f"{name}.attended",
        hidden,
        f"{attention}.output.dense.bias",
        f"{attention}.output.LayerNorm",
        f"{name}.middle",
        epsilon,
    )
    graph.dense(middle, f"{name}.intermediate.dense", f"{name}.wide")
    bias = graph.weight(f"{name}.intermediate.dense.bias")
    graph.node("BiasGelu", [f"{name}.wide", bias], f"{name}.active", domain=FUSED)
    graph.dense(f"{name}.active", f"{name}.output.dense", f"{name}.narrow")
    return graph.add_and_normalise(
        f"{name}.narrow",
        middle,
        f"{name}.output.dense.bias",
        f"{name}.output.LayerNorm",
        f"{name}.out",
        epsilon,
    )


def _moved_out(graph: _Graph, location: str) -> bytes:
    """Move the weights out of the graph; returns what their file holds."""
    from onnx import TensorProto

    out = bytearray()
    for tensor in graph.weights:
        size = len(tensor.raw_data)
        if size < INLINE:
            continue
        out += bytes(-len(out) % ALIGNED)
        for key, value in (("location", location), ("offset", str(len(out))), ("length", str(size))):
            tensor.external_data.add(key=key, value=value)
        out += tensor.raw_data
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
    return bytes(out)


def _serialise(graph: _Graph, config: dict[str, Any]) -> bytes:
    from onnx import TensorProto, helper

    hidden = config["hidden_size"]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [
                helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"]),
                helper.make_tensor_value_info("mask", TensorProto.INT32, ["batch", "length"]),
            ],
            [helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["batch", "length", hidden])],
            initializer=graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)],
    )
    model.ir_version = 8
    serialised: bytes = model.SerializeToString()
    return serialised
