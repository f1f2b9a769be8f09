"""Values within the objects of JSON records, whatever stands in the place of what a schema promises."""

from collections.abc import Mapping
from typing import Any

from loaders.characters import ILLEGAL, one_line


def at(record: Any, *keys: str) -> Any:
    """What stands under the keys, one within the other; None where there is none."""
    for key in keys:
        record = record.get(key) if isinstance(record, Mapping) else None
    return record


def words(record: Any, *keys: str) -> str | None:
    value = at(record, *keys)
    return one_line(ILLEGAL.sub(" ", value)) or None if isinstance(value, str) else None


def listed(record: Any, *keys: str) -> list[Mapping[str, Any]]:
    """The objects of a list; an object alone is a list of one."""
    value = at(record, *keys)
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, Mapping)]
