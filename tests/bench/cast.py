"""Who and what the stories of the synthetic archive speak of: known names and invented ones, of fame by Zipf's law."""

from collections.abc import Mapping
from functools import cache
from math import exp, log
from random import Random

from kg.model import Entity, Mention
from ontology.gazetteer import gazetteer

INVENTED = 1 / 3
FAME = 1.7
# slot -> (types in the gazetteer, the best known first, the type of invented ones)
CAST: Mapping[str, tuple[frozenset[str], tuple[str, ...], str | None]] = {
    "craft": (
        frozenset({"Lander", "Orbiter", "Probe", "Satellite", "Rover", "Capsule", "Telescope"}),
        ("Starlink", "Dragon", "Orion", "Webb", "Hubble", "Starliner", "Perseverance", "Blue Ghost", "Odysseus"),
        "Lander",
    ),
    "vehicle": (frozenset({"LaunchVehicle"}), ("Falcon 9", "Starship", "Space Launch System", "Ariane 6"), None),
    "agency": (frozenset({"Agency"}), ("NASA", "European Space Agency", "JAXA", "ISRO", "Roscosmos"), None),
    "company": (frozenset({"Company"}), ("SpaceX", "Blue Origin", "Boeing", "Rocket Lab", "ispace"), "Company"),
    "mission": (frozenset({"Mission"}), ("Artemis II", "Artemis III", "Apollo 11", "Crew-9"), "Mission"),
    "person": (frozenset({"Person"}), ("Bill Nelson", "Elon Musk", "Josef Aschbacher"), "Person"),
    "body": (frozenset({"CelestialBody"}), ("Moon", "Mars", "Earth", "Venus", "Jupiter", "Europa"), None),
    "site": (frozenset({"LaunchSite"}), ("Cape Canaveral", "Kennedy Space Center", "Baikonur", "Vandenberg"), None),
    "country": (frozenset({"Country"}), ("United States", "China", "Japan", "India", "Russia"), None),
    "city": (frozenset({"City"}), ("Houston", "Tokyo", "Washington", "Paris", "Los Angeles"), None),
    "instrument": (frozenset({"Instrument"}), (), "Instrument"),
    "outlet": (frozenset({"Outlet"}), ("SpaceNews", "Reuters", "The Guardian", "Al Jazeera", "BBC News"), None),
}
SAME = {"chief": "person", "partner": "company", "other": "craft"}
SYLLABLES = [
    "ar",
    "bel",
    "cor",
    "dan",
    "el",
    "fen",
    "gal",
    "hel",
    "is",
    "jor",
    "kal",
    "lum",
    "mar",
    "nor",
    "ol",
    "per",
    "qua",
    "ros",
    "sel",
    "tan",
    "ul",
    "ver",
    "wes",
    "xan",
    "yor",
    "zel",
]


def actors(chance: Random, number: int) -> dict[str, Entity]:
    """Somebody for each slot, no one twice."""
    cast = {slot: draw(chance, slot, number) for slot in CAST}
    for slot, like in SAME.items():
        other = draw(chance, like, number)
        while other == cast[like]:
            other = draw(chance, like, number)
        cast[slot] = other
    return cast


def draw(chance: Random, slot: str, number: int) -> Entity:
    known = pool(slot)
    invented = CAST[slot][2]
    if invented is None or chance.random() > INVENTED:
        return known[zipf(chance, len(known), FAME)]
    # half of what is new to the press is met again later
    return invent(slot, invented, number if chance.random() < 1 / 2 else zipf(chance, number + 10))


def zipf(chance: Random, size: int, fame: float = 1.0) -> int:
    """A rank from 0, met about as often as one over itself (Zipf's law); more `fame` favours the first few."""
    return min(int(exp(chance.random() ** fame * log(size + 1))) - 1, size - 1)


@cache
def pool(slot: str) -> tuple[Entity, ...]:
    """The known names of a slot, the best known first, the others in an order of chance."""
    types, famous, _ = CAST[slot]
    entries = {
        entry.name: entry
        for _, entry in gazetteer().surfaces()
        if entry.type in types and (entry.name in famous or not entry.flags)
    }
    others = sorted(set(entries) - set(famous))
    Random(slot).shuffle(others)
    ordered = [entries[name] for name in famous if name in entries] + [entries[name] for name in others]
    return tuple(
        Entity(
            entry.wikidata or f"{entry.type.casefold()}:{entry.name}",
            entry.type,
            entry.name,
            wikidata=entry.wikidata or None,
            mentions=(Mention(0, 1),),
        )
        for entry in ordered
    )


def invent(slot: str, type_name: str, number: int) -> Entity:
    """The invented name of this number: no two of a slot are alike."""
    sounds, rest = [], number * 7 + len(slot)
    while rest or len(sounds) < 2:
        rest, at = divmod(rest, len(SYLLABLES))
        sounds.append(SYLLABLES[at])
    word = "".join(sounds).capitalize()
    name = {
        "person": f"{word} {SYLLABLES[number % 26].capitalize()}ensen",
        "company": f"{word} Aerospace",
        "craft": f"{word}-{number % 9 + 1}",
        "mission": f"{word} {number % 5 + 1}",
    }.get(slot, word.upper())
    return Entity(f"{type_name.casefold()}:{name}", type_name, name, mentions=(Mention(0, 1),))
