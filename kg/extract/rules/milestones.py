"""What happened, in the clause's own words (MILESTONE): the material of timelines."""

from kg.extract.circumstances.arguments import spans_of, surface_subjects
from kg.extract.circumstances.attribution import speech_verbs
from kg.extract.circumstances.status import own_status, status_cues, status_of
from kg.extract.circumstances.timing import time_of
from kg.extract.circumstances.wording import predicate_words
from kg.extract.rules.outcomes import tells_of_another
from kg.extract.rules.values import put, value_cues
from kg.extract.scene import Scene
from kg.extract.text.document import Token
from kg.model import Status


def read_milestone(scene: Scene, verb: Token) -> None:
    """Read "Resilience fell silent above the plain": what happened, in the clause's words."""
    if verb.lemma not in value_cues()["milestone"]["verbs"] or verb.dep not in {"ROOT", "conj", "ccomp", "relcl"}:
        return
    document = scene.document
    if any(draft.anchor == verb.index and draft.predicate != "PURPOSE" for draft in scene.drafts):
        return
    if own_status(document, verb, status_cues()) is not None or verb.tag not in {"VBD", "VBN", "VBZ"}:
        return
    if verb.lemma in speech_verbs() and not document.children(verb.index, "dobj", "nsubjpass"):
        return
    subjects = document.children(verb.index, "nsubj", "nsubjpass")
    if not subjects or status_of(document, verb) is not Status.ACTUAL:
        return
    for span in spans_of(scene, surface_subjects(document, verb))[:1]:
        if tells_of_another(scene, span):
            continue
        when = time_of(scene, verb, Status.ACTUAL)
        put(
            scene,
            span,
            "MILESTONE",
            predicate_words(document, verb),
            "milestone",
            verb,
            when=when,
            confidence=0.4,
            status=Status.ACTUAL,
        )
