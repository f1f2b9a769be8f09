"""Near-copies are linked and counted once, in any order of loads, on both servers."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx
import pytest

from kg import copies
from kg.model import REFERENCE, Entity, Reading
from kg.store import Store, bands

TERN = Entity("capsule:tern-2", "Capsule", "Tern-2")
SKUA = Entity("rocket:skua", "LaunchVehicle", "Skua")
WIRE = " ".join(f"word{number}" for number in range(120))


def made_of(*paragraphs: int) -> str:
    """A text of paragraphs of 30 words, told by their numbers."""
    return " ".join(f"p{paragraph}w{number}" for paragraph in paragraphs for number in range(30))


def state(store: Store) -> list[str]:
    """The whole graph as text, without times of loading."""
    nodes = store.query("MATCH (n) WHERE NOT n:KnowledgeGraph RETURN labels(n), properties(n)").rows
    links = store.query(
        "MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.key), type(r), properties(r), coalesce(b.id, b.key)"
    ).rows
    kept = [[sorted(labels), {**held, "loaded": None}] for labels, held in nodes]
    return sorted(
        repr([sorted(part.items()) if isinstance(part, dict) else part for part in row]) for row in (*kept, *links)
    )


def groups(store: Store) -> dict[str, str | None]:
    return dict(store.query("MATCH (s:Story) RETURN s.id, s.copies").rows)


def links(store: Store) -> list[tuple[Any, ...]]:
    return sorted(store.query("MATCH (s:Story)-[c:COPY_OF]->(o:Story) RETURN s.id, o.id, c.share").rows)


def counted(store: Store) -> tuple[Any, ...] | None:
    rows = store.query(
        "MATCH (:Capsule)-[r:LAUNCHED_ON]->() RETURN r.sources, r.news, r.reference, r.claims, r.confidence"
    ).rows
    return rows[0] if rows else None


@dataclass
class Press:
    """Loads stories that say that Tern-2 flew on Skua, each with confidence 0.5."""

    store: Store
    writer: Callable

    def reading(self, identity: str, text: str, **fields: Any) -> Reading:
        story = self.writer(identity, text, **{"outlet": f"Outlet {identity}", **fields})
        return story.reading(story.claim(TERN, "LAUNCHED_ON", SKUA, confidence=0.5))

    def load(self, identity: str, text: str, **fields: Any) -> None:
        self.store.load(self.reading(identity, text, **fields))


@pytest.fixture
def press(store: Store, writer: Callable) -> Press:
    return Press(store, writer)


def test_near_copies_are_linked_and_count_once(press: Press) -> None:
    press.load("a", f"Headline. {WIRE}")
    press.load("b", f"Quite another headline, at more length. {WIRE} And a local paragraph.")
    press.load("c", "The third paper wrote it by itself.")
    (link,) = links(press.store)
    assert link[:2] == ("b", "a")
    assert copies.SHARED <= link[2] < 1
    assert counted(press.store) == (2, 2, 0, 3, 0.75)
    group = groups(press.store)
    assert group["a"] == group["b"] in ("a", "b")
    assert group["c"] is None
    assert {claim.story for claim in press.store.claims()} == {"a", "b", "c"}  # each is kept
    claims = dict(press.store.query("MATCH (c:Claim) RETURN c.story, c.copies").rows)
    assert claims == group


def test_a_copy_that_goes_or_changes_parts_the_group(press: Press) -> None:
    press.load("a", WIRE)
    before = state(press.store)
    press.load("b", f"{WIRE} More.")
    assert counted(press.store) == (1, 1, 0, 2, 0.5)
    assert press.store.forget("b")
    assert state(press.store) == before
    press.load("b", f"{WIRE} More.")
    press.load("b", "Now the paper has words of its own.")
    assert links(press.store) == []
    assert set(groups(press.store).values()) == {None}
    assert counted(press.store) == (2, 2, 0, 2, 0.75)
    press.load("b", f"{WIRE} More.")
    assert counted(press.store) == (1, 1, 0, 2, 0.5)


def test_a_bridge_joins_two_groups_and_parts_them_when_it_goes(press: Press) -> None:
    press.load("a", made_of(1, 2, 3, 4))
    press.load("b", made_of(1, 2, 3, 4, 9))
    press.load("c", made_of(3, 4, 5, 6, 7))
    apart = state(press.store)
    assert counted(press.store)[0] == 2
    press.load("d", made_of(1, 2, 3, 4, 5, 6, 7))
    assert counted(press.store) == (1, 1, 0, 4, 0.5)
    assert len(set(groups(press.store).values())) == 1
    assert press.store.forget("d")
    assert state(press.store) == apart


def test_a_story_read_anew_stays_with_its_copies(press: Press) -> None:
    press.load("a", WIRE)
    press.load("b", f"{WIRE} More.")
    group = groups(press.store)
    story = press.writer("b", f"{WIRE} More.", outlet="Outlet b")
    press.store.load(story.reading(story.claim(TERN, "LAUNCHED_ON", SKUA, "word7 word8", confidence=0.25)))
    assert groups(press.store) == group
    assert len(links(press.store)) == 1
    assert counted(press.store) == (1, 1, 0, 2, 0.5)
    rows = press.store.query("MATCH (c:Claim {story: 'b'}) RETURN DISTINCT c.copies").rows
    assert rows == ((group["b"],),)


def test_relations_of_others_are_counted_anew(press: Press) -> None:
    """What joins the two groups says nothing of Tern-2 itself."""
    press.load("a", made_of(1, 2, 3, 4))
    press.load("c", made_of(3, 4, 5, 6, 7))
    assert counted(press.store)[0] == 2
    press.store.load(press.writer("d", made_of(1, 2, 3, 4, 5, 6, 7)).reading())
    assert counted(press.store) == (1, 1, 0, 2, 0.5)
    assert press.store.forget("d")
    assert counted(press.store) == (2, 2, 0, 2, 0.75)


def test_a_record_is_no_copy(press: Press) -> None:
    press.load("a", WIRE)
    press.load("r", f"{WIRE} More.", kind=REFERENCE)
    assert links(press.store) == []
    assert counted(press.store) == (2, 1, 1, 2, 0.75)
    press.load("r", f"{WIRE} More.")
    assert len(links(press.store)) == 1
    assert counted(press.store) == (1, 1, 0, 2, 0.5)


def test_very_short_texts_are_copies_of_their_equals_alone(press: Press) -> None:
    press.load("a", "Tern-2 flew on Skua from Unst today.")
    press.load("b", "Tern-2  flew on SKUA from Unst today.")
    press.load("c", "Tern-2 flew on Skua from Unst today, again.")
    assert links(press.store) == [("b", "a", 1.0)]
    assert counted(press.store) == (2, 2, 0, 3, 0.75)


def test_equal_texts_of_a_graph_from_before_count_once(press: Press) -> None:
    press.load("a", WIRE)
    press.store.connection.writing(lambda transaction: transaction.run("MATCH (s:Story) REMOVE s.bands"))
    press.store.connection.writing(lambda transaction: transaction.run("MATCH (b:Band) DETACH DELETE b"))
    press.load("b", WIRE)
    press.load("c", f"{WIRE} More.")
    assert groups(press.store)["a"] is None
    assert counted(press.store) == (1, 1, 0, 3, 0.5)


def test_a_graph_of_the_version_before_gets_the_new_index(neo4j: Mapping[str, str]) -> None:
    for _ in range(2):
        with Store.open(Path("unused"), environment=neo4j) as store:
            shown = store.connection.rows("SHOW INDEXES YIELD name RETURN collect(name) AS names")[0]["names"]
            assert {"story_copies", "band_key"} <= set(shown)
            store.connection.define(["DROP INDEX story_copies", "DROP CONSTRAINT band_key"])
            store.connection.writing(lambda transaction: transaction.run("MATCH (m:KnowledgeGraph) SET m.version = 1"))


def crowd(size: int) -> list[str]:
    """Texts in one frame, some of them copies: many share bands."""
    frame = made_of(0, 1)
    twins = [f"{frame} {made_of(10 + number // 2, 100 + number // 2)} tail{number}" for number in range(size)]
    crew = [f"{frame} {made_of(200)} tail{number}" for number in range(size)]
    return [*twins, *crew, *(made_of(*range(number, number + 4)) for number in range(300, 300 + size))]


@dataclass(frozen=True)
class Expected:
    """What follows from texts alone, computed without a store: links, groups and the leaders of bands."""

    links: list[tuple[str, str, float]]
    groups: dict[str, str | None]
    leaders: dict[str, list[str]]

    @staticmethod
    def of(told: dict[str, str], most: int) -> "Expected":
        shared: dict[str, list[str]] = {}
        for story in sorted(told, key=bands.place):
            for key in copies.keys(told[story]):
                shared.setdefault(key, []).append(story)
        leaders = {key: stories[:most] for key, stories in shared.items()}
        met = {
            (max(one, other), min(one, other))
            for key, stories in shared.items()
            for one in leaders[key]
            for other in stories
            if one != other
        }
        found = sorted(
            (*pair, share)
            for pair in met
            if copies.are_likely(*(copies.keys(told[story]) for story in pair))
            and (share := copies.Wording.of(told[pair[0]]).share(copies.Wording.of(told[pair[1]])))
        )
        graph = networkx.Graph([pair[:2] for pair in found])
        named = {story: min(part, key=bands.place) for part in networkx.connected_components(graph) for story in part}
        return Expected(found, {story: named.get(story) for story in told}, leaders)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_loads_changes_and_forgets_gives_what_follows_from_the_stories_held(
    press: Press, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """With few leaders, so that leads change hands all the time."""
    monkeypatch.setattr(bands, "LEADERS", 2)
    chance, texts = random.Random(seed), crowd(6)
    told: dict[str, str] = {}
    for step in range(60):
        story = f"s{chance.randrange(16)}"
        if story in told and chance.random() < 0.4:
            press.store.forget(story)
            del told[story]
        else:
            told[story] = chance.choice(texts)
            press.load(story, told[story])
        if step % 10 == 9:
            assert_follows(press.store, told)
    for story in told:
        press.store.forget(story)
    assert state(press.store) == []


def assert_follows(store: Store, told: dict[str, str]) -> None:
    expected = Expected.of(told, bands.LEADERS)
    assert expected.links, "the test is to have copies"
    assert links(store) == expected.links
    assert groups(store) == expected.groups
    assert dict(store.query("MATCH (b:Band) RETURN b.key, b.leaders").rows) == expected.leaders
    others = store.query("MATCH (b:Band) WHERE b.others <> COUNT { (b)<-[:IN_BAND]-() } RETURN b.key").rows
    assert others == ()
    claims = store.query("MATCH (c:Claim) RETURN DISTINCT c.story, c.copies").rows
    assert dict(claims) == expected.groups
    independent = len({group or copies.wording(told[story]) for story, group in expected.groups.items()})
    assert counted(store)[0] == independent


def test_a_crowded_band_costs_no_more_for_the_last_story_than_for_the_first(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts the texts compared, where all stories share their frame and none is a copy."""
    compared: list[copies.Wording] = []
    share = copies.Wording.share
    monkeypatch.setattr(copies.Wording, "share", lambda one, other: compared.append(other) or share(one, other))
    monkeypatch.setattr(bands, "LEADERS", 4)
    costs = []
    for number in range(60):
        compared.clear()
        story = press.writer(f"s{number}", f"{made_of(0, 1)} {made_of(10 + number, 100 + number)}")
        press.store.load(story.reading())
        costs.append(len(compared))
    assert links(press.store) == []
    assert max(costs) > 0
    assert sum(costs[40:]) <= 1.5 * sum(costs[20:40])
