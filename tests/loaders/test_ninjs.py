"""IPTC ninjs 2.x, 3.x and what version 1 says in the same way: which words, whose, of when; and what is no news."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from kg.errors import LoadError
from kg.model import Story
from loaders import Rejected, Source
from loaders.characters import ILLEGAL
from loaders.ninjs import NinjsLoader
from loaders.registry import loader_for

SAMPLES = Path(__file__).parent / "samples"
ITEM: dict[str, Any] = {
    "uri": "urn:wire:lark",
    "versioncreated": "2031-05-05T06:00:00Z",
    "headlines": [{"value": "Lark flies"}],
    "bodies": [{"contenttype": "text/plain", "value": "The tug Lark moved a dead satellite."}],
}


def load(tmp_path: Path, document: Any, name: str = "item.json") -> list[Story | Rejected]:
    (tmp_path / name).write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return list(loaders.read([str(tmp_path / name)]))


def story(tmp_path: Path, **changes: Any) -> Story:
    (found,) = load(tmp_path, {**ITEM, **changes})
    assert isinstance(found, Story), found
    return found


def reason(tmp_path: Path, **changes: Any) -> str:
    (found,) = load(tmp_path, {**ITEM, **changes})
    assert isinstance(found, Rejected), found
    assert "\n" not in str(found)
    return found.reason


def test_version_2() -> None:
    (lark,) = loaders.load(str(SAMPLES / "ninjs_2.json"))
    assert (lark.title, lark.outlet, lark.published, lark.url) == (
        "Tug Lark moves a dead satellite",
        "Example Wire",
        "2031-05-04",
        "https://wire.example/lark",
    )
    assert lark.text == (
        "Tug Lark moves a dead satellite\n\nThe tug Lark moved a dead satellite.\n\nIt has fuel for two more."
    )
    assert [part.kind for part in lark.sections] == ["title", "body", "body"]


def test_a_list_of_version_3() -> None:
    path = str(SAMPLES / "ninjs_3_list.json")
    tarsus, held, gone, photo, brief = loaders.read([path])
    assert isinstance(tarsus, Story)
    assert (tarsus.title, tarsus.outlet, tarsus.published, tarsus.url) == (
        "Probe Tarsus wakes",
        "Example Wire",
        "2031-05-05",
        "https://wire.example/items/tarsus",
    )
    assert tarsus.text == "Probe Tarsus wakes\n\nThe probe Tarsus woke on Sunday.\n\nIt slept for nine years."
    assert held == Rejected(path, "item 2: is withheld by its pubStatus, not usable; leave it out")
    assert gone == Rejected(path, "item 3: is canceled by its pubStatus, not usable; leave it out")
    assert photo == Rejected(path, "item 4: is no text (picture); leave it out")
    assert isinstance(brief, Story)
    assert (brief.title, brief.outlet, brief.url) == ("Kite drives", "NEXA", None)
    assert brief.text == "Kite drives\n\nThe rover Kite drove ten metres."


def test_version_1(tmp_path: Path) -> None:
    (found,) = load(
        tmp_path,
        {
            "uri": "urn:wire:lark",
            "versioncreated": "2031-05-05T06:00:00Z",
            "headline": "Lark flies",
            "byline": "Reuters",
            "altid": {"url": "https://wire.example/lark"},
            "body_text": "The tug Lark moved a dead satellite.",
            "body_charcount": 36,
        },
    )
    assert isinstance(found, Story)
    assert (found.title, found.outlet, found.published) == ("Lark flies", "Reuters", "2031-05-05")
    assert (found.url, found.text) == (
        "https://wire.example/lark",
        "Lark flies\n\nThe tug Lark moved a dead satellite.",
    )


@pytest.mark.parametrize("status", ["usable", "Usable", None])
def test_usable_items_are_read(tmp_path: Path, status: str | None) -> None:
    assert story(tmp_path, pubstatus=status).title == "Lark flies"


@pytest.mark.parametrize("key", ["pubstatus", "pubStatus"])
@pytest.mark.parametrize("status", ["withheld", "canceled", "WITHHELD", "killed\x1b[31m\n", ["usable"], ""])
def test_items_that_are_not_usable_are_rejected(tmp_path: Path, key: str, status: Any) -> None:
    assert "by its pubStatus, not usable" in reason(tmp_path, **{key: status})


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ({"firstcreated": "2031-05-04T22:00:00+02:00", "versioncreated": "2031-05-06T00:00:00Z"}, "2031-05-04"),
        ({"versioncreated": "2031-05-06T00:00:00Z", "contentcreated": "2030-01-01T00:00:00Z"}, "2031-05-06"),
        ({"versioncreated": None, "contentCreated": "2030-01-01T00:00:00Z"}, "2030-01-01"),
        ({"versioncreated": None}, None),
    ],
)
def test_the_day_is_the_first_versions(tmp_path: Path, dates: dict[str, str], published: str | None) -> None:
    assert story(tmp_path, **dates).published == published


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ({"infoSources": [{"name": "Wire"}, {"name": "Other"}], "copyrightholder": "Holder"}, "Wire"),
        ({"infosources": [{"literal": "w"}], "copyrightHolder": "Holder"}, "Holder"),
        ({"by": "NTB"}, "NTB"),
        ({"by": "Liv B. Aasen"}, None),
        ({"infosources": "Wire", "by": 7}, None),
    ],
)
def test_the_outlet_is_never_a_person_of_the_byline(tmp_path: Path, fields: dict[str, Any], outlet: str | None) -> None:
    assert story(tmp_path, **fields).outlet == outlet


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"uri": "https://wire.example/items/lark?utm_source=x"}, "https://wire.example/items/lark"),
        ({"altids": [{"role": "permalink", "value": "https://wire.example/lark"}]}, "https://wire.example/lark"),
        ({"altIds": [{"role": "internal", "value": "https://wire.example/lark"}]}, None),
        ({"altids": [{"role": "url", "value": "javascript:alert(1)"}, 7]}, None),
    ],
)
def test_addresses(tmp_path: Path, fields: dict[str, Any], url: str | None) -> None:
    assert story(tmp_path, **fields).url == url


def test_the_id_is_by_address_else_by_path_and_uri(tmp_path: Path) -> None:
    lark = story(tmp_path)
    assert story(tmp_path, bodies=[{"value": "A new version."}]).id == lark.id
    assert story(tmp_path, uri="urn:wire:wren").id != lark.id
    linked = {**ITEM, "uri": "https://wire.example/items/lark"}
    (one,), (other,) = load(tmp_path, linked, "one.json"), load(tmp_path, linked, "other.json")
    assert isinstance(one, Story)
    assert isinstance(other, Story)
    assert one.id == other.id


@pytest.mark.parametrize(
    ("bodies", "words"),
    [
        ([{"value": "Plain words."}], ["Plain words."]),
        ([{"value": "<p>One.</p><p>Two.</p>"}], ["One.", "Two."]),
        ([{"contentType": "text/plain", "value": "Less <b>than</b>."}], ["Less <b>than</b>."]),
        (
            [
                {"contenttype": "text/plain", "value": "Plain."},
                {"contenttype": "application/xhtml+xml", "value": "<p>X</p>"},
            ],
            ["X"],
        ),
        ([{"contenttype": "application/xml", "value": "<nitf/>"}, {"role": "text", "value": "Plain."}], ["Plain."]),
        ([{"value": None}, {"value": "  "}, "words", {"value": "Plain."}], ["Plain."]),
    ],
)
def test_which_body_is_read(tmp_path: Path, bodies: list[Any], words: list[str]) -> None:
    assert story(tmp_path, bodies=bodies).text.split("\n\n")[1:] == words


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"uri": None}, "no uri, which ninjs requires"),
        ({"uri": 7}, "uri is not a string"),
        ({"versioncreated": "soon"}, "versioncreated is no date"),
        ({"bodies": []}, "no text"),
        ({"bodies": "Words."}, "no text"),
        ({"bodies": [{"contenttype": "application/xml", "value": "<nitf/>"}]}, "no text"),
        ({"bodies": [], "type": "video"}, "is no text (video)"),
        ({"bodies": [{"value": "<b>" * 60_000}]}, "is no page of news: more than 50,000 tags"),
    ],
)
def test_a_bad_item_is_named_and_the_others_load(tmp_path: Path, fields: dict[str, Any], said: str) -> None:
    bad, good = load(tmp_path, [{**ITEM, **fields}, {**ITEM, "uri": "urn:wire:other"}])
    assert isinstance(bad, Rejected)
    assert bad.reason.startswith("item 1: ")
    assert said in bad.reason
    assert isinstance(good, Story)


def test_an_item_with_a_long_body_before_its_uri_is_recognised(tmp_path: Path) -> None:
    item = {"headlines": ITEM["headlines"], "bodies": [{"value": "Words. " * 20_000}], "uri": "urn:wire:lark"}
    (found,) = load(tmp_path, item)
    assert isinstance(found, Story)
    assert found.title == "Lark flies"


@pytest.mark.parametrize(
    ("document", "taken"),
    [
        (ITEM, True),
        ([ITEM], True),
        ({"uri": "urn:x", "bodies": [{"role": "text", "value": 'a "text": b'}]}, True),
        ({"id": "x", "title": "T", "text": "uri bodies headlines"}, False),
        ({"uri": "urn:x", "title": "T"}, False),
        ({"title": "T", "url": "u", "news_site": "n", "summary": "s", "published_at": "2031"}, False),
        ({"data": ITEM}, False),
        ("uri bodies", False),
    ],
)
def test_what_is_taken_for_ninjs(document: Any, taken: bool) -> None:
    with Source("x.json", lambda: io.BytesIO(json.dumps(document).encode()), key="x.json") as source:
        assert isinstance(loader_for(source), NinjsLoader) == taken


KEYS = [
    *ITEM,
    "pubstatus",
    "infosources",
    "altids",
    "descriptions",
    "type",
    "by",
    "title",
    "body_text",
    "copyrightholder",
]
PARTS = st.none() | st.text() | st.integers()
OBJECTS = st.dictionaries(
    st.sampled_from(["role", "value", "contentType", "name"]), PARTS | st.lists(PARTS, max_size=1)
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(KEYS), PARTS | OBJECTS | st.lists(PARTS | OBJECTS, max_size=3)), max_size=3
    )
)
def test_whatever_json_holds_stories_hold_together(items: list[Any]) -> None:
    data = json.dumps([{**ITEM, **item} for item in items]).encode()
    with Source("x.json", lambda: io.BytesIO(data), key="x.json") as source:
        try:
            found = list(NinjsLoader().load(source))
        except LoadError:
            assert not items
            return
    for item in found:
        if isinstance(item, Rejected):
            assert "\n" not in item.reason
        else:
            assert item.id
            assert item.text.strip()
            assert ILLEGAL.search(item.text) is None
            assert all(item.text[part.start : part.end].strip() for part in item.sections)
