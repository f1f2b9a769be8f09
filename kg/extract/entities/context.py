"""What stands beside a name and tells its type: "the X rover", "the rover X", "X, a rover", "X is a rover", "Dr. X"."""

from kg.extract.entities.mentions import Kind, Span
from kg.extract.text.cues import Cues, words
from kg.extract.text.document import Document, Token
from ontology import Vocabulary

# nouns without a type of their own that may stand for the subject: "NASA is the main customer of the mission"
STANDS_FOR = words("relational_nouns")
EXACT = 6.0  # of a noun of two words: "the Wren space telescope"
BESIDE, APPOSED, EQUATED, TITLED, PLACED = 4.0, 4.0, 3.0, 4.0, 1.0
BEFORE_NAME = frozenset({"JJ", "CD", "NN", "HYPH"})  # tags of what qualifies a name behind its article
REACH = 12  # words of a relative clause
NAMING = frozenset({"named", "called", "dubbed", "nicknamed", "christened"})
SPEECH = frozenset({"say", "tell", "add", "explain", "note", "write"})
# kinds of which a name beside the noun is the kind's own even after "a": "a Falcon 9 rocket"
# kinds of which several go by one name: "BE-4 engines"
MODELS = frozenset({"LaunchVehicle", "Engine", "Stage"})
CLASSES = frozenset({"LaunchVehicle", "Engine", "Stage", "Capsule", "Satellite"})


def vote_by_context(document: Document, spans: list[Span], cues: Cues, vocabulary: Vocabulary) -> None:
    """Add the votes of the words around each name, and the tokens that stand for the same thing (`Span.reaches`)."""
    inside = {index for span in spans for index in range(span.first, span.last)}
    for span in spans:
        if span.kind is Kind.NAME:
            context = Context(document, span, cues, vocabulary, inside)
            context.noun_after()
            context.noun_before()
            context.naming_participle()
            context.called()
            context.appositions()
            context.equation()
            context.title_before()
            context.of_a_body()
            context.speaks()
            context.place_in_sentence()
    share_in_lists(document, spans)


def share_in_lists(document: Document, spans: list[Span]) -> None:
    """A name that nothing tells the type of takes that of the name it is joined to by "and"."""
    at = {index: span for span in spans for index in range(span.first, span.last) if span.kind is Kind.NAME}
    for span in at.values():
        head = document.tokens[span.head]
        other = at.get(head.head) if head.dep == "conj" else None
        if other is None or other is span:
            continue
        for told, untold in ((other, span), (span, other)):
            if told.votes and sum(untold.votes.values()) < 0.9 <= sum(told.votes.values()):
                untold.vote(max(sorted(told.votes), key=lambda kind: told.votes[kind]), 1.0)


