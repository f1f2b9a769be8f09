"""JSON documents of records: one record, a list of them, or an object with a list under `results`."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from kg.errors import LoadError
from loaders.characters import one_line
from loaders.dates import edtf
from loaders.encoding import decode, preview
from loaders.entries import check_number
from loaders.source import Source

SUFFIXES = frozenset({".json", ""})
# A string that the head cuts off is one token too, lest each quote in it be tried as the beginning of another.
TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"(\s*+:)?|\\?\Z)|([{}\[\]])', re.DOTALL)
# Where the keys of a record stand: at the top, in a list, in the `results` of a page.
RECORDS = ("{", "[{", "{results[{")
DEEPEST = 3


def record_keys(source: Source) -> frozenset[str]:
    """The keys of the records in the first 64 KiB of a document, cut off or not; none where it is no such JSON."""
    if source.suffix not in SUFFIXES or not (source.named or source.suffix):
        return frozenset()
    return keys_in(preview(source.head), RECORDS)


def keys_in(text: str, places: Collection[str]) -> frozenset[str]:
    """The keys of the objects at those places (as in `RECORDS`) of a JSON text, cut off or not; none of any other."""
    text = text.lstrip()
    keys: set[str] = set()
    path: list[str] = []
    key = ""
    for match in TOKEN.finditer(text if text[:1] in ("{", "[") else ""):
        words, colon, bracket = match.groups()
        if colon:
            key = words
            if len(path) <= DEEPEST and "".join(path) in places:
                keys.add(key)
        elif bracket:
            if bracket in "{[":
                path.append(f"{key}{bracket}")
            elif path:
                path.pop()
            key = ""  # it names what comes right behind it only
    return frozenset(keys)


def read_records(source: Source, noun: str) -> list[Any]:
    """The records of a document. Raises `LoadError` for what is no JSON, holds none of them, or far too many."""
    document = read_document(source)
    if isinstance(document, dict) and isinstance(results := document.get("results"), list):
        document = results
    records = document if isinstance(document, list) else [document]
    check_number(len(records), noun)
    return records


def read_document(source: Source) -> Any:
    try:
        return json.loads(decode(source.read(), source.charset))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise LoadError(f"is not JSON, or cut off, at {where} ({error.msg}); get the whole of it again") from None
    except (ValueError, RecursionError):
        raise LoadError("is JSON that is nested too deeply or holds an endless number; no such news is read") from None


def checked(record: Any) -> dict[str, Any]:
    if not isinstance(record, dict):
        raise LoadError("is no JSON object; correct it or leave it out")
    return record


def day(record: Mapping[str, Any], key: str) -> str | None:
    """The day under the key, None where there is none; raises `LoadError` for what is no date."""
    value = record.get(key)
    if value is None or value == "":
        return None
    date = edtf(value) if isinstance(value, str) else None
    if date is None:
        raise LoadError(f"{key} is no date ({one_line(str(value))[:40]!r}); write it as 2025-06-05 or leave it out")
    return date
