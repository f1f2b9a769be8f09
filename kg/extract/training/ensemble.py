"""Boosted trees of LightGBM as an ONNX graph: a tree ensemble, which onnxruntime runs without LightGBM."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import lightgbm
from onnx import TensorProto, helper

OPERATORS, TREE_OPERATORS = 17, 3
TREES_DOMAIN = "ai.onnx.ml"


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a tree by its number there: a question (`feature` at most `threshold`?) or a leaf with its `value`."""

    number: int
    feature: int = 0
    threshold: float = 0.0
    yes: int = 0
    no: int = 0
    value: float | None = None


def nodes_of(tree: Mapping[str, Any]) -> Iterator[Node]:
    """The nodes of one tree as LightGBM dumps it: questions first, in its order, then leaves."""
    structure = tree["tree_structure"]
    inner = tree["num_leaves"] - 1

    def number(node: Mapping[str, Any]) -> int:
        return int(node["split_index"]) if "split_index" in node else inner + int(node.get("leaf_index", 0))

    open_nodes = [structure]
    while open_nodes:
        node = open_nodes.pop()
        if "split_index" not in node:
            yield Node(number(node), value=float(node["leaf_value"]))
            continue
        if node["decision_type"] != "<=":
            raise ValueError(f"a question of another kind: {node['decision_type']}")
        left, right = node["left_child"], node["right_child"]
        yield Node(number(node), int(node["split_feature"]), float(node["threshold"]), number(left), number(right))
        open_nodes += [left, right]


def as_graph(booster: lightgbm.Booster) -> bytes:
    """Input `features (claims, features)`, output `scores (claims, 1)`: logarithms of odds."""
    dumped = booster.dump_model()
    trees = [sorted(nodes_of(tree), key=lambda node: node.number) for tree in dumped["tree_info"]]
    nodes = [(number, node) for number, tree in enumerate(trees) for node in tree]
    leaves = [(number, node) for number, node in nodes if node.value is not None]
    ensemble = helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["scores"],
        domain=TREES_DOMAIN,
        n_targets=1,
        nodes_treeids=[number for number, _ in nodes],
        nodes_nodeids=[node.number for _, node in nodes],
        nodes_featureids=[node.feature for _, node in nodes],
        nodes_values=[node.threshold for _, node in nodes],
        nodes_modes=["LEAF" if node.value is not None else "BRANCH_LEQ" for _, node in nodes],
        nodes_truenodeids=[node.yes for _, node in nodes],
        nodes_falsenodeids=[node.no for _, node in nodes],
        target_treeids=[number for number, _ in leaves],
        target_nodeids=[node.number for _, node in leaves],
        target_ids=[0 for _ in leaves],
        target_weights=[node.value for _, node in leaves],
    )
    shapes = {"features": [None, dumped["max_feature_idx"] + 1], "scores": [None, 1]}
    sides = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
    made = helper.make_graph([ensemble], "confidence", sides[:1], sides[1:])
    versions = [helper.make_opsetid("", OPERATORS), helper.make_opsetid(TREES_DOMAIN, TREE_OPERATORS)]
    model = helper.make_model(made, opset_imports=versions, ir_version=8, producer_name="kg")
    written: bytes = model.SerializeToString(deterministic=True)
    return written
