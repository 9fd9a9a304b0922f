"""A BERT encoder as an ONNX graph, made straight from its weights.

Writing the graph ourselves needs neither torch nor a tracing exporter (thirteen seconds
of imports and tracing), gives the same bytes every time, and lets us use ONNX Runtime's
fused operators, so that nothing is left to optimise when a session opens.

The weights stand in a file of their own, which ONNX Runtime maps into memory: opening a session
then reads what a pass needs (most word embeddings never) instead of parsing all of it first. The
word embeddings stay in floating point, since they are only looked up.

Inputs: ``ids`` and ``mask``, int64 and int32 of shape (batch, length).
Output: ``tokens``, float32 of shape (batch, length, hidden): the last hidden state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from onnx import TensorProto, helper

from assistant.errors import ModelError
from assistant.retrieval.onnx_layers import Shape, Weights, flattened, layer, normalised, unflattened
from assistant.retrieval.onnx_rows import Floats, Graph

Tensors = dict[str, Floats]

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


def build(tensors: Tensors, config: dict[str, Any], location: str, *, eight_bits: bool) -> Encoder:
    """Serialise the encoder.

    Args:
        tensors: The model's weights by their usual names.
        config: The model's ``config.json``.
        location: Name of the file of weights, beside that of the graph.
        eight_bits: Whether matrices are multiplied as eight-bit integers.

    Raises:
        ModelError: It is not a plain BERT, or a weight is missing.
    """
    _require_plain_bert(config)
    prefix = "bert." if "bert.embeddings.word_embeddings.weight" in tensors else ""
    graph, weights = Graph(eight_bits=eight_bits), Weights(tensors, prefix)
    try:
        shape = Shape(config["num_attention_heads"], float(config["layer_norm_eps"]))
        hidden = _embeddings(graph, weights, shape)
        for number in range(config["num_hidden_layers"]):
            hidden = layer(graph, weights, f"encoder.layer.{number}", hidden, shape, "mask")
    except KeyError as error:
        raise ModelError(f"the model has no weight or setting {error}", "Use another model.") from error
    unflattened(graph, hidden, config["hidden_size"], "tokens")
    outside = _moved_out(graph, location)
    return Encoder(_serialise(graph, config["hidden_size"]), outside)


def _require_plain_bert(config: dict[str, Any]) -> None:
    kind = config.get("model_type")
    if kind != "bert" or config.get("hidden_act", "gelu") != "gelu":
        raise ModelError(f"a model of type {kind!r} cannot be exported")
    if config.get("position_embedding_type", "absolute") != "absolute":
        raise ModelError("a model with relative positions cannot be exported")


def _embeddings(graph: Graph, weights: Weights, shape: Shape) -> str:
    """Word + position + type embeddings, normalised, as rows."""
    name = "embeddings"
    table = weights[f"{name}.word_embeddings.weight"]
    graph.node("Gather", [graph.constant("words", table), "ids"], "words.found")
    # Every text is one segment, so the type embedding is a constant and joins the positions.
    positions = weights[f"{name}.position_embeddings.weight"] + weights[f"{name}.token_type_embeddings.weight"][0]
    zero = graph.constant("zero", np.array([0]))
    graph.node("Shape", ["ids"], "length", start=1, end=2)
    graph.node("Slice", [graph.constant("positions", positions), zero, "length", zero], "places")
    graph.node("Add", ["words.found", "places"], "embedded")
    return normalised(graph, weights, flattened(graph, "embedded", table.shape[1]), f"{name}.LayerNorm", shape)


def _moved_out(graph: Graph, location: str) -> bytes:
    """Move the weights out of the graph; returns what their file holds."""
    out = bytearray()
    for tensor in graph.constants.values():
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


def _serialise(graph: Graph, hidden: int) -> bytes:
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"])
    mask = helper.make_tensor_value_info("mask", TensorProto.INT32, ["batch", "length"])
    tokens = helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["batch", "length", hidden])
    return graph.serialise("encoder", [ids, mask], [tokens])
