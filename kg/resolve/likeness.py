"""How likely two names are of one entity, with the reasons in words.

The scores are set by hand on `tests/resolve/mentions.tsv` and are no probabilities: what counts is their order, and
the two bounds of the band that is left undecided. `python -m kg.resolve.evaluation` tells how well they do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import product

from kg.resolve.forms import Form, form_of
from ontology import vocabulary
from ontology.gazetteer import gazetteer

SAME, UNDECIDED = 0.9, 0.3
ALIKE = 90
# Types of which two may be one entity, or two of one name, and what is left of a score then.
ALIKE_KINDS = (
    (("Organization",), 0.9),
    (("Institute", "Facility", "LaunchSite"), 0.9),
    (("Craft", "Mission", "Program"), 0.6),
    (("Place",), 0.6),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an entity: its names, the main one first, and what it is related to, if that is known."""

    id: str
    type: str
    names: tuple[str, ...]
    related: frozenset[str] = frozenset()
    wikidata: str | None = None
    stories: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1, and why."""

    score: float
    reasons: tuple[str, ...]

    @property
    def band(self) -> str:
        return "same" if self.score >= SAME else "undecided" if self.score >= UNDECIDED else "differ"


def likeness(one: Profile, other: Profile) -> Likeness:
    """How likely two profiles are one entity."""
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        return Likeness(0.02, ("two ids of Wikidata",))
    name = best_of_names(one, other)
    factor, about_types = of_types(one.type, other.type)
    score = name.score * factor
    reasons = (*name.reasons, *about_types)
    return in_context(one, other, score, reasons)


def best_of_names(one: Profile, other: Profile) -> Likeness:
    """The likeness of the two names that are most alike; what numbers tell apart is apart whatever else is alike."""
    found = [of_names(form(one, first), form(other, second), one, other) for first, second in pairs(one, other)]
    main = found[0]
    best = max(found, key=lambda likeness: likeness.score)
    return best if main.score > 0.05 or best.score >= SAME else main


def pairs(one: Profile, other: Profile) -> Iterable[tuple[str, str]]:
    return product(one.names, other.names)


def form(profile: Profile, name: str) -> Form:
    known = vocabulary()
    person = known.is_a(profile.type, "Person")
    return form_of(name, person=person, organization=known.is_a(profile.type, "Organization"))


def of_names(one: Form, other: Form, first: Profile, second: Profile) -> Likeness:
    if are_apart(one.numbers, other.numbers):
        return Likeness(0.03, (f"numbers differ: {' '.join(one.numbers)}, {' '.join(other.numbers)}",))
    if one.words == other.words:
        written = "the same name" if one.text.casefold() == other.text.casefold() else "the same but for its spelling"
        return Likeness(0.97, (written,))
    reference = of_reference(one, other, first, second)
    if reference is not None and (one.numbers == other.numbers or reference.score < UNDECIDED):
        return reference
    if one.compact == other.compact:
        return Likeness(0.95, ("the same but for spaces",))
    if "Person" in (first.type, second.type):
        return of_persons(one, other)
    return of_things(one, other)


def are_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether numbers tell two names apart: 2 and 3 do; 9 and 9 Block 5 do not, nor does none at all."""
    shorter = min(len(one), len(other))
    return one[:shorter] != other[:shorter]


def of_reference(one: Form, other: Form, first: Profile, second: Profile) -> Likeness | None:
    """What the reference names know; None where they do not know both, or one name is of several."""
    known = [entry_of(one.text, first.type), entry_of(other.text, second.type)]
    if None in known:
        return None
    if known[0] == known[1]:
        return Likeness(0.96, (f"both are {known[0]} in the reference names",))
    return Likeness(0.04, (f"{known[0]} and {known[1]} in the reference names",))


def entry_of(name: str, type_name: str) -> str | None:
    """The one name under which the reference names know it, as that type or one above or below."""
    found = {
        entry.name
        for entry in gazetteer().find(name)
        if vocabulary().is_a(entry.type, type_name) or vocabulary().is_a(type_name, entry.type)
    }
    return found.pop() if len(found) == 1 else None


