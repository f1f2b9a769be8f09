"""What the ontology gives the store."""

import pytest

from kg.errors import OntologyError
from ontology import cypher, vocabulary


def test_a_label_line_runs_from_the_root() -> None:
    assert cypher.labels("Lander") == "Entity:Craft:Lander"
    assert cypher.labels("Entity") == "Entity"


def test_only_what_is_asserted_has_a_relationship_type_of_its_own() -> None:
    assert cypher.relationship("LANDED_ON") == "LANDED_ON"
    assert cypher.relationship("LANDED_ON", asserted=False) == "CLAIMED"


def test_properties_are_the_kept_attributes_in_lower_case() -> None:
    assert cypher.properties()["LAUNCH_DATE"] == "launch_date"
    assert "SAID" not in cypher.properties()
    assert [cypher.plural(name) for name in ("launch_date", "outcome", "launch_hatch")] == [
        "launch_dates",
        "outcomes",
        "launch_hatches",
    ]


def test_no_property_of_an_attribute_covers_one_of_the_node_itself() -> None:
    own = {"id", "type", "name", "aliases", "described", "wikidata", "stories", "claims", "tally"}
    names = set(cypher.properties().values())
    assert not own & (names | {cypher.plural(name) for name in names})


@pytest.mark.parametrize("name", ["Nothing", "Lander`) DETACH DELETE n //", "", "lander"])
def test_what_the_vocabulary_does_not_hold_never_becomes_cypher(name: str) -> None:
    for give in (cypher.labels, cypher.relationship, cypher.checked if "`" in name else cypher.labels):
        with pytest.raises(OntologyError):
            give(name)


def test_every_name_of_the_vocabulary_can_be_written() -> None:
    for name in vocabulary().types:
        assert cypher.labels(name).split(":")[-1] == name
    assert len(cypher.relationships()) == len(vocabulary().relations) + 1


def test_statements_can_run_twice() -> None:
    assert all(" IF NOT EXISTS " in statement for statement in cypher.schema())
