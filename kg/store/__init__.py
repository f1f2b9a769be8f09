"""The graph over Bolt: open, write, forget, read; the embedded engine's process. See `kg.store.store.Store`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store.engine import stop
    from kg.store.store import Loaded, Schema, State, Store, Table

__all__ = ["Loaded", "Schema", "State", "Store", "Table", "stop"]


def __getattr__(name: str) -> object:
    """Import when asked: the engine's supervisor imports this package too, and must stay small."""
    if name == "stop":
        from kg.store.engine import stop

        return stop
    if name in __all__:
        from kg.store import store

        return getattr(store, name)
    raise AttributeError(f"module 'kg.store' has no attribute {name!r}")
