"""How alike two names of things, places and organisations are, once they are not the same in another spelling."""

import re

from kg.resolve.forms import SMALL, Form
from kg.resolve.kinds import MADE, TRADES, kinds_of
from kg.resolve.persons import ALIKE
from kg.resolve.profile import Likeness
from ontology import vocabulary
from ontology.gazetteer import gazetteer

NOTHING = Likeness(0.0, ("names have little in common",))
# Orbital ATK is not ATK, nor the Navy Times The Times: here what stands before makes another name.
NAMED_AFTER_PARENTS = ("Company", "Outlet", "Organization")
# `George C.` of the George C. Marshall Space Flight Center
GIVEN = re.compile(r"[^\W\d]{3,} [^\W\d]\.?$")


def of_things(one: Form, other: Form, type_name: str) -> Likeness:
    """The likeness of two names of what may be of that type."""
    short, long = sorted((one, other), key=lambda form: (len(form.words), form.text))
    found = of_initials(short, long) or of_sounds(one, other) or of_cores(one, other)
    found = found or of_plural(one, other, type_name) or of_abbreviation(short, long)
    return found or of_parts(short, long, type_name) or of_spelling(one, other)


def of_initials(short: Form, long: Form) -> Likeness | None:
    """`JPL`, `MMX` of Martian Moons eXploration, `CALT` of China Academy of Launch Vehicle Technology."""
    if not short.acronym or len(long.words) < 2:
        return None
    if short.acronym in (long.initials, long.capitals):
        return Likeness(0.8, (f"{short.text} are the initials of {long.text}",))
    if len(short.acronym) > 3 and is_skipping(short.acronym, long.initials):
        return Likeness(0.6, (f"{short.text} are most of the initials of {long.text}",))
    return None


def is_skipping(acronym: str, initials: str) -> bool:
    """Whether an acronym leaves out one initial, and not the first."""
    return acronym in {initials[:place] + initials[place + 1 :] for place in range(1, len(initials))}


def of_sounds(one: Form, other: Form) -> Likeness | None:
    if len(one.sound) > 5 and one.sound == other.sound:
        return Likeness(0.95, ("the same but for its transliteration",))
    return None


def of_cores(one: Form, other: Form) -> Likeness | None:
    """`Starlink constellation` and `Starlink`, `NASA's Juno` and `Juno`, `Project Apollo` and `Apollo program`."""
    if one.core != other.core or len("".join(one.core)) < 2:
        return None
    if one.kinds and other.kinds and {*one.kinds, *other.kinds} not in ({*one.kinds}, {"program", "project"}):
        return Likeness(0.5, (f"{one.kinds[0]} in one, {other.kinds[0]} in the other",))
    return Likeness(0.95, ("the same but for whose or of which kind it is",))


def of_plural(one: Form, other: Form, type_name: str) -> Likeness | None:
    """`Raptors` are of the kind of the Raptor."""
    known = vocabulary()
    if not any(known.is_a(type_name, kind) for kind in MADE):
        return None
    short, long = sorted((one, other), key=lambda form: len(form.compact))
    is_plural = long.words == (*short.words[:-1], f"{short.words[-1]}s") and len(short.words[-1]) > 2
    return Likeness(0.93, (f"{long.text} may be more than one {short.text}",)) if is_plural else None


def of_abbreviation(short: Form, long: Form) -> Likeness | None:
    """`CZ-5` of Chang Zheng 5, `KZ-1A` of Kuaizhou-1A, `SPA basin` of South Pole-Aitken basin: the rest is the same."""
    head, *rest = short.words or ("",)
    size = len(rest)
    if not rest or len(head) > 5 or long.words[-size:] != tuple(rest) or len(long.words) <= size:
        return None
    full = [word for word in long.words[:-size] if word not in SMALL]
    reason = (f"{short.text} may be short for {long.text}",)
    if len(head) > 1 and len(full) > 1 and head == "".join(word[0] for word in full):
        return Likeness(0.8, reason)
    if len(full) == 1 and full[0] != head and is_short_for(head, full[0]):
        return Likeness(0.8 if short.numbers and are_syllables(head, full[0]) else 0.6, reason)
    return None


