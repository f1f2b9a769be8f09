"""What is stated in words: goals, distinctions, causes, consequences and milestones."""

from functools import cache
from typing import Any

from kg.extract.arguments import is_passive, objects, spans_of, surface_subjects
from kg.extract.cues import table
from kg.extract.document import Document, Token
from kg.extract.mentions import Kind, Span
from kg.extract.scene import Scene
from kg.extract.status import own_status, status_cues, status_of
from kg.extract.timing import time_of
from kg.extract.wording import clause_words, noun_words, predicate_words
from kg.model import Status

FLIGHTS = ("Craft", "Mission", "LaunchVehicle", "Stage")
DOERS = ("Craft", "Mission", "Instrument", "Program", "Facility", "Organization")


@cache
def value_cues() -> dict[str, Any]:
    return {
        name: {key: frozenset(words) if isinstance(words, list) else words for key, words in entry.items()}
        for name, entry in table("values").items()
    }


def read_values(scene: Scene) -> None:
    """Add the attributes whose value is the sentence's own words."""
    for token in scene.document.tokens:
        if token.is_verb and token.dep not in {"aux", "auxpass"}:
            read_purpose(scene, token)
            read_task(scene, token)
            read_consequence(scene, token)
            read_cause(scene, token)
            read_culprit(scene, token)
            read_milestone(scene, token)
        elif token.is_noun:
            read_goal_noun(scene, token)
            read_plans_for(scene, token)
            read_distinction(scene, token)


def put(
    scene: Scene, subject: Span, predicate: str, words: tuple[int, int], rule: str, anchor: Token, **more: object
) -> None:
    start, end = words
    text = scene.document.text(start, end)
    if len(text.split()) >= 2 and "\n\n" not in text:
        scene.attribute(subject, predicate, text, rule, anchor, value_span=(start, end), **more)


def doers(scene: Scene, tokens: list[int]) -> list[Span]:
    return [span for span in spans_of(scene, tokens) if any(scene.is_a(span, kind) for kind in DOERS)]


def read_purpose(scene: Scene, verb: Token) -> None:
    """ "The mission aimed to deploy a rover and collect samples", "was designed to land", "built to survive"."""
    if verb.lemma not in value_cues()["purpose"]["verbs"]:
        return
    document = scene.document
    holders_ = (
        []
        if not is_passive(document, verb) and verb.lemma in {"build", "develop", "design"}
        else surface_subjects(document, verb)
    )
    if not is_passive(document, verb) and verb.lemma in {"build", "develop", "design"}:
        holders_ = objects(document, verb)
    for clause in [child for child in document.children(verb.index, "xcomp", "advcl", "ccomp") if has_to(scene, child)]:
        words = without_customer(scene, clause_words(document, clause))
        if clause.lemma in {"be", "become"}:
            attribute = document.children(clause.index, "attr")
            if not attribute or is_distinction(scene, attribute[0]):
                continue
            words = noun_words(document, attribute[0])
        for span in doers(scene, holders_):
            if scene.is_a(span, "Organization") and verb.lemma in {"intend", "hope", "want", "seek", "mean", "design"}:
                continue
            put(scene, span, "PURPOSE", words, "aim", verb, confidence=0.85, status=Status.ACTUAL)


def without_customer(scene: Scene, words: tuple[int, int]) -> tuple[int, int]:
    """ "collect lunar soil samples for NASA": the goal without the one it is done for."""
    tokens = scene.tokens_between(*words)
    for token in tokens[1:]:
        if token.lower in {"for", "with"} and token.dep == "prep":
            inner = [
                span for child in scene.document.children(token.index, "pobj") for span in scene.spans_at(child.index)
            ]
            last = scene.document.subtree(token.index)[-1]
            if inner and scene.is_a(inner[0], "Organization") and last >= tokens[-1].index:
                return words[0], scene.document.tokens[token.index - 1].end
    return words


def has_to(scene: Scene, verb: Token) -> bool:
    return any(token.lower == "to" for token in scene.document.children(verb.index, "aux"))


