"""Wikidata: dumps of entities and results of queries, what they state, and those that are broken or cut off."""

import bz2
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from kg.model import Story
from loaders import Rejected, Source
from loaders.wikidata import WikidataLoader
from loaders.wikidata_dates import edtf_of_literal
from loaders.wikidata_terms import classes, properties
from ontology import vocabulary
from tests.loaders.wikidata_samples import (
    CRAFT,
    DAY,
    ENTITIES,
    MAKER,
    TOWN,
    TRIPLES,
    Snak,
    claims,
    dump,
    entity,
    item,
    literal,
    load,
    results,
    said,
    statement,
    time,
    triple,
    uri,
)

STATED = [
    "Larus Works FOUNDED_DATE 1998-03 (actual)",
    "Larus Works HEADQUARTERED_IN Larby (actual)",
    "Larus Works LED_BY Ada Quill (actual)",
    "Larus Works LED_BY Ben Okoro (ended)",
    "Ternsat-4 BUILT_BY Larus Works (actual)",
    "Ternsat-4 LAUNCHED_FROM Startplatz Skua (actual)",
    "Ternsat-4 LAUNCHED_ON Skua 1 (actual)",
    "Ternsat-4 LAUNCH_DATE 2031-05-04 (actual)",
    "Ternsat-4 OPERATED_BY NASA (actual)",
]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("dump.json", bytes),
        ("dump.json.gz", gzip.compress),
        ("dump.json.bz2", bz2.compress),
        ("many.json.gz", lambda data: gzip.compress(data[:500]) + gzip.compress(data[500:])),
        ("many.json.bz2", lambda data: bz2.compress(data[:500]) + bz2.compress(data[500:])),
    ],
)
def test_a_dump(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    assert said(claims(tmp_path, pack(dump(ENTITIES)), name)) == STATED


def test_an_item_is_a_record_with_its_ids(tmp_path: Path) -> None:
    craft, maker = load(tmp_path, dump(ENTITIES))
    assert isinstance(craft, Story)
    assert craft.text == (
        "Ternsat-4\n\nWikidata: Q990001\nInstance of: Q26540\nLaunch date: 2031-05-04\n"
        "Launch vehicle: Skua 1 (Q990003)\nStart point: Startplatz Skua (Q990004)\nType of orbit: Q99099099\n"
        "Operator: NASA (Q23548)\nManufacturer: Larus Works (Q990002)"
    )
    assert (craft.kind, craft.outlet, craft.published) == ("reference", "Wikidata", "2031-11-20")
    assert craft.url == "https://www.wikidata.org/wiki/Q990001"
    assert isinstance(maker, Story)
    assert "\nChief executive officer: Ben Okoro (Q990006), from 2011 to 2019-06\n" in maker.text
    operated = next(one for one in claims(tmp_path, dump(ENTITIES)) if one.predicate == "OPERATED_BY")
    assert operated.object is not None
    assert operated.object.wikidata == "Q23548"


def test_posts_have_a_role_and_a_time(tmp_path: Path) -> None:
    led = [one for one in claims(tmp_path, dump(ENTITIES)) if one.predicate == "LED_BY"]
    assert [(one.when, one.qualifiers) for one in led] == [
        ("2011/2019-06", {"role": "chief executive officer"}),
        ("2019-07-01/..", {"role": "chief executive officer"}),
    ]


def test_of_ranked_values_the_best_count(tmp_path: Path) -> None:
    dates = [statement(time("+2031-05-03T00:00:00Z")), statement(time("+2031-05-04T00:00:00Z"), "preferred")]
    assert said(claims(tmp_path, dump([entity(CRAFT, {"en": "Ternsat-4"}, P619=dates)]))) == [
        "Ternsat-4 LAUNCH_DATE 2031-05-04 (actual)"
    ]


def test_a_launch_behind_the_day_of_the_item_is_planned(tmp_path: Path) -> None:
    future = entity(CRAFT, {"en": "Ternsat-4"}, P619=time("+2032-00-00T00:00:00Z", 9), P137=item("Q23548"))
    assert said(claims(tmp_path, dump([future]))) == [
        "Ternsat-4 LAUNCH_DATE 2032 (planned)",
        "Ternsat-4 OPERATED_BY NASA (actual)",
    ]


def test_another_item_of_a_known_name_is_not_taken_for_that(tmp_path: Path) -> None:
    other = entity(CRAFT, {"en": "Ternsat-4"}, P619=time("+2031-05-04T00:00:00Z"), P137=item(MAKER))
    (claim,) = (
        one for one in claims(tmp_path, dump([other, entity(MAKER, {"en": "NASA"})])) if one.predicate == "OPERATED_BY"
    )
    assert claim.object is not None
    assert (claim.object.name, claim.object.wikidata) == ("NASA (Q990002)", "Q990002")


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (time("+2031-05-04T00:00:00Z", 14), "2031-05-04"), (time("+2031-05-00T00:00:00Z", 10), "2031-05"),
        (time("+2031-00-00T00:00:00Z", 9), "2031"), (time("+1990-00-00T00:00:00Z", 8), "199X"),
        (time("+1950-00-00T00:00:00Z", 7), "19XX"), (time("+1700-02-10T00:00:00Z", 11, "Q1985786"), "1700"),
        (time("-0044-03-15T00:00:00Z"), None), (time("+2031-02-30T00:00:00Z"), None), (time("+2031-05-04", 3), None),
    ],
)  # fmt: skip
def test_dates_are_as_exact_as_their_precision(tmp_path: Path, value: Snak, date: str | None) -> None:
    maker = entity(MAKER, {"en": "Larus Works"}, P571=value, P159=item(TOWN))
    found = claims(tmp_path, dump([maker]))
    assert [one.value for one in found] == ([date] if date else [])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2031-05-04T00:00:00Z", "2031-05-04"), ("2031-05-01T00:00:00Z", "2031-05"), ("2031-01-01T00:00:00Z", "2031"),
        ("2031-01-01T07:30:00Z", "2031-01-01"), ("2031-05-04", "2031-05-04"), ("-0044-03-15T00:00:00Z", ""),
        ("soon", ""),
    ],
)  # fmt: skip
def test_dates_of_results_are_no_more_exact_than_they_may_be(text: str, date: str) -> None:
    assert edtf_of_literal(text) == date


