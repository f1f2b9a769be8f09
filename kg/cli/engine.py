"""`kg status`, `kg schema` and `kg stop`: what is where, what it holds, and the end of the embedded engine."""

from collections.abc import Mapping

from kg.cli.options import Data, Debug, Json
from kg.cli.terminal import print_json, print_line, print_records


def status(json: Json = False, data: Data = None, debug: Debug = False) -> int:
    """Say what holds the graph, and how to reach it. With the Bolt address and the reader's login, for any driver."""
    from kg.graph import Graph, data_folder

    with Graph.open(data) as graph:
        found = {"data": str(data_folder(data)), **record_of(graph.status()), "counts": graph.counts()}
    print_json(found) if json else print_records(found)
    return 0


def schema(json: Json = False, data: Data = None, debug: Debug = False) -> int:
    """List types, predicates and properties in use, with counts."""
    from kg.graph import Graph

    with Graph.open(data) as graph:
        found = record_of(graph.schema())
    print_json(found) if json else print_records(found)
    return 0


def record_of(value: object) -> dict[str, object]:
    """A dataclass or a mapping as a plain record."""
    from dataclasses import asdict, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return {str(key): inner for key, inner in value.items()} if isinstance(value, Mapping) else {}


def stop(data: Data = None, debug: Debug = False) -> int:
    """Stop the embedded engine of a data folder. It also stops by itself when idle."""
    from kg import store
    from kg.graph import data_folder

    folder = data_folder(data)
    print_line(f"stopped the engine of {folder}" if store.stop(folder) else f"no engine runs for {folder}")
    return 0