def of_things(one: Form, other: Form) -> Likeness:
    short, long = sorted((one, other), key=lambda form: (len(form.words), form.text))
    if short.acronym and long.initials and short.acronym == long.initials:
        return Likeness(0.8, (f"{short.text} are the initials of {long.text}",))
    if len(one.sound) > 5 and one.sound == other.sound:
        return Likeness(0.93, ("the same but for its transliteration",))
    extra = [word for word in long.words if word not in short.words]
    if short.words and set(short.words) <= set(long.words) and one.words[0] == other.words[0]:
        if "mission" in extra and all(word == "mission" or word.isdigit() for word in extra):
            return Likeness(0.5, (f"{long.text} may be a mission of {short.text}",))
        if one.numbers != other.numbers:
            return Likeness(0.35, (f"{long.text} has a number that {short.text} has not",))
        return Likeness(0.5, (f"{short.text} with “{' '.join(extra)}”: a variant, a part, or its full name",))
    if set(short.words) <= set(long.words) and (len(short.words) > 1 or short.words[-1:] == long.words[-1:]):
        return Likeness(0.5, (f"{short.text} is within {long.text}",))
    return of_spelling(one, other)


def of_spelling(one: Form, other: Form) -> Likeness:
    from rapidfuzz.fuzz import ratio

    if min(len(one.compact), len(other.compact)) > 5 and ratio(one.sound, other.sound) >= ALIKE:
        return Likeness(0.7, ("spelled nearly alike",))
    return Likeness(0.0, ("names have little in common",))


def of_persons(one: Form, other: Form) -> Likeness:
    """Family names first; then whether given names can be one ("J.", "Suni" for "Sunita")."""
    if sorted(one.words) == sorted(other.words):
        return Likeness(0.93, ("the same name, family name first in one",))
    if not one.words or not other.words:
        return of_sound(one, other)
    if not alike(one.words[-1], other.words[-1]):
        for usual, turned in ((one, other), (other, one)):
            if len(turned.words) > 1 and alike(usual.words[-1], turned.words[0]):
                return of_persons(usual, replace(turned, words=(*turned.words[1:], turned.words[0])))
        return of_sound(one, other)
    if 1 in (len(one.words), len(other.words)):
        return Likeness(0.55, (f"family name {one.words[-1].title()} only",))
    first, second = one.words[0], other.words[0]
    if alike(first, second):
        middle = one.words[1:-1], other.words[1:-1]
        if all(middle) and middle[0][0][0] != middle[1][0][0]:
            return Likeness(0.1, ("middle names differ",))
        return Likeness(0.93, ("given and family name agree",))
    if 1 in (len(first), len(second)) and first[0] == second[0]:
        return Likeness(0.8, ("family name and initial agree",))
    if min(len(first), len(second)) > 2 and first[:3] == second[:3]:
        return Likeness(0.8, ("family name agrees, one given name may be short for the other",))
    return Likeness(0.12, ("given names differ",))


def of_sound(one: Form, other: Form) -> Likeness:
    if len(one.sound) > 5 and one.sound == other.sound:
        return Likeness(0.93, ("the same but for its transliteration",))
    return Likeness(0.0, ("names have little in common",))


def alike(one: str, other: str) -> bool:
    """Whether two words are one but for transliteration: Yuri and Yury, Mueller and Muller."""
    from rapidfuzz.fuzz import ratio

    sounds = form_of(one, person=True).sound, form_of(other, person=True).sound
    return sounds[0] == sounds[1] or (min(map(len, sounds)) > 6 and ratio(*sounds) >= ALIKE)


def of_types(one: str, other: str) -> tuple[float, tuple[str, ...]]:
    """How far the types let two names be one entity."""
    known = vocabulary()
    if known.is_a(one, other) or known.is_a(other, one):
        return 1.0, ()
    differ = f"{one} and {other}"
    if {one, other} == {"Craft", "LaunchVehicle"}:
        return 0.6, (f"{differ}: soon mistaken",)
    for kinds, factor in ALIKE_KINDS:
        if all(any(known.is_a(name, kind) for kind in kinds) for name in (one, other)):
            return factor, (f"{differ}: often named alike",)
    return 0.1, (f"{differ}: things of two kinds",)


def in_context(one: Profile, other: Profile, score: float, reasons: tuple[str, ...]) -> Likeness:
    """What both are related to speaks for one; namesakes with nothing in common may be two persons."""
    shared = sorted(one.related & other.related)
    if shared and score >= UNDECIDED:
        score += (1 - score) * 0.5
        reasons = (*reasons, f"both have to do with {', '.join(shared[:3])}")
    elif one.related and other.related and not shared:
        score *= apart(one, other)
        reasons = (*reasons, "nothing else in common")
    return Likeness(round(score, 3), reasons)


def apart(one: Profile, other: Profile) -> float:
    """What is left of a score where two have nothing in common: persons, initials and vague types are soon mistaken."""
    known = vocabulary()
    if "Person" in (one.type, other.type):
        return 0.6
    is_vague = one.type != other.type and (known.is_a(one.type, other.type) or known.is_a(other.type, one.type))
    is_short = any(form(profile, profile.names[0]).acronym for profile in (one, other))
    return 0.8 if is_vague or is_short else 0.95
