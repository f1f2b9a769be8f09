"""Posts that the trained part misreads: lesser ones, those of the head of another, those of another country."""

from collections.abc import Sequence

from kg.extract.entities.mentions import Span
from kg.extract.rules.people import find_roles
from kg.extract.scene import Draft, Scene
from kg.extract.text.cues import words
from kg.model import Status

TAKING_OVER = words("leading_verbs")


def is_no_lead(scene: Scene, draft: Draft) -> bool:
    """Whether a draft of LED_BY is none: a lesser post, the head of another, or the leader of another country."""
    if has_lesser_post(scene, draft):
        return True
    return draft.status is Status.ACTUAL and (leads_another(scene, draft) or is_crossed(scene, draft))


def has_lesser_post(scene: Scene, draft: Draft) -> bool:
    """Read "former Orbex executive", "COO of Astroscale": rules say that such a person works or worked for it.

    Executives so called in annotated stories did not lead it, and hardly an ended job is an ended lead as well. The few
    leads that are jobs in the same sentence too are nearly all of deputies who take over.
    """
    if draft.status not in {Status.ENDED, Status.ACTUAL} or draft.object is None:
        return False
    posted = any(
        other.predicate == "WORKS_FOR"
        and other.rule == "role"
        and other.status is draft.status
        and other.object is not None
        and (other.subject.entity, other.object.entity) == (draft.object.entity, draft.subject.entity)
        and sentence(scene, other) == sentence(scene, draft)
        for other in scene.drafts
    )
    return posted and (draft.status is Status.ENDED or not speaks_of_leading(scene, sentence(scene, draft)))


def speaks_of_leading(scene: Scene, number: int) -> bool:
    """Whether a sentence has the noun of a head, or a verb of taking over: "his deputy has taken charge"."""
    inside = scene.document.sentences[number]
    told = scene.document.tokens[inside.first : inside.last]
    return any(token.is_verb and token.lemma in TAKING_OVER for token in told) or any(
        role.kind == "head" and inside.first <= role.first < inside.last for role in find_roles(scene)
    )


def leads_another(scene: Scene, draft: Draft) -> bool:
    """Read "ULA expects fewer Space Force missions, CEO Jo Park said": rules say whom she leads, in that sentence.

    Only where the trained part finds the rule's word no less probable. Annotated stories have few who lead two in one
    sentence, and rules read most of these.
    """
    return any(
        other.predicate == "LED_BY"
        and other.rule == "role"
        and other.status is Status.ACTUAL
        and (other.trained or 0.0) >= (draft.trained or 0.0)
        and other.object is not None
        and draft.object is not None
        and other.object.entity == draft.object.entity
        and other.subject.entity != draft.subject.entity
        and sentence(scene, other) == sentence(scene, draft)
        for other in scene.drafts
    )


def is_crossed(scene: Scene, draft: Draft) -> bool:
    """Read "the United States and Japan under President Biden and Prime Minister Kishida": each leads one of them."""
    if draft.object is None or scene.type_of(draft.subject) != "Country":
        return False
    countries, people = row_of(scene, draft.subject), row_of(scene, draft.object)
    if len(countries) < 2 or len(countries) != len(people):
        return False
    return place_of(countries, draft.subject) != place_of(people, draft.object)


def row_of(scene: Scene, span: Span) -> list[Span]:
    """What is joined to a mention by "and" or commas, with it, in order."""
    first = scene.document.tokens[span.head]
    while first.dep == "conj":
        first = scene.document.tokens[first.head]
    heads = (first.index, *scene.document.conjuncts(first.index))
    return [found for head in heads if (found := scene.span_at(head)) is not None]


def place_of(spans: Sequence[Span], wanted: Span) -> int:
    return next((place for place, span in enumerate(spans) if span.entity == wanted.entity), -1)


def sentence(scene: Scene, draft: Draft) -> int:
    return scene.document.tokens[draft.anchor].sentence
