"""A pool of hand-made readings, each story in the versions that it may be loaded in, and decisions on their entities.

Between them they hold all that a graph derives something from: copies of one text under several outlets, corrected
texts, a text read anew, equal places over other words, hubs, described entities, chains of attribution, symmetric and
repeatable relations, contradictions, a catalogue's record, an entity and a story of which nothing is claimed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.model import REFERENCE, Entity, Reading, Story
from tests.store.conftest import Writer

MOON = Entity("Q405", "CelestialBody", "Moon", ("the Moon",), wikidata="Q405")
NASA = Entity("Q23548", "Agency", "NASA", ("National Aeronautics and Space Administration",), wikidata="Q23548")
NORWAY = Entity("Q20", "Country", "Norway", wikidata="Q20")
HERON = Entity("lander:heron", "Lander", "Heron", ("the Heron",))
HERON_ONE = Entity("craft:heron-one", "Craft", "Heron One")
SKARV = Entity("company:skarv", "Company", "Skarv")
SKARV_AS = Entity("Q77", "Company", "Skarv Dynamics AS", ("Skarv Dynamics",), wikidata="Q77")
PETREL = Entity("launchvehicle:petrel", "LaunchVehicle", "Petrel")
BERG = Entity("person:jo-berg", "Person", "Jo Berg")
COURIER = Entity("outlet:orbital-courier", "Outlet", "Orbital Courier")
POST = Entity("outlet:harbour-post", "Outlet", "Harbour Post")
HERON_ROVER = Entity("lander:heron", "Rover", "Heron rover of Bergen", ("Heron rover",))
LARGER = Entity("described#e4", "Lander", "a larger lander", described=True)

WIRE = (
    "Skarv's lander Heron came down on the Moon late on Tuesday after a cruise of forty days from the coast of Norway. "
    "Controllers in Bergen waited eleven minutes for the first signal, which told them that all four legs had found "
    "the ground and that the mast was up. A Petrel rocket had sent the craft on its way in March, and the firm had "
    "promised its backers nothing more than a quiet flight and a picture of the horizon."
)
LOCAL = " The town hall will show the picture on a screen at the quay from Friday on."
CORRECTED = WIRE.replace("late on Tuesday", "early on Wednesday")


def pool() -> Mapping[str, tuple[Reading, ...]]:
    """Story id -> its versions, in the order in which an outlet would publish them."""
    made = (
        wire_a(),
        wire_b(),
        wire_c(),
        hopes(),
        doubts(),
        chain(),
        described(),
        ministry(),
        record(),
        place(),
        twins(),
        silent(),
    )
    return {versions[0].story.id: versions for versions in made}


def written(identity: str, text: str, **fields: object) -> Writer:
    return Writer(Story(identity, text, **fields))  # type: ignore[arg-type]


def wire(story: Writer, confidence: float) -> Reading:
    return story.reading(
        story.claim(HERON, "BUILT_BY", SKARV, "Skarv's lander Heron", confidence=confidence),
        story.claim(HERON, "LANDED_ON", MOON, "came down on the Moon", when="2031-04-15", confidence=confidence),
        story.claim(HERON, "LAUNCHED_ON", PETREL, "A Petrel rocket had sent the craft", confidence=confidence),
    )


def wire_a() -> tuple[Reading, ...]:
    """Corrected twice: still a copy, then in words of its own."""
    about = {"outlet": "Orbital Courier", "published": "2031-04-16", "url": "https://courier.example/heron"}
    own = written("wire-a", "Heron is on the Moon, says Skarv.", title="Heron is down", **about)
    return (
        wire(written("wire-a", WIRE, title="Heron lands", **about), 0.8),
        wire(written("wire-a", CORRECTED, title="Heron lands", **about), 0.75),
        own.reading(own.claim(HERON, "LANDED_ON", MOON, "Heron is on the Moon", by=(SKARV,), confidence=0.7)),
    )


def wire_b() -> tuple[Reading, ...]:
    """A copy with a paragraph more, the same read anew, and no copy any more."""
    story = written("wire-b", WIRE + LOCAL, outlet="Fjord Gazette", published="2031-04-16")
    other = written("wire-b", "Fjord Gazette: a lander called Heron.", outlet="Fjord Gazette", published="2031-04-17")
    anew = story.reading(
        replace(story.claim(HERON, "BUILT_BY", SKARV, "Skarv's lander Heron"), confidence=0.6, object=SKARV_AS),
        story.claim(HERON, "MILESTONE", "all four legs had found the ground", "all four legs had found the ground"),
    )
    return wire(story, 0.7), anew, other.reading(other.claim(HERON, "OUTCOME", "ongoing", confidence=0.5))


def wire_c() -> tuple[Reading, ...]:
    """Without an outlet; links the Wikidata id."""
    story = written("wire-c", WIRE.replace("quiet", "safe"), source="wire-c.txt")
    return (story.reading(story.claim(HERON, "BUILT_BY", SKARV_AS, "Skarv's lander Heron", confidence=0.9)),)


def hopes() -> tuple[Reading, ...]:
    """Contradicts `doubts`, until it is corrected; the same words stay at the same places."""
    about = {"outlet": "Harbour Post", "published": "2031-04-17"}
    first = written("hopes", "Heron One succeeded, after its launch on 3 March. Skarv is in Bergen.", **about)
    second = written("hopes", "Heron One has failed, after its launch on 5 March. Skarv is in Bergen.", **about)
    return (
        first.reading(
            first.claim(HERON_ONE, "OUTCOME", "succeeded", "Heron One succeeded"),
            first.claim(HERON_ONE, "LAUNCH_DATE", "2031-03-03", "3 March", confidence=0.8),
            first.claim(HERON_ONE, "TARGETS", MOON, "Heron One", status="planned"),
        ),
        second.reading(
            second.claim(HERON_ONE, "OUTCOME", "failed", "Heron One has failed"),
            second.claim(HERON_ONE, "LAUNCH_DATE", "2031-03-05", "5 March", confidence=0.8),
        ),
    )


def doubts() -> tuple[Reading, ...]:
    story = written(
        "doubts", "Heron failed, NASA said. It left on 5 March.", outlet="Lunar Week", published="2031-04-17"
    )
    return (
        story.reading(
            story.claim(HERON, "OUTCOME", "failed", "Heron failed", by=(NASA,), confidence=0.7),
            story.claim(HERON, "LAUNCH_DATE", "2031-03-05", "5 March", confidence=0.9),
            story.claim(HERON, "LANDED_ON", MOON, "Heron failed, NASA said", status="denied", when="2031-04-15"),
        ),
    )


def chain() -> tuple[Reading, ...]:
    """Who says so, according to whom; both ways of a symmetric relation; one relation at two times."""
    story = written(
        "chain",
        "NASA and Skarv work together, and Skarv with NASA, said Jo Berg of Skarv, according to the Orbital Courier. "
        "NASA paid in 2029 and paid again in 2031, the Harbour Post quotes the agency.",
        outlet="Space Digest",
        published="2031-05",
    )
    return (
        story.reading(
            story.claim(NASA, "PARTNERS_WITH", SKARV, "NASA and Skarv", by=(COURIER, BERG)),
            story.claim(SKARV, "PARTNERS_WITH", NASA, "Skarv with NASA", by=(COURIER, BERG), confidence=0.6),
            story.claim(BERG, "WORKS_FOR", SKARV, "Jo Berg of Skarv", role="engineer"),
            story.claim(NASA, "CONTRACTED", SKARV, "paid in 2029", when="2029", by=(POST, NASA), amount="$2m"),
            story.claim(NASA, "CONTRACTED", SKARV, "paid again in 2031", when="2031", by=(POST, NASA)),
            story.claim(NASA, "CONTRACTED", SKARV, "paid again", status="possible"),
        ),
    )


def described() -> tuple[Reading, ...]:
    """Of something that nobody names, and of an entity of which nothing is claimed."""
    story = written("described", "After Heron, Skarv plans a larger lander for NASA by 2033.", outlet="The Long View")
    reading = story.reading(
        story.claim(LARGER, "BUILT_BY", SKARV, "Skarv plans a larger lander", status="planned"),
        story.claim(LARGER, "FOR_CUSTOMER", NASA, "for NASA", status="planned", when="../2033"),
        story.claim(LARGER, "LAUNCH_DATE", "../2033", "by 2033", status="planned"),
    )
    return (replace(reading, entities=(*reading.entities, HERON)),)


def ministry() -> tuple[Reading, ...]:
    """Another person of the same name; corrected into saying nothing."""
    story = written("ministry", "Jo Berg leads Norway's ministry, Jo Berg said.", outlet="Harbour Post")
    return (
        story.reading(
            story.claim(NORWAY, "LED_BY", BERG, "Jo Berg leads Norway", role="minister"),
            story.claim(BERG, "SAID", "leads Norway's ministry", "leads Norway's ministry", by=(BERG,)),
        ),
        written("ministry", "The ministry has no comment.", outlet="Harbour Post").reading(),
    )


def record() -> tuple[Reading, ...]:
    """A catalogue's."""
    story = written(
        "record", "Name: Heron\nBuilder: Skarv\nLaunched: 2031-03-03 on Petrel", outlet="GCAT", kind=REFERENCE
    )
    return (
        story.reading(
            story.claim(HERON, "BUILT_BY", SKARV, "Builder: Skarv", confidence=1.0),
            story.claim(HERON, "LAUNCHED_ON", PETREL, "on Petrel", confidence=1.0),
            story.claim(HERON, "LAUNCH_DATE", "2031-03-03", "2031-03-03", confidence=1.0),
        ),
    )


