"""Finding, showing and listing what the graph holds, on both servers."""

from collections.abc import Callable

import pytest

from kg.model import Entity, Section, Status
from kg.store import Store

ISPACE = Entity("Q1", "Company", "ispace", wikidata="Q1")
NASA = Entity("Q2", "Agency", "NASA", ("National Aeronautics and Space Administration",), wikidata="Q2")
MOON = Entity("Q3", "CelestialBody", "Moon", wikidata="Q3")
RESILIENCE = Entity("lander:resilience", "Lander", "Resilience")
MISSION = Entity("mission:resilience", "Mission", "Resilience")
TENACIOUS = Entity("rover:tenacious", "Rover", "Tenacious")
GUARDIAN = Entity("outlet:guardian", "Outlet", "The Guardian")


@pytest.fixture
def filled(store: Store, writer: Callable) -> Store:
    first = writer(
        "s1",
        "Loss\n\nResilience of ispace crashed. Tenacious was on it.",
        title="Loss",
        outlet="The Guardian",
        published="2025-06-06",
        url="https://example.org/1",
        questions=("Why did it crash?",),
        sections=(Section("title", 0, 4), Section("body", 6, 57, "What's happened")),
    )
    store.load(
        first.reading(
            first.claim(RESILIENCE, "OPERATED_BY", ISPACE, "Resilience of ispace"),
            first.claim(RESILIENCE, "LANDED_ON", MOON, "crashed", status="failed", when="2025-06-05"),
            first.claim(RESILIENCE, "OUTCOME", "failed", "crashed", by=(GUARDIAN,)),
            first.claim(TENACIOUS, "CARRIED_BY", RESILIENCE, "Tenacious was on it"),
            first.claim(TENACIOUS, "FOR_CUSTOMER", NASA, "Tenacious", status="planned"),
        )
    )
    second = writer("s2", "NASA looks to the Moon, as ispace does; Resilience is a mission.", published="2026-02")
    store.load(
        second.reading(
            second.claim(NASA, "PARTNERS_WITH", ISPACE, "NASA"),
            second.claim(RESILIENCE, "OPERATED_BY", ISPACE, "as ispace does"),
            second.claim(MISSION, "TARGETS", MOON, "the Moon", status="planned", when="2027"),
        )
    )
    return store


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ispace", [ISPACE]),
        ("the ISPACE", [ISPACE]),
        ("  national aeronautics  and space administration", [NASA]),
        ("Guardian", [GUARDIAN]),
        ("Resilience", [RESILIENCE, MISSION]),
        ("mission:resilience", [MISSION]),
        ("Q3", [MOON]),
        ("Resilienc", []),
        ("", []),
    ],
)
def test_find(filled: Store, name: str, found: list[Entity]) -> None:
    assert filled.find(name) == found


def test_what_claims_speak_of_comes_before_a_paper_of_its_name(store: Store, writer: Callable) -> None:
    agency = Entity("agency:harbour", "Agency", "Harbour Space", ("Harbour",))
    story = writer("s1", "Harbour Space runs Resilience.", title="Harbour Space", outlet="Harbour")
    store.load(story.reading(story.claim(RESILIENCE, "OPERATED_BY", agency, "Harbour Space runs Resilience")))
    assert [entity.type for entity in store.find("Harbour")] == ["Agency", "Outlet"]


def test_near_names_for_what_is_not_held(filled: Store) -> None:
    assert filled.near("Resiliance")[:2] == [RESILIENCE, MISSION]
    assert filled.near("Tenacius", limit=1) == [TENACIOUS]
    assert filled.near("qqqqqqqq") == []


def test_subgraph_of_one_step(filled: Store) -> None:
    graph = filled.subgraph(["lander:resilience"])
    assert graph.graph["focus"] == ("lander:resilience",)
    assert sorted(graph) == ["Q1", "Q3", "lander:resilience", "rover:tenacious"]
    assert graph.nodes["lander:resilience"]["entity"] == RESILIENCE
    assert [claim.value for claim in graph.nodes["lander:resilience"]["attributes"]] == ["failed"]
    assert graph.nodes["Q1"]["attributes"] == ()
    assert sorted(graph.edges(keys=True)) == [
        ("lander:resilience", "Q1", "OPERATED_BY|actual|"),
        ("lander:resilience", "Q3", "LANDED_ON|failed|2025-06-05"),
        ("rover:tenacious", "lander:resilience", "CARRIED_BY|actual|"),
    ]
    edge = graph.edges["lander:resilience", "Q1", "OPERATED_BY|actual|"]
    assert (edge["predicate"], edge["status"], edge["when"]) == ("OPERATED_BY", Status.ACTUAL, None)
    assert (edge["confidence"], edge["sources"]) == (0.99, 2)
    assert [claim.story for claim in edge["claims"]] == ["s1", "s2"]
    assert edge["claims"][0].evidence[0].quote == "Resilience of ispace"
    assert {story.id: story.text for story in graph.graph["stories"].values()} == {"s1": "", "s2": ""}


