"""What a question is about: entities that it names, or that "it", "this failure", "ispace's lander" point at."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kg.ask import countries, statements
from kg.ask.fetch import Inquiry, entity_of
from kg.ask.lexicon import nouns, word_class
from kg.ask.linking import Linked, Named, is_place, link
from kg.ask.names import in_sentence, joined
from kg.ask.pointers import (
    FLIGHTS,
    POINTERS,
    Pointer,
    asks_who_said,
    mask_pointer,
    owned_pointer,
    pointer_of,
    surface_of,
)
from kg.ask.question import ENTITY, Question
from kg.ask.twins import take_together
from kg.model import Entity
from kg.store.names import fold
from ontology import vocabulary

LISTING = frozenset(("which", "what", "list", "all", "name", "many", "other", "any", "how"))
FLIGHT_LINKS = ("OPERATED_BY", "BUILT_BY", "PART_OF", "CARRIED_BY", "LAUNCHED_BY")
FLIGHT_NOUNS = frozenset(("mission", "flight", "launch", "landing", "attempt", "failure", "crash", "accident"))
MOST_CANDIDATES = 8
ENOUGH_SAID = 2  # claims of something without a name, so that a question may be about it
NEWS = 30  # days
DAY = len("2031-01-02")
LAUNCHES = ("Mission", "Craft", "LaunchVehicle")
EARLIER = frozenset(("first", "earlier", "previous", "earliest", "oldest"))
NEWEST = frozenset(("newest", "youngest"))


@dataclass(frozen=True, slots=True)
class Focus:
    """`entities` in order, `words` of the question with `@` for each; a note says what was taken to be meant.

    `types` are the kinds of thing asked for ("which landers"); `candidates` with no entities ask back.
    """

    entities: tuple[Entity, ...]
    words: str
    types: tuple[str, ...] = ()
    noun: str = ""
    note: str = ""
    candidates: tuple[Entity, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def main(self) -> Entity:
        return self.entities[0]


def find(inquiry: Inquiry, question: Question) -> Focus:
    linked = link(inquiry, question)
    asked, noun = asked_types(question, linked)
    chosen = [(one, choose(one, question)) for one in linked.named]
    masked = mask(question, [(one.first, one.last) for one in (*linked.named, *linked.unknown)])
    take_together(inquiry, [entity for _, entity in chosen])
    note = " ".join(filter(None, (taken_for(one, entity, inquiry.mains) for one, entity in chosen)))
    unknown = tuple(one.surface for one in linked.unknown)
    focus = Focus(tuple(entity for _, entity in chosen), masked, asked, noun, note, linked.near, unknown)
    owned = owned_pointer(question, chosen)
    if owned is not None:
        return of_owner(inquiry, question, focus, *owned)
    focus = replace(focus, entities=heads(question, chosen))
    things = [entity for entity in focus.entities if not is_place(entity)]
    pointer = None if asks_who_said(question) else pointer_of(question, linked, asked)
    if things or pointer is None or linked.unknown:
        return replace(focus, entities=unique([*things, *(one for one in focus.entities if one not in things)]))
    return of_recent(inquiry, question, focus, pointer, chosen)


def heads(question: Question, chosen: Sequence[tuple[Named, Entity]]) -> tuple[Entity, ...]:
    """In order, but of "Boeing's Starliner" only the Starliner: it is what is spoken of."""
    owners: list[Entity] = []
    others: list[Entity] = []
    for index, (named, entity) in enumerate(chosen):
        follower = chosen[index + 1][0].first if index + 1 < len(chosen) else -1
        possessive = [token.text for token in question.tokens[named.last : named.last + 1]] == ["'s"]
        (owners if possessive and follower == named.last + 1 else others).append(entity)
    return tuple(others or owners)


def unique(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    return tuple({entity.id: entity for entity in entities}.values())


def choose(named: Named, question: Question) -> Entity:
    """Of several things of one name, the one of the kind that the next words say, else the best known."""
    following = [token.text for token in question.tokens[named.last : named.last + 2]]
    preceding = [token.text for token in question.tokens[max(0, named.first - 2) : named.first]]
    for word in (*following, *reversed(preceding)):
        kinds = nouns().get(word, ())
        for entity in named.entities:
            if any(vocabulary().is_a(entity.type, kind) for kind in kinds):
                return entity
    return named.entities[0]


def taken_for(named: Named, entity: Entity, taken: Container[str]) -> str:
    """What a name was taken to mean, where its spelling was mended or another thing of the kind is called so too.

    `taken` are the ids of what is taken for it anyway.
    """
    others = [one for one in named.entities if one.id not in taken]
    rivals = [in_sentence(one) for one in others if is_rival(one, entity, named.surface)]
    if not rivals:
        return f"“{named.surface}” is taken to mean {in_sentence(entity)}." if named.mended else ""
    return f"“{named.surface}” is taken to mean {in_sentence(entity)}, though stories call {joined(rivals)} so too."


def is_rival(one: Entity, entity: Entity, surface: str) -> bool:
    """Whether a name that is the own one of one of two things of a kind is an alias of the other."""
    alike = fits(one.type, (entity.type,)) or fits(entity.type, (one.type,))
    key = fold(surface)
    return alike and not one.described and one.id != entity.id and (fold(one.name) == key) != (fold(entity.name) == key)


def mask(question: Question, spans: Sequence[tuple[int, int]]) -> str:
    starts = dict(spans)
    words: list[str] = []
    index = 0
    while index < len(question.tokens):
        if index in starts:
            if words and words[-1] in ("the", "a", "an"):
                words.pop()
            words.append(ENTITY)
            index = starts[index]
        else:
            words.append(question.tokens[index].text)
            index += 1
    return f" {' '.join(words)} "


def asked_types(question: Question, linked: Linked) -> tuple[tuple[str, ...], str]:
    """The kinds of thing that "which landers", "what missions", "list companies" ask for."""
    tokens = [token.text for token in question.tokens]
    taken = {index for one in linked.named for index in range(one.first, one.last)}
    # "what launched in June?", not "what launched the Orion capsule?"
    place = 3 if tokens[2:3] == ["the"] else 2
    launches = all(one.first != place for one in linked.named)
    if tokens[:1] == ["what"] and tokens[1:2] and tokens[1] in word_class("happening") and launches:
        return LAUNCHES if tokens[1] in word_class("launch_words") else LAUNCHES[:2], "flights"
    if tokens[:1] == ["what"] and tokens[1:2] in (["was"], ["were"]) and tokens[2:3] == ["launched"]:
        return LAUNCHES, "flights"
    if tokens[:1] == ["what"] and any(one.first == (3 if tokens[2:3] == ["the"] else 2) for one in linked.named):
        return (), ""  # a verb: "what orbits the Sun?"
    for index, word in enumerate(tokens[:6]):
        if word not in LISTING and not (index == 0 and word in {"show", "give"}):
            continue
        for position in range(index + 1, min(index + 5, len(tokens))):
            for length in (2, 1):
                noun = " ".join(tokens[position : position + length])
                if position not in taken and noun in nouns():
                    flight = noun.removesuffix("es") in FLIGHT_NOUNS or noun.removesuffix("s") in FLIGHT_NOUNS
                    many = LAUNCHES if noun == "launches" else LAUNCHES[:2]
                    return many if flight else nouns()[noun], noun
            if tokens[position] not in word_class("plain_words") | {"the", "of", "all", "are", "other", "private"}:
                break
    return (), ""


def says_failure(question: Question) -> bool:
    return any(token.text in word_class("failure_words") for token in question.tokens)


def of_owner(inquiry: Inquiry, question: Question, focus: Focus, owner: Entity, pointer: Pointer) -> Focus:
    rows = inquiry.rows(statements.FLEET, owners=[owner.id], links=list(FLIGHT_LINKS))
    fitting = [row for row in rows if fits(row["entity"]["type"], pointer.types)]
    if says_failure(question) and any(row["failed"] for row in fitting):
        fitting = [row for row in fitting if row["failed"]]
    elif mentions_launch(question):
        fitting = fitting or rows
    if not fitting:
        return focus
    best = max(fitting, key=lambda row: preference(row, pointer))
    if says(question, pointer, EARLIER):
        best = min(fitting, key=lambda row: (earliest(row), row["entity"]["id"]))
    if says(question, pointer, NEWEST):
        best = max(fitting, key=lambda row: (latest(row), preference(row, pointer)))
    thing = entity_of(best["entity"])
    others = [entity for entity in focus.entities if entity.id not in (owner.id, thing.id)]
    words = mask_pointer(question, pointer)
    named = [row for row in fitting if not row["entity"]["described"]]
    alone = says(question, pointer, EARLIER) and len(named) == 1 and thing.id == named[0]["entity"]["id"]
    note = only_one(thing, owner) if alone else about(thing)
    return replace(focus, entities=unique([thing, *others]), words=words, note=f"{focus.note} {note}".strip())


def failed_flight(inquiry: Inquiry, focus: Focus) -> Focus:
    """ "How come ispace failed?": an organisation fails by its own flight, the newest one that is known by name.

    Of "Why did ispace delay Resilience?" nothing is to be found: the flight is named.
    """
    named = any(fits(one.type, LAUNCHES) for one in focus.entities[1:])
    if named or not vocabulary().is_a(focus.main.type, "Organization"):
        return focus
    rows = inquiry.rows(statements.FLEET, owners=[focus.main.id], links=list(FLIGHT_LINKS))
    failed = [row for row in rows if row["failed"] and fits(row["entity"]["type"], FLIGHTS)]
    if not failed:
        return focus
    best = max(failed, key=lambda row: (not row["entity"]["described"], row["published"], row["claims"]))
    thing = entity_of(best["entity"])
    return replace(focus, entities=unique([thing, *focus.entities[1:]]), note=f"{focus.note} {about(thing)}".strip())


def says(question: Question, pointer: Pointer, wanted: frozenset[str]) -> bool:
    return bool({token.text for token in question.tokens[pointer.first : pointer.last]} & wanted)


def earliest(row: dict[str, Any]) -> str:
    return min((date for date in row["dates"] if date), default="9999")


def latest(row: dict[str, Any]) -> str:
    return max((date for date in row["dates"] if date), default="")


def preference(row: dict[str, Any], pointer: Pointer) -> tuple[bool, bool, str, int]:
    entity = row["entity"]
    return not entity["described"], entity["type"] == pointer.types[0], row["published"], row["claims"]


def mentions_launch(question: Question) -> bool:
    return any(token.text in {"launch", "launched", "flight"} for token in question.tokens)


def fits(type_name: str, types: Sequence[str]) -> bool:
    return any(vocabulary().is_a(type_name, kind) for kind in types)


def of_news(inquiry: Inquiry, question: Question, focus: Focus) -> Focus:
    """What a question without any name is about: the flight that the newest story tells of."""
    recent = of_recent(inquiry, question, focus, Pointer(0, 0, FLIGHTS), ())
    return replace(recent, words=focus.words, note=about(recent.main) if recent.entities else "")


def about(thing: Entity) -> str:
    return f"The question is taken to be about {in_sentence(thing)}."


def only_one(thing: Entity, owner: Entity) -> str:
    """What is said where the first of several is asked for, and one is all that is held."""
    return f"The only one of {in_sentence(owner)} that the graph holds by name is {in_sentence(thing)}, first or not."


def of_kind(inquiry: Inquiry, question: Question, focus: Focus, pointer: Pointer) -> Focus:
    """The one thing of its kind that most is said of ("the space station"); asks back where there are rivals."""
    known = vocabulary().types
    types = sorted(name for name, one in known.items() if set(one.line) & set(pointer.types))
    rows = inquiry.rows(statements.BEST_KNOWN, types=types)
    if not rows:
        return replace(focus, unknown=(surface_of(question, pointer),))
    things = [entity_of(row["entity"]) for row in rows]
    if len(rows) > 1 and rows[0]["claims"] < 3 * rows[1]["claims"]:
        return replace(focus, candidates=unique(things)[:MOST_CANDIDATES])
    return replace(focus, entities=unique([things[0], *focus.entities]), note=about(things[0]))


def namesakes(inquiry: Inquiry, surface: str, pointer: Pointer) -> list[Entity]:
    """What has all the words that point in its name: "the deorbit vehicle" is the US Deorbit Vehicle."""
    said = set(fold(surface).split()) - POINTERS
    near = inquiry.near(" ".join(sorted(said))) if len(said) > 1 else []
    return [one for one in near if said <= set(fold(one.name).split()) and fits(one.type, pointer.types)]


def is_in_the_news(day: str, newest: str) -> bool:
    """Whether a story is so new beside the newest one that "it" may mean what either of them tells of."""
    try:
        return (date.fromisoformat(newest[:DAY]) - date.fromisoformat(day[:DAY])).days <= NEWS
    except ValueError:  # a month or a year, or none
        return day == newest


def with_crew(inquiry: Inquiry) -> tuple[Entity, ...]:
    """The flights whose crew stories tell of, the newest first."""
    found = unique([entity_of(row["entity"]) for row in inquiry.rows(statements.CREWED)])
    return tuple(one for one in found if not vocabulary().is_a(one.type, "Station"))[:MOST_CANDIDATES]


def of_land(inquiry: Inquiry, focus: Focus, pointer: Pointer, land: countries.Land, surface: str) -> Focus:
    """The one thing of its kind that is of a land; asks back where several are, knows nothing of it where none is."""
    things = countries.everywhere(inquiry, land, pointer.types)
    if not things:
        return replace(focus, entities=(), unknown=(surface,))
    if len(things) > 1:
        return replace(focus, entities=(), candidates=tuple(things[:MOST_CANDIDATES]))
    note = f"Here “{surface}” is taken to mean {in_sentence(things[0])}."
    return replace(focus, entities=unique([things[0], *focus.entities]), note=note)


def of_recent(
    inquiry: Inquiry,
    question: Question,
    focus: Focus,
    pointer: Pointer,
    chosen: Sequence[tuple[Named, Entity]],
) -> Focus:
    """The thing that the most recent story is about; asks back where several would do."""
    rows = inquiry.rows(statements.RECENT, question=question.text.casefold())
    fitting = [row for row in rows if fits(row["entity"]["type"], pointer.types)]
    if says_failure(question):
        fitting = [row for row in fitting if row["failures"]]
    words = mask_pointer(question, pointer)
    surface = surface_of(question, pointer)
    if named := namesakes(inquiry, surface, pointer):
        note = f"Here “{surface}” is taken to mean {in_sentence(named[0])}."
        return replace(focus, entities=unique([named[0], *focus.entities]), words=words, note=note)
    if land := countries.land_of(question, pointer):
        fitting = countries.of_land(inquiry, fitting, land)
        if not fitting:
            return of_land(inquiry, replace(focus, words=words), pointer, land, surface)
    fitting = [row for row in fitting if not row["entity"]["described"] or row["said"] >= ENOUGH_SAID]
    if not fitting:
        return of_kind(inquiry, question, replace(focus, words=words), pointer)
    own = [row for row in fitting if row["own"]]
    newest = own or [row for row in fitting if is_in_the_news(row["published"], fitting[0]["published"])]
    best = max(
        newest, key=lambda row: (not row["entity"]["described"], row["failures"], row["said"], row["entity"]["id"])
    )
    thing = entity_of(best["entity"])
    rivals = {row["story"] for row in newest if row["story"] != best["story"]} if not own else set()
    if rivals:
        leads = [
            max((row for row in newest if row["story"] == story), key=lambda row: row["said"])
            for story in sorted(rivals)
        ]
        leads = [row for row in leads if row["entity"]["id"] != thing.id]
        if leads:
            asked = unique([thing, *(entity_of(row["entity"]) for row in leads)])[:MOST_CANDIDATES]
            return replace(focus, entities=(), words=words, candidates=asked)
    others = [entity for _, entity in chosen if entity.id != thing.id]
    note = f"Here “{surface}” is taken to mean {in_sentence(thing)}."
    return replace(focus, entities=unique([thing, *others]), words=words, note=note)