class Context:
    """The surroundings of one name."""

    def __init__(self, document: Document, span: Span, cues: Cues, vocabulary: Vocabulary, inside: set[int]) -> None:
        self.document, self.span, self.cues, self.vocabulary, self.inside = document, span, cues, vocabulary, inside
        self.sentence = document.sentence_of(span.first)

    def token(self, index: int) -> Token | None:
        return self.document.tokens[index] if self.sentence.first <= index < self.sentence.last else None

    def type_of(self, token: Token | None) -> str | None:
        """The type that a singular common noun outside of names speaks of, or Person for a role noun."""
        if token is None or token.index in self.inside or token.tag not in {"NN", "NNP", "NNS"}:
            return None
        before = self.token(token.index - 1)
        plural = token.tag == "NNS"
        kind = self.cues.noun_type(token.lemma if plural else token.lower, before.lower if before else "")
        return kind if not plural or kind in MODELS else None

    def agrees(self, kind: str) -> bool:
        """Whether the type fits what a reference name says of it; an unknown name fits everything."""
        return not self.span.listed or any(self.related(kind, name) for name in self.span.listed)

    def related(self, kind: str, other: str) -> bool:
        if self.vocabulary.is_a(kind, other) or self.vocabulary.is_a(other, kind):
            return True
        craft = {"Mission", "Program"}
        return (kind in craft and self.vocabulary.is_a(other, "Craft")) or (
            other in craft and self.vocabulary.is_a(kind, "Craft")
        )

    def equate(self, token: Token, kind: str, weight: float) -> None:
        if self.agrees(kind):
            self.span.vote(kind, weight)
            self.span.reaches.append(token.index)

    def noun_after(self) -> None:
        """Read "the Tenacious rover", "a Falcon 9 rocket"; not "an ispace rover"."""
        first = self.token(self.span.last)
        second = self.token(self.span.last + 1)
        noun = (
            second
            if first
            and second
            and self.cues.noun_type(second.lower, first.lower)
            and second.tag == "NN"
            and (f"{first.lower} {second.lower}" in self.cues.nouns or first.tag in {"JJ", "NN"})
            else first
        )
        kind = self.type_of(noun)
        if noun is None or kind is None or noun.index != self.noun_head(noun):
            return
        before = self.token(self.span.first - 1)
        if before and before.lower in {"a", "an", "another"} and kind not in CLASSES and not self.span.votes.get(kind):
            return
        named = first is not None and noun is second and f"{first.lower} {noun.lower}" in self.cues.nouns
        self.equate(noun, kind, EXACT if named else BESIDE)

    def noun_head(self, noun: Token) -> int:
        """The noun itself, unless it only qualifies a further noun ("Tenacious rover project")."""
        return (
            noun.index if noun.dep != "compound" or self.document.tokens[noun.head].index <= noun.index else noun.head
        )

    def noun_before(self) -> None:
        """Read "the rover Tenacious", "astronaut Jane Doe"."""
        before = self.token(self.span.first - 1)
        kind = self.type_of(before)
        if (
            before
            and kind
            and not (before.dep in {"pobj", "dobj"} and self.document.tokens[self.span.head].dep == "nsubj")
        ):
            self.equate(before, kind, BESIDE)
        elif before and self.role(before):
            self.equate(before, "Person", BESIDE)

    def naming_participle(self) -> None:
        """Read "a rover named Tenacious"."""
        before = self.token(self.span.first - 1)
        if before and before.text in {'"', "“", "'", "‘", "``"}:
            before = self.token(self.span.first - 2)
        if before and before.lower in NAMING and (noun := self.document.governor(before.index)):
            kind = self.type_of(noun)
            if kind:
                self.equate(noun, kind, BESIDE)

    def called(self) -> None:
        """Read "The lander is called Plover"."""
        head = self.document.tokens[self.span.head]
        verb = self.document.governor(head.index)
        if head.dep == "oprd" and verb is not None and verb.lower in NAMING:
            for noun in self.document.children(verb.index, "nsubjpass"):
                if kind := self.type_of(noun):
                    self.equate(noun, kind, BESIDE)

    def appositions(self) -> None:
        """Read "ispace's lunar lander, Resilience" and "Resilience, a lunar lander"."""
        head = self.document.tokens[self.span.head]
        nouns = self.document.children(head.index, "appos")
        if head.dep == "appos":
            nouns.append(self.document.tokens[head.head])
        nouns += self.taken_up(head)
        for noun in nouns:
            if noun.index in self.inside:
                continue
            kind = self.type_of(noun) or ("Person" if self.role(noun) else None)
            if kind:
                self.equate(noun, kind, APPOSED)
            elif noun.tag == "NN" and not self.cues.noun_type(noun.lower):
                self.span.reaches.append(noun.index)

    def taken_up(self, head: Token) -> list[Token]:
        """The noun of "free the rover that it held, the small Tenacious", wherever the parser hangs the name."""
        first = self.span.first
        while first > self.sentence.first and self.document.tokens[first - 1].tag in BEFORE_NAME:
            first -= 1
        article, comma = self.token(first - 1), self.token(first - 2)
        if head.dep == "conj" or article is None or article.tag != "DT" or comma is None or comma.text != ",":
            return []
        for token in reversed(self.document.tokens[max(self.sentence.first, comma.index - REACH) : comma.index]):
            if token.text in {",", ";", ":"}:
                return []
            if token.dep == "relcl":
                return [self.document.tokens[token.head]]
        return []

    def equation(self) -> None:
        """Read "Resilience is a lunar lander"."""
        for index in (self.span.head, *list(self.span.reaches)):
            verb = self.document.governor(index)
            if (
                self.document.tokens[index].dep != "nsubj"
                or verb is None
                or verb.lemma not in {"be", "become", "remain"}
            ):
                continue
            if self.document.children(verb.index, "neg"):
                continue
            for noun in self.document.children(verb.index, "attr"):
                kind = self.type_of(noun) or ("Person" if self.role(noun) else None)
                if kind:
                    self.equate(noun, kind, EQUATED)
                elif noun.lower in STANDS_FOR:
                    self.span.reaches.append(noun.index)

    def of_a_body(self) -> None:
        """Read "the Moon's South Pole": a region of another world."""
        head = self.document.tokens[self.span.head]
        for owner in self.document.children(head.index, "poss"):
            if owner.lower in {"moon", "mars", "mercury", "venus"} and self.span.votes.keys() & {"Region", "Place"}:
                self.span.vote("SurfaceFeature", 6.0)

    def title_before(self) -> None:
        before = self.token(self.span.first - 1)
        if before and before.text in self.cues.titles and self.agrees("Person"):
            self.span.vote("Person", TITLED)

    def speaks(self) -> None:
        """Whoever says something is a person or an organisation."""
        head = self.document.tokens[self.span.head]
        verb = self.document.governor(head.index)
        if verb and head.dep == "nsubj" and verb.lemma in SPEECH:
            people = self.span.last - self.span.first in {2, 3} and self.span.votes.get("Person")
            self.span.vote("Person" if people else "Organization", 0.6)

    def place_in_sentence(self) -> None:
        """Read "lifted off", "built by", "'s chief executive": what the governor says of the name's type."""
        head = self.document.tokens[self.span.head]
        governor = self.document.governor(head.index)
        if governor is None:
            return
        relation = head.dep
        word = governor.lemma
        if relation == "pobj" and governor.dep == "agent" and (verb := self.document.governor(governor.index)):
            word, relation = verb.lemma, "agent"
        particles = self.document.children(governor.index, "prt")
        if particles:
            word = f"{word} {particles[0].lower}"
        aboard = any(child.lower == "aboard" for child in self.document.children(governor.index, "prep"))
        kinds = ("Person",) if aboard and relation == "nsubj" else self.cues.contexts.get(f"{word}.{relation}", ())
        for kind in kinds:
            if self.agrees(kind):
                self.span.vote(kind, PLACED)

    def role(self, token: Token) -> bool:
        return token.lower in self.cues.roles and token.index not in self.inside
