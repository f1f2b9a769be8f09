"""Stories that mean harm, and readings that are wrong: stored as they are, or refused whole."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.errors import StoreError
from kg.model import Entity, Evidence
from kg.store import Store

HARM = [
    "<script>alert('x')</script>",
    "'}) DETACH DELETE n //",
    '"`; MATCH (n) DELETE n; //',
    "{{ 7 * 7 }} {% raw %} ${x}",
    "nul \x00 bell \x07 escape \x1b[31m tab \t end",
    "\u202eright to left\u202c \u200bzero width\ufeff",
    "emoji 🚀 and beyond 𝕏",
    "row\nof\r\nlines\u2028and\u0085more",
    "$name $0 \\u0027 \\",
]


@pytest.mark.parametrize("harm", HARM)
def test_every_field_is_kept_as_it_is(store: Store, writer: Callable, harm: str) -> None:
    lander = Entity(harm, "Lander", harm, (f"{harm} too",))
    outlet = Entity(f"o{harm}", "Outlet", f"{harm} Times")
    story = writer(harm, f"{harm} flew. {harm} fell.", title=harm, url=harm, outlet=f"{harm} Times", source=harm)
    claims = [
        story.claim(lander, "OPERATED_BY", Entity("Q1", "Company", harm), by=(outlet,), role=harm),
        story.claim(lander, "PURPOSE", harm, f"{harm} fell", when="not a date"),
    ]
    reading = story.reading(*claims)
    reading = replace(reading, story=replace(reading.story, questions=(harm,)))
    store.load(reading)
    assert sorted(store.claims(), key=lambda claim: claim.id) == sorted(claims, key=lambda claim: claim.id)
    assert list(store.stories(texts=True)) == [reading.story]
    assert store.find(harm)[0] == lander
    assert store.subgraph([harm]).nodes[harm]["entity"] == lander
    assert store.load(reading).state == "unchanged"
    assert store.forget(harm)
    assert store.counts()["entities"] == 0


def test_very_long_names_and_texts(store: Store, writer: Callable) -> None:
    name = "Resilience " * 20_000
    lander = Entity("lander:long", "Lander", name, (name + "II",))
    story = writer("s1", f"{name} fell.")
    store.load(story.reading(story.claim(lander, "OUTCOME", "failed"), story.claim(lander, "PURPOSE", name)))
    assert store.find(name) == [lander]
    assert next(store.claims()).evidence[0].quote == story.story.text


def test_offsets_count_code_points_beyond_the_basic_plane(store: Store, writer: Callable) -> None:
    story = writer("s1", "🚀🚀 Resilience 🌕 fell")
    lander = Entity("lander:resilience", "Lander", "Resilience")
    store.load(story.reading(story.claim(lander, "OUTCOME", "failed", "🌕 fell")))
    (claim,) = store.claims()
    (kept,) = store.stories(texts=True)
    assert claim.evidence == (Evidence(14, 20, "🌕 fell"),)
    assert kept.text[14:20] == "🌕 fell"


@pytest.mark.parametrize("place", ["text", "title", "id", "name", "value", "alias", "role", "question"])
def test_half_a_character_is_refused(store: Store, writer: Callable, place: str) -> None:
    half = {place: "half \ud800"}
    lander = Entity("lander:x", "Lander", half.get("name", "X"), (half.get("alias", "Y"),))
    story = writer(half.get("id", "s1"), half.get("text", "Fell."), title=half.get("title"))
    claim = story.claim(lander, "PURPOSE", half.get("value", "to fall"), role=half.get("role", "r"))
    reading = story.reading(claim)
    reading = replace(reading, story=replace(reading.story, questions=(half.get("question", "?"),)))
    with pytest.raises(StoreError) as error:
        store.load(reading)
    str(error.value).encode()
    assert store.counts()["claims"] == 0


LANDER, COMPANY = Entity("l", "Lander", "Resilience"), Entity("c", "Company", "ispace")
WRONG = {
    "no such predicate": {"predicate": "OWNS) DETACH DELETE n //"},
    "no type": {"subject": Entity("x", "Starship`) //", "x")},
    "needs an object": {"object": None},
    "neither may have both": {"value": "x"},
    "needs evidence": {"evidence": ()},
    "within the story's 16 characters": {"evidence": (Evidence(5, 99),)},
    "confidence is 1.5": {"confidence": 1.5},
    "confidence is nan": {"confidence": float("nan")},
    "belongs to story 's2'": {"story": "s2"},
    "its id must have 1 to 500": {"subject": Entity("x" * 600, "Lander", "x")},
}


@pytest.mark.parametrize("reason", WRONG)
def test_a_wrong_reading_is_refused_whole(store: Store, writer: Callable, reason: str) -> None:
    story = writer("s1", "Resilience fell.")
    good = story.claim(LANDER, "OUTCOME", "failed")
    bad = replace(story.claim(LANDER, "OPERATED_BY", COMPANY), **WRONG[reason])
    with pytest.raises(StoreError, match=reason) as error:
        store.load(story.reading(good, bad))
    assert "\n" not in str(error.value)
    assert store.counts() == dict.fromkeys(("stories", "entities", "claims", "superseded", "relationships"), 0)
