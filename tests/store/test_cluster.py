"""Type and name of an entity, from all that stories call it."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from kg.store.cluster import Tally, most_specific

SAID = some.fixed_dictionaries(
    {
        "type": some.sampled_from(["Craft", "Lander", "Rover", "Company", "Entity"]),
        "name": some.sampled_from(["Resilience", "Resilience lander", "HAKUTO-R"]),
        "aliases": some.lists(some.sampled_from(["the lander", "M2"]), unique=True),
        "described": some.booleans(),
        "wikidata": some.sampled_from([None, "Q1"]),
        "claims": some.integers(0, 5),
    }
)


def said(**fields: Any) -> dict[str, Any]:
    return {"type": "Lander", "name": "R", "aliases": [], "described": False, "wikidata": None, "claims": 1, **fields}


def tally(*stories: dict[str, Any]) -> Tally:
    total = Tally.parse(None)
    for story in stories:
        total = total.with_story(story, 1)
    return total


def test_the_most_specific_type_with_most_claims() -> None:
    assert most_specific(Counter(Craft=5, Lander=2, Rover=1)) == "Lander"
    assert most_specific(Counter(Entity=9, Company=1)) == "Company"
    assert most_specific(Counter(Agency=3, Lander=2)) == "Agency"
    assert most_specific(Counter({"Entity": 2})) == "Entity"


def test_equal_votes_are_settled_by_the_order_of_the_vocabulary() -> None:
    assert most_specific(Counter(Rover=1, Lander=1)) == most_specific(Counter(Lander=1, Rover=1)) == "Lander"


def test_fullest_form_is_the_name_and_the_others_are_aliases() -> None:
    entity = tally(said(name="Resilience"), said(name="Resilience lander", aliases=["M2"])).entity("e")
    assert (entity.name, entity.aliases) == ("Resilience lander", ("M2", "Resilience"))


def test_linked_entity_keeps_the_gazetteers_name_though_a_longer_one_is_in_use() -> None:
    linked = said(name="NASA", wikidata="Q23548")
    longer = said(name="National Aeronautics and Space Administration", wikidata="Q23548")
    entity = tally(linked, linked, longer).entity("Q23548")
    assert (entity.name, entity.wikidata) == ("NASA", "Q23548")


def test_described_only_while_no_story_names_it() -> None:
    described = said(name="a larger lander", described=True)
    assert tally(described).entity("e").described
    assert not tally(described, said()).entity("e").described


@given(some.lists(SAID, min_size=1, max_size=6), some.randoms())
def test_order_of_loading_does_not_matter(stories: list[dict[str, Any]], random: Any) -> None:
    shuffled = list(stories)
    random.shuffle(shuffled)
    assert tally(*stories).dump() == tally(*shuffled).dump()
    assert tally(*stories).entity("e") == tally(*shuffled).entity("e")


@given(some.lists(SAID, min_size=1, max_size=6), SAID)
def test_what_is_taken_away_leaves_no_trace(stories: list[dict[str, Any]], other: dict[str, Any]) -> None:
    before = tally(*stories)
    after = Tally.parse(before.with_story(other, 1).dump()).with_story(other, -1)
    assert after.dump() == before.dump()