def read_task(scene: Scene, verb: Token) -> None:
    """ "the Tenacious rover, which would collect lunar soil samples", "an instrument that measures dust"."""
    if verb.lemma not in value_cues()["purpose"]["tasks"] or is_passive(scene.document, verb):
        return
    document = scene.document
    status = status_of(document, verb)
    relative = verb.dep == "relcl" and not has_to(scene, verb)
    infinitive = verb.dep in {"acl", "advcl"} and has_to(scene, verb)
    planned = status is Status.PLANNED and not infinitive and verb.tag == "VB"
    if not (relative or infinitive or planned):
        return
    tokens = surface_subjects(document, verb)
    if infinitive and verb.dep == "advcl":
        governor = document.governor(verb.index)
        if governor is not None and is_passive(document, governor):
            tokens = surface_subjects(document, governor)
        elif governor is not None and objects(document, governor):
            tokens = objects(document, governor)
    for span in doers(scene, tokens):
        if scene.is_a(span, "Organization"):
            continue
        words = without_customer(scene, clause_words(document, verb))
        put(scene, span, "PURPOSE", words, "task", verb, confidence=0.7, status=Status.ACTUAL)


def read_goal_noun(scene: Scene, noun: Token) -> None:
    """ "Its goal is to map the far side", "with the aim of finding water"."""
    if noun.lemma not in value_cues()["purpose"]["nouns"] or scene.span_at(noun.index) is not None:
        return
    document = scene.document
    owners = document.children(noun.index, "poss") + [
        inner
        for prep in document.children(noun.index, "prep")
        if prep.lower in {"of", "for"}
        for inner in document.children(prep.index, "pobj")
    ]
    verb = document.governor(noun.index)
    clauses: list[Token] = []
    if verb is not None and noun.dep in {"nsubj"} and verb.lemma == "be":
        clauses = [child for child in document.children(verb.index, "xcomp", "ccomp", "advcl") if has_to(scene, child)]
    for owner in owners:
        for span in doers(scene, [owner.index]):
            for clause in clauses:
                put(
                    scene,
                    span,
                    "PURPOSE",
                    clause_words(document, clause),
                    "goal",
                    noun,
                    confidence=0.85,
                    status=Status.ACTUAL,
                )


def read_plans_for(scene: Scene, noun: Token) -> None:
    """Read "with ambitious plans for a lunar city by 2040": a goal of the clause's subject."""
    document = scene.document
    outer = document.governor(noun.index)
    if noun.lemma not in {"plan", "ambition", "hope"} or noun.dep != "pobj" or outer is None or outer.lower != "with":
        return
    verb = next((step for step in document.ancestors(noun.index) if step.is_verb), None)
    for prep in document.children(noun.index, "prep"):
        for inner in document.children(prep.index, "pobj") if prep.lower in {"for", "of"} and verb else []:
            start, end = noun_words(document, inner)
            tail = [child for child in document.children(noun.index, "prep") if child.index > inner.index]
            if tail and document.tokens[tail[0].index - 1].end == end:
                end = document.tokens[document.subtree(tail[0].index)[-1]].end
            for span in doers(scene, surface_subjects(document, verb)) if verb else []:
                put(scene, span, "PURPOSE", (start, end), "plans for", noun, confidence=0.75, status=Status.PLANNED)


def is_distinction(scene: Scene, noun: Token) -> bool:
    """ "the first …", "the largest …", "the most powerful …"."""
    cues = value_cues()["distinction"]
    for child in scene.document.children(noun.index, "amod", "nummod", "advmod", "compound"):
        inner = scene.document.children(child.index, "advmod")
        if (
            child.lower in cues["ordinals"]
            or child.tag == "JJS"
            or any(word.lower in cues["superlatives"] for word in inner)
        ):
            return True
    return noun.lower in cues["ordinals"] and noun.dep in {"attr", "appos"}


def read_distinction(scene: Scene, noun: Token) -> None:
    """ "became the first commercial lander to touch down", "X, the largest rocket ever built"."""
    if noun.dep not in {"attr", "appos", "oprd"} or not is_distinction(scene, noun):
        return
    document = scene.document
    determiners = [child.lower for child in document.children(noun.index, "det", "poss")]
    if not determiners or determiners[0] in {"a", "an", "another"}:
        return
    if noun.dep == "appos":
        subjects = scene.spans_at(noun.head)
        status = Status.ACTUAL
        anchor = noun
    else:
        verb = document.governor(noun.index)
        if verb is None or verb.lemma not in {"be", "become", "make", "remain", "mark"}:
            return
        subjects = spans_of(scene, surface_subjects(document, verb))
        status = status_of(document, verb)
        anchor = verb
    for span in subjects:
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


