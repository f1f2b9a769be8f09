"""A centre that acts or employs is an Institute; one where things only happen is a Facility, throughout a story."""

from kg.extract.entities.mentions import Kind, Span
from kg.extract.scene import Scene
from kg.extract.text.cues import words

AT = frozenset({"at", "in", "inside", "to", "outside", "around", "near"})
ACTING, VENUES = words("institute_verbs"), words("venue_nouns")
SCHOOLS = ("university", "universidad", "universität", "università", "université", "college", "school", "polytechnic")


def settle_venues(scene: Scene) -> None:
    """Make institutes facilities that are mere places in all that the story says of them."""
    for cluster in scene.clusters:
        named = cluster.type == "Institute" and not cluster.described
        if named and all(is_venue(scene, span) for span in cluster.spans):
            cluster.type = "Facility"


def is_venue(scene: Scene, span: Span) -> bool:
    """Whether a mention is the place of an event: "was tested at the agency's Johnson Space Center"."""
    document = scene.document
    head = document.tokens[span.head]
    prep = document.governor(span.head)
    if span.kind is not Kind.NAME or head.dep != "pobj" or prep is None or prep.lower not in AT:
        return False
    governor = document.governor(prep.index)
    if governor is None or any(word in span.name.casefold() for word in SCHOOLS):
        return False
    return governor.lemma not in ACTING if governor.is_verb else governor.lemma in VENUES
