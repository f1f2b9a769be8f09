"""JSON of records read off a stream, in whatever pieces it comes."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders.source
from kg.errors import LoadError
from loaders.record_stream import stream_records
from loaders.source import Source

RECORD = st.dictionaries(
    st.text(max_size=3),
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.lists(st.integers(), max_size=3),
    max_size=4,
)


def records(data: bytes) -> list[Any]:
    with Source("launches.json", lambda: io.BytesIO(data)) as source:
        return list(stream_records(source))


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('[{"a": 1}, {"a": 2}]', [{"a": 1}, {"a": 2}]),
        ('{"count": 2, "results": [{"a": 1}, {"a": 2}], "next": null}', [{"a": 1}, {"a": 2}]),
        ('{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
        ('\ufeff {"results": {"a": 1}}', [{"results": {"a": 1}}]),
        ("[1, 23]", [1, 23]),
    ],
)
def test_the_records_of_a_document(document: str, found: list[Any]) -> None:
    assert records(document.encode()) == found


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"", "holds no records"),
        (b"[]", "holds no records"),
        (b"no json", "at its beginning"),
        (b'[{"a": 1}, {"a": ', "after record 1"),
        (b'[{"a": 1} {"a": 2}]', "after record 1"),
        (b'[{"a": "\xff"}]', "not valid UTF-8"),
        (b'[{"a": "' + b"x" * 11_000_000 * 2 + b'"}]', "a record longer than 10 MB"),
        (b"[" * 200_000, "nested too deeply"),
    ],
    ids=range(8),
)
def test_what_is_wrong_with_a_document(document: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        records(document)


@pytest.mark.parametrize("broken", ['{"a": 1,, "b": 2}', '{"a" 1}', '{"a": "x\ny"}', '{"a": tru}', '{"a": "x" y"}'])
def test_a_broken_record_of_a_long_document_is_no_long_one(broken: str) -> None:
    rest = '{"a": "words"}, ' * 1_500_000
    with pytest.raises(LoadError, match="is not JSON, or cut off, after record 1;"):
        records(f'[{{"a": 1}}, {broken}, {rest}{{}}]'.encode())


@given(st.lists(RECORD | st.integers(), min_size=1, max_size=6), st.integers(1, 40), st.sampled_from([None, 1]))
def test_pieces_of_any_size_give_what_the_whole_gives(found: list[Any], size: int, indent: int | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loaders.source, "HEAD_BYTES", size)
        for document in (found, {"count": 12345, "results": found}):
            assert records(json.dumps(document, ensure_ascii=False, indent=indent).encode()) == found
