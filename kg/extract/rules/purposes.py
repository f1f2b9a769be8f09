"""Goals (PURPOSE): "aimed to deploy a rover", "which would collect samples", "its goal is to map the far side"."""

from kg.extract.circumstances.arguments import is_passive, objects, spans_of, surface_subjects
from kg.extract.circumstances.status import status_of
from kg.extract.circumstances.wording import clause_words, noun_words
from kg.extract.entities.mentions import Span
from kg.extract.rules.distinctions import is_distinction
from kg.extract.rules.values import put, value_cues
from kg.extract.scene import Scene
from kg.extract.text.document import Document, Token
from kg.model import Status

# verbs of making, whose object is what has the goal, and of wishing, which an organisation does all day
MAKING = frozenset({"build", "develop", "design"})
WISHING = frozenset({"intend", "hope", "want", "seek", "mean", "design"})
DOERS = ("Craft", "Mission", "Instrument", "Program", "Facility", "Organization")


def doers(scene: Scene, tokens: list[int]) -> list[Span]:
    return [span for span in spans_of(scene, tokens) if any(scene.is_a(span, kind) for kind in DOERS)]


def read_purpose(scene: Scene, verb: Token) -> None:
    """Read "The mission aimed to release a rover and gather dust", "was designed to land", "built to survive"."""
    document = scene.document
    if verb.lemma not in value_cues()["purpose"]["verbs"]:
        return
    makes = verb.lemma in MAKING and not is_passive(document, verb)
    holders = doers(scene, objects(document, verb) if makes else surface_subjects(document, verb))
    if verb.lemma in WISHING:
        holders = [span for span in holders if not scene.is_a(span, "Organization")]
    clauses = [child for child in document.children(verb.index, "xcomp", "advcl", "ccomp") if has_to(scene, child)]
    give_goals(scene, holders, goals_of(document, clauses), "aim", verb)


def give_goals(scene: Scene, holders: list[Span], clauses: list[Token], rule: str, anchor: Token) -> None:
    """Each clause is a goal of each holder: "to be a stepping stone" by its noun, "to become the first" not at all."""
    document = scene.document
    for clause in clauses:
        words = without_customer(scene, clause_words(document, clause, keep_conjuncts=False))
        if clause.lemma in {"be", "become"}:
            attribute = document.children(clause.index, "attr")
            if not attribute or is_distinction(scene, attribute[0]):
                continue
            words = noun_words(document, attribute[0])
        for span in holders:
            put(scene, span, "PURPOSE", words, rule, anchor, confidence=0.85, status=Status.ACTUAL)


def goals_of(document: Document, clauses: list[Token]) -> list[Token]:
    """The clauses and what is joined to them by "and": "to map the surface and to look for water" are two goals."""
    found: list[Token] = []
    for clause in clauses:
        joined = {index for index in document.conjuncts(clause.index) if document.tokens[index].is_verb}
        # "to show that it could land and to release the rover": the parser joins the second goal to an inner verb
        joined |= {
            index
            for index in document.subtree(clause.index)
            if document.tokens[index].dep == "conj"
            and any(token.lower == "to" for token in document.children(index, "aux"))
        }
        found += [clause, *(document.tokens[index] for index in sorted(joined))]
    return found


def without_customer(scene: Scene, words: tuple[int, int]) -> tuple[int, int]:
    """Read "gather dust for NASA": the goal without the one it is done for."""
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
    """Read "the Wren rover, which would gather dust", "an instrument that measures dust"."""
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
    """Read "Its goal is to map the far side", "The flight had two goals: to show … and to release …"."""
    if noun.lemma not in value_cues()["purpose"]["nouns"] or scene.span_at(noun.index) is not None:
        return
    document = scene.document
    verb = document.governor(noun.index)
    holders = doers(scene, [child.index for child in document.children(noun.index, "poss")])
    holders += [
        span
        for prep in document.children(noun.index, "prep")
        if prep.lower in {"of", "for"}
        for inner in document.children(prep.index, "pobj")
        for span in doers(scene, [inner.index])
    ]
    clauses = [child for child in document.children(noun.index, "acl") if has_to(scene, child)]
    if verb is not None and noun.dep == "nsubj" and verb.lemma in {"be", "include", "remain"}:
        clauses += [
            child
            for child in document.children(verb.index, "xcomp", "ccomp", "advcl")
            if has_to(scene, child) or child.tag == "VBG"
        ]
    elif verb is not None and noun.dep == "dobj" and verb.lemma in {"have", "set", "pursue"}:
        holders += doers(scene, surface_subjects(document, verb))
    give_goals(scene, holders, goals_of(document, clauses), "goal", noun)


def read_plans_for(scene: Scene, noun: Token) -> None:
    """Read "with bold plans for a base by 2035": a goal of the clause's subject."""
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
