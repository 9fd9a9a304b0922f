"""A graph being written, and its linear layers: in eight-bit integers by row, or in floating point.

A matrix is quantised by column, once. What it is multiplied with is quantised by row as it comes: each token has a
scale of its own, so that one with large values does not coarsen the others, and a token's result does not depend on
what shares its pass. Products of integers are exact, so neither threads nor batches change a bit.

Activations are unsigned and weights signed: for these ONNX Runtime has its fast kernels (with unsigned weights a pass
takes 1.7 times as long). Rows that may be negative have their zero at 128. Rows behind a GELU are never below -0.17:
shifted by that, which the bias makes good, they use all 255 steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import helper, numpy_helper

Floats = npt.NDArray[np.float32]
FUSED = "com.microsoft"
OPSETS = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
IR_VERSION = 8
LEAST_OF_GELU = 0.17
"""GELU is nowhere below minus this."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear layer as it was trained."""

    name: str
    matrix: Floats
    """Shape (inputs, outputs)."""
    bias: Floats
    """Shape (outputs,)."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a linear layer's matrix makes of its rows; the bias is for whoever goes on to add."""

    name: str
    bias: Floats


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows in eight bits: their values, their scales of shape (rows, 1), and the integer that stands for zero."""

    values: str
    scales: str
    zero: int


class Graph:
    """Collects nodes and constants.

    Args:
        eight_bits: Whether linear layers multiply eight-bit integers.
    """

    def __init__(self, *, eight_bits: bool = True) -> None:
        self.eight_bits = eight_bits
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, name: str, value: npt.ArrayLike) -> str:
        """Add a constant, unless it is there; returns its name."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value).reshape(np.shape(value)), name)
        return name

    def node(self, operator: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        """Add one node; returns its output's name."""
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def add(self, product: Product, name: str) -> str:
        """A linear layer's product with its bias."""
        return self.node("Add", [product.name, self.constant(f"{name}.bias", product.bias)], f"{name}.sum")

    def linear(self, source: str, layer: Linear, *, after_gelu: bool = False) -> Product:
        """Multiply by a linear layer's matrix.

        Args:
            source: Rows, of shape (rows, inputs).
            layer: The layer.
            after_gelu: Whether the rows come from a GELU.
        """
        name, weight = layer.name, f"{layer.name}.weight"
        if not self.eight_bits:
            product = self.node("MatMul", [source, self.constant(weight, layer.matrix)], f"{name}.product")
            return Product(product, layer.bias)
        rows = self._rows_of_gelu(source) if after_gelu else self._rows(source)
        values, scales = quantised(layer.matrix, axis=0)
        inputs = [
            rows.values,
            self.constant(weight, values),
            self.constant("one", np.float32(1)),
            self.constant(f"{name}.scale", scales.reshape(-1)),
            self.constant(f"zero.{rows.zero}", np.uint8(rows.zero)),
        ]
        whole = self.node("MatMulIntegerToFloat", inputs, f"{name}.whole", domain=FUSED)
        bias = layer.bias
        if after_gelu:
            bias = (bias - np.float32(LEAST_OF_GELU) * (values * scales).sum(axis=0)).astype(np.float32)
        return Product(self.node("Mul", [whole, rows.scales], f"{name}.product"), bias)

    def _rows(self, source: str) -> _Rows:
        size = self.node("Abs", [source], f"{source}.size")
        return self._quantise(source, self._largest(size), 127, 128)

    def _rows_of_gelu(self, source: str) -> _Rows:
        least = self.constant("least", np.float32(LEAST_OF_GELU))
        shifted = self.node("Add", [source, least], f"{source}.shifted")
        return self._quantise(shifted, self._largest(shifted), 255, 0)

    def _largest(self, source: str) -> str:
        """The largest value of each row; shape (rows, 1)."""
        return self.node("ReduceMax", [source, self.constant("last", np.array([-1]))], f"{source}.largest", keepdims=1)

    def _quantise(self, source: str, largest: str, steps: int, zero: int) -> _Rows:
        """Quantise each row by its own scale. A row of zeros has scale 0 and whatever values: their product is 0."""
        step = self.constant(f"step.{steps}", np.float32(1 / steps))
        scales = self.node("Mul", [largest, step], f"{source}.scales")
        flat = self.node("Reshape", [scales, self.constant("flat", np.array([-1]))], f"{source}.flat")
        count = self.node("Shape", [flat], f"{source}.count")
        value = numpy_helper.from_array(np.array([zero], np.uint8))
        zeros = self.node("ConstantOfShape", [count], f"{source}.zeros", value=value)
        values = self.node("QuantizeLinear", [source, flat, zeros], f"{source}.values", axis=0)
        return _Rows(values, scales, zero)

    def serialise(self, name: str, inputs: list[Any], outputs: list[Any]) -> bytes:
        """The graph as a model, in bytes."""
        made = helper.make_graph(self.nodes, name, inputs, outputs, initializer=list(self.constants.values()))
        model = helper.make_model(made, opset_imports=OPSETS)
        model.ir_version = IR_VERSION
        serialised: bytes = model.SerializeToString()
        return serialised


def quantised(matrix: Floats, *, axis: int) -> tuple[npt.NDArray[np.int8], Floats]:
    """Symmetric int8 values and the scale of each row or column.

    Args:
        matrix: Shape (rows, columns).
        axis: 0 for a scale for each column, 1 for each row.
    """
    scales = (np.abs(matrix).max(axis=axis, keepdims=True) / 127).astype(np.float32)
    scales = np.where(scales == 0, np.float32(1), scales)
    return np.clip(np.rint(matrix / scales), -127, 127).astype(np.int8), scales
