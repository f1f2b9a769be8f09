"""The encoder as an ONNX graph with 8-bit matrices, written out layer by layer in the operators that onnxruntime fuses to.

Matrices are quantised by column to 7 bits (±63), so that processors without VNNI instructions, which add pairs of products
in 16 bits, get the same sums; activations are quantised while running, by tensor.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from kg.extract.training.minilm import EPSILON, HEADS, LAYERS, Parameters

OPERATORS, MICROSOFT = 17, "com.microsoft"
LEVELS = 63


@dataclass(slots=True)
class Graph:
    """Nodes and constants so far."""

    width: int
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, domain: str = MICROSOFT, **settings: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **settings))
        return output

    def dense(self, parameters: Parameters, name: str, values: str) -> str:
        """`values @ W + b` with the matrix in 8 bits."""
        matrix, scales = quantised(parameters[f"{name}.weight"].detach().numpy())
        inputs = [
            values,
            self.constant(f"{name}.weight", matrix),
            self.constant(f"{name}.scale", scales),
            "",
            self.constant(f"{name}.bias", parameters[f"{name}.bias"].detach().numpy()),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, f"{name}.result")

    def norm(self, parameters: Parameters, name: str, values: str, added: str = "") -> str:
        scale = self.constant(f"{name}.weight", parameters[f"{name}.weight"].detach().numpy())
        bias = self.constant(f"{name}.bias", parameters[f"{name}.bias"].detach().numpy())
        if added:
            inputs = [values, added, scale, bias]
            return self.node("SkipLayerNormalization", inputs, f"{name}.result", epsilon=EPSILON)
        return self.node("LayerNormalization", [values, scale, bias], f"{name}.result", "", axis=-1, epsilon=EPSILON)

    def layer(self, parameters: Parameters, name: str, values: str) -> str:
        mixed = self.dense(parameters, f"{name}mix", values)
        parts = [f"{name}query", f"{name}key", f"{name}value"]
        self.nodes.append(helper.make_node("Split", [mixed, "thirds"], parts, name=f"{name}split", axis=-1))
        attended = self.node("MultiHeadAttention", parts, f"{name}attended", num_heads=HEADS)
        gathered = self.dense(parameters, f"{name}gather", attended)
        middle = self.norm(parameters, f"{name}norm1", gathered, values)
        wide = self.node("Gelu", [self.dense(parameters, f"{name}wide", middle)], f"{name}gelu")
        return self.norm(parameters, f"{name}norm2", self.dense(parameters, f"{name}narrow", wide), middle)


def quantised(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A matrix as integers and the scale of each column."""
    scales = np.maximum(np.abs(values).max(axis=0) / LEVELS, 1e-9).astype(np.float32)
    return np.rint(values / scales).astype(np.int8), scales


def build(parameters: Parameters) -> onnx.ModelProto:
    """Input `embeddings (1, pieces, width)`, output `vectors` of the same shape."""
    width = int(parameters["positions"].shape[1])
    graph = Graph(width)
    graph.constant("thirds", np.array([width] * 3, dtype=np.int64))
    values = graph.norm(parameters, "norm", "embeddings")
    for layer in range(LAYERS):
        values = graph.layer(parameters, f"layer{layer}.", values)
    graph.node("Identity", [values], "vectors", "")
    shape = [1, "pieces", width]
    signature = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("embeddings", "vectors")]
    made = helper.make_graph(graph.nodes, "encoder", signature[:1], signature[1:], graph.constants)
    versions = [helper.make_opsetid("", OPERATORS), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=versions, ir_version=8, producer_name="kg")
