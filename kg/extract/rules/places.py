"""Places within places, and organisations in them: "Mare Frigoris in the north of the Moon", "Mahia, New Zealand"."""

from kg.extract.circumstances.arguments import prepositional
from kg.extract.entities.mentions import Kind, Span
from kg.extract.scene import Scene
from kg.extract.text.document import Token

# where an organisation may sit
SEATS = frozenset({"City", "Country", "Region"})
# Where such are held, nobody sits: "at a meeting of the Lunar Society in Leeds" (none of four annotated).
MEETINGS = frozenset(
    {"meeting", "conference", "congress", "symposium", "assembly", "convention", "session", "gathering", "colloquium"}
)


def read_place(scene: Scene, prep: Token) -> None:
    """Read "Mare Frigoris in the north of the Moon", "a factory in Bremen", "a company in Luxembourg"."""
    if prep.lower not in {"in", "on", "at", "near", "of", "within", "outside"}:
        return
    outer = scene.span_at(prep.head)
    if outer is None or outer.kind is Kind.PRONOUN:
        return
    for child in scene.document.children(prep.index, "pobj"):
        for inner in scene.spans_at(child.index) or nested(scene, child):
            if not scene.is_a(inner, "Place"):
                continue
            if scene.is_a(outer, "Place") and prep.lower != "near" and fits_within(scene, outer, inner):
                scene.relate(outer, "LOCATED_IN", inner, "place within place", prep, confidence=0.9)
            elif outer.kind is Kind.NAME and prep.lower in {"in", "of"} and prep.index == prep.head + 1:
                seated = scene.is_a(outer, "Organization") and scene.type_of(inner) in SEATS
                if seated and not meets(scene, outer):
                    scene.relate(outer, "HEADQUARTERED_IN", inner, "organisation in place", prep, confidence=0.75)


def meets(scene: Scene, organisation: Span) -> bool:
    """Whether an organisation is spoken of by a meeting that it holds: "the 12th congress of the Lunar Society"."""
    tokens = scene.document.tokens
    of = organisation.first - 1
    while of > 0 and tokens[of].tag in {"DT", "JJ", "PRP$"}:
        of -= 1
    return of > 0 and tokens[of].lower in {"of", "by"} and tokens[of - 1].lemma in MEETINGS


def nested(scene: Scene, noun: Token) -> list[Span]:
    """The place behind a word for a part of it: "on the moon's northern hemisphere", "in the north of France"."""
    owners = [child.index for child in scene.document.children(noun.index, "poss")]
    owners += [index for name, index in prepositional(scene.document, noun.index) if name == "of"]
    return [span for index in owners for span in scene.spans_at(index)]


def fits_within(scene: Scene, inner: Span, outer: Span) -> bool:
    """Whether a place of the one type can lie in one of the other: no country lies in a city."""
    order = ["Facility", "LaunchSite", "City", "Region", "Country", "SurfaceFeature", "CelestialBody"]
    small, large = scene.type_of(inner), scene.type_of(outer)
    if small == "Orbit" or large == "Orbit" or small not in order or large not in order:
        return False
    if small == "CelestialBody":
        return large == "CelestialBody" and inner.kind is Kind.NAME
    if small in {"SurfaceFeature"}:
        return large in {"SurfaceFeature", "CelestialBody"}
    if large in {"SurfaceFeature", "CelestialBody"}:
        return False
    return order.index(small) <= order.index(large)


def read_place_after_comma(scene: Scene, span: Span) -> None:
    """Read "Cedar Park, Texas"; "Mahia, New Zealand"."""
    if span.kind is not Kind.NAME or not scene.is_a(span, "Place") or span.last + 1 >= len(scene.document.tokens):
        return
    if scene.document.tokens[span.last].text != ",":
        return
    following = scene.span_at(span.last + 1)
    if following is None or following.first != span.last + 1 or following.kind is not Kind.NAME:
        return
    tokens = scene.document.tokens
    third = scene.span_at(following.last + 1) if following.last + 1 < len(tokens) else None
    if third is not None and tokens[following.last].text == "," and scene.type_of(third) == scene.type_of(following):
        return  # a list: "Greenland, Iceland, Spain"
    order = ["Facility", "LaunchSite", "City", "Region", "Country"]
    small, large = scene.type_of(span), scene.type_of(following)
    if small in order and large in {"Region", "Country"} and order.index(small) < order.index(large):
        after = scene.document.tokens[following.last] if following.last < len(scene.document.tokens) else None
        if (
            after is None
            or after.text in {",", ".", "(", ";", "-", "—", "–", ")", ":"}
            or small in {"City", "LaunchSite"}
        ):
            scene.relate(
                span, "LOCATED_IN", following, "place after comma", scene.document.tokens[span.head], confidence=0.9
            )


def read_place_beside(scene: Scene, span: Span) -> None:
    """Read "left Starbase in Texas": a place directly after a place or institute, whatever the parser hangs it on."""
    tokens = scene.document.tokens
    if span.kind is not Kind.NAME or span.last + 1 >= len(tokens) or tokens[span.last].lower not in {"in", "on"}:
        return
    beside = next((found for index in (1, 2) if (found := scene.span_at(span.last + index)) is not None), None)
    if (
        beside is None
        or beside.kind is not Kind.NAME
        or beside.first > span.last + 2
        or not scene.is_a(beside, "Place")
    ):
        return
    anchor = tokens[span.last]
    if scene.is_a(span, "Place") and fits_within(scene, span, beside):
        scene.relate(span, "LOCATED_IN", beside, "place beside place", anchor, confidence=0.85)
    elif scene.type_of(span) == "Institute" and scene.type_of(beside) in SEATS and not meets(scene, span):
        scene.relate(span, "HEADQUARTERED_IN", beside, "institute beside place", anchor, confidence=0.8)
