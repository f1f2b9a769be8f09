"""What the trained part takes from words that do not say it, by their construction."""

from kg.extract.circumstances.attribution import is_name
from kg.extract.entities.mentions import Kind, Span
from kg.extract.joining.offices import is_no_lead
from kg.extract.rules.outcomes import is_marred, is_of_part, tells_of_another
from kg.extract.rules.people import qualifies_people
from kg.extract.rules.places import meets
from kg.extract.scene import Draft, Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Token
from kg.model import Status

OWNERS = frozenset({"OPERATED_BY", "OWNED_BY"})
STUDYING = words("studying")
UNTOLD, UNCOUNTED = words("untold"), words("uncounted")
COMPLAINTS = frozenset({"accuse", "condemn", "denounce", "criticize", "criticise", "protest", "allege"})
GOING_UP = frozenset(
    {"launch", "relaunch", "liftoff", "lift", "blast", "rocket", "send", "sent", "loft", "leave", "depart", "takeoff"}
    | {"take", "rise", "roar", "soar", "fly", "flight", "ride", "aboard", "atop", "booster", "stage", "vehicle"}
)
CONTRACTS = frozenset({"award", "bid", "business", "competition", "contract", "deal", "order"})
CIRCLED = frozenset({"around", "about", "of", "round"})
NEARBY = frozenset({"Earth", "Moon", "Sun"})  # a rocket may itself put something in orbit around these
CENTRE = 4  # words behind "orbit" in which stands what is circled
HALOS = frozenset({"halo", "lissajous"})
CLASS = frozenset({"class", "like", "style", "type", "size", "sized", "scale"})  # "Falcon 9-class"
COMPARED = frozenset({"COMPETES_WITH", "VARIANT_OF", "FOLLOWS"})


def is_misread(scene: Scene, draft: Draft) -> bool:
    """Whether a draft of the trained part is no statement of its sentence."""
    if draft.predicate not in COMPARED and is_measure_of_class(scene, draft):
        return True
    if draft.predicate in OWNERS:
        return is_accused(scene, draft)
    if draft.predicate == "HEADQUARTERED_IN":
        return meets(scene, draft.subject) and draft.object is not None and draft.object.first >= draft.subject.last
    if draft.predicate == "CONTRACTED":
        return lends(scene, draft) or loses(scene, draft)
    if draft.predicate in {"LAUNCH_DATE", "LAUNCHED_BY"}:
        return draft.status is Status.ACTUAL and arrives(scene, draft)
    if draft.predicate == "LED_BY":
        return is_no_lead(scene, draft)
    if draft.predicate in {"CAUSE", "MEASURE"}:
        return is_untold(scene, draft)
    if draft.predicate == "OUTCOME":
        return is_anothers(scene, draft)
    if draft.predicate == "FINDING":
        return is_of_studied(scene, draft)
    if draft.predicate == "MILESTONE":
        return tells_of_another(scene, draft.subject)
    if draft.predicate == "FOUNDED_BY":
        return draft.object is not None and qualifies_people(scene, draft.object)
    return draft.predicate == "SAID" and draft.value_span is not None and is_name(scene, *draft.value_span)


def is_accused(scene: Scene, draft: Draft) -> bool:
    """Read "Brazil accuses Kestrel satellites of …", "Brazil claims Kestrel satellites …": another's.

    No owner or operator of the annotated stories is told so. Who "says" or "blames" may well speak of a craft of its
    own: seven of them are.
    """
    owner = draft.object
    if owner is None or owner.kind is Kind.DEMONYM or draft.subject.first != owner.last + 1:
        return False
    word = scene.document.tokens[owner.last]
    claims = word.lower in {"claims", "claim"} and scene.type_of(owner) == "Country"
    return claims or word.lemma in COMPLAINTS or word.lower.removesuffix("s").removesuffix("d") in COMPLAINTS


def lends(scene: Scene, draft: Draft) -> bool:
    """Read "a lander with Corvid's involvement": whoever takes part so gives no contract.

    Of 192 annotated "with X's …" none tells that X has given one; two tell that X has been given one.
    """
    tokens, subject = scene.document.tokens, draft.subject
    before = [token.lower for token in tokens[max(0, subject.first - 2) : subject.first]]
    owning = subject.last < len(tokens) and tokens[subject.last].tag == "POS"
    return owning and (before[-1:] == ["with"] or before == ["with", "the"])