def read_consequence(scene: Scene, verb: Token) -> None:
    """ "This failure raises questions about …", "repeated failures could jeopardize future funding"."""
    cues = value_cues()["consequence"]
    document = scene.document
    for subject in document.children(verb.index, "nsubj"):
        if subject.lemma not in cues["subjects"]:
            continue
        status = status_of(document, verb)
        hedged = status is Status.POSSIBLE and subject.lemma in cues["misfortunes"] and verb.lemma != "be"
        if verb.lemma not in cues["verbs"] and not hedged:
            continue
        spans = affected(scene, subject)
        if status is Status.PLANNED and is_question(document, verb):
            status = Status.POSSIBLE
        for span in spans:
            put(
                scene,
                span,
                "CONSEQUENCE",
                predicate_without_auxiliary(scene, verb),
                "consequence",
                verb,
                status=status,
                confidence=0.8,
            )


def is_question(document: Document, verb: Token) -> bool:
    """ "wondering how these setbacks will impact": asked, not said."""
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
    last = failed_flight(scene, noun) or last_flight(scene, noun)
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


def operator_of(scene: Scene, flights: list[Span]) -> Span | None:
    """Whose flights they are: "repeated failures" speak of the organisation behind the flight."""
    for draft in scene.drafts:
        same = bool(flights) and draft.subject.entity == flights[0].entity
        if same and draft.predicate == "OPERATED_BY" and draft.object and scene.is_a(draft.object, "Organization"):
            return draft.object
    return None


def last_flight(scene: Scene, noun: Token) -> list[Span]:
    """The craft, mission or rocket last spoken of before a token in this or the three sentences before."""
    best: Span | None = None
    for cluster in scene.clusters:
        if not any(scene.vocabulary.is_a(cluster.type, kind) for kind in FLIGHTS):
            continue
        for span in cluster.spans:
            near = noun.sentence - 3 <= scene.document.tokens[span.head].sentence
            if span.head < noun.index and near and (best is None or span.head > best.head):
                best = span
    return [best] if best else []


def read_cause(scene: Scene, verb: Token) -> None:
    """ "The landing failed because the altimeter was slow", "delayed due to bad weather"."""
    document = scene.document
    for clause in document.children(verb.index, "advcl"):
        marks = [child.lower for child in document.children(clause.index, "mark")]
        if "because" in marks:
            indices = [index for index in document.subtree(clause.index) if document.tokens[index].lower != "because"]
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


def give_cause(scene: Scene, verb: Token, words: tuple[int, int]) -> None:
    if verb.lemma not in {
        "fail",
        "delay",
        "postpone",
        "scrub",
        "crash",
        "lose",
        "slip",
        "abort",
        "cancel",
        "ground",
        "explode",
        "miss",
        "tip",
        "end",
        "abandon",
        "call",
        "push",
        "suspend",
        "halt",
        "reschedule",
        "stop",
        "hold",
        "stand",
    }:
        return
    document = scene.document
    subjects = spans_of(scene, surface_subjects(document, verb)) + spans_of(scene, objects(document, verb))
    flights = [span for span in subjects if any(scene.is_a(span, kind) for kind in FLIGHTS)] or last_flight(scene, verb)
    for span in flights[:1]:
        put(scene, span, "CAUSE", words, "cause", verb, confidence=0.8, status=Status.ACTUAL)


def read_milestone(scene: Scene, verb: Token) -> None:
    """ "Resilience lost contact moments before its scheduled touchdown": what happened, in the clause's words."""
    if verb.lemma not in value_cues()["milestone"]["verbs"] or verb.dep not in {"ROOT", "conj", "ccomp", "relcl"}:
        return
    document = scene.document
    if any(draft.anchor == verb.index and draft.predicate != "PURPOSE" for draft in scene.drafts):
        return
    if own_status(document, verb, status_cues()) is not None or verb.tag not in {"VBD", "VBN", "VBZ"}:
        return
    subjects = document.children(verb.index, "nsubj", "nsubjpass")
    if not subjects or status_of(document, verb) is not Status.ACTUAL:
        return
    for span in spans_of(scene, surface_subjects(document, verb))[:1]:
        when = time_of(scene, verb, Status.ACTUAL)
        put(
            scene,
            span,
            "MILESTONE",
            predicate_words(document, verb),
            "milestone",
            verb,
            when=when,
            confidence=0.7,
            status=Status.ACTUAL,
        )
