"""Why it failed (CAUSE) and what it leads to (CONSEQUENCE): "because the altimeter was slow", "could cost funding"."""

from kg.extract.circumstances.arguments import is_passive, objects, spans_of, surface_subjects
from kg.extract.circumstances.status import is_hedged, status_of
from kg.extract.circumstances.wording import clause_words, noun_words
from kg.extract.entities.mentions import Span
from kg.extract.rules.values import put, value_cues
from kg.extract.scene import Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Document, Token
from kg.model import Status

ACCIDENTS = frozenset({"crash", "fail", "explode", "abort", "tip"})  # what happened before them, caused them
MISHAPS = words("mishaps")
STATES = words("states")
SUFFERERS = frozenset({"nsubj", "nsubjpass", "dobj"})
SEEMING = frozenset({"appear", "be", "feel", "look", "seem", "sound"})
FLIGHTS = ("Craft", "Mission", "LaunchVehicle", "Stage")


def read_consequence(scene: Scene, verb: Token) -> None:
    """Read "This failure raises questions about …", "repeated failures could jeopardize future funding"."""
    cues = value_cues()["consequence"]
    document = scene.document
    for subject in document.children(verb.index, "nsubj"):
        if subject.lemma not in cues["subjects"]:
            continue
        status = status_of(document, verb)
        hedged = subject.lemma in cues["misfortunes"] and is_feared(document, verb)
        if verb.lemma not in cues["verbs"] and not hedged:
            continue
        spans = affected(scene, subject)
        if status is Status.PLANNED and is_question(document, verb):
            status = Status.POSSIBLE
        # what a loss leads to is annotated as its consequence three times as often as what a launch does
        rule = "misfortune" if subject.lemma in cues["misfortunes"] else "consequence"
        for span in spans:
            put(
                scene,
                span,
                "CONSEQUENCE",
                predicate_without_auxiliary(scene, verb),
                rule,
                verb,
                status=status,
                confidence=0.8,
            )


def is_feared(document: Document, verb: Token) -> bool:
    """Read "the failure could cost it the contract"; not "if it goes awry", nor "while it might sound dramatic"."""
    marks = {child.lower for child in document.children(verb.index, "mark")} - {"that"}
    return is_hedged(document, verb) and verb.lemma not in SEEMING and not marks


def is_question(document: Document, verb: Token) -> bool:
    """Read "wondering how these setbacks will impact": asked, not said."""
    return any(child.tag in {"WRB", "WP"} or child.lower == "whether" for child in document.children(verb.index))


def predicate_without_auxiliary(scene: Scene, verb: Token) -> tuple[int, int]:
    return clause_words(scene.document, verb, keep_conjuncts=False)


def affected(scene: Scene, noun: Token) -> list[Span]:
    """Whose failure it is: "the failure of X", "its loss", else the flight or organisation last spoken of."""
    document = scene.document
    owners = [child.index for child in document.children(noun.index, "poss", "compound")]
    owners += [
        inner.index
        for prep in document.children(noun.index, "prep")
        if prep.lower == "of"
        for inner in document.children(prep.index, "pobj")
    ]
    named = [
        span for span in spans_of(scene, owners) if not scene.is_a(span, "Place") and not scene.is_a(span, "Person")
    ]
    if named:
        return named
    last = failed_flight(scene, noun) or flight_meant(scene, noun)
    if noun.tag == "NNS" and (operator := operator_of(scene, last)):
        return [operator]
    return last


def failed_flight(scene: Scene, noun: Token) -> list[Span]:
    """Read "this failure": the flight of which the story has said that it failed."""
    if noun.lemma not in value_cues()["consequence"]["misfortunes"]:
        return []
    failed = [draft.subject for draft in scene.drafts if draft.predicate == "OUTCOME" and draft.value == "failed"]
    before = [span for span in failed if span.head < noun.index]
    return before[:1] or failed[:1]


def flight_meant(scene: Scene, noun: Token) -> list[Span]:
    """Whose "loss" or "launch" it is, by what was spoken of before: rather one than several, what met with a mishap,
    what has a name, what the story is about; the last of equals."""
    flights = [span for span in scene.spoken_before(noun, 3) if any(scene.is_a(span, kind) for kind in FLIGHTS)]

    def likelihood(span: Span) -> tuple[bool, bool, bool, int]:
        cluster = scene.clusters[span.entity]
        verb = scene.document.governor(span.head)
        struck = verb is not None and verb.lemma in MISHAPS and scene.document.tokens[span.head].dep in SUFFERERS
        return scene.document.tokens[span.head].tag != "NNS", struck, not cluster.described, len(cluster.spans)

    return [max(reversed(flights), key=likelihood)] if flights else []


