"""The JSON Lines of `kg extract` and `--stories`: keys and order that programs rely on."""

import json
from pathlib import Path

import pytest

import loaders
from kg.model import REFERENCE, Claim, Entity, Evidence, Mention, Status, Story
from kg.records import claim_record, csv_line, fullest_form, story_record

TENACIOUS = Entity("resilience#e4", "Rover", "Tenacious")
RESILIENCE = Entity("resilience#e2", "Lander", "Resilience")


def test_a_relation_has_the_keys_of_the_contract_in_their_order() -> None:
    claim = Claim(
        story="resilience",
        subject=TENACIOUS,
        predicate="CARRIED_BY",
        object=RESILIENCE,
        status=Status.PLANNED,
        confidence=0.93,
        rule="deploy",
        evidence=(Evidence(481, 575, "The lander was to deploy the Tenacious rover."),),
        spans=((514, 523), (485, 491)),
        id="0" * 20,
    )
    record = claim_record(claim, "")
    assert record == {
        "story": "resilience",
        "subject": {"id": "resilience#e4", "type": "Rover", "name": "Tenacious"},
        "predicate": "CARRIED_BY",
        "object": {"id": "resilience#e2", "type": "Lander", "name": "Resilience"},
        "status": "planned",
        "attribution": [],
        "qualifiers": {},
        "confidence": 0.93,
        "rule": "deploy",
        "evidence": [{"start": 481, "end": 575}],
    }
    assert list(record) == [
        *("story", "subject", "predicate", "object", "status", "attribution", "qualifiers", "confidence", "rule"),
        "evidence",
    ]


def test_an_attribute_has_a_value_and_its_parts_and_the_rest_are_qualifiers() -> None:
    claim = Claim(
        story="s",
        subject=RESILIENCE,
        predicate="MEASURE",
        value="1,000 kilograms",
        when="2025-01",
        attribution=(Entity("s#e9", "Outlet", "TechCrunch"),),
        qualifiers={"what": "mass", "number": 1000, "unit": "kg", "for": "launch"},
    )
    record = claim_record(claim, "")
    assert "object" not in record
    assert (record["value"], record["number"], record["unit"], record["what"]) == (
        "1,000 kilograms",
        1000,
        "kg",
        "mass",
    )
    assert record["qualifiers"] == {"for": "launch"}
    assert record["when"] == "2025-01"
    assert record["attribution"] == [{"id": "s#e9", "type": "Outlet", "name": "TechCrunch"}]


def mentions(text: str, *forms: str, named: bool = True) -> tuple[Mention, ...]:
    return tuple(Mention(text.index(form), text.index(form) + len(form), named) for form in forms)


@pytest.mark.parametrize(
    ("text", "name", "aliases", "forms", "fullest"),
    [
        ("Artemis 2 flew. Artemis 2!", "Artemis II", ("Artemis 2",), ("Artemis 2",), "Artemis 2"),
        ("ESA, the Space Agency", "Space Agency", ("ESA",), ("ESA", "Space Agency"), "Space Agency"),
        ("a Japanese firm", "Japan", (), ("Japanese",), "Japan"),
    ],
)
def test_a_name_is_the_fullest_form_of_the_story(
    text: str, name: str, aliases: tuple[str, ...], forms: tuple[str, ...], fullest: str
) -> None:
    assert fullest_form(Entity("s#e1", "Mission", name, aliases, mentions=mentions(text, *forms)), text) == fullest


def test_a_description_is_the_longest_one_of_the_story() -> None:
    text = "Soyuz-5 is ready for its first\n flight. The flight is set for May."
    spans = mentions(text, "its first\n flight", "The flight", named=False)
    flight = Entity("s#e1", "Mission", "Soyuz-5's first flight", described=True, mentions=spans)
    assert fullest_form(flight, text) == "its first flight"


def test_a_story_has_exactly_the_keys_of_the_stories_format() -> None:
    story = Story("s", "Title\n\nBody.", title="Title", outlet="The Guardian", published="2025-06-05")
    assert story_record(story) == {
        "id": "s",
        "url": None,
        "outlet": "The Guardian",
        "title": "Title",
        "published": "2025-06-05",
        "text": "Title\n\nBody.",
    }


def test_a_record_of_reference_data_stays_one_when_written_and_read_again(tmp_path: Path) -> None:
    row = Story("ucs-1", "Ternsat-4\n\nOperator: Sternula", title="Ternsat-4", kind=REFERENCE)
    news = Story("s", "Sternula flew.")
    (tmp_path / "stories.jsonl").write_text("".join(json.dumps(story_record(one)) + "\n" for one in (row, news)))
    again = list(loaders.load(str(tmp_path / "stories.jsonl")))
    assert [(story.id, story.kind) for story in again] == [("ucs-1", "reference"), ("s", "news")]
    assert [story_record(story) for story in again] == [story_record(row), story_record(news)]
    assert story_record(row)["kind"] == "reference"
    assert "kind" not in story_record(news)


def test_an_unknown_kind_is_passed_over_as_other_keys_are(tmp_path: Path) -> None:
    (tmp_path / "stories.jsonl").write_text('{"id": "a", "text": "b", "kind": "feature"}\n')
    assert [story.kind for story in loaders.load(str(tmp_path / "stories.jsonl"))] == ["news"]


def test_a_cell_is_quoted_and_is_no_formula() -> None:
    assert csv_line(["a,b", '=HYPERLINK("x")', -1, None]) == '"a,b","\'=HYPERLINK(""x"")",-1,\n'
