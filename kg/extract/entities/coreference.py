"""Who is meant by "the company", "its lander", "it" and "he": descriptions and pronouns joined to the story's entities.

A left-to-right pass with salience (Lappin and Leass, 1994, much simplified): subjects before others, near before far.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extract.entities.clusters import Cluster
from kg.extract.entities.descriptions import Definiteness, Description, Pronoun
from kg.extract.entities.mentions import Kind, Span
from kg.extract.entities.naming import told_beside
from kg.extract.text.cues import Cues, table, words
from kg.extract.text.document import Document, Token
from ontology import Vocabulary

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
HELD_BY_ORGANISATIONS = words("held_by_organisations")
# types of which an unnamed one may become an entity of its own
DESCRIBABLE = frozenset(
    [
        "Craft",
        "LaunchVehicle",
        "Stage",
        "Engine",
        "Instrument",
        "Mission",
        "Company",
        "Station",
        "Facility",
        "Program",
        "Agency",
        "Institute",
        "Organization",
    ]
)
UNIQUE = frozenset({"Lander", "Rover", "Orbiter", "Capsule", "SpaceTelescope", "Mission", "LaunchVehicle"})
WINDOW = 150
AHEAD = 4  # sentences after a description in which its thing may be named first
SURE = 0.4  # from which the trained part's word on who is meant counts
RATHER = 0.7  # and from which it counts against the subject of the clause above
NAMED = 0.55  # and from which it puts a description and a name together; of a craft `SURE` is enough


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a span continues, as the trained part has it: probabilities of `new` and of earlier spans, by identity."""

    new: float
    antecedents: Mapping[int, float]