def test_results_of_a_row_a_statement_in_any_order(tmp_path: Path) -> None:
    craft, maker = load(tmp_path, results(TRIPLES), "query.json")
    assert isinstance(craft, Story)
    assert isinstance(maker, Story)
    assert (craft.title, maker.title) == ("Ternsat-4", "Larus Works")
    assert said(claims(tmp_path, results(TRIPLES), "query.srj")) == [
        "Larus Works LED_BY Ada Quill (actual)",
        "Ternsat-4 BUILT_BY Larus Works (actual)",
        "Ternsat-4 LAUNCH_DATE 2031-05-04 (actual)",
    ]


def test_results_with_a_variable_for_each_property(tmp_path: Path) -> None:
    row = {
        "item": uri(f"entity/{CRAFT}"),
        "itemLabel": literal("Ternsat-4"),
        "P619": DAY,
        "P31": uri("entity/Q2133344"),
    }
    makers = [(MAKER, "Larus Works"), ("Q23548", "Q23548"), ("Q990077", "Q990077")]
    rows = [{**row, "P137": uri(f"entity/{id}"), "P137Label": literal(label)} for id, label in makers]
    found = claims(tmp_path, results(rows))
    assert {one.subject.type for one in found} == {"Mission"}
    assert said(found) == [
        "Ternsat-4 LAUNCH_DATE 2031-05-04 (actual)",
        "Ternsat-4 OPERATED_BY Larus Works (actual)",
        "Ternsat-4 OPERATED_BY NASA (actual)",
    ]


