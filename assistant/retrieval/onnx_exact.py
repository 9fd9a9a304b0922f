"""Whether this machine multiplies eight-bit integers exactly.

On processors without instructions for it (x86 without VNNI) ONNX Runtime's kernels add two products in sixteen bits,
which large values overflow. There a graph in floating point is to be preferred. Asked once, when an export is made.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper

from assistant.retrieval.onnx_rows import FUSED, Graph

INPUTS, OUTPUTS, MOST_ROWS = 512, 40, 9
"""So small that each sum is a whole number in float32, and large enough for each kernel to be reached."""


def products_are_exact() -> bool:
    """Multiply extreme values as the graph does, and compare with what numpy says; false where it cannot be done."""
    draw = np.random.default_rng(5)
    weights = np.where(draw.random((INPUTS, OUTPUTS)) < 0.5, np.int8(-127), np.int8(127))
    weights[:, :2] = (127, -127)
    rows = np.where(draw.random((MOST_ROWS, INPUTS)) < 0.5, np.uint8(0), np.uint8(255))
    rows[::2] = 255
    try:
        return all(_exact(zero, weights, rows) for zero in (0, 128))
    except Exception:  # noqa: BLE001 - its errors have no common class, and each means that there is no such kernel
        return False


def _exact(zero: int, weights: npt.NDArray[np.int8], rows: npt.NDArray[np.uint8]) -> bool:
    session = _session(zero, weights)
    right = (rows.astype(np.int64) - zero) @ weights.astype(np.int64)
    # One row has kernels of its own.
    return all(
        np.array_equal(session.run(["product"], {"rows": rows[:count]})[0], right[:count])
        for count in (1, 2, len(rows))
    )


def _session(zero: int, weights: npt.NDArray[np.int8]) -> Any:
    import onnxruntime

    graph = Graph()
    one, scales = graph.constant("one", np.float32(1)), graph.constant("scales", np.ones(OUTPUTS, np.float32))
    inputs = ["rows", graph.constant("weights", weights), one, scales, graph.constant("zero", np.uint8(zero))]
    graph.node("MatMulIntegerToFloat", inputs, "product", domain=FUSED)
    given = helper.make_tensor_value_info("rows", TensorProto.UINT8, ["count", INPUTS])
    made = helper.make_tensor_value_info("product", TensorProto.FLOAT, ["count", OUTPUTS])
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    content = graph.serialise("probe", [given], [made])
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
