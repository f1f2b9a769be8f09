"""What noun phrases say of whose a thing is: possessives, demonyms, compounds, "-based", "-built"."""

from kg.extract.circumstances.status import standing_status
from kg.extract.entities.mentions import Kind, Span
from kg.extract.rules.memberships import UNITS, read_flight_names, read_membership, read_programme
from kg.extract.rules.places import read_place, read_place_after_comma, read_place_beside
from kg.extract.scene import Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Token
from kg.model import Status

MADE = frozenset({"LaunchVehicle", "Stage", "Engine"})
FLOWN = ("Craft", "Mission", "Program", "Instrument", "Facility", "LaunchSite")
# nouns whose possessor does not own what they name: frames and roles read them
RELATIONAL = words("relational_nouns")
BESIDE = words("beside_nouns")
CARGO = frozenset({"Rover", "Instrument", "Satellite"})
TAILS = {
    "based": ("HEADQUARTERED_IN", False),
    "headquartered": ("HEADQUARTERED_IN", False),
    "built": ("BUILT_BY", False),
    "made": ("BUILT_BY", False),
    "developed": ("BUILT_BY", False),
    "designed": ("BUILT_BY", False),
    "manufactured": ("BUILT_BY", False),
    "led": ("OPERATED_BY", False),
    "operated": ("OPERATED_BY", False),
    "run": ("OPERATED_BY", False),
    "owned": ("OWNED_BY", False),
    "backed": ("SUPPORTED_BY", False),
    "funded": ("SUPPORTED_BY", False),
    "sponsored": ("SUPPORTED_BY", False),
    "supported": ("SUPPORTED_BY", False),
    "founded": ("FOUNDED_BY", False),
}


def read_phrases(scene: Scene) -> None:
    """Add the relations that noun phrases state."""
    read_flight_names(scene)
    for token in scene.document.tokens:
        if token.dep == "poss":
            read_possessive(scene, token)
        elif token.lower in TAILS and token.index >= 2:
            read_tail(scene, token)
        elif token.dep == "prep":
            read_place(scene, token)
            read_membership(scene, token)
            read_programme(scene, token)
            read_of(scene, token)
    for cluster in scene.clusters:
        for span in cluster.spans:
            read_modifiers(scene, span)
            read_place_after_comma(scene, span)
            read_place_beside(scene, span)


def read_possessive(scene: Scene, token: Token) -> None:
    """Read "ispace's Resilience", "NASA's Artemis II mission", "its rover", "SpaceX's Falcon 9"."""
    owner = scene.span_at(token.index)
    noun = scene.document.tokens[token.head]
    owned_spans = equated(scene, noun) or scene.spans_at(noun.index)
    if owner is None or not owned_spans or noun.lemma in RELATIONAL:
        return
    for owned in owned_spans:
        if owner is owned or scene.type_of(owned) != scene.type_of(owned_spans[0]):
            continue
        if not owned.first <= noun.index < owned.last and is_another(scene, owner, owned):
            continue
        if any(
            child.lower in {"mother", "carrier"} for child in scene.document.children(noun.index, "compound", "amod")
        ):
            scene.relate(owner, "CARRIED_BY", owned, "mother ship", noun, confidence=0.85)
        else:
            own(scene, owner, owned, noun, "possessive", 0.93)


def is_another(scene: Scene, owner: Span, owned: Span) -> bool:
    """Read "the agency's programmes and the Tern telescope", "Jo Park's Corvid and Kestrel": the second is not theirs.

    Its article says so, or that the owner is a person: who owns one firm owns no second one for that.
    """
    document = scene.document
    head = document.tokens[owned.head]
    if document.children(head.index, "det", "poss"):
        return True
    if head.dep in {"compound", "nmod"}:
        head = document.tokens[head.head]
    return head.dep == "conj" and (scene.is_a(owner, "Person") or bool(document.children(head.index, "det", "poss")))


def equated(scene: Scene, noun: Token) -> list[Span]:
    """Read "China's most powerful rocket is the Long March 5 rocket": what is described is what it is said to be."""
    document = scene.document
    verb = document.tokens[noun.head]
    if noun.dep != "nsubj" or verb.lemma != "be" or document.children(verb.index, "neg"):
        return []
    described = scene.span_at(noun.index)
    if described is None or described.kind is not Kind.DESCRIPTION:
        return []
    if any(child.lower in BESIDE for child in document.children(noun.index, "compound", "amod")):
        return []  # "NASA's partner agency is JAXA"
    found = [span for attr in document.children(verb.index, "attr") if (span := scene.span_at(attr.index)) is not None]
    return [span for span in found if span.kind is Kind.NAME and scene.type_of(span) == scene.type_of(described)]


