"""Names inside a sentence: articles where a name takes one, lists, capitals."""

from collections.abc import Iterable, Sequence

from kg.ask.lexicon import word_class, words
from kg.model import Entity

SOUNDS_LIKE_A_CONSONANT = ("eu", "uni", "us ", "u.", "one", "use", "ura", "uto")
MOST_NAMED = 8
SHORT_NAME = 3  # characters: "ISSs" is no plural
LONGEST_OWNER = 4  # words of a name that a description begins with: "Tarn Lunar's first lander"


def in_sentence(entity: Entity) -> str:
    """The name as it stands within a sentence: "the Moon", "the European Space Agency", "ispace"."""
    name = " ".join("".join(mark if mark.isprintable() else " " for mark in entity.name).split())
    lower = name.casefold()
    if lower.startswith(("the ", "a ", "an ")):
        article, _, rest = name.partition(" ")
        return f"{article.casefold()} {rest}"
    if entity.described and name:
        return described(name)
    if lower in word_class("the_names") or ends_like_a_noun(entity.type, lower):
        return f"the {name}"
    return name


def described(name: str) -> str:
    """A description with an article where it has none: "a larger lander", "the moon landing in 2023"."""
    first, last = name.split()[0].casefold(), name.split()[-1].casefold()
    owned = any(word.endswith("'s") for word in name.split()[:LONGEST_OWNER])
    known = first in word_class("articles") | word_class("dangling") or owned or first[:1].isdigit()
    if known or (last.endswith("s") and not last.endswith("ss")):
        return name
    dated = any(part.isdigit() and len(part) == 4 for part in name.split())
    return f"the {name}" if dated else with_article(name)


def ends_like_a_noun(type_name: str, lower: str) -> bool:
    *rest, last = lower.split() or [""]
    return bool(rest) and last in words()["the_endings"].get(type_name, ())


def joined(names: Sequence[str], conjunction: str = "and") -> str:
    """ "A", "A and B", "A, B and C", and no more than `MOST_NAMED` of them by name."""
    shown = list(names)
    if len(shown) > MOST_NAMED:
        shown = [*shown[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    if len(shown) < 3:
        return f" {conjunction} ".join(shown)
    return f"{', '.join(shown[:-1])} {conjunction} {shown[-1]}"


def says_any(text: str, names: Iterable[str]) -> bool:
    """Whether a text has one of the names as a whole, or its plural: "issued" does not speak of the ISS."""
    said = text.casefold()
    return any(is_said(said, name.casefold()) for name in names if name)


def is_said(text: str, name: str) -> bool:
    start = text.find(name)
    while start >= 0:
        behind = text[start + len(name) : start + len(name) + 2]
        rest = behind[1:] if behind[:1] == "s" and len(name) > SHORT_NAME else behind[:1]
        if not text[max(0, start - 1) : start].isalnum() and not rest.isalnum():
            return True
        start = text.find(name, start + 1)
    return False


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def with_article(noun: str) -> str:
    lower = noun.casefold()
    vowel = lower[:1] in "aeiou" and not lower.startswith(SOUNDS_LIKE_A_CONSONANT)
    return f"{'an' if vowel else 'a'} {noun}"


def type_noun(type_name: str) -> str:
    """The type's name as a noun in a sentence: `LaunchVehicle` is "rocket", else its words in lower case."""
    special = {
        "LaunchVehicle": "rocket",
        "Craft": "spacecraft",
        "Institute": "research institute",
        "Outlet": "news outlet",
        "Program": "programme",
        "Entity": "thing",
    }
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in type_name).strip()
    return special.get(type_name, spaced)
