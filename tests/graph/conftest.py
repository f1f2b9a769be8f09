"""The servers of the store's own tests, for what the facade promises on both of them."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def store_servers() -> ModuleType:
    """The fixtures of the store's tests: one Neo4j is started for all."""
    spec = importlib.util.spec_from_file_location("store_servers", Path(__file__).parents[1] / "store" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


neo4j_server, neo4j, embedded, server, store, writer = (
    getattr(store_servers(), name) for name in ("neo4j_server", "neo4j", "embedded", "server", "store", "writer")
)
