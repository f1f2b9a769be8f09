"""What the graph knows of its entities, story by story."""

from kg.model import Entity, Story
from kg.store import Store
from kg.store.profiles import told
from tests.store.conftest import Writer

HERON = Entity("lander:heron", "Lander", "Heron")
SKARV = Entity("company:skarv", "Company", "Skarv")
ROVER = Entity("s2#e4", "Rover", "a rover", described=True)


def test_what_each_story_says_of_an_entity(store: Store) -> None:
    first = Writer(Story("s1", "Skarv built Heron, launched in 2025."))
    second = Writer(Story("s2", "Heron carries a rover."))
    store.load(first.reading(first.claim(HERON, "BUILT_BY", SKARV), first.claim(HERON, "LAUNCH_DATE", "2025")))
    store.load(second.reading(second.claim(ROVER, "CARRIED_BY", HERON)))
    rows = told(store.connection, [HERON.id])[HERON.id]
    assert [(row["story"], row["type"]) for row in rows if "predicate" not in row] == [
        ("s1", "Lander"),
        ("s2", "Lander"),
    ]
    said = {(row["predicate"], row["value"], row["name"], row["hub"]) for row in rows if "predicate" in row}
    assert said == {
        ("BUILT_BY", None, "Heron", False),
        ("BUILT_BY", None, "Skarv", False),
        ("LAUNCH_DATE", "2025", "Heron", False),
        ("CARRIED_BY", None, "Heron", False),
        ("CARRIED_BY", None, "a rover", True),
    }
    assert told(store.connection, ["nothing"]) == {}


def test_what_was_superseded_says_nothing(store: Store) -> None:
    writer = Writer(Story("s1", "Heron, launched in 2025."))
    store.load(writer.reading(writer.claim(HERON, "LAUNCH_DATE", "2025")))
    corrected = Writer(Story("s1", "Heron, launched in 2026."))
    store.load(corrected.reading(corrected.claim(HERON, "LAUNCH_DATE", "2026")))
    values = {row.get("value") for row in told(store.connection, [HERON.id])[HERON.id]}
    assert values == {None, "2026"}
