"""One launch, many facts: what is said of a rocket's flight is said of what it carries.

"A Falcon 9 carrying Tern-2 lifted off from Vandenberg on Friday" gives Tern-2 its LAUNCHED_ON, LAUNCHED_FROM and
LAUNCH_DATE; the rocket keeps them only where nothing is named that it carries.
"""

from dataclasses import replace

from kg.extract.scene import Draft, Scene

FLOWN = frozenset({"LAUNCHED_FROM", "LAUNCH_DATE", "TARGETS", "LAUNCHED_BY"})


def share_flights(scene: Scene) -> None:
    """Move launch claims from rockets to their payloads."""
    riders: dict[tuple[int, int], list[Draft]] = {}
    for draft in scene.drafts:
        if draft.predicate == "LAUNCHED_ON" and draft.object is not None:
            riders.setdefault((sentence_of(scene, draft), draft.object.entity), []).append(draft)
    kept: list[Draft] = []
    for draft in scene.drafts:
        carried = riders_of(scene, draft, riders) if draft.predicate in FLOWN else []
        if not carried:
            kept.append(draft)
        for rider in carried:
            subject = scene.type_of(rider.subject)
            target = scene.type_of(draft.object) if draft.object else None
            if scene.vocabulary.accepts(draft.predicate, subject, target):
                kept.append(replace(draft, subject=rider.subject, confidence=min(draft.confidence, rider.confidence)))
    scene.drafts = kept


def riders_of(scene: Scene, draft: Draft, riders: dict[tuple[int, int], list[Draft]]) -> list[Draft]:
    """What rides on the draft's rocket, by its own sentence or else by the next: "It was carrying Tianwen-2"."""
    here = sentence_of(scene, draft)
    return riders.get((here, draft.subject.entity)) or riders.get((here + 1, draft.subject.entity), [])


def sentence_of(scene: Scene, draft: Draft) -> int:
    return scene.document.tokens[draft.anchor].sentence
