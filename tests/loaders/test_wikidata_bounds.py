"""Wikidata: whatever fields hold, and however many entities there are, statements are sound and memory is small."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from kg.loading.facts import read_record
from kg.model import Story
from loaders import Rejected, Source
from loaders.wikidata import WikidataLoader
from loaders.wikidata_terms import classes, properties
from tests.loaders.wikidata_samples import CRAFT, ENTITIES, MAKER, TRIPLES, dump, entity, item, results, time

VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=9) | st.sampled_from([CRAFT, "Q23548", "2031-05-04T00:00:00Z", "-"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["value", "id", "time", "en", "rank", "mainsnak", "datavalue", "P619"]), inner
        )
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(["labels", "claims", "modified", "type"]), VALUES, max_size=3),
    st.dictionaries(st.sampled_from(["P31", "P619", "P137", "P361", "P169"]), VALUES, max_size=4),
)
def test_whatever_the_fields_hold_the_statements_pass_their_gates(
    changes: dict[str, Any], inner: dict[str, Any]
) -> None:
    entities = [{**ENTITIES[0], **changes}, {**ENTITIES[1], "claims": {**ENTITIES[1]["claims"], **inner}}]
    rows = [{**TRIPLES[0], **inner}, {**TRIPLES[2], **{key: changes[key] for key in changes}}]
    for data in (dump([*entities, *ENTITIES[2:]]), results(rows)):
        with Source("dump.json", lambda data=data: io.BytesIO(data)) as source:  # type: ignore[misc]
            for one in WikidataLoader().load(source):
                if isinstance(one, Story):
                    assert read_record(one).story is one


@given(st.sampled_from(sorted(properties())), st.sampled_from(sorted(classes())), st.sampled_from(sorted(classes())))
def test_whatever_is_joined_with_what_the_statements_pass_their_gates(name: str, kind: str, other: str) -> None:
    value = time("+2031-05-04T00:00:00Z") if properties()[name].is_date else item(MAKER)
    subject = entity(CRAFT, {"en": "Ternsat-4"}, P31=item(kind), **{name: value})
    data = dump([subject, entity(MAKER, {"en": "Larus Works"}, P31=item(other))])
    with Source("dump.json", lambda: io.BytesIO(data)) as source:
        for one in WikidataLoader().load(source):
            if isinstance(one, Story):
                assert read_record(one).story is one


class Entities(io.RawIOBase):
    """A dump made while it is read."""

    def __init__(self, number: int) -> None:
        self.lines = (json.dumps({**ENTITIES[0], "id": f"Q{8_000_000 + one}"}) for one in range(number))
        self.pending = b""

    def read(self, size: int = -1) -> bytes:
        while len(self.pending) < size and (line := next(self.lines, "")):
            self.pending += f"{line}\n".encode()
        piece, self.pending = self.pending[:size], self.pending[size:]
        return piece


@pytest.mark.parametrize("number", [1_000, 5_000])
def test_memory_does_not_grow_with_the_entities(number: int) -> None:
    import tracemalloc

    with Source("dump.json", lambda: Entities(number)) as source:
        stories = WikidataLoader().load(source)
        next(stories)
        tracemalloc.start()
        rest = sum(1 for _ in stories)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert rest == number - 1
    assert peak < 1_000_000


def test_a_packed_file_of_empty_lines_is_given_up(tmp_path: Path) -> None:
    line = json.dumps(ENTITIES[0]).encode()
    (tmp_path / "dump.json.gz").write_bytes(gzip.compress(b"[\n" + line + b",\n" + b"\n" * 20_000_000 + b"]\n"))
    story, rejected = loaders.read([str(tmp_path / "dump.json.gz")])
    assert isinstance(story, Story)
    assert isinstance(rejected, Rejected)
    assert "more than 100,000 empty lines" in rejected.reason
