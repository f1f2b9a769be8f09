"""How alike two designations are: pads, versions, catalogue numbers, and initials with a number."""

import re

from kg.resolve.forms import SMALL, Form
from kg.resolve.profile import Likeness, Profile
from ontology import vocabulary

VERSIONED = ("Engine", "LaunchVehicle", "Stage", "Instrument")
DOUBLE = ("Craft", "Mission", "Instrument")
DOUBLE_NAME = re.compile(r"([^/()]{4,}?)(?:/([^/()]{4,})| \(([^/()]{3,})\))")
# `Skarv (formerly Tern Works)`, `Tern Works, now Skarv`
FORMER = re.compile(
    r"(?P<one>.+?)(?:,? \(|, | )(?:formerly|previously|originally|once|now|ex)(?: known as| called|,)?[ -]"
    r"(?P<other>[^()]+?)\)?"
)
PADS = ("LaunchSite", "Facility")
PAD = re.compile(r"(?:(?:space )?(?:launch )?complex|site)(?: no| number)? (\d+\w?(?: \d)?)\b(?: launch complex)?")
VERSION = re.compile(r"(?<=\w[ -])[vV](?:ersion |er\. ?)?(?=\d)|(?<=\w[ -])(?:Mark|Mk\.?)[ -]?(?=\d)")
ASTEROID = re.compile(r"(?:asteroid |comet )?(?:\d+ )??(?:(\d{4}) )?([a-z]{2} \d+)")
COMET = re.compile(r"\d+p ([^\W\d]+ [^\W\d]+)")


def of_designations(one: Form, other: Form, type_name: str) -> Likeness | None:
    """The likeness of two designations; None where they are none, or not of the kinds known here."""
    return (
        of_pads(one, other, type_name)
        or of_versions(one, other, type_name)
        or of_numbered_initials(one, other)
        or of_numbered_initials(other, one)
        or of_groups(one, other, type_name)
    )


def halves_of(profile: Profile) -> tuple[str, ...]:
    """Both halves of a flight's or craft's double name: `SKARVBARK/NROL-7`, or of any with the former one."""
    name = profile.names[0]
    found = FORMER.fullmatch(name) or (DOUBLE_NAME.fullmatch(name) if is_a(profile.type, DOUBLE) else None)
    return tuple(half.strip() for half in found.groups() if half) if found else ()


def is_a(type_name: str, kinds: tuple[str, ...]) -> bool:
    return any(vocabulary().is_a(type_name, kind) for kind in kinds)


def pad_of(form: Form) -> tuple[str, str]:
    """The number of a pad, and what stands around it; empty where a name is of none."""
    text = " ".join(form.words)
    found = PAD.search(text)
    return (found.group(1), " ".join(PAD.sub(" ", text).split())) if found else ("", "")


def is_telling(number: str) -> bool:
    """Whether hardly two spaceports have a pad of that number: 40 and 39A, not 1 or 4E."""
    return sum(map(str.isdigit, number)) > 1


def of_pads(one: Form, other: Form, type_name: str) -> Likeness | None:
    """`Pad 39A`, `LC-39A`, `Launch Complex 39A at the Cape`: where the number is one, and no other place is named."""
    (number, around), (again, beside) = pad_of(one), pad_of(other)
    is_site = [form.words[:1] == ("site",) and " " not in number for form in (one, other)]
    if not number or number != again or is_site[0] != is_site[1] or not is_a(type_name, PADS):
        return None
    if around == beside:
        return Likeness(0.96, (f"both are pad {number.upper()}",))
    if around and beside:
        return None
    return Likeness(0.96 if is_telling(number) else 0.6, (f"both are pad {number.upper()}, one with a place",))


def of_versions(one: Form, other: Form, type_name: str) -> Likeness | None:
    """`Tern V3` and `Tern 3`: a version of what is made in series. `Atlas V 551` has a number of its own."""
    if not is_a(type_name, VERSIONED):
        return None
    first, second = (re.sub(r"[\W_]+", " ", VERSION.sub("", form.text)).casefold() for form in (one, other))
    is_marked = any(VERSION.search(form.text) for form in (one, other))
    return Likeness(0.96, ("the same but for the mark of a version",)) if is_marked and first == second else None


def of_bodies(one: Form, other: Form, type_name: str) -> Likeness | None:
    """`YR4` of 2024 YR4; `Churyumov-Gerasimenko` of 67P: what is left out of a designation."""
    if not is_a(type_name, ("CelestialBody",)):
        return None
    texts = [" ".join(form.words) for form in (one, other)]
    found = [ASTEROID.fullmatch(text) for text in texts]
    if found[0] and found[1]:
        years = {match.group(1) for match in found if match and match.group(1)}
        if found[0].group(2) == found[1].group(2) and len(years) < 2:
            return Likeness(0.96, ("one designation, the year left out in one",))
    comets = [match.group(1) for text in texts if (match := COMET.fullmatch(text))]
    if len(comets) == 1 and comets[0] in texts:
        return Likeness(0.96, ("one comet, its number left out in one",))
    return None


def of_numbered_initials(short: Form, long: Form) -> Likeness | None:
    """`TSLV-II` of Tern Space Launch Vehicle II: three letters or more, and the number is one."""
    head, *rest = short.words or ("",)
    full = [word for word in long.words if word not in SMALL and not word[0].isdigit()]
    is_number = bool(rest) and tuple(rest) == short.numbers == long.numbers == long.words[-len(rest) :]
    if is_number and len(head) > 2 and len(full) > 2 and head == "".join(word[0] for word in full):
        return Likeness(0.96, (f"{short.text} are the initials and number of {long.text}",))
    return None


def of_groups(one: Form, other: Form, type_name: str) -> Likeness | None:
    """`Starlink Group 6-1` and `Starlink 6-1`: a launch of a batch."""
    first, second = (tuple(word for word in form.words if word != "group") for form in (one, other))
    is_batch = is_a(type_name, ("Mission",)) and bool(one.numbers) and one.numbers == other.numbers
    return Likeness(0.96, ("the same but for “group”",)) if is_batch and first == second else None