def operator_of(scene: Scene, flights: list[Span]) -> Span | None:
    """Whose flights they are: "repeated failures" speak of the organisation behind the flight."""
    for draft in scene.drafts:
        same = bool(flights) and draft.subject.entity == flights[0].entity
        if same and draft.predicate == "OPERATED_BY" and draft.object and scene.is_a(draft.object, "Organization"):
            return draft.object
    return None


def last_flight(scene: Scene, noun: Token) -> list[Span]:
    """The craft, mission or rocket last spoken of before a token in this or the three sentences before."""
    near = scene.spoken_before(noun, 3)
    return [span for span in near if any(scene.is_a(span, kind) for kind in FLIGHTS)][-1:]


def read_cause(scene: Scene, verb: Token) -> None:
    """Read "The landing failed because the altimeter was slow", "delayed due to bad weather"."""
    document = scene.document
    for clause in document.children(verb.index, "advcl"):
        marks = [child.lower for child in document.children(clause.index, "mark")]
        why = {"because", "after"} if verb.lemma in ACCIDENTS else {"because"}
        if why & set(marks):
            indices = [index for index in document.subtree(clause.index) if document.tokens[index].lower not in why]
            give_cause(scene, verb, document.phrase(indices[0], indices[-1]))
    for prep in document.children(verb.index, "prep"):
        phrase = " ".join(token.lower for token in document.tokens[prep.index : prep.index + 2])
        if phrase in {"because of", "due to", "owing to"} or prep.lower in {"because", "due", "owing"}:
            inner = document.children(prep.index, "pobj") or [
                token
                for middle in document.children(prep.index, "prep", "pcomp")
                for token in document.children(middle.index, "pobj")
            ]
            for noun in inner:
                give_cause(scene, verb, noun_words(document, noun, loose=True))


def read_culprit(scene: Scene, verb: Token) -> None:
    """Read "A faulty rangefinder brought down Resilience": the subject is the cause."""
    document = scene.document
    particles = document.children(verb.index, "prt")
    key = f"{verb.lemma} {particles[0].lower}" if particles else verb.lemma
    if (
        key not in {"doom", "bring down", "scuttle", "cripple", "sink", "cause", "trigger"}
        or status_of(document, verb) is not Status.ACTUAL
    ):
        return
    subjects = document.children(verb.index, "nsubj")
    if (
        is_passive(document, verb)
        or not subjects
        or scene.span_at(subjects[0].index) is not None
        or subjects[0].tag in {"PRP", "WDT", "DT"}
    ):
        return
    flights = [
        span for span in spans_of(scene, objects(document, verb)) if any(scene.is_a(span, kind) for kind in FLIGHTS)
    ]
    for target in document.children(verb.index, "dobj"):
        if not flights and target.lemma in value_cues()["consequence"]["misfortunes"]:
            flights = affected(scene, target)
    for span in flights[:1]:
        put(
            scene,
            span,
            "CAUSE",
            noun_words(document, subjects[0]),
            "culprit",
            verb,
            confidence=0.8,
            status=Status.ACTUAL,
        )


def is_no_event(document: Document, verb: Token) -> bool:
    """Read "people would not live", "it does not have fins because …": what is so, or would be, did not fail."""
    helps = {child.lower for child in document.children(verb.index, "aux")}
    return bool(helps & {"would", "'d", "’d"}) or (verb.lemma in STATES and bool(helps & {"do", "does"}))


def give_cause(scene: Scene, verb: Token, words: tuple[int, int]) -> None:
    document = scene.document
    if verb.lemma not in MISHAPS and (not document.children(verb.index, "neg") or is_no_event(document, verb)):
        return
    subjects = spans_of(scene, surface_subjects(document, verb)) + spans_of(scene, objects(document, verb))
    flights = [span for span in subjects if any(scene.is_a(span, kind) for kind in FLIGHTS)] or last_flight(scene, verb)
    for span in flights[:1]:
        put(scene, span, "CAUSE", words, "cause", verb, confidence=0.8, status=Status.ACTUAL)
