"""Points become sentences with numbered citations, the subgraph that they use, and the answer as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from kg.ask import statements
from kg.ask.answer import Answer, Citation, Sentence
from kg.ask.dates import in_words
from kg.ask.fetch import Inquiry, entity_of
from kg.ask.flights import Flight, flight_of_cause, flights
from kg.ask.lexicon import word_class
from kg.ask.names import MOST_NAMED, capitalised, in_sentence, joined
from kg.ask.overtaken import came_about
from kg.ask.points import Point, attribution_of, origins
from kg.ask.sentences import Background, say
from kg.model import Claim, Entity, Evidence, Status, Story
from kg.store.reading import relation_of
from ontology import vocabulary

if TYPE_CHECKING:
    import networkx

MOST_CITATIONS = 3
ABBREVIATIONS = ("Corp.", "Inc.", "Ltd.", "Co.", "Jr.", "Sr.", "U.S.")


class Composer:
    """Collects sentences; a quote that is cited twice keeps its number."""

    def __init__(self, inquiry: Inquiry, background: Background) -> None:
        self.inquiry, self.background = inquiry, background
        self.sentences: list[Sentence] = []
        self.citations: list[Citation] = []
        self.numbers: dict[tuple[str, int, int], int] = {}
        self.used: list[Claim] = []
        self.owners: dict[str, Entity] = {}
        self.looked_up: set[str] = set()
        self.known: list[Claim] = []

    def know(self, claims: Iterable[Claim]) -> None:
        """Remember what came about, and whose the things are that stories only describe ("its first lander")."""
        claims = list(claims)
        self.known.extend(claims)
        for claim in claims:
            if (
                claim.predicate in ("OPERATED_BY", "SUBSIDIARY_OF")
                and claim.object
                and claim.status is not Status.DENIED
            ):
                self.owners.setdefault(claim.subject.id, claim.object)

    def remark(self, text: str) -> None:
        """A sentence that rests on no claim."""
        if text:
            self.sentences.append(Sentence(text))

    def add(self, point: Point, *, opening: str = "", first: str = "") -> bool:
        """The point as a sentence; False where the very same words were said already.

        How a vehicle came out, of whose flights some failed and some did not, is told flight by flight.
        """
        if several := flights(point, self.known, self.inquiry.stories):
            return self.add_flights(point, several, opening)
        self.look_up_owners(point)
        others = tuple(self.owned(entity, point) for entity in point.others)
        past = came_about(point, self.known, self.inquiry.stories)
        background = self.background.with_over(point.first) if past else self.background
        if flight := flight_of_cause(point, self.known, self.inquiry.stories):
            lost = background.failed if flight.is_lost else frozenset[str]()
            background = replace(background, flight=flight.words, failed=lost)
        point = replace(point, first=tuple(self.owned(entity, point) for entity in point.first), others=others)
        text = say(point, background)
        if first and text.startswith(capitalised(in_sentence(point.first[0]))):
            name = capitalised(in_sentence(point.first[0]))
            text = f"{name}, {first},{text[len(name) :]}"
        return self.say(text, point.claims, opening, named_in(point))

    def add_flights(self, point: Point, several: Sequence[Flight], opening: str) -> bool:
        """What came of each flight; both where stories say both of one."""
        said = False
        for flight in several:
            sides = [
                say(
                    replace(point, claims=claims, value=value, when=None, attribution=attribution_of(claims)),
                    Background(),
                )
                for value, claims in flight.outcomes.items()
            ]
            first, *rest = [within(side) for side in sides]
            of_another = ", maybe of another flight," if flight.told else ""
            but = f", but{of_another} it is told as well {joined([f'that {side}' for side in rest])}" if rest else ""
            claims = [claim for side in flight.outcomes.values() for claim in side]
            said |= self.say(f"{capitalised(flight.words)}, {first}{but}", claims, "" if said else opening)
        return said

    def look_up_owners(self, point: Point) -> None:
        """Ask whose the things are that a point only describes; nothing asked of them alone brings that along."""
        unknown = {one.id for one in (*point.first, *point.others) if one.described and one.id not in self.owners}
        if not unknown - self.looked_up:
            return
        self.looked_up |= unknown
        for row in self.inquiry.rows(statements.OWNERS, ids=sorted(unknown)):
            self.owners.setdefault(row["id"], entity_of(row["owner"]))

    def owned(self, entity: Entity, point: Point) -> Entity:
        """A described thing with its owner: "ispace's first lander", "a larger lander of ispace"."""
        owner = self.owners.get(entity.id)
        named = {one.id for one in (*point.first, *point.others)}
        if not entity.described or owner is None or owner.id in named:
            return entity
        opening, _, rest = entity.name.partition(" ")
        name = in_sentence(owner)
        if opening.casefold() in ("its", "their", "his", "her"):
            return replace(entity, name=f"{name}'s {rest}")
        known = name.casefold() in entity.name.casefold() or opening.casefold().endswith("'s")
        return entity if known else replace(entity, name=f"{in_sentence(entity)} of {name}")

    def say(self, text: str, claims: Sequence[Claim], opening: str = "", named: Sequence[Claim] = ()) -> bool:
        """A sentence that rests on claims, with the sentences of those that it names (all of them unless given)."""
        line = f"{opening}{within(text)}" if opening else text
        line = line if line.endswith((".", "?", "!", ".”", "?”", "!”")) else f"{line}."
        if any(known.text == line for known in self.sentences):
            return False
        shown = to_cite(named or claims)
        sources = backing(claims, self.inquiry.stories)
        if sources > len(shown):
            line = f"{line[:-1]} ({sources} independent sources)."
        numbers = [self.cite(claim, evidence) for claim in shown for evidence in claim.evidence]
        self.sentences.append(Sentence(line, tuple(dict.fromkeys(numbers))))
        self.used.extend(claims)
        return True

    def cite(self, claim: Claim, evidence: Evidence) -> int:
        """The number of one of the sentences that the claim rests on (the second names what the first points at)."""
        key = (claim.story, evidence.start, evidence.end)
        if key not in self.numbers:
            self.numbers[key] = len(self.citations) + 1
            self.citations.append(citation_of(claim, evidence, self.inquiry.stories, self.numbers[key]))
        return self.numbers[key]


def backing(claims: Sequence[Claim], stories: Mapping[str, Story]) -> int:
    """How many independent sources say all that a sentence states: as many as its least told part has.

    "It failed in its attempt to land in the sea" joins a landing to a failure of which more stories tell.
    """
    parts: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        outcome = claim.value or "" if claim.predicate == "OUTCOME" else ""
        target = claim.object.id if claim.object else ""
        parts.setdefault((claim.predicate, claim.subject.id, target, claim.status.value, outcome), []).append(claim)
    return min((origins(part, stories) for part in parts.values()), default=0)


def within(text: str) -> str:
    """A sentence as it stands behind other words: a plain first word loses its capital."""
    return f"{text[:1].lower()}{text[1:]}" if text.split(" ")[0] in word_class("sentence_openings") else text


def named_in(point: Point) -> list[Claim]:
    """The claims of what the sentence names: of a long list that ends in "and 32 more" only its beginning."""
    shown = {one.id for one in point.others[:MOST_NAMED]}
    ends = ((claim, {claim.subject.id, claim.object.id if claim.object else ""}) for claim in point.claims)
    return [claim for claim, ids in ends if not shown or ids & shown]


def to_cite(claims: Sequence[Claim]) -> list[Claim]:
    """The claims to cite: one for each thing that the sentence names, then further stories, few enough to read."""
    ends: dict[tuple[str, ...], Claim] = {}
    for claim in claims:
        if claim.evidence:
            ends.setdefault((claim.predicate, claim.subject.id, claim.object.id if claim.object else ""), claim)
    needed = list(ends.values())
    quoted = {(claim.story, claim.evidence[0].start) for claim in needed}
    more = [claim for claim in one_a_story(claims) if (claim.story, claim.evidence[0].start) not in quoted]
    return [*needed, *more[: max(0, MOST_CITATIONS - len(quoted))]]


def one_a_story(claims: Sequence[Claim]) -> list[Claim]:
    """Each quote once, stories in turn."""
    quotes: dict[tuple[str, int], Claim] = {}
    for claim in claims:
        if claim.evidence:
            quotes.setdefault((claim.story, claim.evidence[0].start), claim)
    turns: dict[str, int] = {}
    order = []
    for key, claim in quotes.items():
        turns[key[0]] = turns.get(key[0], 0) + 1
        order.append((turns[key[0]], claim))
    return [claim for _, claim in sorted(order, key=lambda pair: pair[0])]


def citation_of(claim: Claim, evidence: Evidence, stories: Mapping[str, Story], number: int) -> Citation:
    story = stories[claim.story]
    return Citation(
        n=number,
        quote=evidence.quote,
        story=claim.story,
        claim=claim.id,
        start=evidence.start,
        end=evidence.end,
        **source_of(story, evidence.start),
    )


def source_of(story: Story, start: int) -> dict[str, str | None]:
    """Where a quote that begins at a code point of a story comes from, as citations and passages tell it."""
    section = next((part.heading for part in story.sections if part.start <= start < part.end), "")
    return {
        "outlet": story.outlet,
        "title": story.title,
        "published": story.published,
        "url": story.url,
        "source": file_of(story.source),
        "section": section or None,
    }


def answer(
    composer: Composer,
    question: str,
    intent: str,
    focus: Sequence[Entity],
    candidates: Iterable[Entity] = (),
) -> Answer:
    sentences = tuple(composer.sentences)
    return Answer(
        question=question,
        text=" ".join(marked(sentence) for sentence in sentences),
        sentences=sentences,
        citations=tuple(composer.citations),
        cypher=composer.inquiry.cypher,
        parameters=composer.inquiry.parameters,
        subgraph=subgraph(composer.used, focus, composer.inquiry.stories),
        candidates=tuple({one.id: one for one in candidates}.values()),
        intent=intent,
    )


def marked(sentence: Sentence) -> str:
    """The sentence with its marks before the full stop: "Resilience failed [1][2]." """
    if not sentence.citations:
        return sentence.text
    marks = "".join(f"[{number}]" for number in sentence.citations)
    if sentence.text.endswith(".") and not sentence.text.endswith(ABBREVIATIONS):
        return f"{sentence.text[:-1]} {marks}."
    return f"{sentence.text} {marks}"


def subgraph(claims: Sequence[Claim], focus: Sequence[Entity], stories: Mapping[str, Story]) -> "networkx.MultiDiGraph":
    """The claims that the answer rests on, in the shape that `Store.subgraph` gives."""
    import networkx

    unique = sorted({claim.id: claim for claim in claims}.values(), key=lambda claim: (claim.story, claim.id))
    entities = {one.id: one for claim in unique for one in (claim.subject, claim.object) if one is not None}
    told = {claim.story for claim in unique}
    graph = networkx.MultiDiGraph(
        focus=tuple(one.id for one in focus if one.id in entities),
        stories={name: stories[name] for name in sorted(told)},
    )
    for identity, entity in sorted(entities.items()):
        own = tuple(claim for claim in unique if claim.object is None and claim.subject.id == identity)
        graph.add_node(identity, entity=entity, attributes=own)
    relations: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in unique:
        if claim.object is not None:
            relation = relation_of(claim)
            key = f"{claim.predicate}|{claim.status.value}|{relation.when or ''}"
            relations.setdefault((relation.subject, str(relation.object), key), []).append(claim)
    for (source, target, key), group in sorted(relations.items()):
        graph.add_edge(source, target, key=key, **edge(group, stories))
    return graph


def edge(group: Sequence[Claim], stories: Mapping[str, Story]) -> dict[str, object]:
    wrong = 1.0
    for claim in group:
        wrong *= 1.0 - claim.confidence
    return {
        "predicate": group[0].predicate,
        "status": group[0].status,
        "when": next((claim.when for claim in group if claim.when), None),
        "confidence": round(1.0 - wrong, 6),
        "sources": origins(group, stories),
        "claims": tuple(group),
    }


def dispute(composer: Composer, sides: Sequence[Point]) -> bool:
    """ "Sources differ on …: 15 January 2025 according to SpaceNews, 16 January 2025 according to BBC"."""
    first = sides[0]
    name = in_sentence(first.first[0])
    told = []
    for side in sides:
        outlets = sorted({outlet_of(claim, composer.inquiry.stories) for claim in side.claims})
        told.append(f"{value_of(side)} (according to {joined(outlets)})")
    topic = TOPICS.get(first.predicate, first.predicate.replace("_", " ").lower())
    text = f"Sources differ on {topic.format(name=name)}: {' or '.join(told)}"
    return composer.say(text, [claim for side in sides for claim in side.claims])


TOPICS = {
    "LAUNCH_DATE": "when {name} was launched",
    "LANDING_DATE": "when {name} landed",
    "END_DATE": "when {name} ended",
    "FOUNDED_DATE": "when {name} was founded",
    "OUTCOME": "how {name} came out",
    "LAUNCHED_ON": "what launched {name}",
    "LAUNCHED_FROM": "where {name} was launched",
    "HEADQUARTERED_IN": "where {name} is based",
    "LED_BY": "who leads {name}",
    "SUBSIDIARY_OF": "what {name} belongs to",
}


def value_of(point: Point) -> str:
    if point.others:
        return joined([in_sentence(one) for one in point.others])
    date = vocabulary().predicates[point.predicate].value == "date"
    return in_words(point.value or "") if date else str(point.value)


def outlet_of(claim: Claim, stories: Mapping[str, Story]) -> str:
    if claim.attribution:
        return in_sentence(claim.attribution[0])
    story = stories.get(claim.story)
    if story is None:
        return claim.story
    return story.outlet or story.title or file_of(story.source) or story.id


def file_of(source: str | None) -> str | None:
    """A source as a reader may see it: where the file lies on this machine is nobody else's business."""
    return PurePath(source).name if source and PurePath(source).is_absolute() else source
