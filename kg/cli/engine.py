"""`kg status`, `kg schema` and `kg stop`: what is where, what it holds, and the end of the embedded engine."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.options import Data, Debug, Json
from kg.cli.terminal import print_json, print_line, print_records

if TYPE_CHECKING:
    from kg.store import State


def status(json: Json = False, data: Data = None, debug: Debug = False) -> int:
    """Say what holds the graph, and how to reach it. With the Bolt address and the reader's login, for any driver."""
    from kg.graph import Graph, data_folder

    with Graph.open(data) as graph:
        found = {**where(graph.status(), data_folder(data)), "counts": graph.counts()}
    print_json(found) if json else print_records(found)
    return 0


def where(state: "State", data: Path) -> dict[str, object]:
    """What is where; the data folder and the reader's password are those of the embedded engine only."""
    found: dict[str, object] = {"engine": state.engine}
    if state.password is not None:
        found["data"] = str(data)
    found |= {"bolt": state.address, "database": state.database, "user": state.user}
    return found | {"password": state.password or "(that of NEO4J_PASSWORD)"}


def schema(json: Json = False, data: Data = None, debug: Debug = False) -> int:
    """List types, predicates and properties in use, with counts."""
    from kg.graph import Graph

    with Graph.open(data) as graph:
        found = {name: dict(numbers) for name, numbers in asdict(graph.schema()).items()}
    print_json(found) if json else print_records(found)
    return 0


def stop(data: Data = None, debug: Debug = False) -> int:
    """Stop the embedded engine of a data folder. It also stops by itself when idle."""
    from kg import store
    from kg.graph import data_folder

    folder = data_folder(data)
    print_line(f"stopped the engine of {folder}" if store.stop(folder) else f"no engine runs for {folder}")
    return 0