def test_subgraph_of_more_steps_holds_the_relationships_between_its_entities(filled: Store) -> None:
    graph = filled.subgraph(["lander:resilience"], depth=2)
    assert sorted(graph) == ["Q1", "Q2", "Q3", "lander:resilience", "mission:resilience", "rover:tenacious"]
    assert graph.has_edge("Q1", "Q2", "PARTNERS_WITH|actual|")
    assert graph.has_edge("rover:tenacious", "Q2", "FOR_CUSTOMER|planned|")


def test_subgraph_of_several_and_of_nothing(filled: Store) -> None:
    assert filled.subgraph(["Q3", "Q2", "nobody"], depth=0).graph["focus"] == ("Q3", "Q2")
    nothing = filled.subgraph(["nobody"])
    assert (len(nothing), nothing.graph) == (0, {"focus": (), "stories": {}, "left_out": 0, "relations_left_out": 0})


def test_subgraph_of_a_hub_shows_what_most_claims_join(filled: Store) -> None:
    graph = filled.subgraph(["lander:resilience"], limit=1)
    assert (sorted(graph), graph.graph["left_out"]) == (["Q1", "lander:resilience"], 2)


def test_subgraph_as_of_a_date(filled: Store) -> None:
    assert sorted(filled.subgraph(["Q3"]).edges(keys=True)) == [
        ("lander:resilience", "Q3", "LANDED_ON|failed|2025-06-05"),
        ("mission:resilience", "Q3", "TARGETS|planned|2027"),
    ]
    after_the_crash = filled.subgraph(["Q3"], at="2025-07")
    assert sorted(after_the_crash.edges(keys=True)) == [("lander:resilience", "Q3", "LANDED_ON|failed|2025-06-05")]
    assert sorted(after_the_crash) == ["Q3", "lander:resilience"]
    operated = filled.subgraph(["Q1"], at="2025-07").edges["lander:resilience", "Q1", "OPERATED_BY|actual|"]
    assert (operated["sources"], [claim.story for claim in operated["claims"]]) == (1, ["s1"])
    assert list(filled.subgraph(["Q3"], at="2024").edges) == []


def test_claims_about_an_entity_as_subject_object_or_source(filled: Store) -> None:
    assert [(claim.story, claim.predicate) for claim in filled.claims(["Q2"])] == [
        ("s1", "FOR_CUSTOMER"),
        ("s2", "PARTNERS_WITH"),
    ]
    assert [claim.predicate for claim in filled.claims(["outlet:guardian"])] == ["OUTCOME"]
    assert list(filled.claims(["nobody"])) == list(filled.claims([])) == []


def test_all_claims_in_order_of_story_and_place(filled: Store) -> None:
    assert [(claim.story, claim.evidence[0].start, claim.predicate) for claim in filled.claims()] == [
        ("s1", 6, "OPERATED_BY"),
        ("s1", 27, "LANDED_ON"),
        ("s1", 27, "OUTCOME"),
        ("s1", 36, "CARRIED_BY"),
        ("s1", 36, "FOR_CUSTOMER"),
        ("s2", 0, "PARTNERS_WITH"),
        ("s2", 14, "TARGETS"),
        ("s2", 24, "OPERATED_BY"),
    ]


def test_stories_with_and_without_their_text(filled: Store) -> None:
    first, second = filled.stories()
    assert (first.id, first.title, first.outlet, first.published, first.url, first.text) == (
        "s1",
        "Loss",
        "The Guardian",
        "2025-06-06",
        "https://example.org/1",
        "",
    )
    assert first.questions == ("Why did it crash?",)
    assert first.sections == (Section("title", 0, 4), Section("body", 6, 57, "What's happened"))
    assert [story.text[:10] for story in filled.stories(texts=True)] == ["Loss\n\nResi", "NASA looks"]
    assert [story.id for story in filled.stories(["s2", "nothing"])] == [second.id]


def test_counts_and_schema(filled: Store) -> None:
    assert filled.counts() == {"stories": 2, "entities": 7, "claims": 8, "superseded": 0, "relationships": 6}
    schema = filled.schema()
    assert schema.types == {
        "Company": 1,
        "Agency": 1,
        "Outlet": 1,
        "CelestialBody": 1,
        "Lander": 1,
        "Rover": 1,
        "Mission": 1,
    }
    assert schema.attributes == {"OUTCOME": 1}
    assert (schema.relations["OPERATED_BY"], schema.statuses["planned"]) == (2, 2)