def place() -> tuple[Reading, ...]:
    """The same claim at the same place over other words, under another title."""
    first = written("place", "Heron hit the Moon, we hear.", title="Heron down", outlet="Tide Table")
    second = written("place", "Heron got the Moon, we hear.", title="Heron down, again", outlet="Tide Table")
    return (
        first.reading(first.claim(HERON, "LANDED_ON", MOON, "Heron hit the Moon", when="2031-04-15")),
        second.reading(second.claim(HERON_ROVER, "LANDED_ON", MOON, "Heron got the Moon", when="2031-04-15")),
    )


def twins() -> tuple[Reading, ...]:
    """Two craft that people may take for one, one of which follows the other; another type in what is read anew."""
    story = written("twins", "Heron follows Heron One. Skarv runs both, says the Harbour Post.", outlet="harbour post")
    reading = story.reading(
        story.claim(HERON, "FOLLOWS", HERON_ONE, "Heron follows Heron One"),
        story.claim(HERON, "OPERATED_BY", SKARV, "Skarv runs both", by=(POST,)),
        story.claim(HERON_ONE, "OPERATED_BY", SKARV_AS, "Skarv runs both, says", by=(POST,), confidence=0.6),
        story.claim(HERON_ONE, "OPERATED_BY", SKARV, "runs both", status="ended"),
    )
    anew = (
        story.claim(HERON_ROVER, "OPERATED_BY", SKARV, "Skarv runs both", by=(POST,), confidence=0.4),
        story.claim(HERON_ROVER, "BUILT_BY", SKARV, "Skarv runs"),
    )
    return reading, story.reading(*anew)


