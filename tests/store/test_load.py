"""Loading and forgetting stories, on both servers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kg.model import Entity
from kg.store import Store, derived

TEXT = "ispace's Resilience, a lander, crashed on the Moon. It will fly again by 2027, said NASA."
ISPACE = Entity("Q1", "Company", "ispace", wikidata="Q1")
NASA = Entity("Q2", "Agency", "NASA", ("National Aeronautics and Space Administration",), wikidata="Q2")
MOON = Entity("Q3", "CelestialBody", "Moon", wikidata="Q3")
RESILIENCE = Entity("lander:resilience", "Lander", "Resilience")
GUARDIAN = Entity("outlet:the-guardian", "Outlet", "The Guardian")
TIMES = Entity("outlet:the-times", "Outlet", "The Times")


def relationships(store: Store) -> list[tuple[Any, ...]]:
    table = store.query(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id, type(r), r.predicate, r.status, b.id, r.claims, r.sources"
    )
    return sorted(table.rows, key=str)


def entity(store: Store, identity: str) -> dict[str, Any] | None:
    rows = store.query("MATCH (e:Entity {id: $id}) RETURN e", {"id": identity}).rows
    return rows[0][0] if rows else None


def everything(store: Store) -> list[str]:
    """The whole graph as text, for comparing two of them; without times of loading."""
    nodes = store.query("MATCH (n) WHERE NOT n:KnowledgeGraph RETURN n").rows
    links = store.query("MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.key), r, coalesce(b.id, b.key)").rows
    for (node,) in nodes:
        node.pop("loaded", None)
    return sorted(repr(row) for row in (*nodes, *links))


def test_actual_claims_become_bare_relationships_and_all_others_claimed_ones(store: Store, writer: Callable) -> None:
    story = writer("s1", TEXT)
    loaded = store.load(
        story.reading(
            story.claim(RESILIENCE, "OPERATED_BY", ISPACE, "ispace's Resilience"),
            story.claim(RESILIENCE, "LANDED_ON", MOON, "crashed on the Moon", status="failed"),
        )
    )
    assert (loaded.state, loaded.claims, loaded.entities) == ("new", 2, 3)
    assert relationships(store) == [
        ("lander:resilience", "CLAIMED", "LANDED_ON", "failed", "Q3", 1, 1),
        ("lander:resilience", "OPERATED_BY", None, None, "Q1", 1, 1),
    ]
    assert store.query("MATCH (l:Lander)-[:LANDED_ON]->(m) RETURN l.name, m.name").rows == ()


def test_entities_carry_every_label_of_their_line(store: Store, writer: Callable) -> None:
    story = writer("s1", TEXT, outlet="The Guardian")
    store.load(story.reading(story.claim(RESILIENCE, "OPERATED_BY", ISPACE)))
    labels = {row[0]: row[1] for row in store.query("MATCH (e:Entity) RETURN e.name, labels(e)").rows}
    assert {name: sorted(found) for name, found in labels.items()} == {
        "Resilience": ["Craft", "Entity", "Lander"],
        "ispace": ["Company", "Entity", "Organization"],
        "The Guardian": ["Entity", "Organization", "Outlet"],
    }


def test_a_claim_keeps_all_that_its_story_says_of_it(store: Store, writer: Callable) -> None:
    story = writer("s1", TEXT, outlet="The Guardian", published="2025-06-06")
    claim = story.claim(
        NASA, "CONTRACTED", ISPACE, "fly again", status="planned", when="../2027", by=(TIMES, NASA), amount="$62m"
    )
    store.load(story.reading(claim))
    assert list(store.claims()) == [claim]
    rows = store.query(
        "MATCH (c:Claim)-[e:EVIDENCED_BY]->(s:Story)-[:PUBLISHED_BY]->(o:Outlet) "
        "RETURN c.when, c.since, c.until, c.amount, e.start, e.end, e.quote, s.id, o.name"
    ).rows
    assert rows == (("../2027", None, date(2027, 12, 31), "$62m", 60, 69, "fly again", "s1", "The Guardian"),)
    attributed = store.query("MATCH (:Claim)-[a:ATTRIBUTED_TO]->(e) RETURN a.position, e.id ORDER BY a.position").rows
    assert attributed == ((0, "outlet:the-times"), (1, "Q2"))


def test_loading_again_changes_nothing(store: Store, writer: Callable) -> None:
    story = writer("s1", TEXT, outlet="The Guardian")
    reading = story.reading(story.claim(RESILIENCE, "OPERATED_BY", ISPACE), story.claim(NASA, "SAID", "again"))
    store.load(reading, loaded="2026-01-01T00:00:00+00:00")
    before = everything(store)
    assert store.load(reading, loaded="2026-02-02T00:00:00+00:00").state == "unchanged"
    assert everything(store) == before


def test_changed_text_supersedes_the_claims_that_it_does_not_make(store: Store, writer: Callable) -> None:
    first, second = writer("s1", TEXT), writer("s1", TEXT.replace("crashed on", "landed on"))
    operated = first.claim(RESILIENCE, "OPERATED_BY", ISPACE, "ispace's Resilience")
    crashed = first.claim(RESILIENCE, "LANDED_ON", MOON, "crashed on the Moon", status="failed")
    store.load(first.reading(operated, crashed))
    landed = second.claim(RESILIENCE, "LANDED_ON", MOON, "landed on the Moon")
    loaded = store.load(second.reading(operated, landed), loaded="2026-01-01T00:00:00+00:00")
    assert loaded.state == "superseded"
    assert list(store.claims()) == [operated, landed]
    assert relationships(store) == [
        ("lander:resilience", "LANDED_ON", None, None, "Q3", 1, 1),
        ("lander:resilience", "OPERATED_BY", None, None, "Q1", 1, 1),
    ]
    (old,) = [claim for claim in store.claims(superseded=True) if claim.superseded]
    assert (old.id, old.superseded) == (crashed.id, "2026-01-01T00:00:00+00:00")
    assert old.evidence[0].quote == "crashed on the Moon"
    assert store.counts()["superseded"] == 1


def test_a_claim_at_the_same_place_over_other_words_is_another_claim(store: Store, writer: Callable) -> None:
    first, second = writer("s1", TEXT), writer("s1", TEXT.replace("crashed", "toppled"))
    before = first.claim(RESILIENCE, "LANDED_ON", MOON, "crashed on the Moon", status="failed")
    after = second.claim(RESILIENCE, "LANDED_ON", MOON, "toppled on the Moon", status="failed")
    assert before.id == after.id
    store.load(first.reading(before))
    store.load(second.reading(after))
    assert [claim.evidence[0].quote for claim in store.claims()] == ["toppled on the Moon"]
    assert sorted(claim.evidence[0].quote for claim in store.claims(superseded=True)) == [
        "crashed on the Moon",
        "toppled on the Moon",
    ]
    for reading in (first.reading(before), second.reading(after), first.reading(before)):
        assert store.load(reading).state == "superseded"
    assert [claim.evidence[0].quote for claim in store.claims()] == ["crashed on the Moon"]


def test_a_claim_that_comes_back_is_no_longer_superseded(store: Store, writer: Callable) -> None:
    first, second = writer("s1", TEXT), writer("s1", TEXT + " It was lost.")
    claim = first.claim(RESILIENCE, "OPERATED_BY", ISPACE, "ispace's Resilience")
    other = second.claim(RESILIENCE, "OUTCOME", "failed", "It was lost.")
    store.load(first.reading(claim))
    store.load(second.reading(other))
    store.load(first.reading(claim))
    assert list(store.claims()) == [claim]


def test_merged_entities_leave_the_claim_itself_alone(store: Store, writer: Callable) -> None:
    story = writer("s1", TEXT)
    unlinked = Entity("company:ispace", "Company", "ispace")
    before = story.claim(RESILIENCE, "OPERATED_BY", unlinked)
    after = story.claim(RESILIENCE, "OPERATED_BY", ISPACE)
    assert before.id == after.id
    store.load(story.reading(before))
    store.load(story.reading(after))
    assert list(store.claims(superseded=True)) == [after]
    assert relationships(store) == [("lander:resilience", "OPERATED_BY", None, None, "Q1", 1, 1)]
    assert entity(store, "company:ispace") is None


def test_sources_are_independent_origins(store: Store, writer: Callable) -> None:
    told = [
        ("s1", "The Guardian", "ispace's Resilience.", ()),
        ("s2", "The Guardian", "ispace runs Resilience.", ()),
        ("s3", "Daily Copy", "ispace's Resilience.", ()),
        ("s4", "Daily Quote", "Resilience of ispace.", (NASA, TIMES)),
        ("s5", None, "Resilience, by ispace.", ()),
    ]
    for identity, outlet, text, by in told:
        story = writer(identity, text, outlet=outlet)
        store.load(story.reading(story.claim(RESILIENCE, "OPERATED_BY", ISPACE, by=by, confidence=0.5)))
    # The Guardian (copied by the Daily Copy), The Times as quoted, and the story without an outlet
    assert relationships(store) == [("lander:resilience", "OPERATED_BY", None, None, "Q1", 5, 3)]
    confidence = store.query("MATCH (:Lander)-[r:OPERATED_BY]->() RETURN r.confidence").rows
    assert confidence == ((0.875,),)


def test_the_publisher_and_an_outlet_quoted_by_that_name_are_one(store: Store, writer: Callable) -> None:
    gazetteer = Entity("Q11148", "Outlet", "The Guardian", wikidata="Q11148")
    story = writer("s1", TEXT, outlet="the guardian")
    store.load(story.reading(story.claim(RESILIENCE, "OPERATED_BY", ISPACE, by=(gazetteer,))))
    assert store.query("MATCH (:Story)-[:PUBLISHED_BY]->(o) RETURN o.id").rows == (("Q11148",),)


@pytest.mark.parametrize(
    ("outlet", "identity", "name"),
    [
        ("The Guardian", "Q11148", "The Guardian"),
        ("guardian", "outlet:guardian", "guardian"),
        ("El  Época's Post", "outlet:el-epocas-post", "El Época's Post"),
    ],
)
def test_the_publisher_is_the_gazetteers_outlet_where_it_knows_the_name(
    store: Store, writer: Callable, outlet: str, identity: str, name: str
) -> None:
    story = writer("s1", TEXT, outlet=outlet)
    store.load(story.reading(story.claim(RESILIENCE, "OPERATED_BY", ISPACE)))
    assert store.query("MATCH (:Story)-[:PUBLISHED_BY]->(o:Outlet) RETURN o.id, o.name").rows == ((identity, name),)


def test_repeatable_relations_are_told_apart_by_when(store: Store, writer: Callable) -> None:
    station, ship = Entity("Q9", "Station", "ISS"), Entity("capsule:crew", "Capsule", "Crew")
    story = writer("s1", "Docked in May, docked in June.")
    store.load(
        story.reading(
            story.claim(ship, "DOCKED_WITH", station, "Docked in May", when="2025-05"),
            story.claim(ship, "DOCKED_WITH", station, "docked in June", when="2025-06"),
            story.claim(ship, "TARGETS", station, "May", when="2025-05"),
            story.claim(ship, "TARGETS", station, "June", when="2025-06"),
        )
    )
    rows = store.query("MATCH (:Capsule)-[r]->(:Station) RETURN type(r), r.when, r.since, r.until, r.claims").rows
    assert sorted(rows) == [
        ("DOCKED_WITH", "2025-05", date(2025, 5, 1), date(2025, 5, 31), 1),
        ("DOCKED_WITH", "2025-06", date(2025, 6, 1), date(2025, 6, 30), 1),
        ("TARGETS", "2025-05", date(2025, 5, 1), date(2025, 6, 30), 2),
    ]


def test_symmetric_relations_are_stored_once(store: Store, writer: Callable) -> None:
    story = writer("s1", TEXT)
    store.load(
        story.reading(
            story.claim(NASA, "PARTNERS_WITH", ISPACE, "said NASA"),
            story.claim(ISPACE, "PARTNERS_WITH", NASA, "ispace"),
        )
    )
    assert relationships(store) == [("Q1", "PARTNERS_WITH", None, None, "Q2", 2, 1)]
    assert {(claim.subject.id, claim.object.id) for claim in store.claims()} == {("Q1", "Q2"), ("Q2", "Q1")}


def test_properties_hold_the_best_believed_value_of_actual_claims(store: Store, writer: Callable) -> None:
    for identity, outlet, value, status in (
        ("s1", "The Guardian", "2025-01", "actual"),
        ("s2", "The Times", "2025-01", "actual"),
        ("s3", "The Sun", "2025-02", "actual"),
        ("s4", "The Sun", "2027", "planned"),
    ):
        story = writer(identity, f"Launched {identity}.", outlet=outlet)
        store.load(
            story.reading(
                story.claim(RESILIENCE, "LAUNCH_DATE", value, status=status),
                story.claim(RESILIENCE, "MILESTONE", "Launched"),
            )
        )
    found = entity(store, "lander:resilience")
    assert (found["launch_date"], found["launch_dates"]) == ("2025-01", ["2025-01", "2025-02"])
    assert "milestone" not in found
    store.forget("s3")
    found = entity(store, "lander:resilience")
    assert (found["launch_date"], found.get("launch_dates")) == ("2025-01", None)


def test_a_node_holds_the_best_of_many_values(store: Store, writer: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derived, "MOST_VALUES", 2)
    for identity, value in (("s1", "3 kg"), ("s2", "1 kg"), ("s3", "3 kg"), ("s4", "2 kg")):
        story = writer(identity, f"It weighs {value}, says {identity}.", outlet=identity)
        store.load(story.reading(story.claim(RESILIENCE, "MEASURE", value)))
    found = entity(store, "lander:resilience")
    assert (found["measure"], found["measures"]) == ("3 kg", ["3 kg", "1 kg"])


def test_type_and_name_do_not_depend_on_the_order_of_loading(store: Store, writer: Callable) -> None:
    vague = Entity("x", "Craft", "Resilience", ("R",))
    lander = Entity("x", "Lander", "Resilience lander")
    rover = Entity("x", "Rover", "Resilience")
    readings = []
    for identity, thing in (("s1", vague), ("s2", lander), ("s3", rover)):
        story = writer(identity, f"{thing.name} of ispace, in {identity}, near the Moon.", outlet="The Guardian")
        claims = [story.claim(thing, "OPERATED_BY", ISPACE), story.claim(thing, "OUTCOME", "failed")]
        if thing is lander:
            claims.append(story.claim(thing, "TARGETS", MOON, by=(GUARDIAN,)))
        readings.append(story.reading(*claims))
    graphs = []
    for order in ((0, 1, 2), (2, 0, 1), (2, 1, 0)):
        for place in order:
            store.load(readings[place])
        graphs.append(everything(store))
        found = entity(store, "x")
        assert (found["type"], found["name"], found["aliases"]) == ("Lander", "Resilience lander", ["R", "Resilience"])
        assert found["labels"] == ["Craft", "Entity", "Lander"]
        for identity in ("s1", "s2", "s3"):
            assert store.forget(identity)
        assert store.counts() == dict.fromkeys(("stories", "entities", "claims", "superseded", "relationships"), 0)
    assert graphs[0] == graphs[1] == graphs[2]


def test_forgetting_leaves_the_graph_as_if_the_story_had_never_been_loaded(store: Store, writer: Callable) -> None:
    first, second = writer("s1", TEXT, outlet="The Guardian"), writer("s2", TEXT + " Twice.", outlet="The Times")
    store.load(first.reading(first.claim(RESILIENCE, "OPERATED_BY", ISPACE), first.claim(NASA, "SAID", "again")))
    before = everything(store)
    store.load(
        second.reading(
            second.claim(RESILIENCE, "OPERATED_BY", ISPACE),
            second.claim(Entity("lander:resilience", "Rover", "The Resilience rover"), "TARGETS", MOON),
            second.claim(NASA, "LED_BY", Entity("person:x", "Person", "Ada X"), role="administrator", by=(TIMES,)),
        )
    )
    assert everything(store) != before
    assert store.forget("s2")
    assert everything(store) == before
    assert not store.forget("s2")


def test_forgetting_deletes_superseded_claims_too(store: Store, writer: Callable) -> None:
    first, second = writer("s1", TEXT), writer("s1", TEXT + " More.")
    store.load(first.reading(first.claim(RESILIENCE, "OPERATED_BY", ISPACE, by=(TIMES,))))
    store.load(second.reading(second.claim(RESILIENCE, "OUTCOME", "failed", "More.")))
    assert entity(store, "outlet:the-times") is not None
    store.forget("s1")
    assert everything(store) == []
