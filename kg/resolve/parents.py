"""A name that is said in full with what it belongs to before it: `Flight 5` of Tern is Tern Flight 5."""

from kg.resolve.forms import Form, numbered, plain_words
from kg.resolve.kinds import kinds_of
from kg.resolve.profile import Likeness, Profile
from kg.resolve.reference import known_as
from ontology import vocabulary

# Types of which names are built otherwise: `Space` of Skarv is not Skarv Space.
OTHERWISE = ("Person", "Organization", "Place")


def of_parents(one: Form, other: Form, first: Profile, second: Profile) -> Likeness | None:
    """Whether one name is the other with something before it that the other has to do with."""
    for short, long, end in ((one, other, first), (other, one, second)):
        parent = parent_of(short, long, end)
        if parent and not any(vocabulary().is_a(end.type, kind) for end in (first, second) for kind in OTHERWISE):
            return Likeness(0.96, (f"{short.text} of {parent} is said in full",))
    return None


def parent_of(short: Form, long: Form, profile: Profile) -> str | None:
    """What a name has to do with and is put before it in the longer name; kinds of things alone are no names."""
    size = len(long.words) - len(short.words)
    if size < 1 or long.words[size:] != short.words or " ".join(short.words) in kinds_of(profile.type):
        return None
    before = long.words[:size]
    found = [name for name in profile.related if before in (words_of(name), words_of(known_as(name)))]
    return min(found, default=None)


def words_of(name: str) -> tuple[str, ...]:
    return tuple(numbered(plain_words(name)))
