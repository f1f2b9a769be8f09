"""What a text tells as denied, or as not said: "denied that it was lost", "would not confirm that it crashed"."""

from kg.extract.circumstances.status import status_cues
from kg.extract.text.cues import words
from kg.extract.text.document import Document, Token
from kg.model import Status

DEPTH = 5
TELLING = words("telling_verbs")
REPORTS = words("report_nouns")
TRUE, FALSE = words("true_words"), words("false_words")
PROVING, TRUTHS, UNSURE = words("proving_verbs"), words("truths"), words("unsure_reports")
CLAUSES = frozenset({"ccomp", "acl", "relcl"})
NEGATIONS = frozenset({"never", "neither", "nor"})
NOBODY = frozenset({"nobody", "none", "neither"})


def reported_status(document: Document, anchor: Token, status: Status) -> Status:
    """The status of what stands within a clause of telling: denied with it, possible where it is not said."""
    token = anchor
    for _ in range(DEPTH):
        governor = document.governor(token.index)
        if governor is None:
            return status
        if token.dep in CLAUSES and governor.is_noun and governor.lemma in REPORTS:
            return of_report(document, governor) or status
        # what stands before its verb is no clause of it, but for the parser: "… dubbed 'Never tell me the odds'"
        if token.dep == "ccomp" and governor.index < token.index and (told := of_clause(document, governor)):
            return told
        if token.dep == "ccomp" and governor.lemma in TELLING:
            return status
        token = governor
    return status


def of_report(document: Document, noun: Token) -> Status | None:
    """Read "denied reports that", "reports that … were wrong", "no truth in reports that", "rumours that"."""
    unsure = Status.POSSIBLE if noun.lemma in UNSURE else None
    above = document.governor(noun.index)
    if above is not None and noun.dep == "pobj":
        truth = document.governor(above.index)
        untrue = truth is not None and truth.lemma in TRUTHS and is_nobody(document, truth)
        return Status.DENIED if untrue else unsure
    if above is None or not above.is_verb:
        return unsure
    if noun.dep in {"nsubj", "nsubjpass"} and above.lemma in PROVING:
        return of_truth(document, above) or unsure
    return Status.DENIED if denies(document, above) and not is_negated(document, above) else unsure


def of_clause(document: Document, governor: Token) -> Status | None:
    """What the word above a clause says of it: "deny", "not rule out", "did not say", "is not true"."""
    if governor.lemma in TRUE | FALSE:
        verb = document.governor(governor.index)
        return of_truth(document, verb) if verb is not None else None
    if not governor.is_verb:
        return None
    if governor.lemma == "be":
        return of_truth(document, governor)
    negated = is_negated(document, governor)
    if denies(document, governor):
        return Status.POSSIBLE if negated else Status.DENIED
    return Status.POSSIBLE if governor.lemma in TELLING and is_withheld(document, governor) else None


def of_truth(document: Document, verb: Token) -> Status | None:
    """Read "it is not true that", "reports that … were false"."""
    verbs = [verb, *document.children(verb.index, "xcomp")]  # "turned out to be false"
    said = {child.lemma for one in verbs for child in document.children(one.index, "acomp", "attr", "oprd")}
    negated = is_negated(document, verb)
    return Status.DENIED if (said & FALSE and not negated) or (said & TRUE and negated) else None


def denies(document: Document, verb: Token) -> bool:
    particles = [child.lower for child in document.children(verb.index, "prt")]
    return status_cues().verbs.get(" ".join((verb.lemma, *particles))) is Status.DENIED


def is_withheld(document: Document, verb: Token) -> bool:
    """Read "did not say", "could not confirm", "declined to confirm"."""
    if is_negated(document, verb):
        return True
    outer = document.governor(verb.index)
    return verb.dep == "xcomp" and outer is not None and denies(document, outer) and not is_negated(document, outer)


def is_negated(document: Document, verb: Token) -> bool:
    return any(
        child.dep == "neg"
        or (child.dep == "advmod" and child.lower in NEGATIONS)
        or (child.dep == "nsubj" and is_nobody(document, child))
        for child in document.children(verb.index)
    )


def is_nobody(document: Document, subject: Token) -> bool:
    determiners = document.children(subject.index, "det")
    return subject.lower in NOBODY or any(child.lower in {"no", "neither"} for child in determiners)


def is_unsaid(document: Document, inside: list[Token]) -> bool:
    """Whether words are those that somebody did not say."""
    held = {token.index for token in inside}
    for token in inside:
        governor = document.governor(token.index)
        if governor is not None and governor.index not in held:
            telling = token.dep == "ccomp" and governor.is_verb and governor.lemma in TELLING
            if telling and is_withheld(document, governor):
                return True
    return False