def test_broken_entities_are_named_by_line_and_lose_nothing_else(tmp_path: Path) -> None:
    lines = dump(ENTITIES).split(b"\n")
    lines[2:2] = [b'{"id": "Q1", "lab', b'{"id": "Q0"},', b'{"type":"property","id":"P137","labels":{}},']
    found = load(tmp_path, b"\n".join(lines))
    assert [str(one).partition(": ")[2] for one in found if isinstance(one, Rejected)] == [
        "line 3: not JSON, or cut off, at column 14 (Unterminated string starting at)",
        "line 4: is no entity of Wikidata: it has no id; get the dump again",
    ]
    assert len([one for one in found if isinstance(one, Story)]) == 2


def test_broken_rows_are_named_by_number(tmp_path: Path) -> None:
    found = load(tmp_path, results([TRIPLES[0], {"item": literal("Ternsat-4")}, 3]))
    assert [type(one) for one in found] == [Rejected, Rejected, Story]
    assert str(found[1]).endswith("row 3: names no item of Wikidata under ?subject or ?item; select one of them")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("dump.json", dump(ENTITIES, ""), "is cut off: its list is not closed; get the file again"),
        ("dump.json.gz", gzip.compress(dump(ENTITIES), 0, mtime=0)[:-9], "is cut off or damaged; get the file again"),
        ("query.json", results(TRIPLES)[:-9], "is not JSON, or cut off, after record 5; get the whole of it again"),
    ],
)
def test_of_what_is_cut_off_all_before_is_loaded(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    *stories, rejected = load(tmp_path, data, name)
    assert [type(one) for one in stories] == [Story, Story]
    assert isinstance(rejected, Rejected)
    assert rejected.reason == reason


@pytest.mark.parametrize("data", [dump(ENTITIES[2:]), results([]), results([triple(CRAFT, "X", "P9", DAY)]), b"[\n]\n"])
def test_what_states_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "dump.json").write_bytes(data)
    (found,) = loaders.read([str(tmp_path / "dump.json")], "wikidata")
    assert isinstance(found, Rejected)
    assert found.reason.startswith("states nothing that is read; give it")


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"head": {"vars": ["news"]}}', b'{"id": "Q5", "text": "Some words."}', b"{"]
)
def test_other_json_is_left_to_others(data: bytes) -> None:
    with Source("some.json", lambda: io.BytesIO(data), key="some.json") as source:
        assert not WikidataLoader().matches(source)


def test_each_property_and_class_is_one_of_the_vocabulary() -> None:
    for one in properties().values():
        assert all(vocabulary().is_a(name, "Entity") for name in (one.subject, *one.objects)), one
        fits = [name for name in one.objects if vocabulary().accepts(one.predicate, one.subject, name)]
        assert fits or vocabulary().accepts(one.predicate, one.subject, None), one
    assert all(vocabulary().is_a(name, "Entity") for name in classes().values())


@pytest.mark.parametrize("indent", [None, 2])
def test_what_special_entity_data_gives_says_what_a_dump_says(tmp_path: Path, indent: int | None) -> None:
    document = {"entities": {one["id"]: one for one in ENTITIES}}
    (tmp_path / "Q99.json").write_text(json.dumps(document, indent=indent), encoding="utf-8")
    (tmp_path / "dump.json").write_text("[\n" + ",\n".join(map(json.dumps, ENTITIES)) + "\n]\n", encoding="utf-8")
    found, same = (list(loaders.load(str(tmp_path / name))) for name in ("Q99.json", "dump.json"))
    assert [story.text for story in found] == [story.text for story in same]
    assert found


def test_entities_that_are_none_are_rejected_by_number_and_a_cut_document_at_once(tmp_path: Path) -> None:
    document = json.dumps({"success": 1, "entities": {CRAFT: ENTITIES[0], "-1": {"missing": ""}}})
    (tmp_path / "found.json").write_text(document, encoding="utf-8")
    rejected, story = loaders.read([str(tmp_path / "found.json")])
    assert isinstance(story, Story)
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith("entity 2: is no entity")
    (tmp_path / "cut.json").write_text(document[:-9], encoding="utf-8")
    (item,) = loaders.read([str(tmp_path / "cut.json")])
    assert isinstance(item, Rejected)
    assert "is not JSON, or cut off" in item.reason
