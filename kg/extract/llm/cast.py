"""The entities of an answer, as far as the story bears them out: known types, and names that stand in its text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract.entities.clusters import Cluster, link, normal
from kg.extract.entities.descriptions import INANIMATE, PERSONAL, PLURAL
from kg.extract.entities.mentions import Kind, Span
from kg.extract.llm.answer import Named
from kg.extract.llm.locating import Range, place, places
from kg.extract.llm.refusal import Reason, Refused
from kg.model import Entity, Mention
from ontology import Vocabulary
from ontology.gazetteer import Gazetteer

LONGEST_NAME = 100
PRONOUNS = INANIMATE | PERSONAL | PLURAL
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "our", "both", "all", "some", "one"})


@dataclass(slots=True, eq=False)
class Member:
    """An entity of the story: its names and descriptions as the text has them, and where it is spoken of."""

    type: str
    name: str
    names: list[str]
    descriptions: frozenset[str] = frozenset()
    wikidata: str = ""
    named: set[Range] = field(default_factory=set)
    described: set[Range] = field(default_factory=set)

    @property
    def first(self) -> tuple[int, str]:
        return min(self.named | self.described)[0], self.name


@dataclass(slots=True)
class Cast:
    """The members by the ids that the answer gives them, and why others were refused."""

    members: dict[str, Member] = field(default_factory=dict)
    refused: dict[str, Reason] = field(default_factory=dict)

    def member(self, identity: str) -> Member:
        """Raises `Refused` for an id that stands for no entity of the story."""
        if identity not in self.members:
            raise Refused(self.refused.get(identity, Reason.ENTITY))
        return self.members[identity]

    def check_called(self, member: Member, words: str) -> None:
        """Raises `Refused` for words that name something else; a description or pronoun is the model's to resolve."""
        said = normal(words)
        own = [normal(name) for name in member.names]
        if said in own:
            return
        others = {normal(name) for other in self.members.values() if other is not member for name in other.names}
        part = any(contains(name.split(), said.split()) or contains(said.split(), name.split()) for name in own)
        if said in others or not (part or said in member.descriptions or not has_capital(words)):
            raise Refused(Reason.NAME)

    def entities(self, story: str) -> dict[int, Entity]:
        """The entities by `id()` of their members, numbered in order of first mention."""
        members = {id(member): member for member in self.members.values() if member.named or member.described}
        ordered = sorted(members.items(), key=lambda item: item[1].first)
        return {key: entity_of(member, f"{story}#e{number}") for number, (key, member) in enumerate(ordered, 1)}


def cast_of(text: str, named: Iterable[Named], vocabulary: Vocabulary, names: Gazetteer) -> Cast:
    """The entities that the story names or describes; two of one type and name are one."""
    cast = Cast()
    known: dict[tuple[str, str], Member] = {}
    for item in named:
        member = member_of(text, item, vocabulary, names)
        if isinstance(member, Reason):
            cast.refused[item.id] = member
            continue
        kept = known.setdefault((member.type, member.wikidata or normal(member.name)), member)
        if kept is not member:
            kept.names += [name for name in member.names if name not in kept.names]
            kept.named |= member.named
        cast.members.setdefault(item.id, kept)
    return cast


def member_of(text: str, item: Named, vocabulary: Vocabulary, names: Gazetteer) -> Member | Reason:
    kind = vocabulary.types.get(item.type)
    if kind is None or len(kind.line) == 1:
        return Reason.TYPE
    found = {text[slice(*spot)]: spot for name in item.names if is_name(name, names) if (spot := place(text, name))}
    described = [text[slice(*spot)] for words in (*item.descriptions, *item.names) if (spot := place(text, words))]
    descriptions = frozenset(map(normal, item.descriptions))
    if not found:
        return Member(item.type, one_line(described[0]), [], descriptions) if described else Reason.ENTITY
    full = fullest(found, names)
    cluster = Cluster(0, item.type, full, [Span(0, 0, 0, Kind.NAME, one_line(name)) for name in sorted(found)])
    link(cluster, names)
    spots = outer({spot for name in found for spot in places(text, name)})
    return Member(item.type, cluster.name, sorted(map(one_line, found)), descriptions, cluster.wikidata, spots)


def fullest(found: dict[str, Range], names: Gazetteer) -> str:
    """The longest name in use, the first of equals; a country that only its adjective names by its own name."""
    full = min(found, key=lambda name: (names.demonym(name) is not None, -len(name), found[name]))
    return names.demonym(full) or one_line(full)


def outer(spots: set[Range]) -> set[Range]:
    """The ranges that no other one covers: of "Firefly Aerospace" and the "Firefly" in it, the whole."""
    kept: list[Range] = []
    for start, end in sorted(spots, key=lambda spot: (spot[0], -spot[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return set(kept)


def is_name(words: str, names: Gazetteer) -> bool:
    """Whether words can be a name: "Falcon 9", and "ispace" as a reference name; not "the lander", "It"."""
    if len(words) > LONGEST_NAME:
        return False
    return has_capital(words) or any(words in (entry.name, *entry.aliases) for entry in names.find(words))


def has_capital(words: str) -> bool:
    rest = words.split()
    if rest and rest[0].casefold() in DETERMINERS | PRONOUNS:
        rest = rest[1:]
    return any(letter.isupper() for word in rest for letter in word)


def contains(whole: list[str], part: list[str]) -> bool:
    width = len(part)
    return 0 < width <= len(whole) and any(whole[at : at + width] == part for at in range(len(whole) - width + 1))


def entity_of(member: Member, identity: str) -> Entity:
    return Entity(
        id=member.wikidata or identity,
        type=member.type,
        name=member.name,
        aliases=tuple(sorted({*member.names} - {member.name})),
        described=not member.named,
        wikidata=member.wikidata or None,
        mentions=tuple(mentions_of(member)),
    )


def mentions_of(member: Member) -> Iterator[Mention]:
    for start, end in sorted(member.named | member.described):
        yield Mention(start, end, (start, end) in member.named)


def one_line(words: str) -> str:
    return " ".join(words.split())
