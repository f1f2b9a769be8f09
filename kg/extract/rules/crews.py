"""Who is aboard: "with Anne Lund and Jo Park aboard", "Crew-10 astronauts A and B", "A, B and C flew on Skylark"."""

from kg.extract.circumstances.arguments import spans_of, surface_subjects
from kg.extract.circumstances.status import status_of
from kg.extract.entities.mentions import Kind, Span
from kg.extract.scene import Scene
from kg.extract.text.document import Token
from kg.model import Status

ABOARD = frozenset({"aboard", "inside"})
LONGEST_GAP = 14
LISTING = frozenset(
    {"and", "the", "of", "a", "together", "with", "as", "well", "their", "plus", "along", "mission", "crew"}
)
CREW = frozenset(
    {"crew", "member", "astronaut", "cosmonaut", "taikonaut", "crewmember", "mission", "'", "’", "'s", "’s", ":"}
)
CARGO = frozenset({"Instrument", "Satellite", "Rover"})
FLIGHTS = ("Craft", "Mission", "LaunchVehicle")


def people_listed(scene: Scene) -> dict[int, list[Span]]:
    """Lists of people by each span's identity: names with only commas, "and", roles and employers between them."""
    names = sorted(
        (
            span
            for cluster in scene.clusters
            if cluster.type == "Person"
            for span in cluster.spans
            if span.kind is Kind.NAME
        ),
        key=lambda span: span.first,
    )
    groups: list[list[Span]] = []
    for span in names:
        if groups and lists_on(scene, groups[-1][-1], span):
            groups[-1].append(span)
        else:
            groups.append([span])
    return {id(span): group for group in groups if len(group) > 1 for span in group}


def lists_on(scene: Scene, span: Span, following: Span) -> bool:
    between = scene.document.tokens[span.last : following.first]
    if (
        not between
        or len(between) > LONGEST_GAP
        or between[0].sentence != scene.document.tokens[following.first].sentence
    ):
        return False
    joined = any(token.text in {",", ";"} or token.lower == "and" for token in between)
    return joined and all(
        token.text in {",", ";", "(", ")"}
        or token.lower in LISTING
        or token.lower in scene.cues.roles
        or token.lower.rstrip("s") in scene.cues.roles
        or ((found := scene.span_at(token.index)) is not None and not scene.is_a(found, "Person"))
        for token in between
    )


def read_crews(scene: Scene) -> None:
    """Add the people aboard a craft or mission."""
    for group in {id(group): group for group in scene.groups.values()}.values():
        read_crew_list(scene, group)
    for token in scene.document.tokens:
        if token.lower in ABOARD or (
            token.lower == "board" and token.index and scene.document.tokens[token.index - 1].lower == "on"
        ):
            read_aboard(scene, token)


def read_crew_list(scene: Scene, group: list[Span]) -> None:
    """Read "Crew-7 crew members NASA astronaut A, ESA astronaut B": the mission that stands before the list."""
    document = scene.document
    begin = document.sentence_of(group[0].first).first
    for index in range(group[0].first - 1, max(begin, group[0].first - 8) - 1, -1):
        token = document.tokens[index]
        span = scene.span_at(index)
        if span is not None and (scene.is_a(span, "Mission") or scene.is_a(span, "Craft")):
            for person in group:
                scene.relate(span, "CREWED_BY", person, "crew list", token, confidence=0.85)
            return
        employer = span is not None and scene.is_a(span, "Organization")
        if not employer and token.lower.rstrip("s") not in CREW and token.text not in {"(", ")"}:
            return


def read_aboard(scene: Scene, token: Token) -> None:
    """Read "with A and B aboard": people beside the word; the craft after it, else the craft of the clause."""
    document = scene.document
    start = document.tokens[token.index - 1] if token.lower == "board" else token
    near = people_near(scene, start)
    people = [span for span in near if scene.is_a(span, "Person")]
    cargo = [span for span in near if scene.type_of(span) in CARGO]
    if not people and not cargo:
        return
    targets = [span for child in document.children(token.index, "pobj") for span in scene.spans_at(child.index)]
    verb = next((step for step in document.ancestors(start.index) if step.is_verb), None)
    if not targets and verb is not None:
        targets = [span for span in spans_of(scene, surface_subjects(document, verb)) if not scene.is_a(span, "Person")]
    targets = [span for span in targets if span not in cargo] or carrier_before(scene, token)
    status = status_of(document, verb) if verb is not None else Status.ACTUAL
    for craft in targets:
        for payload in cargo:
            predicate = "LAUNCHED_ON" if scene.type_of(craft) == "LaunchVehicle" else "CARRIED_BY"
            scene.relate(payload, predicate, craft, "aboard", token, status=status, confidence=0.8)
        if any(scene.is_a(craft, kind) for kind in FLIGHTS):
            for person in people:
                scene.relate(craft, "CREWED_BY", person, "aboard", token, status=status, confidence=0.85)


def carrier_before(scene: Scene, token: Token) -> list[Span]:
    """Whose "board" it is where nobody's is said: the craft spoken of last."""
    near = scene.spoken_before(token, 2)
    return [span for span in near if scene.is_a(span, "Craft") and scene.type_of(span) not in CARGO][-1:]


def people_near(scene: Scene, token: Token) -> list[Span]:
    document = scene.document
    governor = document.governor(token.index)
    if governor is None:
        return []
    found = scene.spans_at(governor.index)
    if found:
        return found
    if governor.dep == "prep" or governor.lower == "with":
        return [span for child in document.children(governor.index, "pobj") for span in scene.spans_at(child.index)]
    if governor.is_verb:
        return spans_of(scene, surface_subjects(document, governor)) + [
            span for child in document.children(governor.index, "dobj") for span in scene.spans_at(child.index)
        ]
    return []