def own(scene: Scene, owner: Span, owned: Span, noun: Token, rule: str, confidence: float) -> None:
    """The relation between an owner and what is theirs, by their types."""
    more = {"confidence": confidence, "status": standing_status(scene.document, noun)}
    kind = scene.type_of(owned)
    if scene.is_a(owned, "Person"):
        named = owned.kind is Kind.NAME and owner.kind is Kind.NAME
        if named and rule == "possessive" and owned.first <= owner.last + 1:
            scene.relate(owned, "WORKS_FOR", owner, rule, noun, **more)
    elif scene.is_a(owner, "Person"):
        if scene.is_a(owned, "Organization") and owner.kind is Kind.NAME and owned.kind is Kind.NAME:
            scene.relate(owned, "OWNED_BY", owner, rule, noun, **more)
    elif kind in MADE:
        if not scene.relate(owned, "BUILT_BY", owner, rule, noun, **more):
            part_of_vehicle(scene, owner, owned, noun, rule, more)
    elif scene.is_a(owned, "Facility") and owned.kind is Kind.NAME and max(owned.votes.values(), default=0.0) < 2.0:
        return
    elif any(scene.is_a(owned, name) for name in FLOWN) and not scene.is_a(owner, "City"):
        if not scene.relate(owned, "OPERATED_BY", owner, rule, noun, **more):
            own_by_thing(scene, owner, owned, noun, rule, more)
    elif scene.is_a(owned, "Organization") and scene.is_a(owner, "Organization"):
        if noun.lemma in UNITS or max(owned.votes.values(), default=0.0) >= 3.0:
            scene.relate(owned, "SUBSIDIARY_OF", owner, rule, noun, **more)
    elif scene.is_a(owned, "Organization"):
        scene.relate(owned, "HEADQUARTERED_IN", owner, rule, noun, **more)
    elif scene.is_a(owned, "Place") and scene.is_a(owner, "Place"):
        scene.relate(owned, "LOCATED_IN", owner, rule, noun, **more)


def part_of_vehicle(scene: Scene, owner: Span, owned: Span, noun: Token, rule: str, more: dict[str, object]) -> None:
    """Read "Ariane 6's upper stage", "the rocket's engines"."""
    if scene.type_of(owned) == "Stage":
        scene.relate(owned, "PART_OF", owner, rule, noun, **more)
    elif scene.type_of(owned) == "Engine":
        scene.relate(owner, "POWERED_BY", owned, rule, noun, **more)


def own_by_thing(scene: Scene, owner: Span, owned: Span, noun: Token, rule: str, more: dict[str, object]) -> None:
    """Read "the lander's rover", "the mission's lander", "the moon's south pole station"."""
    if scene.is_a(owner, "Craft"):
        predicate = (
            "PART_OF" if scene.type_of(owner) == "Station" and scene.type_of(owned) == "Module" else "CARRIED_BY"
        )
        scene.relate(owned, predicate, owner, rule, noun, **more)
    elif scene.is_a(owner, "Mission") or scene.is_a(owner, "Program"):
        scene.relate(owned, "PART_OF", owner, rule, noun, **more)
    elif scene.is_a(owner, "Place"):
        scene.relate(owned, "LOCATED_IN", owner, rule, noun, **more)


def read_tail(scene: Scene, token: Token) -> None:
    """Read "Tokyo-based ispace", "a European-made rover", "the Musk-founded company"."""
    hyphen, name = scene.document.tokens[token.index - 1], scene.document.tokens[token.index - 2]
    if hyphen.text not in {"-", "–", "‑"} or hyphen.end != token.start:
        return
    known = scene.span_at(name.index)
    target = scene.span_at(token.head) or right_neighbour(scene, token)
    if known is None or target is None or known.entity == target.entity:
        return
    predicate = TAILS[token.lower][0]
    if (
        not scene.relate(target, predicate, known, f"{token.lower} compound", token, confidence=0.95)
        and token.lower == "led"
    ):
        scene.relate(target, "LED_BY", known, "led compound", token, confidence=0.9)


def right_neighbour(scene: Scene, token: Token) -> Span | None:
    """The entity named within the next words of the same phrase."""
    for index in range(token.index + 1, min(token.index + 5, scene.document.sentence_of(token.index).last)):
        following = scene.document.tokens[index]
        if (span := scene.span_at(index)) is not None:
            return span
        if following.text in {",", ".", ";"} or (following.is_verb and following.tag in {"VBD", "VBZ", "VBP"}):
            return None
    return None


