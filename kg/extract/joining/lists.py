"""What the trained part says of one name in a list, said of the others: "flew on Soyuz 17 and Soyuz 28"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.entities.mentions import Kind, Span
from kg.extract.joining.agreement import Pair, pair_of
from kg.extract.scene import Draft, Scene
from kg.extract.text.cues import table
from kg.extract.text.document import Document

# the side on which all of a list are meant, of predicates where annotated lists seldom part
SHARED = {
    "CREWED_BY": ("subject", "object"),
    "DISCOVERED_BY": ("object",),
    "OPERATED_BY": ("object",),
    "MEMBER_OF": ("subject",),
}
LEAST = 0.3  # of the name of which it is said
BETWEEN = re.compile(r"\s*(?:[,&]|,?\s(?:and|plus|as well as)(?=\s))\s*(?:(?:and|the)\s)*\s*")
LONGEST = 24  # code points between two names
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def shared_in_lists(scene: Scene, best: Mapping[Pair, Draft]) -> dict[Pair, Draft]:
    """The drafts, and those of the other names in a list: as probable as of the name of which it is most probable."""
    found = dict(best)
    for draft in of_lists(scene, [draft for draft in best.values() if draft.confidence >= LEAST]):
        pair = pair_of(draft)
        if pair not in found or found[pair].confidence < draft.confidence:
            found[pair] = draft
    return found


def share_ruled(scene: Scene) -> None:
    """Add what rules say of one name in a list of the others."""
    told = {pair_of(draft) for draft in scene.drafts}
    for draft in of_lists(scene, list(scene.drafts)):
        if pair_of(draft) not in told:
            told.add(pair_of(draft))
            scene.add(draft)


def of_lists(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts with each other name in the list of theirs."""
    if not (drafts := [draft for draft in drafts if draft.predicate in SHARED]):
        return
    lists = {id(span): group for group in listed(scene) for span in group}
    for draft in drafts:
        if draft.object is None:
            continue
        taken = {draft.subject.entity, draft.object.entity}
        subjects, objects = (lists.get(id(side), ()) for side in (draft.subject, draft.object))
        if "subject" in SHARED[draft.predicate]:
            yield from (replace(draft, subject=span) for span in subjects if span.entity not in taken)
        if "object" in SHARED[draft.predicate]:
            yield from (replace(draft, object=span) for span in objects if span.entity not in taken)


def listed(scene: Scene) -> list[list[Span]]:
    """Names of one type with nothing but commas and "and" between them; a comma alone joins no two, nor does "or"."""
    groups: list[list[Span]] = []
    joint: list[bool] = []  # whether a word joins any two of a group
    for span in scene.mentions:
        if span.kind is not Kind.NAME or span.entity < 0:
            continue
        before = groups[-1][-1] if groups else None
        between = (
            gap(scene, before, span) if before is not None and scene.type_of(before) == scene.type_of(span) else None
        )
        if between is None or begins_clause(scene.document, groups[-1][0], span):
            groups.append([span])
            joint.append(False)
        else:
            groups[-1].append(span)
            joint[-1] |= between.strip() != ","
    return [group for group, whole in zip(groups, joint, strict=True) if whole]


def begins_clause(document: Document, first: Span, following: Span) -> bool:
    """Read "is operated by NASA and ESA built its modules": the second name begins what is said of it alone.

    The parser takes such names for a list, too, and its first one for the subject of "built", or gives that none.
    """
    tokens = document.tokens
    if tokens[following.head].dep in SUBJECTS:
        return True
    if following.last >= len(tokens) or tokens[following.last].tag not in FINITE:
        return False
    verb = tokens[following.last]
    verb = tokens[verb.head] if verb.dep in {"aux", "auxpass"} else verb
    subjects = document.children(verb.index, *SUBJECTS)
    if not subjects:
        return verb.dep == "conj" and tokens[first.head].dep not in SUBJECTS
    before = tokens[first.first - 1] if first.first else None
    if before is None or not any(first.first <= token.index < following.last for token in subjects):
        return False
    told = before.is_verb and before.lemma not in table("speech")["verbs"]
    return told or before.dep in {"prep", "agent"}


def gap(scene: Scene, one: Span, following: Span) -> str | None:
    """What stands between two names of a list; None where they are not of one."""
    start, end = scene.document.tokens[one.last - 1].end, scene.document.tokens[following.first].start
    if not start < end <= start + LONGEST or not BETWEEN.fullmatch(text := scene.document.story.text, start, end):
        return None
    return text[start:end]
