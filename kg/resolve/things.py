"""How alike two names of things, places and organisations are, once they are not the same in another spelling."""

import re

from kg.resolve.acronyms import is_free
from kg.resolve.designations import of_designations
from kg.resolve.forms import OWNER, SMALL, Form, sound_of
from kg.resolve.kinds import COMMONS, MADE, NO_NAMES, TRADES, kinds_of, say_one
from kg.resolve.organizations import of_meaning, of_trades
from kg.resolve.persons import ALIKE
from kg.resolve.profile import Likeness
from kg.resolve.translations import countries, demonyms
from ontology import vocabulary
from ontology.gazetteer import gazetteer

NOTHING = Likeness(0.0, ("names have little in common",))
# Orbital ATK is not ATK, nor the Navy Times The Times: here what stands before makes another name.
NAMED_AFTER_PARENTS = ("Company", "Outlet", "Organization")
# Types of which names are fixed letter by letter: Lovell and Lowell are two craters.
STANDARDISED = ("SurfaceFeature",)
# Types of which names are translated word by word.
TRANSLATED = ("Organization", "LaunchSite", "Facility", "Station", "SpaceTelescope")
# Orbiter and lander of one name are two: a score that keeps them apart, though a third is called by the name alone.
OTHER_KIND = 0.25
# Letters of initials that hardly two share.
LONG_INITIALS = 5
# and of those that the reference names give to nothing else
FREE_INITIALS = 4
# Initials and the same number: `TE-4` of Tern Engine 4.
NUMBERED = 0.95
# What flights of any rocket are counted as.
FLIGHTS = ("flight", "mission", "launch", "test", "demo", "demonstration")
# A syllable of Chinese as Hanyu Pinyin writes it, roughly.
SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|uai|iao|ian|uan|ang|eng|ing|ong|ai|ei|ao|ou|an|en|in|un"
    "|ia|ie|iu|ua|ui|uo|ue|er|[aeiou])"
)
# `George C.` of the George C. Marshall Space Flight Center
GIVEN = re.compile(r"[^\W\d]{3,} [^\W\d]\.?$")


def of_things(one: Form, other: Form, type_name: str) -> Likeness:
    """The likeness of two names of what may be of that type."""
    short, long = sorted((one, other), key=lambda form: (len(form.words), form.text))
    found = of_designations(one, other, type_name) or of_initials(short, long, type_name)
    found = found or (None if type_name in STANDARDISED else of_sounds(one, other))
    found = found or of_cores(one, other, type_name) or of_bodies_of_states(one, other, type_name)
    found = found or (of_trades(short, long) if type_name == "Company" else None)
    found = (
        found or of_plural(one, other, type_name) or of_begun(short, long, type_name) or of_abbreviation(short, long)
    )
    return found or of_parts(short, long, type_name) or of_spelling(one, other)


def of_bodies_of_states(one: Form, other: Form, type_name: str) -> Likeness | None:
    known = vocabulary()
    return of_meaning(one, other, type_name) if any(known.is_a(type_name, kind) for kind in TRANSLATED) else None


def of_initials(short: Form, long: Form, type_name: str) -> Likeness | None:
    """`JPL`, `MMX` of Martian Moons eXploration, `CALT` of China Academy of Launch Vehicle Technology."""
    if not short.acronym or len(long.words) < 2:
        return None
    is_said = short.acronym == long.capitals and short.words[0] not in long.words and short.numbers == long.numbers
    if is_said or short.acronym == long.initials:
        is_other = bool(gazetteer().find(short.text))
        is_long = (len(short.acronym) >= LONG_INITIALS and not is_other) or is_built(short, long, type_name)
        is_new = len(short.acronym) == FREE_INITIALS - 1 and is_free(short.text, type_name)
        return Likeness(
            0.96 if is_long else 0.85 if is_new else 0.8, (f"{short.text} are the initials of {long.text}",)
        )
    if len(short.acronym) > 3 and is_skipping(short.acronym, long.initials):
        return Likeness(0.6, (f"{short.text} are most of the initials of {long.text}",))
    return None


def is_built(short: Form, long: Form, type_name: str) -> bool:
    """Whether four letters or more are all initials of a full name, and the reference names have no other of them."""
    return len(short.acronym) >= FREE_INITIALS and short.acronym == long.initials and is_free(short.text, type_name)


def is_skipping(acronym: str, initials: str) -> bool:
    """Whether an acronym leaves out one initial, and not the first."""
    return acronym in {initials[:place] + initials[place + 1 :] for place in range(1, len(initials))}


def of_sounds(one: Form, other: Form) -> Likeness | None:
    """`Roskosmos` and Roscosmos, but neither KITSAT and KySat: letters of a code are not heard."""
    is_heard = (
        len(one.sound) > 5 and one.sound == other.sound and not is_code({*one.words} ^ {*other.words}, one, other)
    )
    return Likeness(0.95, ("the same but for its transliteration",)) if is_heard else None


def is_code(told: set[str], one: Form, other: Form) -> bool:
    """Whether the words that tell two names apart are in capitals in one."""
    return any(word.upper() in re.split(r"[\W\d_]+", form.text) for word in told for form in (one, other))


