"""For all tests: slow files first, and properties tried on the same examples each time, however long one takes.

Slow first, so that neither of two workers ends alone with one of them (`make test` keeps this order).
"""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same", deadline=None, derandomize=True)
settings.load_profile("same")

SLOW = (
    "test_readme.py",
    "packaging/test_wheel.py",
    "store/test_kill.py",
    "store/test_killed.py",
    "store/test_faults.py",
    "store/test_promises.py",
    "graph/test_views.py",
    "store/test_engine.py",
    "extract/test_hostile.py",
    "extract/test_determinism.py",
    "extract/test_speed.py",
    "cli/test_load.py",
    "cli/test_on_a_terminal.py",
)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {HERE / name: rank for rank, name in enumerate(SLOW)}
    items.sort(key=lambda item: ranks.get(item.path, len(SLOW)))