@dataclass(slots=True)
class Coreference:
    """The state of the pass: clusters so far and where each was last spoken of."""

    document: Document
    clusters: list[Cluster]
    cues: Cues
    vocabulary: Vocabulary
    links: Mapping[int, Link] = field(default_factory=dict)
    trail: list[tuple[int, int, bool]] = field(default_factory=list)  # token, cluster number, is subject
    clustered: dict[int, int] = field(default_factory=dict)  # span identity to cluster
    subjects: set[int] = field(default_factory=set)
    crafts: dict[int, tuple[int, int]] = field(default_factory=dict)  # times spoken of, last token
    names: dict[int, int] = field(default_factory=dict)  # token of a name's head to its cluster
    reached: dict[int, int] = field(default_factory=dict)  # token that stands for a name's thing to its cluster
    speakers: dict[int, int] = field(default_factory=dict)  # sentence to the person whom it quotes last

    def run(self, spans: list[Span], descriptions: list[Description], pronouns: list[Pronoun]) -> None:
        """Give every span its cluster, in reading order; descriptions may found clusters of their own."""
        events: list[tuple[int, Span | Description | Pronoun]] = [
            (span.head, span) for span in spans if span.entity >= 0
        ]
        self.names = {span.head: span.entity for span in spans if span.entity >= 0}
        self.reached = {index: span.entity for span in spans if span.entity >= 0 for index in span.reaches}
        events += [(item.span.head, item) for item in descriptions]
        events += [(item.span.head, item) for item in pronouns]
        for _, event in sorted(events, key=lambda pair: pair[0]):
            if isinstance(event, Span):
                self.note(event)
            elif isinstance(event, Description):
                self.resolve_description(event)
            else:
                self.resolve_pronoun(event)
        self.join_described()

    def join_described(self) -> None:
        """Give what was first only described the name that the story tells later: "a probe", then "Tern".

        Not a place: what is said of "a star" is soon said of its galaxy.
        """
        for cluster in [one for one in self.clusters if one.described and not one.plural]:
            if self.is_a(cluster.number, "Place"):
                continue
            shares = {
                other.number: self.between(cluster, other)
                for other in self.clusters
                if not other.described and (self.fits(cluster.type, other.number) or self.one_flight(cluster, other))
            }
            number = max(shares, key=lambda number: shares[number], default=None)
            craft = number is not None and self.is_one_craft(cluster.number) and self.fits(cluster.type, number)
            if number is not None and shares[number] >= (SURE if craft else NAMED):
                self.merge(cluster, number)

    def one_flight(self, one: Cluster, other: Cluster) -> bool:
        return self.same_flight(one.type, other.number) or self.same_flight(other.type, one.number)

    def between(self, one: Cluster, other: Cluster) -> float:
        """The highest probability that a span of either continues the other."""
        return max(self.continues(one, other), self.continues(other, one))

    def continues(self, later: Cluster, earlier: Cluster) -> float:
        ids = {id(span) for span in earlier.spans}
        known = [link for span in later.spans if (link := self.links.get(id(span))) is not None]
        return max(
            (sum(share for identity, share in link.antecedents.items() if identity in ids) for link in known),
            default=0.0,
        )

    def merge(self, described: Cluster, number: int) -> None:
        named = self.clusters[number]
        for span in described.spans:
            span.entity = number
        named.spans.extend(described.spans)
        described.spans = []
        for cluster in self.clusters:
            if cluster.possessor == described.number:
                cluster.possessor = number

    def note(self, span: Span) -> None:
        self.clustered[id(span)] = span.entity
        if span.kind is Kind.DEMONYM:
            return
        token = self.document.tokens[span.head]
        top = token
        for _ in range(3):
            if top.dep in {"conj", "appos", "compound", "nmod"}:
                top = self.document.tokens[top.head]
        subject = top.dep in SUBJECTS
        self.trail.append((span.head, span.entity, subject))
        if subject:
            self.subjects.add(span.entity)
        if self.is_a(span.entity, "Person") and self.speaks(top):
            self.speakers[top.sentence] = span.entity
        if self.is_one_craft(span.entity):
            self.crafts[span.entity] = (self.crafts.get(span.entity, (0, 0))[0] + 1, span.head)

    def join(self, span: Span, number: int) -> None:
        span.entity = number
        self.clusters[number].spans.append(span)
        self.note(span)

    def linked(self, span: Span, kind: str | None) -> tuple[int | None, float]:
        """The cluster that the trained part takes a span to mean, and how sure it is; None where it is new."""
        link = self.links.get(id(span))
        if link is None:
            return None, 0.0
        shares: dict[int, float] = {}
        for identity, share in link.antecedents.items():
            number = self.clustered.get(identity)
            if number is not None and (kind is None or self.fits(kind, number) or self.same_flight(kind, number)):
                shares[number] = shares.get(number, 0.0) + share
        best = max(shares, key=lambda number: shares[number], default=None)
        return (best, shares[best]) if best is not None and shares[best] >= link.new else (None, link.new)

    def same_flight(self, kind: str, number: int) -> bool:
        return kind in {"Mission", "Program"} and self.is_a(number, "Craft")

    def resolve_description(self, item: Description) -> None:
        one = not (item.further or item.plural) and item.definiteness is not Definiteness.INDEFINITE
        settled = one or item.borne_out
        number, sure = self.linked(item.span, item.type) if settled else (None, 0.0)
        if (named := told_beside(self, item)) is not None:
            number = named
        elif sure < SURE or (number is None and not one):
            number = self.antecedent(item)
        if number is None and self.may_found(item):
            number = self.found(item)
        if number is not None:
            self.join(item.span, number)

    def antecedent(self, item: Description) -> int | None:
        if item.plural or item.further:
            return None
        if item.definiteness in {Definiteness.DEFINITE, Definiteness.BARE}:
            return self.nearest(item)
        only = self.only_one(item)
        if item.definiteness is Definiteness.POSSESSED:
            return only if only is not None else self.nearest_possessed(item)
        return only if all(word in self.cues.plain for word in item.modifiers) else None

    def nearest(self, item: Description) -> int | None:
        """The entity of a fitting type spoken of last; "the mission" may mean a craft where no mission is named."""
        own = [entry for entry in self.latest() if self.fits(item.type, entry[1])]
        if not own and item.type == "Mission":
            main = self.main_craft()
            return main if main is not None else self.only_one(item)
        if not own:
            return self.only_one(item) if item.definiteness is Definiteness.DEFINITE else None
        if item.definiteness is Definiteness.BARE and item.modifiers:
            return None
        if item.type == "Mission" and self.in_passing(own[0][1]) and (main := self.main_craft()) is not None:
            return main
        best = max(own[:6], key=lambda entry: self.salience(entry, item.span.head))
        return best[1]

    def in_passing(self, number: int) -> bool:
        """Whether a mission has been named once and never as a subject: "since the Apollo 17 landing in 1972"."""
        return len(self.clusters[number].spans) == 1 and number not in self.subjects

    def main_craft(self) -> int | None:
        """The craft spoken of most, of equals the last: what "the mission" means where none is named."""
        return max(self.crafts, key=lambda number: self.crafts[number]) if self.crafts else None

    def salience(self, entry: tuple[int, int, bool], position: int) -> float:
        token, number, subject = entry
        often = min(6, len(self.clusters[number].spans))
        sentences = self.document.tokens[position].sentence - self.document.tokens[token].sentence
        return -3.0 * sentences + (3.0 if subject else 0.0) + 0.5 * often - 0.02 * (position - token)

    def only_one(self, item: Description) -> int | None:
        """The only named entity of this very type in the whole story ("deploy a rover" … "the Tenacious rover")."""
        if item.type not in UNIQUE:
            return None
        named = [cluster for cluster in self.clusters if not cluster.described and cluster.type == item.type]
        here = self.document.tokens[item.span.head].sentence
        first = self.document.tokens[named[0].spans[0].head].sentence if len(named) == 1 else 0
        return named[0].number if len(named) == 1 and first <= here + AHEAD else None

    def nearest_possessed(self, item: Description) -> int | None:
        """Read "its lander" again, once a lander of the same owner is known."""
        owner = self.owner(item)
        for _, number, _ in self.latest():
            cluster = self.clusters[number]
            if cluster.described and cluster.possessor == owner and owner is not None and cluster.type == item.type:
                return number
        return None

    def owner(self, item: Description) -> int | None:
        for span_head, number, _ in self.latest():
            if span_head == item.possessor:
                return number
        return None

    def fits(self, kind: str, number: int) -> bool:
        other = self.clusters[number].type
        if self.clusters[number].plural:
            return False
        return (
            self.vocabulary.is_a(other, kind)
            or (self.vocabulary.is_a(kind, other) and other not in {"Entity", "Organization"})
            or (kind == "Company" and other == "Organization")
        )

    def is_a(self, number: int, kind: str) -> bool:
        return self.vocabulary.is_a(self.clusters[number].type, kind)

    def is_one_craft(self, number: int) -> bool:
        return self.is_a(number, "Craft") and self.clusters[number].type not in {"Constellation", "Station"}

    def may_found(self, item: Description) -> bool:
        if item.borne_out:
            return True
        if (item.definiteness is Definiteness.BARE or item.plural) and not item.count:
            return False
        if item.plural and item.type == "Mission":
            return False
        return any(self.vocabulary.is_a(item.type, kind) for kind in DESCRIBABLE)

    def found(self, item: Description) -> int:
        number = len(self.clusters)
        self.clusters.append(
            Cluster(
                number, item.type, self.readable(item), [], True, item.plural, item.count, possessor=self.owner(item)
            )
        )
        return number

    def readable(self, item: Description) -> str:
        """A name for what has none: "larger lander", and "ispace's lander" for "its lander"."""
        words = item.span.name.split()
        owner = self.owner(item)
        if owner is not None and words[0].lower() in {"its", "his", "her", "their"}:
            return f"{self.clusters[owner].name}'s {' '.join(words[1:])}"
        return (
            " ".join(words[1:])
            if words[0].lower() in {"a", "an", "the", "its", "their"} and words[1:]
            else item.span.name
        )

    def resolve_pronoun(self, item: Pronoun) -> None:
        number, sure = self.linked(item.span, None)
        if (speaker := self.goes_on_speaking(item)) is not None:
            number = speaker
        elif sure < RATHER and (parallel := self.parallel(item)) is not None:
            number = parallel
        elif number is None or sure < SURE:
            number = None if item.plural else self.person(item) if item.person else self.thing(item)
        if number is not None:
            self.join(item.span, number)

    def parallel(self, item: Pronoun) -> int | None:
        """The subject of the clause above, for that of a clause which hangs on it: "the mission matters, as it …"."""
        token = self.document.tokens[item.span.head]
        verb = self.document.governor(token.index)
        if item.person or item.plural or token.dep not in SUBJECTS or verb is None or verb.dep != "advcl":
            return None
        heads = {child.index for child in self.document.children(verb.head, *SUBJECTS)}
        found = [number for head, number, _ in self.latest() if head in heads]
        fitting = [one for one in found if not self.is_a(one, "Person") and not self.clusters[one].plural]
        return fitting[0] if fitting else None

    def speaks(self, token: Token) -> bool:
        """Whether a token is the subject of a verb of saying."""
        verb = self.document.tokens[token.head]
        return token.dep in SUBJECTS and verb.is_verb and verb.lemma in table("speech")["verbs"]

    def goes_on_speaking(self, item: Pronoun) -> int | None:
        """Read "The flight went well, Jo Park said. It was a start, she added.": whom the sentence before quotes.

        Not where the sentence names somebody before, nor where he was she.
        """
        token = self.document.tokens[item.span.head]
        number = self.speakers.get(token.sentence - 1)
        if not item.person or number is None or not self.speaks(token):
            return None
        first = self.document.sentences[token.sentence].first
        named = any(first <= head < token.index and self.is_a(one, "Person") for head, one, _ in self.latest())
        other = {"he": "she", "she": "he"}.get(token.lower)
        called = {span.name.lower() for span in self.clusters[number].spans if span.kind is Kind.PRONOUN}
        return None if named or other in called else number

    def person(self, item: Pronoun) -> int | None:
        found = [entry for entry in self.latest() if self.is_a(entry[1], "Person")]
        return max(found[:4], key=lambda entry: self.salience(entry, item.span.head))[1] if found else None

    def thing(self, item: Pronoun) -> int | None:
        token = self.document.tokens[item.span.head]
        governor = self.document.tokens[token.head]
        rivals = self.rivals(token.index)
        found = [
            entry
            for entry in self.latest()
            if not self.is_a(entry[1], "Person") and not self.clusters[entry[1]].plural and entry[1] not in rivals
        ]
        if token.tag == "PRP$" and governor.lemma.lower() in HELD_BY_ORGANISATIONS:
            found = [entry for entry in found if self.is_a(entry[1], "Organization")]
        else:
            found = [entry for entry in found if not self.is_a(entry[1], "Place") or self.acts(entry)] or found
        near = [entry for entry in found if token.sentence - self.document.tokens[entry[0]].sentence <= 2]
        return max(near[:8], key=lambda entry: self.salience(entry, token.index))[1] if near else None

    def acts(self, entry: tuple[int, int, bool]) -> bool:
        """Whether a country is spoken of as one who acts: "China launched its probe"."""
        return entry[2] and self.clusters[entry[1]].type in {"Country", "Region"}

    def rivals(self, pronoun: int) -> set[int]:
        """The clusters of the other arguments of a pronoun's verb: in "ESA will launch it", it is not ESA."""
        token = self.document.tokens[pronoun]
        if token.tag != "PRP":
            return set()
        heads = {child.index for child in self.document.children(token.head) if child.dep != token.dep}
        return {number for head, number, _ in self.latest() if head in heads}

    def latest(self) -> list[tuple[int, int, bool]]:
        """The last mentions, the nearest first; what lies further back is not meant by a pronoun or a description."""
        return self.trail[: -WINDOW - 1 : -1]
