"""`resolve` gives entities the ids of the graph."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Claim, Entity, Evidence, Mention, Reading, Story
from kg.resolve import resolve, slug

STORY = Story(
    id="resilience", text="ispace's lander, Resilience, lost contact. Ispace plans a larger lander, NASA said."
)
ISPACE = Entity("resilience#e1", "Company", "ispace", mentions=(Mention(0, 6), Mention(43, 49)))
RESILIENCE = Entity("resilience#e2", "Lander", "Resilience", mentions=(Mention(17, 27),))
LARGER = Entity("resilience#e3", "Lander", "a larger lander", described=True, mentions=(Mention(56, 71, named=False),))
NASA = Entity("nasa", "Agency", "NASA", wikidata="Q23548", mentions=(Mention(73, 77),))


def claim(subject: Entity, object: Entity | None, *, by: tuple[Entity, ...] = ()) -> Claim:
    made = Claim(
        story=STORY.id,
        subject=subject,
        predicate="OPERATED_BY",
        object=object,
        attribution=by,
        spans=((0, 6), (17, 27)),
        evidence=(Evidence(0, 42),),
    )
    return replace(made, id=made.key())


def reading(*entities: Entity, claims: tuple[Claim, ...] = ()) -> Reading:
    return Reading(STORY, entities, claims)


def test_a_name_becomes_type_and_name() -> None:
    assert [entity.id for entity in resolve(reading(RESILIENCE)).entities] == ["lander:resilience"]


def test_a_linked_name_takes_the_wikidata_id() -> None:
    assert resolve(reading(NASA)).entities == (replace(NASA, id="Q23548"),)


def test_a_gazetteer_name_without_wikidata_id_keeps_the_gazetteers_own() -> None:
    assert resolve(reading(Entity("tern-2", "Satellite", "Tern-2"))).entities[0].id == "tern-2"


def test_a_described_entity_stays_within_its_story() -> None:
    assert resolve(reading(LARGER)).entities[0].id == "resilience#e3"


def test_subject_object_and_attribution_are_rewritten_and_the_claim_id_is_not() -> None:
    before = claim(RESILIENCE, ISPACE, by=(NASA,))
    (after,) = resolve(reading(ISPACE, RESILIENCE, NASA, claims=(before,))).claims
    assert after.subject.id == "lander:resilience"
    assert after.object is not None
    assert after.object.id == "company:ispace"
    assert [entity.id for entity in after.attribution] == ["Q23548"]
    assert after.id == before.id == after.key()
    assert (after.evidence, after.spans) == (before.evidence, before.spans)


def test_two_entities_with_one_name_and_type_are_told_apart_by_where_they_stand() -> None:
    second = Entity("resilience#e9", "Company", "iSpace", mentions=(Mention(60, 66),))
    for order in ((ISPACE, second), (second, ISPACE)):
        assert [entity.id for entity in resolve(reading(*order)).entities] == [
            "company:ispace",
            "company:ispace~resilience#e9",
        ]


def test_two_names_linked_to_one_id_become_one_entity_with_both_names() -> None:
    full = Entity(
        "resilience#e5",
        "Agency",
        "National Aeronautics and Space Administration",
        wikidata="Q23548",
        mentions=(Mention(90, 95),),
    )
    (entity,) = resolve(reading(full, NASA)).entities
    assert (entity.id, entity.name) == ("Q23548", "NASA")
    assert entity.aliases == ("National Aeronautics and Space Administration",)
    assert [mention.start for mention in entity.mentions] == [73, 90]


def test_an_argument_that_is_missing_from_the_list_of_entities_is_resolved_too() -> None:
    (after,) = resolve(reading(claims=(claim(RESILIENCE, ISPACE),))).claims
    assert after.subject.id == "lander:resilience"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Chang'e-6", "change-6"),
        ("Chang’e 6", "change-6"),
        ("  Hakuto-R Mission 2 ", "hakuto-r-mission-2"),
        ("José Ñandú", "jose-nandu"),
        ("ガンダム", "ガンダム"),
        ("SPACEＸ", "spacex"),
        ("!?", ""),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_without_letters_keeps_the_story_id() -> None:
    assert resolve(reading(Entity("resilience#e7", "Company", "!?"))).entities[0].id == "resilience#e7"


@given(st.text())
def test_slug_of_a_slug_is_itself(name: str) -> None:
    assert slug(slug(name)) == slug(name)


@given(st.permutations([ISPACE, RESILIENCE, LARGER, NASA]))
def test_the_order_of_entities_does_not_matter(entities: list[Entity]) -> None:
    assert resolve(reading(*entities)) == resolve(reading(ISPACE, RESILIENCE, LARGER, NASA))
