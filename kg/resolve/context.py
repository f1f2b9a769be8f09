"""What two entities have to do with: what they share, what is of one series, and which places speak against them."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from kg.resolve.forms import SMALL, form_of, numbered, plain_words, sound_of
from kg.resolve.kinds import COMMONS, MERE_TRADES, TRADES
from kg.resolve.profile import Profile
from kg.resolve.reference import entry_of, known_as
from ontology import vocabulary
from ontology.gazetteer import gazetteer

SERIES = re.compile(r"(\D{3,}?)\d+[a-z]?$")
# `Perth, Western Australia`, `the Oslo-based Skarv`, `Skarv (Oslo) Ltd`: a place that stands in a name
COMMA, BASED, BRACKETS = re.compile(r", ([^,]+)$"), re.compile(r"^(?:the )?(\w.*?)-based "), re.compile(r"\(([^()]+)\)")
# Types of what so much has to do with that it says little of any two.
EVERYWHERE = ("Country", "Agency", "CelestialBody")
# Places that tell namesakes apart: cities an organisation by where it sits, regions and countries a city.
TELLING = ((("Organization",), (("City",),)), (("City", "Region"), (("Region",), ("Country",))))


def shared(one: Profile, other: Profile) -> list[str]:
    """What both have to do with, by the names of the reference, in order; spelling makes no difference."""
    first, second = ({key_of(name): known_as(name) for name in surroundings(end)} for end in (one, other))
    return sorted(first[key] for key in first.keys() & second.keys())


def support(common: Sequence[str]) -> float:
    """How much of the doubt what is shared takes away: two more than one, a country less than a craft."""
    told = [name for name in common if not is_everywhere(name)]
    if not told:
        return 0.5 if len(common) > 1 else 0.35
    return 0.6 if len(common) > 1 else 0.5


@lru_cache(maxsize=65536)
def is_everywhere(name: str) -> bool:
    """Whether half of the news has to do with it: a country, an agency, a planet."""
    known = vocabulary()
    return any(known.is_a(entry.type, kind) for entry in gazetteer().find(name) for kind in EVERYWHERE)


def is_of_one_series(one: Profile, other: Profile) -> bool:
    """Whether one has to do with Heron 3 and the other with Heron 5: one field of work, if not one thing."""
    first, second = ({series_of(key_of(name)) for name in end.related} - {""} for end in (one, other))
    return bool(first & second)


def are_partners(one: Profile, other: Profile) -> bool:
    """Whether an organisation has to do with another, as with its owner: what stands beside it is not itself."""
    if not all(vocabulary().is_a(end.type, "Organization") for end in (one, other)):
        return False
    if is_known_as_one(one, other):
        return False
    pairs = ((one, other), (other, one))
    return any(firms(first.names) & firms(partners(second)) - firms(second.names) for first, second in pairs)


def is_known_as_one(one: Profile, other: Profile) -> bool:
    """Whether the reference names know one thing by both names: a firm that has to do with its former name."""
    known = [entry_of(end.names[0], end.type) for end in (one, other)]
    return known[0] == known[1] is not None


def is_told_by_name(one: Profile, other: Profile) -> bool:
    """Whether two full names, of more than one word or not the same, are known as one's, and neither is a word."""
    flagged = any(entry.flags for end in (one, other) for entry in gazetteer().find(end.names[0]))
    is_full = all(len(end.names[0].split()) > 1 for end in (one, other))
    return is_full and not flagged and is_known_as_one(one, other)


def partners(profile: Profile) -> frozenset[str]:
    """What an organisation has to do with, but for a place that its own name begins with."""
    begins = {form_of(name, organization=True).words[:1] for name in profile.names}
    return frozenset(name for name in profile.related if tuple(plain_words(name)) not in begins or not is_place(name))


def firms(names: Iterable[str]) -> set[tuple[str, ...]]:
    return {firm_of(name) for name in names}


@lru_cache(maxsize=65536)
def firm_of(name: str) -> tuple[str, ...]:
    """The words of a firm's name without those that any firm has, after the first."""
    words = form_of(name, organization=True).words
    return tuple(word for place, word in enumerate(words) if not place or word not in MERE_TRADES)


def places_apart(one: Profile, other: Profile) -> tuple[str, str] | None:
    """The places by which namesakes are two; None where nothing is known against it, or they share something."""
    is_told = vocabulary().is_a(one.type, "Company") and is_told_by_name(one, other)
    if is_told or shared(one, other) or not (is_short(one) and is_short(other)):
        return None
    for levels in levels_of(one, other):
        first, second = (sorted(places(surroundings(end), levels) - spaceports()) for end in (one, other))
        if first and second:
            return first[0], second[0]
    return None


def is_short(profile: Profile) -> bool:
    """Whether two may be called so: cities, and organisations of one word or of words that many have."""
    if not vocabulary().is_a(profile.type, "Organization"):
        return True
    words = {*form_of(profile.names[0], organization=True).words} - TRADES - SMALL
    return len(words) < 2 or words <= COMMONS


def levels_of(one: Profile, other: Profile) -> tuple[tuple[str, ...], ...]:
    known = vocabulary()
    for kinds, levels in TELLING:
        if all(any(known.is_a(end.type, kind) for kind in kinds) for end in (one, other)):
            return levels
    return ()


def surroundings(profile: Profile) -> frozenset[str]:
    """What a profile is related to, with the places that its names say."""
    return profile.related | {place for name in profile.names for place in places_said(name)} - {*profile.names}


@lru_cache(maxsize=65536)
def places_said(name: str) -> tuple[str, ...]:
    found = [match.group(1) for rule in (COMMA, BASED, BRACKETS) if (match := rule.search(name))]
    return tuple(place for place in found if is_place(place))


def named_alone(name: str) -> str:
    """A place's name without the region behind the comma."""
    found = COMMA.search(name)
    return name[: found.start()] if found and is_place(found.group(1)) else name


@cache
def spaceports() -> frozenset[str]:
    """Cities with a spaceport, where everybody launches and few have their seat: Kourou."""
    sites = {word for name, entry in gazetteer().surfaces() if entry.type == "LaunchSite" for word in plain_words(name)}
    cities = {entry.name for _, entry in gazetteer().surfaces() if entry.type == "City"}
    return frozenset(city for city in cities if {*plain_words(city)} <= sites)


def is_place(name: str) -> bool:
    return bool(places((name,), ("City", "Region", "Country")))


def places(names: Iterable[str], kinds: tuple[str, ...]) -> set[str]:
    """Those of the names that the reference names know as places of these kinds, by the names there."""
    known = vocabulary()
    return {
        entry.name
        for name in names
        for entry in gazetteer().find(name)
        if any(known.is_a(entry.type, k) for k in kinds)
    }


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """Much the same for two spellings of one name: `Heron II` and `Heron-2`, `Yury Berg` and `Yuri Berg`."""
    words = numbered(plain_words(known_as(name))) or [name]
    compact = "".join(words)
    return compact if len(compact) < 6 or any(map(str.isdigit, compact)) else "".join(map(sound_of, words))


def series_of(key: str) -> str:
    found = SERIES.match(key)
    return found.group(1) if found else ""
