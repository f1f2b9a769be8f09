"""What the reference names know of a name, written as stories write it."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kg.resolve.forms import OWNER, SUFFIXES, TITLES, form_of
from kg.resolve.kinds import TRADES, VAGUE, kinds_of
from kg.resolve.national_agencies import agency_of
from ontology import vocabulary
from ontology.gazetteer import Entry, gazetteer

# Of which the reference names may know one by another type than a story does.
NEAR_KINDS = (("Organization",), ("Institute", "Facility", "LaunchSite"), ("Craft", "Mission"), ("Stage", "Engine"))
# Types of which words of a kind tell nothing, and types of which names are spelled in one way.
LOOSE = ("LaunchVehicle", "Constellation", "Module", "Station", "SpaceTelescope", "Engine", "LaunchSite")
EXACT = ("Person", "CelestialBody", "SurfaceFeature", "City")
# Letters of a name from which on another spelling is hardly another name.
SPELLED = 6
# `Skarv Space Agency (SSA)`
ACRONYM_BEHIND = re.compile(r"(?<=\w) \([A-Z]{2,8}\)$")
# `Comet C/2019 Z9 (Tern)`
BODY = re.compile(r"(?:comet|asteroid|exoplanet|dwarf planet) (?=\S)", re.IGNORECASE)
# Hyphens that do not break, and dashes between two names: `Tern–Berg`.
DASHES = re.compile(r"(?<=\w)[‐‑–](?=\w)")
# `the Republic of Latvia`, `Kingdom of Saudi Arabia`; the Republic of China is not China, and of a few one of two is.
FORMAL = re.compile(
    r"(?:the )?(?:[A-Z][\w'’-]+ ){0,2}(?:Republic|Kingdom|State|Commonwealth|Sultanate|Principality|Grand Duchy)"
    r" of (?:the )?(?!China|Korea|Congo|Ireland|Micronesia|Dominica\b)(?P<country>[A-Z].+)"
)
# A family of rockets and the number of one: `Changzheng 5`.
FAMILY = re.compile(r"(\D+?)[\s-]+(\d+\w{0,2})")


@lru_cache(maxsize=65536)
def entry_of(name: str, type_name: str) -> str | None:
    """The one name under which the reference names know it, as that type, one above or below, or one near it."""
    country = gazetteer().demonym(name) if type_name == "Country" else None
    formal = FORMAL.fullmatch(name) if type_name == "Country" else None
    agency = agency_of(name) if type_name == "Agency" else None
    known = [said for said in (country, formal and formal["country"], agency) if said]
    name = DASHES.sub("-", name)
    for said in (*said_otherwise(name), *of_family(name, type_name), *known, *less(name, type_name)):
        entries = gazetteer().find(said)
        found = {(entry.name, entry.type) for entry in entries if is_in_line(entry.type, type_name)}
        found = found or {(entry.name, entry.type) for entry in entries if is_near(entry, said, type_name)}
        if found:
            return min(found)[0] if are_of_one(found) else None
    return spelled_otherwise(name, type_name)


def are_of_one(found: set[tuple[str, str]]) -> bool:
    """Whether entries are of one thing: of one name, and of types of which each is another's, a craft's a satellite."""
    names = {name for name, _ in found}
    return len(names) == 1 and all(is_in_line(one, other) for _, one in found for _, other in found)


def less(name: str, type_name: str) -> Iterable[str]:
    """A name without what says of which kind it is, and a company's without its city and trade."""
    for kind in kinds_left_out(type_name):
        if name.casefold().endswith(f" {kind}"):
            yield name[: -len(kind) - 1]
    if type_name == "CelestialBody" and BODY.match(name):
        yield BODY.sub("", name)
    if type_name == "Company":
        yield from without_city(name)


@cache
def kinds_left_out(type_name: str) -> tuple[str, ...]:
    """The words that tell nothing of two: a rocket is a launch vehicle, but an orbiter is no lander."""
    known = vocabulary()
    is_loose = any(known.is_a(type_name, kind) for kind in LOOSE)
    return tuple(kind for kind in kinds_of(type_name) if is_loose or kind in VAGUE)


