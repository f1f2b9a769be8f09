"""Money and quantities of entities: "raised $40 million", "the 31-metre Corsair", "two metres tall", "weighs 83 kg"."""

from kg.extract.circumstances.arguments import objects, spans_of, surface_subjects
from kg.extract.circumstances.status import status_of
from kg.extract.entities.mentions import Span
from kg.extract.quantities.amounts import Amount, Quantity
from kg.extract.scene import Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Token
from kg.model import Status

HOLDERS = words("figure_verbs")


# prepositions behind which a quantity says when or how far, not how much of the subject
SPANS_OF_TIME = frozenset(
    {"in", "within", "after", "for", "over", "during", "before", "by", "since", "per", "every", "until"}
)


def read_figures(scene: Scene) -> None:
    """Add AMOUNT and MEASURE for figures that clearly belong to one entity."""
    for money in scene.amounts:
        if scene.document.text(money.start, money.end).endswith("-pound"):
            continue  # a weight
        give(scene, money, "AMOUNT", {"number": money.number, "unit": money.unit})
    for quantity in scene.quantities:
        give(scene, quantity, "MEASURE", {"number": quantity.number, "unit": quantity.unit, "what": quantity.what})


def give(scene: Scene, figure: Amount | Quantity, predicate: str, details: dict[str, str | int | float]) -> None:
    inside = scene.tokens_between(figure.start, figure.end)
    if not inside or scene.span_at(inside[0].index) is not None:
        return
    anchor = inside[-1]
    owner, status = holder(scene, inside)
    if owner is None:
        return
    words = scene.document.text(figure.start, figure.end)
    scene.attribute(
        owner,
        predicate,
        words,
        "figure",
        anchor,
        value_span=(figure.start, figure.end),
        status=status,
        confidence=0.75,
        qualifiers={key: value for key, value in details.items() if value != ""},
    )


def holder(scene: Scene, inside: list[Token]) -> tuple[Span | None, Status]:
    """The entity that the figure qualifies as a modifier, or the subject of the verb that gives it."""
    document = scene.document
    top = inside[-1]
    for token in inside:
        head = document.tokens[token.head]
        if head.index < inside[0].index or head.index > inside[-1].index:
            top = token
    steps = [top, *document.ancestors(top.index)]
    if top.dep == "pobj" and document.tokens[top.head].lower in SPANS_OF_TIME:
        return None, Status.ACTUAL
    for step in steps[:6]:
        if step.is_verb:
            return from_verb(scene, step)
        span = scene.span_at(step.index)
        if span is not None and step.index not in {token.index for token in inside}:
            return (
                (span, Status.ACTUAL)
                if step.dep != "pobj" or top.dep in {"amod", "nummod", "compound", "npadvmod"}
                else (None, Status.ACTUAL)
            )
    return None, Status.ACTUAL


def from_verb(scene: Scene, verb: Token) -> tuple[Span | None, Status]:
    if verb.lemma not in HOLDERS:
        return None, Status.ACTUAL
    document = scene.document
    subjects = spans_of(scene, surface_subjects(document, verb)) or spans_of(scene, objects(document, verb))
    named = [span for span in subjects if not scene.is_a(span, "Person")]
    return (named[0] if named else None), status_of(document, verb)