def is_short_for(short: str, word: str) -> bool:
    """Whether letters stand in a word in this order, the first one first."""
    rest = iter(word)
    return short[:1] == word[:1] and all(letter in rest for letter in short)


def are_syllables(head: str, word: str) -> bool:
    """Whether two letters begin two syllables, as those for Chinese rockets do: `ZQ` of Zhuque, `KZ` of Kuaizhou."""
    return len(head) == 2 and re.match(rf"{head[0]}[^{head[1]}]*[aeioung]{head[1]}", word) is not None


def of_parts(short: Form, long: Form, type_name: str) -> Likeness | None:
    """One name within the other: with its maker, its full name, its trade, or a number more."""
    if not set(short.words) <= set(long.words) or is_of_kinds(short, type_name):
        return None
    if are_two(short, long):
        return Likeness(0.04, (f"{long.text} are two",))
    extra = [word for word in long.words if word not in short.words]
    if short.words == long.words[-len(short.words) :] and short.numbers == long.numbers:
        return of_prefix(short, long, type_name)
    if one_word_alone(short, long):
        return None
    if short.words[0] != long.words[0]:
        return Likeness(0.5, (f"{short.text} is within {long.text}",))
    if "mission" in extra and all(word == "mission" or word.isdigit() for word in extra):
        return Likeness(0.5, (f"{long.text} may be a mission of {short.text}",))
    if short.numbers != long.numbers:
        return Likeness(0.35, (f"{long.text} has a number that {short.text} has not",))
    if type_name == "Company" and extra and {*extra} - SMALL <= TRADES:
        return Likeness(0.7, (f"{short.text} with “{' '.join(extra)}”, which is soon left out",))
    return Likeness(0.5, (f"{short.text} with “{' '.join(extra)}”: a variant, a part, or its full name",))


def is_of_kinds(form: Form, type_name: str) -> bool:
    """Whether a name says no more than what kind of thing it is: `Orbiter`."""
    return " ".join(form.words) in ("", *kinds_of(type_name))


def are_two(short: Form, long: Form) -> bool:
    """Whether one name stands beside another in the other: `Vantor and Maxar`."""
    size = len(short.words)
    before = long.words[: -size - 1] if long.words[-size - 1 :] == ("and", *short.words) else ()
    after = long.words[size + 1 :] if long.words[: size + 1] == (*short.words, "and") else ()
    return any(words and not {*words} <= TRADES for words in (before, after))


def one_word_alone(short: Form, long: Form) -> bool:
    """Whether a name of one word is neither first nor last in the other."""
    return len(short.words) == 1 and short.words[0] not in (long.words[0], long.words[-1])


def of_prefix(short: Form, long: Form, type_name: str) -> Likeness:
    """`SpaceX CRS-33` is CRS-33; `John F. Kennedy Space Center` the Kennedy one; `Orion Nebula` is not said."""
    words = long.text.split()
    place = max(1, len(words) - len(short.text.split()))
    before = " ".join(words[:place]).removesuffix("'s").removesuffix("’s")
    if type_name not in NAMED_AFTER_PARENTS and is_known_as(before, ("Organization", "Craft")):
        return Likeness(0.85, (f"{short.text} with {before} before it",))
    if len(short.words) > 1 and (GIVEN.match(before) or is_known_as(" ".join(words[: place + 1]), ("Person",))):
        return Likeness(0.85, (f"{short.text} with the given name {before}",))
    return Likeness(0.5, (f"{short.text} is within {long.text}",))


def is_known_as(name: str, kinds: tuple[str, ...]) -> bool:
    """Whether the reference names know something of that name and kind."""
    known = vocabulary()
    return any(known.is_a(entry.type, kind) for entry in gazetteer().find(name) for kind in kinds)


def of_spelling(one: Form, other: Form) -> Likeness:
    from rapidfuzz.fuzz import ratio

    told = {*one.words} ^ {*other.words}
    is_long = min(len(one.compact), len(other.compact)) > 5 and all(len(word) > 3 for word in told)
    if is_long and ratio(one.sound, other.sound) >= ALIKE:
        return Likeness(0.7, ("spelled nearly alike",))
    if one.initials == other.initials and len(one.initials) > 2:
        return Likeness(0.05, (f"two names of the initials {one.initials.upper()}",))
    return NOTHING