def silent() -> tuple[Reading, ...]:
    return (written("silent", "Nothing at all happened.", outlet="Orbital Courier").reading(),)


# Kind and ids, types or names. Each is one that the claims of the pool can bear.
DECISIONS: Sequence[tuple[str, str, str]] = (
    ("same", HERON.id, HERON_ONE.id),
    ("differ", HERON.id, HERON_ONE.id),
    ("same", SKARV.id, SKARV_AS.id),
    ("differ", SKARV.id, SKARV_AS.id),
    ("unsure", SKARV.id, SKARV_AS.id),
    ("same", LARGER.id, HERON_ONE.id),
    ("differ", LARGER.id, HERON.id),
    ("differ", BERG.id, f"{BERG.id}@ministry"),
    ("same", BERG.id, f"{BERG.id}@ministry"),
    ("differ", f"{HERON.id}@place", HERON.id),
    ("same", COURIER.id, POST.id),
    ("retype", HERON.id, "Rover"),
    ("retype", HERON_ONE.id, "Orbiter"),
    ("retype", SKARV_AS.id, "Institute"),
    ("rename", HERON.id, "Heron the First"),
    ("rename", SKARV.id, "Skarv of Bergen"),
    ("rename", LARGER.id, "Heron Two"),
    ("rename", COURIER.id, "The Courier of Orbits"),
)