def read_modifiers(scene: Scene, span: Span) -> None:
    """Read "the Japanese company", "a NASA spacecraft", "SpaceX Falcon 9", "Finnish manufacturer ICEYE"."""
    if span.kind is Kind.PRONOUN:
        return
    heads = sorted({span.head, *span.reaches})
    for head in heads:
        noun = scene.document.tokens[head]
        for child in scene.document.children(head, "compound", "amod", "nmod"):
            modifier = scene.span_at(child.index)
            if modifier is None or modifier is span or modifier.entity == span.entity or child.index > head:
                continue
            if modifier.kind in {Kind.NAME, Kind.DEMONYM}:
                modify(scene, modifier, span, noun)
    left_neighbour(scene, span)


def left_neighbour(scene: Scene, span: Span) -> None:
    """Names that stand directly before a name or its nouns, where the parser sees no link: "SpaceX Falcon 9"."""
    first = min([span.first, *span.reaches])
    position = first - 1
    begin = scene.document.sentence_of(span.first).first
    while position >= begin and scene.document.tokens[position].tag in {"JJ", "NN"} and scene.span_at(position) is None:
        position -= 1
    modifier = scene.span_at(position) if position >= begin else None
    if modifier is None or modifier.kind not in {Kind.NAME, Kind.DEMONYM} or modifier.last != position + 1:
        return
    if modifier.entity != span.entity and not scene.document.tokens[position + 1].text.startswith(("'", "’")):
        token = scene.document.tokens[position]
        joined = (
            token.head == span.head
            or token.head in span.reaches
            or scene.document.tokens[token.head].index <= span.head
        )
        if joined and token.dep in {"compound", "amod", "nmod", "poss"}:
            modify(scene, modifier, span, scene.document.tokens[span.head])


def modify(scene: Scene, modifier: Span, span: Span, noun: Token) -> None:
    """What a demonym or a name before a noun says of it, by the two types."""
    more = {"confidence": 0.9, "status": standing_status(scene.document, noun)}
    if modifier.kind is Kind.DEMONYM:
        if scene.is_a(span, "Person"):
            # whatever else of a person is former or planned: 1,203 of 1,205 annotated nationalities hold
            scene.relate(span, "NATIONALITY", modifier, "demonym", noun, confidence=0.9, status=Status.ACTUAL)
        elif scene.is_a(span, "Organization"):
            scene.relate(span, "HEADQUARTERED_IN", modifier, "demonym", noun, **more)
        elif scene.type_of(span) in MADE:
            scene.relate(span, "BUILT_BY", modifier, "demonym", noun, **more)
        elif scene.is_a(span, "Place") and not scene.is_a(span, "Facility") and not scene.is_a(span, "LaunchSite"):
            scene.relate(span, "LOCATED_IN", modifier, "demonym", noun, **more)
        else:
            scene.relate(span, "OPERATED_BY", modifier, "demonym", noun, **more)
    elif scene.is_a(modifier, "Organization"):
        if not scene.is_a(span, "Person") and not scene.is_a(span, "Place") and not scene.is_a(span, "Organization"):
            own(scene, modifier, span, noun, "name before noun", 0.88)
        elif (
            scene.is_a(span, "Organization")
            and span.reaches
            and any(scene.document.tokens[index].lemma in UNITS for index in span.reaches)
        ):
            scene.relate(span, "SUBSIDIARY_OF", modifier, "name before noun", noun, confidence=0.85)
        elif scene.is_a(span, "Facility") or scene.is_a(span, "LaunchSite"):
            own(scene, modifier, span, noun, "name before noun", 0.8)
    elif scene.type_of(modifier) in {"City", "Region", "Country"} and scene.is_a(span, "Organization"):
        scene.relate(span, "HEADQUARTERED_IN", modifier, "name before noun", noun, **more)
    elif (scene.is_a(modifier, "Program") and (scene.is_a(span, "Craft") or scene.is_a(span, "Mission"))) or (
        scene.is_a(modifier, "Constellation") and scene.is_a(span, "Satellite")
    ):
        scene.relate(span, "PART_OF", modifier, "name before noun", noun, **more)


def read_of(scene: Scene, prep: Token) -> None:
    """Read "a lander of the company ispace", "the upper stage of Ariane 6"."""
    owned = scene.span_at(prep.head)
    if prep.lower != "of" or owned is None or owned.kind is Kind.PRONOUN or prep.index != prep.head + 1:
        return
    for child in scene.document.children(prep.index, "pobj"):
        for owner in scene.spans_at(child.index):
            if (
                not scene.is_a(owner, "Person")
                and not scene.is_a(owner, "Place")
                and not scene.is_a(owned, "Organization")
            ):
                own(scene, owner, owned, scene.document.tokens[prep.head], "of", 0.85)
