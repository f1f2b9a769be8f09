"""One launch, many facts: what is said of a rocket's flight is said of what it carries.

"A Falcon 9 carrying Tern-2 lifted off from Vandenberg on Friday" gives Tern-2 its LAUNCHED_ON, LAUNCHED_FROM and
LAUNCH_DATE; the rocket keeps them only where it carries nothing that is named.
"""

from dataclasses import replace

from kg.extract.scene import Draft, Scene

FLOWN = frozenset({"LAUNCHED_FROM", "LAUNCH_DATE", "TARGETS", "LAUNCHED_BY"})


def share_flights(scene: Scene) -> None:
    """Move launch claims from rockets to their payloads, within a sentence."""
    riders: dict[tuple[int, int], list[Draft]] = {}
    for draft in scene.drafts:
        if draft.predicate == "LAUNCHED_ON" and draft.object is not None:
            riders.setdefault((sentence_of(scene, draft), draft.object.entity), []).append(draft)
    kept: list[Draft] = []
    for draft in scene.drafts:
        carried = riders.get((sentence_of(scene, draft), draft.subject.entity), []) if draft.predicate in FLOWN else []
        if not carried:
            kept.append(draft)
        for rider in carried:
            subject = scene.type_of(rider.subject)
            target = scene.type_of(draft.object) if draft.object else None
            if scene.vocabulary.accepts(draft.predicate, subject, target):
                kept.append(replace(draft, subject=rider.subject, confidence=min(draft.confidence, rider.confidence)))
    scene.drafts = kept


def sentence_of(scene: Scene, draft: Draft) -> int:
    return scene.document.tokens[draft.anchor].sentence
