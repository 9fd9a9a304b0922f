"""Linear layers in eight bits by row, against the same products in numpy."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper

from assistant.retrieval import onnx_exact
from assistant.retrieval.onnx_rows import LEAST_OF_GELU, Floats, Graph, Linear, quantised

DRAW = np.random.default_rng(3)
LAYER = Linear("layer", DRAW.normal(size=(48, 20)).astype(np.float32), DRAW.normal(size=20).astype(np.float32))


def run(rows: Floats, layer: Linear, *, plain: bool = False, after_gelu: bool = False) -> Floats:
    """One linear layer with its bias, by ONNX Runtime."""
    graph = Graph(eight_bits=not plain)
    product = graph.linear("rows", layer, after_gelu=after_gelu)
    total = graph.add(product, layer.name)
    float32: Any = TensorProto.FLOAT
    given, made = (
        helper.make_tensor_value_info(name, float32, ["rows.count", size])
        for name, size in (("rows", rows.shape[1]), (total, layer.bias.size))
    )
    session = onnxruntime.InferenceSession(graph.serialise("layer", [given], [made]))
    return np.asarray(session.run([total], {"rows": rows})[0], dtype=np.float32)


def by_hand(rows: Floats, layer: Linear) -> Floats:
    """The same with numpy: rows to 127 steps on either side of zero."""
    scales = np.abs(rows).max(axis=1, keepdims=True) / 127
    whole = np.rint(rows / scales)
    values, columns = quantised(layer.matrix, axis=0)
    return np.asarray((whole @ values.astype(np.float64)) * scales * columns + layer.bias, dtype=np.float32)


def test_quantising_errs_by_half_a_step_at_most() -> None:
    matrix = np.random.default_rng(1).normal(size=(20, 7)).astype(np.float32)
    values, scales = quantised(matrix, axis=0)
    assert values.dtype == np.int8
    assert scales.shape == (1, 7)
    assert np.all(np.abs(values * scales - matrix) <= scales / 2 + 1e-7)


def test_a_layer_gives_what_integers_give_by_hand() -> None:
    rows = (DRAW.normal(size=(9, 48)) * 10.0 ** np.arange(-4, 5)[:, None]).astype(np.float32)
    assert run(rows, LAYER) == pytest.approx(by_hand(rows, LAYER), rel=1e-4, abs=1e-5)


def test_in_floating_point_it_is_the_plain_product() -> None:
    rows = DRAW.normal(size=(5, 48)).astype(np.float32)
    assert run(rows, LAYER, plain=True) == pytest.approx(rows @ LAYER.matrix + LAYER.bias, rel=1e-4, abs=1e-5)


def test_rows_behind_a_gelu_use_all_steps() -> None:
    rows = np.maximum(DRAW.normal(size=(6, 48)), -LEAST_OF_GELU).astype(np.float32)
    right = rows @ LAYER.matrix + LAYER.bias
    errors = [np.abs(run(rows, LAYER, after_gelu=after) - right).mean() for after in (False, True)]
    assert errors[1] < errors[0] < 0.05 * np.abs(right).mean()


def test_each_row_has_a_scale_of_its_own() -> None:
    rows = DRAW.normal(size=(4, 48)).astype(np.float32)
    beside = np.concatenate([rows, 1000 * rows])
    assert run(beside, LAYER)[:4].tobytes() == run(rows, LAYER).tobytes()


def test_a_row_of_zeros_gives_the_bias() -> None:
    rows = np.zeros((2, 48), dtype=np.float32)
    rows[1] = DRAW.normal(size=48)
    assert run(rows, LAYER)[0] == pytest.approx(LAYER.bias, abs=1e-6)


def test_a_column_of_zeros_gives_its_bias() -> None:
    matrix = LAYER.matrix.copy()
    matrix[:, 4] = 0
    rows = DRAW.normal(size=(3, 48)).astype(np.float32)
    assert run(rows, Linear("layer", matrix, LAYER.bias))[:, 4] == pytest.approx(LAYER.bias[4])


class Saturating:
    """Stands for a kernel that adds pairs of products in sixteen bits."""

    def __init__(self, zero: int, weights: Any) -> None:
        self.zero, self.weights = zero, weights.astype(np.int64)

    def run(self, _: list[str], given: dict[str, Any]) -> list[Any]:
        products = given["rows"].astype(np.int64)[:, :, None] * self.weights[None]
        pairs = np.clip(products[:, ::2] + products[:, 1::2], -32768, 32767).sum(axis=1)
        return [(pairs - self.zero * self.weights.sum(axis=0)).astype(np.float32)]


def test_kernels_that_overflow_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_exact, "_session", Saturating)
    assert not onnx_exact.products_are_exact()


def test_an_exact_kernel_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    class Exact(Saturating):
        def run(self, _: list[str], given: dict[str, Any]) -> list[Any]:
            return [((given["rows"].astype(np.int64) - self.zero) @ self.weights).astype(np.float32)]

    monkeypatch.setattr(onnx_exact, "_session", Exact)
    assert onnx_exact.products_are_exact()


def test_a_runtime_without_such_a_kernel_has_none_that_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise RuntimeError("no such operator")

    monkeypatch.setattr(onnx_exact, "_session", none)
    assert not onnx_exact.products_are_exact()