def loses(scene: Scene, draft: Draft) -> bool:
    """Read "Corvid lost the contract to Orrin": who loses one gives none to who wins it."""
    document = scene.document
    verb = document.governor(draft.subject.head)
    if verb is None or verb.lemma != "lose" or document.tokens[draft.subject.head].dep != "nsubj":
        return False
    return any(child.lemma in CONTRACTS for child in document.children(verb.index, "dobj"))


def arrives(scene: Scene, draft: Draft) -> bool:
    """Read "placed Surya in a halo orbit on 6 January", with no word of a launch: it arrives there.

    In annotated stories none of 30 dated arrivals at other planets, and none of eight at Lagrange points, is a launch;
    of satellites that somebody "put into orbit around the Moon" on a day, three of four are.
    """
    sentence = scene.document.sentence_of(draft.anchor)
    told = scene.document.tokens[sentence.first : sentence.last]
    if any(token.lemma in GOING_UP or token.lower in GOING_UP for token in told):
        return False
    return any(token.lemma == "orbit" and is_far(scene, token) for token in told)


def is_far(scene: Scene, orbit: Token) -> bool:
    """Whether an orbit is one to which no rocket goes: "a halo orbit", "an orbit around Mars"."""
    document = scene.document
    if any(child.lower in HALOS for child in document.children(orbit.index)):
        return True
    following = document.tokens[orbit.index + 1 : document.sentence_of(orbit.index).last][:CENTRE]
    if not following or following[0].lower not in CIRCLED:
        return False
    spans = [span for token in following[1:] if (span := scene.span_at(token.index)) is not None]
    # by position, for the parser may hang "around Mars" on the verb
    return bool(spans) and (
        scene.type_of(spans[0]) == "CelestialBody" and scene.clusters[spans[0].entity].name not in NEARBY
    )


def is_anothers(scene: Scene, draft: Draft) -> bool:
    """Whether an outcome is that of another thing, of a step of the flight, or is marred in the same sentence."""
    if tells_of_another(scene, draft.subject):
        return True
    sentence = scene.document.sentence_of(draft.anchor)
    return draft.value == "succeeded" and (is_of_part(scene, sentence) or is_marred(scene, sentence, draft.subject))


def is_untold(scene: Scene, draft: Draft) -> bool:
    """Read "after unspecified actions", "for many years": words that name neither a cause nor a quantity.

    None of 10,997 annotated quantities begins with "many", and no annotated cause is such a word alone.
    """
    if draft.value_span is None:
        return False
    told = [token.lower for token in scene.tokens_between(*draft.value_span)]
    return all(word in UNTOLD for word in told) if draft.predicate == "CAUSE" else told[0] in UNCOUNTED


def is_of_studied(scene: Scene, draft: Draft) -> bool:
    """Read "analyse the starlight that filters through the air": what is looked at is no result of that."""
    if draft.value_span is None:
        return False
    document = scene.document
    for token in scene.tokens_between(*draft.value_span):
        noun = document.governor(token.index) if token.dep == "relcl" else None
        verb = document.governor(noun.index) if noun is not None and noun.dep == "dobj" else None
        if verb is not None and verb.lemma in STUDYING:
            return True
    return False


def is_measure_of_class(scene: Scene, draft: Draft) -> bool:
    """Read "Corvid's Falcon 9-class Corsair": a name before "-class" is only what another thing is like."""
    return any(span is not None and is_likened(scene, span) for span in (draft.subject, draft.object))


def is_likened(scene: Scene, span: Span) -> bool:
    tokens = scene.document.tokens
    if span.kind is not Kind.NAME or span.last + 1 >= len(tokens):
        return False
    hyphen, word = tokens[span.last], tokens[span.last + 1]
    joined = hyphen.start == tokens[span.last - 1].end and word.start == hyphen.end
    return hyphen.text in {"-", "‑", "–"} and joined and word.lower in CLASS
