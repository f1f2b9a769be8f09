"""The JSON Lines of `kg extract` and `--stories`: keys and order that programs rely on."""

from kg.model import Claim, Entity, Evidence, Status, Story
from kg.records import claim_record, csv_line, story_record

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
    record = claim_record(claim)
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
    record = claim_record(claim)
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


def test_a_cell_is_quoted_and_is_no_formula() -> None:
    assert csv_line(["a,b", '=HYPERLINK("x")', -1, None]) == '"a,b","\'=HYPERLINK(""x"")",-1,\n'
