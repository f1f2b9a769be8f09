"""Stories loaded one after the other until the store cannot be reached, and what must be there then."""

from collections.abc import Callable

from kg.errors import StoreUnreachable
from kg.model import Entity, Reading
from kg.store import Store

STORIES = 12


def landers(writer: Callable) -> list[Reading]:
    """Stories of two claims each."""
    moon = Entity("Q405", "CelestialBody", "Moon", wikidata="Q405")
    made = []
    for number in range(STORIES):
        story = writer(f"s{number:02}", f"Lander {number} went for the Moon.")
        lander = Entity(f"lander:{number}", "Lander", f"Lander {number}")
        made.append(story.reading(story.claim(lander, "TARGETS", moon), story.claim(lander, "OUTCOME", "failed")))
    return made


def load(store: Store, readings: list[Reading], each: Callable[[int], None] = lambda number: None) -> int:
    """How many were acknowledged before the store could not be reached."""
    for number, reading in enumerate(readings):
        each(number)
        try:
            store.load(reading)
        except StoreUnreachable:
            return number
    return len(readings)


def assert_all_but_at_most_one(store: Store, acknowledged: int) -> None:
    """The story that failed may be there, whole: its commit was on the way when the connection broke."""
    counts = store.counts()
    assert acknowledged <= counts["stories"] <= acknowledged + 1
    assert counts["claims"] == 2 * counts["stories"]
