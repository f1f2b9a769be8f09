"""Superlatives and notable ordinals (DISTINCTION): "became the first commercial lander to touch down"."""

from kg.extract.circumstances.arguments import spans_of, surface_subjects
from kg.extract.circumstances.status import status_of
from kg.extract.circumstances.wording import noun_words
from kg.extract.entities.mentions import Kind, Span
from kg.extract.rules.values import put, value_cues
from kg.extract.scene import Scene
from kg.extract.text.document import Token
from kg.model import Status

EVENTS = frozenset({"landing", "launch", "flight", "mission", "attempt", "touchdown", "trip", "voyage"})


def is_distinction(scene: Scene, noun: Token) -> bool:
    """Read "the first …", "the largest …", "the most powerful …"."""
    cues = value_cues()["distinction"]
    for child in scene.document.children(noun.index, "amod", "nummod", "advmod", "compound"):
        inner = scene.document.children(child.index, "advmod")
        if (
            child.lower in cues["ordinals"]
            or child.tag == "JJS"
            or any(word.lower in cues["superlatives"] for word in inner)
        ):
            return True
    return (noun.lower in cues["ordinals"] or noun.tag == "JJS") and noun.dep in {"attr", "appos"}


def read_distinction(scene: Scene, noun: Token) -> None:
    """Read "became the first commercial lander to touch down", "X, the largest rocket ever built"."""
    document = scene.document
    made = noun.dep == "ccomp" and document.tokens[noun.head].lemma == "make" and noun.is_noun
    if (noun.dep not in {"attr", "appos", "oprd"} and not made) or not is_distinction(scene, noun):
        return
    determiners = [child.lower for child in document.children(noun.index, "det", "poss")]
    if not determiners or determiners[0] in {"a", "an", "another"}:
        return
    if noun.dep == "appos":
        subjects = scene.spans_at(noun.head)
        status = Status.ACTUAL
        anchor = noun
    elif made:
        anchor = document.tokens[noun.head]  # "The feat makes India the fourth country to land"
        subjects = spans_of(scene, [child.index for child in document.children(noun.index, "nsubj")])
        status = status_of(document, anchor)
    else:
        verb = document.governor(noun.index)
        if verb is None or verb.lemma not in {"be", "become", "make", "remain", "mark"}:
            return
        subjects = spans_of(scene, surface_subjects(document, verb))
        status = status_of(document, verb)
        anchor = verb
    kind = "Mission" if noun.lemma in EVENTS else scene.cues.noun_type(noun.lower)
    for span in subjects:
        if span.kind is Kind.PRONOUN and kind and not kin(scene, span, kind):
            continue
        if span.kind is Kind.PRONOUN and noun.index in span.reaches:
            continue
        put(
            scene,
            span,
            "DISTINCTION",
            superlative_words(scene, noun),
            "superlative",
            anchor,
            status=status,
            confidence=0.88,
        )


def kin(scene: Scene, span: Span, kind: str) -> bool:
    """Whether a pronoun's entity can be called by such a noun; if not, the pronoun was taken for something else."""
    own = scene.type_of(span)
    flights = {"Mission", "LaunchVehicle", "Stage"}
    both_fly = (own in flights or scene.is_a(span, "Craft")) and (
        kind in flights or scene.vocabulary.is_a(kind, "Craft")
    )
    return both_fly or scene.vocabulary.is_a(own, kind) or scene.vocabulary.is_a(kind, own)


def superlative_words(scene: Scene, noun: Token) -> tuple[int, int]:
    """The phrase, with what the parser hung on its verb: "become the first rover" + "on the Moon"."""
    document = scene.document
    start, end = noun_words(document, noun)
    verb = document.governor(noun.index)
    if noun.dep in {"attr", "oprd"} and verb is not None:
        for child in document.children(verb.index, "prep", "xcomp", "advcl"):
            indices = document.subtree(child.index)
            opener = document.tokens[indices[0] - 1]
            if child.index > noun.index and opener.end <= end and opener.text != "," and opener.start >= start:
                end = document.tokens[indices[-1]].end
    return start, end