def without_city(name: str) -> Iterable[str]:
    """`Oslo Skarv Aerospace Technology Co., Ltd.` as `Skarv Aerospace` and `Skarv`, if Oslo is a city."""
    city, _, rest = name.replace(",", " ").partition(" ")
    words = rest.split()
    if not any(entry.type == "City" for entry in gazetteer().find(city.strip("()"))):
        return
    if len(words) > 1:
        yield " ".join(words)
    while len(words) > 1 and (is_suffix(words[-1]) or words[-1].casefold() in TRADES):
        words.pop()
        yield " ".join(words)


def is_suffix(word: str) -> bool:
    return word.strip(",()").replace(".", "").casefold() in SUFFIXES


def spelled_otherwise(name: str, type_name: str) -> str | None:
    """As `entry_of`, of a name that only spaces, accents, or the legal form tell from one that is no everyday word."""
    key = "".join(form_of(name, organization=True).words)
    if len(key) < SPELLED or any(is_in_line(type_name, kind) for kind in EXACT):
        return None
    found = {known for known, kind, is_plain in spellings().get(key, ()) if is_plain and is_in_line(kind, type_name)}
    return found.pop() if len(found) == 1 else None


def said_otherwise(name: str) -> Iterable[str]:
    """A name as it is, then without its initials behind it, `'s`, an owner, titles, and suffixes of companies."""
    yield name
    plain = OWNER.sub("", ACRONYM_BEHIND.sub("", name)).removesuffix("'s").removesuffix("’s")
    words = plain.split()
    while len(words) > 1 and is_suffix(words[-1]):
        words.pop()
    while len(words) > 1 and words[0].strip(".").casefold() in TITLES:
        del words[0]
    shorter = " ".join(words).rstrip(",")
    if shorter != name:
        yield shorter


def called_so(name: str, type_name: str) -> frozenset[str]:
    """All whom the reference names know by a name, of a type in line with one."""
    return frozenset(entry.name for entry in gazetteer().find(name) if is_in_line(entry.type, type_name))


def of_family(name: str, type_name: str) -> Iterable[str]:
    """`Changzheng 5` as Long March 5: the name of a family by which the reference names know it."""
    head, number = split_number(name)
    if number:
        found = {entry.name for entry in gazetteer().find(head) if is_in_line(entry.type, type_name)}
        if len(found) == 1 and head not in found:
            yield f"{found.pop()} {number}"


def split_number(name: str) -> tuple[str, str]:
    """What stands before the last number of a name, and the number."""
    found = FAMILY.fullmatch(name)
    return (found.group(1), found.group(2)) if found else (name, "")


def is_in_line(one: str, other: str) -> bool:
    known = vocabulary()
    return known.is_a(one, other) or known.is_a(other, one)


def is_near(entry: Entry, name: str, type_name: str) -> bool:
    """Whether a type and the one in the reference names are often taken for each other; short names are too many's."""
    known = vocabulary()
    is_plain = entry.name == name or "word" not in entry.flags
    is_outlet = known.is_a(entry.type, "Outlet") != known.is_a(type_name, "Outlet") and "word" in entry.flags
    return (
        is_plain
        and not is_outlet
        and any(
            all(any(known.is_a(one, kind) for kind in kinds) for one in (entry.type, type_name)) for kinds in NEAR_KINDS
        )
    )


@lru_cache(maxsize=65536)
def known_as(name: str) -> str:
    """The one name under which the reference names know it as any type, else itself."""
    found = {entry.name for entry in gazetteer().find(name)}
    return found.pop() if len(found) == 1 else name


def is_of_several(name: str, type_name: str) -> bool:
    """Whether the reference names know several of near types by a name, however it is spelled: `Orbex`, `Or-Bex`."""
    key = "".join(form_of(name, organization=True).words)
    near = {known for known, kind, _ in spellings().get(key, ()) if is_in_line(kind, type_name)}
    return len({form_of(known, organization=True).words for known in near}) > 1


@cache
def spellings() -> dict[str, frozenset[tuple[str, str, bool]]]:
    """Known names as one word without legal forms -> name and type of each, and whether it is no everyday word."""
    found: dict[str, set[tuple[str, str, bool]]] = {}
    for name, entry in gazetteer().surfaces():
        key = "".join(form_of(name, organization=True).words)
        found.setdefault(key, set()).add((entry.name, entry.type, not entry.flags))
    return {key: frozenset(entries) for key, entries in found.items()}
