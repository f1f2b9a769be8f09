"""The keys of a document's records, from its beginning alone, and its records."""

import io
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import Source
from loaders.json_records import read_records, record_keys


def source(data: str, name: str = "x.json", *, named: bool = True) -> Source:
    return Source(name, lambda: io.BytesIO(data.encode()), key=name, named=named)


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        ('{"a": 1, "b": {"c": [{"d": 2}]}}', {"a", "b"}),
        ('[{"a": 1}, {"b": "c\\": {"}]', {"a", "b"}),
        ('{"count": 1, "results": [{"a": {"b": 1}}]}', {"count", "results", "a"}),
        ('\ufeff\n {"a": "unended and then { \\"b\\": 1', {"a"}),
        ('{"a": "ends in a backslash \\', {"a"}),
        ('[[{"a": 1}]]', set()),
        ('"a": 1', set()),
        ("}]}{", set()),
        ("", set()),
    ],
)
def test_keys(data: str, keys: set[str]) -> None:
    assert record_keys(source(data)) == keys


@pytest.mark.parametrize("data", ['{"a": "' + '\\"' * 40_000, '{"a":' * 20_000])
def test_a_head_costs_no_more_than_its_length(data: str) -> None:
    start = time.process_time()
    assert record_keys(source(data)) == {"a"}
    assert time.process_time() - start < 1.0


def test_only_json_by_its_suffix_or_a_file_that_is_named() -> None:
    data = '{"a": 1}'
    assert record_keys(source(data, "x")) == {"a"}
    assert record_keys(source(data, "x", named=False)) == frozenset()
    assert record_keys(source(data, "x.json", named=False)) == {"a"}
    assert record_keys(source(data, "x.jsonl")) == frozenset()


JSON = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(st.dictionaries(st.text().filter(lambda key: key != "results"), JSON), st.integers(0, 400))
def test_keys_are_those_that_json_itself_finds(record: dict[str, Any], end: int) -> None:
    data = json.dumps(record, ensure_ascii=False)
    if not any(0xD800 <= ord(character) <= 0xDFFF for character in data):
        plain = {key for key in record if json.dumps(key, ensure_ascii=False) == f'"{key}"'}
        assert plain <= record_keys(source(data))
        assert record_keys(source(data[:end])) <= record_keys(source(data))


def test_records() -> None:
    one = {"a": 1}
    for document in (one, [one], {"results": [one]}):
        assert read_records(source(json.dumps(document)), "records") == [one]
