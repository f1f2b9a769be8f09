"""Who does what to whom: the deep subject and object of a verb, and what its prepositions add.

Reads relative clauses, participles, control ("plans to launch"), coordination and passives (ClearNLP labels).
"""

from kg.extract.entities.mentions import Span
from kg.extract.scene import Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Document, Token

RELATIVE = frozenset({"which", "that", "who", "whom"})
# verbs whose object does what their infinitive says: "picked ispace to build"
OBJECT_CONTROL = words("object_control")
UNDERTAKINGS = words("undertakings")
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
NEVER_PASSIVE = frozenset({"lift off", "blast off", "take off", "touch down", "splash down", "set off"})
DEPTH = 3


def is_passive(document: Document, verb: Token) -> bool:
    """Read "was launched", "launched by", "a lander built in Bremen"."""
    particle = next((child.lower for child in document.children(verb.index, "prt")), "")
    if verb.tag != "VBN" or f"{verb.lemma} {particle}" in NEVER_PASSIVE:
        return False
    if document.children(verb.index, "auxpass", "nsubjpass", "agent"):
        return True
    if any(child.lemma == "have" or child.lower in {"'ve", "'s"} for child in document.children(verb.index, "aux")):
        return False
    if verb.dep == "conj":
        head = document.tokens[verb.head]
        return head.is_verb and is_passive(document, head) and not document.children(verb.index, "nsubj", "dobj")
    return verb.dep in {"acl", "advcl", "amod", "ROOT", "relcl", "pcomp"} and not document.children(verb.index, "nsubj")


def surface_subjects(document: Document, verb: Token, depth: int = 0) -> list[int]:
    """Tokens that stand as the verb's grammatical subject, found through clauses that leave it out."""
    if depth > DEPTH:
        return []
    own = document.children(verb.index, "nsubj", "nsubjpass")
    if own:
        return [alone(antecedent(document, token, verb), token.index) for token in own]
    before = [
        child.index for child in document.children(verb.index, "compound", "nmod") if child.index == verb.index - 1
    ]
    if before and verb.tag in {"VBZ", "VBD", "VBP"}:
        return before  # a small-lettered name at a sentence's start: "ispace plans"
    governor = document.governor(verb.index)
    if governor is None:
        return []
    if verb.dep in {"acl", "relcl"}:
        return noun_subjects(document, governor, depth)
    if verb.dep == "pcomp":
        outer = document.governor(governor.index)
        while outer is not None and not outer.is_verb and outer.dep in {"prep", "pobj"}:
            outer = document.governor(outer.index)
        if outer is None:
            return []
        return surface_subjects(document, outer, depth + 1) if outer.is_verb else noun_subjects(document, outer, depth)
    if verb.dep in {"xcomp", "ccomp"} and governor.lemma in OBJECT_CONTROL:
        objects = document.children(governor.index, "dobj")
        if objects:
            return [objects[0].index]
        if is_passive(document, governor):
            return surface_subjects(document, governor, depth + 1)
    if verb.dep in {"conj", "xcomp", "advcl", "ccomp", "dep"} and (governor.is_verb or governor.tag.startswith("JJ")):
        outer = governor
        if not outer.is_verb:
            outer = document.governor(outer.index) or outer
        return surface_subjects(document, outer, depth + 1)
    if verb.dep == "conj" and governor.is_noun:
        return noun_subjects(document, governor, depth)
    return []


def noun_subjects(document: Document, noun: Token, depth: int) -> list[int]:
    """Who a participle or infinitive beside a noun speaks of: the noun, or for "its plan to launch" its owner."""
    if noun.lemma in UNDERTAKINGS:
        owners = document.children(noun.index, "poss")
        if owners:
            return [noun.index, owners[0].index]
        verb = document.governor(noun.index)
        if verb is not None and verb.is_verb and noun.dep in {"dobj", "attr"}:
            return [noun.index, *surface_subjects(document, verb, depth + 1)]
    return [noun.index]


def alone(noun: int, pronoun: int) -> int:
    """The antecedent of a relative pronoun as `~index`: that noun alone, not what is joined to it by "and"."""
    return ~noun if noun != pronoun else noun


def antecedent(document: Document, token: Token, verb: Token) -> int:
    """The noun that a relative pronoun stands for; any other token stands for itself."""
    if token.lower in RELATIVE and token.tag in {"WDT", "WP", "IN", "DT"}:
        clause = verb
        while clause.dep not in {"relcl", "acl"} and clause.head != clause.index and clause.dep in {"conj", "xcomp"}:
            clause = document.tokens[clause.head]
        if clause.dep in {"relcl", "acl"}:
            return antecedent_of(document, token, clause)
    return token.index


def antecedent_of(document: Document, pronoun: Token, clause: Token) -> int:
    """The noun of a relative clause; "which" never means a time, so that a noun nearer by is taken instead."""
    noun = document.tokens[clause.head]
    if pronoun.lower == "which" and noun.is_time:
        before = pronoun.index - 1
        while before > noun.index and not document.tokens[before].is_noun:
            before -= 1
        if before > noun.index:
            return before
        if verb := next((step for step in document.ancestors(noun.index) if step.is_verb), None):
            own = document.children(verb.index, "dobj") or document.children(verb.index, "nsubj", "nsubjpass")
            if own:
                return own[0].index
    return noun.index


def objects(document: Document, verb: Token) -> list[int]:
    """Tokens that stand as direct object; in a relative clause with a gap ("the rover that ispace built") its noun."""
    own = [antecedent(document, token, verb) for token in document.children(verb.index, "dobj", "oprd")]
    if own:
        return own
    subjects = document.children(verb.index, "nsubj")
    gap = verb.dep == "relcl" and not is_passive(document, verb) and bool(subjects)
    return [verb.head] if gap and not any(token.lower in RELATIVE for token in subjects) else []


def prepositional(document: Document, index: int, depth: int = 0, *, through_of: bool = False) -> list[tuple[str, int]]:
    """Prepositions with their objects below a token, also those that hang on another preposition's object.

    `through_of` goes below the object of "of" as well: "the landing of Blue Ghost in Mare Crisium".
    """
    found: list[tuple[str, int]] = []
    for child in document.children(index):
        if child.dep in PREPOSITIONS or (child.dep == "advmod" and child.lower in {"aboard", "atop"}):
            for inner in document.children(child.index, "pobj", "pcomp"):
                found.append((child.lower, inner.index))
                if depth < DEPTH and (child.lower != "of" or through_of):
                    found.extend(prepositional(document, inner.index, depth + 1))
            for nested in document.children(child.index, "prep"):
                for inner in document.children(nested.index, "pobj"):
                    found.append((nested.lower, inner.index))
            if child.dep == "dative" and not document.children(child.index, "pobj"):
                found.append(("dative", child.index))
        elif child.dep == "prt" or (child.dep == "advmod" and child.lower in {"down", "up", "off"}):
            found.extend(prepositional(document, child.index, depth + 1))
    return found


def spans_of(scene: Scene, tokens: list[int]) -> list[Span]:
    found: list[Span] = []
    for token in tokens:
        for span in scene.spans_at(token) if token >= 0 else filter(None, [scene.through(~token)]):
            if span not in found:
                found.append(span)
    return found