def of_cores(one: Form, other: Form, type_name: str) -> Likeness | None:
    """`Starlink constellation` and `Starlink`, `NASA's Juno` and `Juno`, `Project Apollo` and `Apollo program`."""
    is_heard = type_name not in STANDARDISED and sound_alike(one.core, other.core)
    is_heard = is_heard and not is_code({*one.core} ^ {*other.core}, one, other)
    if len("".join(one.core)) < 2 or not (one.core == other.core or is_heard) or is_description(one.core):
        return None
    if one.kinds and other.kinds and not say_one(type_name, one.kinds[0], other.kinds[0]):
        return Likeness(OTHER_KIND, (f"{one.kinds[0]} in one, {other.kinds[0]} in the other",))
    return Likeness(0.95, ("the same but for whose or of which kind it is",))


def is_description(core: tuple[str, ...]) -> bool:
    """Whether what is left without a kind is no name: `Indian lander`, `private lunar lander`."""
    is_nation = len(core) == 1 and (core[0] in demonyms() or core[0] in countries())
    return is_nation or {*core} <= NO_NAMES


def sound_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    sounds = ["".join(map(sound_of, core)) for core in (one, other)]
    return len(sounds[0]) > 5 and sounds[0] == sounds[1]


def of_plural(one: Form, other: Form, type_name: str) -> Likeness | None:
    """`Raptors` are of the kind of the Raptor."""
    known = vocabulary()
    if not any(known.is_a(type_name, kind) for kind in MADE):
        return None
    short, long = sorted((one, other), key=lambda form: len(form.compact))
    last = short.words[-1] if short.words else ""
    plurals = (f"{last}s", f"{last[:-1]}ies" if last.endswith("y") else f"{last}es")
    is_plural = len(last) > 2 and long.words in [(*short.words[:-1], plural) for plural in plurals]
    return Likeness(0.95, (f"{long.text} may be more than one {short.text}",)) if is_plural else None


def of_abbreviation(short: Form, long: Form) -> Likeness | None:
    """`CZ-5` of Chang Zheng 5, `KZ-1A` of Kuaizhou-1A, `SPA basin` of South Pole-Aitken basin: the rest is the same."""
    head, *rest = short.words or ("",)
    size = len(rest)
    if not rest or len(head) > 5 or long.words[-size:] != tuple(rest) or len(long.words) <= size:
        return None
    full = [word for word in long.words[:-size] if word not in SMALL]
    reason = (f"{short.text} may be short for {long.text}",)
    is_numbered = tuple(rest) == short.numbers == long.numbers
    if len(head) > 1 and len(full) > 1 and head == "".join(word[0] for word in full):
        return Likeness(NUMBERED if is_numbered else 0.8, reason)
    if len(full) == 1 and full[0] != head and is_short_for(head, full[0]):
        is_dotted = short.text.startswith(f"{short.text[: len(head)]}.") and full[0].startswith(head)
        is_told = bool(short.numbers) and (is_dotted or are_syllables(head, full[0]))
        return Likeness(NUMBERED if is_told and is_numbered else 0.8 if is_told else 0.6, reason)
    return None


def of_begun(short: Form, long: Form, type_name: str) -> Likeness | None:
    """`TIT Oslo` of Tern Institute of Technology Oslo: an organisation, and what follows three initials is a name."""
    found = of_abbreviation(short, long)
    is_built = found is not None and len(short.words[0]) > 2 and short.text.split()[0].isupper()
    is_named = not {*short.words[1:]} <= COMMONS | TRADES
    if is_built and is_named and vocabulary().is_a(type_name, "Organization"):
        return Likeness(NUMBERED, (f"{short.text} may be short for {long.text}",))
    return None


def is_short_for(short: str, word: str) -> bool:
    """Whether letters stand in a word in this order, the first one first."""
    rest = iter(word)
    return short[:1] == word[:1] and all(letter in rest for letter in short)


def are_syllables(head: str, word: str) -> bool:
    """Whether two letters begin two Chinese syllables that make a word: `ZQ` of Zhuque, `KZ` of Kuaizhou."""
    found = re.fullmatch(f"({SYLLABLE})({SYLLABLE})", word)
    return found is not None and head == found.group(1)[0] + found.group(2)[0]


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
    before = before if is_known_as(before, ("Organization",)) else OWNER.sub("", before)
    if type_name not in NAMED_AFTER_PARENTS and is_known_as(before, ("Organization",)) and is_plain(short, type_name):
        return Likeness(NUMBERED, (f"{short.text} with {before}, whose it is",))
    owners = ("Organization",) if short.words[0] in FLIGHTS else ("Organization", "Craft", "LaunchVehicle")
    if type_name == "Mission" and len(short.words) > 1 and short.numbers and is_known_as(before, owners):
        return Likeness(0.96, (f"{short.text} with {before}, whose flight it is",))
    if type_name in ("Satellite", "Capsule") and short.numbers and is_known_as(before, ("Organization", "Program")):
        return Likeness(NUMBERED, (f"{short.text} with {before}, whose it is",))
    if type_name not in NAMED_AFTER_PARENTS and is_known_as(before, ("Organization", "Craft")):
        return Likeness(0.85, (f"{short.text} with {before} before it",))
    if len(short.words) > 1 and (GIVEN.match(before) or is_known_as(" ".join(words[: place + 1]), ("Person",))):
        return Likeness(0.85, (f"{short.text} with the given name {before}",))
    return Likeness(0.5, (f"{short.text} is within {long.text}",))


def is_plain(made: Form, type_name: str) -> bool:
    """Whether the reference names know one thing alone by a name, of that type, which is no everyday word."""
    entries = gazetteer().find(made.text)
    is_of_type = all(vocabulary().is_a(entry.type, type_name) for entry in entries)
    return len(entries) == 1 and is_of_type and not entries[0].flags


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
