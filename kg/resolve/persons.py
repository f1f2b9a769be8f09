"""How alike two names of persons are: family names first, then whether the given names can be one."""

import re
from dataclasses import replace

from kg.resolve.family_names import is_uncommon
from kg.resolve.forms import Form, sound_of
from kg.resolve.given_names import is_given, may_be_one
from kg.resolve.profile import Likeness

ALIKE = 90
# Family name and initial agree, and where the name is one that few have.
INITIAL, UNCOMMON = 0.8, 0.85
# and the given name is a usual short form of the other
NICKNAME = 0.88
GENERATION = re.compile(r"\b(jr|sr|iii?|iv)\.?$", re.IGNORECASE)


def of_persons(one: Form, other: Form) -> Likeness:
    """Family names first; then whether given names can be one ("J.", "Suni" for "Sunita", "Jim" for "James")."""
    if is_turned(one, other) or is_turned(other, one):
        return Likeness(0.93, ("the same name, family name first in one",))
    for short, long in ((one, other), (other, one)):
        if short.acronym and long.initials == short.acronym:
            return Likeness(0.8, (f"{short.text} are the initials of {long.text}",))
    if not alike(one.words[-1], other.words[-1]):
        return of_other_families(one, other)
    if 1 in (len(one.words), len(other.words)):
        is_rare = all(is_uncommon(form.words[-1]) for form in (one, other))
        return Likeness(INITIAL if is_rare else 0.75, (f"family name {one.words[-1].title()} only",))
    found = of_given_names(one.words[:-1], other.words[:-1])
    is_told = found.score == INITIAL and all(is_uncommon(form.words[-1]) for form in (one, other))
    is_nickname = may_be_one(one.words[0], other.words[0])
    return Likeness(NICKNAME if is_nickname else UNCOMMON, found.reasons) if is_told else found


def is_turned(one: Form, other: Form) -> bool:
    """Whether words in another order make the name, joined or hyphenated: `Berg Jo-anna` and `Joanna Berg`."""
    turns = ((*other.words[place:], *other.words[:place]) for place in range(1, len(other.words)))
    return sorted(one.words) == sorted(other.words) or any("".join(turn) == one.compact for turn in turns)


def are_generations(one: str, other: str) -> bool:
    """Whether both say which of a family they are, and differently: Jr. and Sr."""
    said = [found.group(1).casefold() for text in (one, other) if (found := GENERATION.search(text))]
    return len(said) == 2 and said[0] != said[1]


def of_other_families(one: Form, other: Form) -> Likeness:
    """Family name first in one, or one of two family names left out, or nothing but the sound."""
    for usual, turned in ((one, other), (other, one)):
        if len(turned.words) > 1 and alike(usual.words[-1], turned.words[0]):
            if len(usual.words) == 1 and is_given(usual.words[0]):
                return Likeness(0.1, (f"given name {usual.words[0].title()} only",))
            return of_persons(usual, replace(turned, words=(*turned.words[1:], turned.words[0])))
    short, long = sorted((one.words, other.words), key=lambda words: (len(words), words))
    if 1 < len(short) == len(long) - 1 and all(map(alike, short, long)) and is_joined(one, other, long):
        return Likeness(0.93, ("the first of two family names joined by a hyphen",))
    if 1 < len(short) < len(long) and alike(short[0], long[0]) and set(short) <= set(long):
        return Likeness(0.8, ("one of two family names left out in one",))
    return of_sound(one, other)


def is_joined(one: Form, other: Form, words: tuple[str, ...]) -> bool:
    """Whether a hyphen joins the last two words in the name of these words: `Solheim-Berg`."""
    text = one.text if one.words == words else other.text
    return re.search(r"\w[-‐‑–]\w+$", text) is not None


def of_given_names(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """The likeness of persons of one family name, by all that stands before it."""
    first, second = one[0], other[0]
    if alike(first, second):
        if all((one[1:], other[1:])) and not may_be_middle(one[1], other[1]):
            return Likeness(0.1, ("middle names differ",))
        return Likeness(0.93, ("given and family name agree",))
    if is_without_initial(one, other) or is_without_initial(other, one):
        return Likeness(0.93, ("the same but for an initial before it",))
    if 1 in (len(first), len(second)) and first[0] == second[0]:
        return Likeness(INITIAL, ("family name and initial agree",))
    if may_be_one(first, second) or is_begun(first, second) or is_begun(second, first):
        return Likeness(0.8, ("family name agrees, one given name may be short for the other",))
    if any(len(name) > 1 and (name in other or may_be_any(name, other)) for name in one):
        return Likeness(0.85, ("family name agrees, and a given name that is not the first in one",))
    return Likeness(0.12, ("given names differ",))


def may_be_middle(one: str, other: str) -> bool:
    """Whether two middle names may be one, spelled or shortened."""
    return alike(one, other) or one.startswith(other) or other.startswith(one) or may_be_one(one, other)


def is_without_initial(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """`G. Jonna Berg` and `Jonna Berg`: given by the second name."""
    return len(long) == len(short) + 1 and len(long[0]) == 1 and len(long[1]) > 1 and all(map(alike, short, long[1:]))


def is_begun(short: str, full: str) -> bool:
    """Whether one is the other's beginning: Suni of Sunita, Randy of Randolph."""
    stem = short.removesuffix("y").removesuffix("ie")
    return len(stem) > 2 and full.startswith(stem)


def may_be_any(name: str, others: tuple[str, ...]) -> bool:
    return any(may_be_one(name, other) for other in others)


def of_sound(one: Form, other: Form) -> Likeness:
    if len(one.sound) > 5 and one.sound == other.sound:
        return Likeness(0.95, ("the same but for its transliteration",))
    return Likeness(0.0, ("names have little in common",))


def alike(one: str, other: str) -> bool:
    """Whether two words are one but for transliteration or a slip: Yuri and Yury, Mueller and Muller."""
    from rapidfuzz.fuzz import ratio

    sounds = [re.sub(r"(.)\1+", r"\1", sound_of(word)) for word in (one, other)]
    return sounds[0] == sounds[1] or (min(map(len, sounds)) > 6 and ratio(*sounds) >= ALIKE)
