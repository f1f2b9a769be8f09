"""People and their posts: "ispace's CEO, Takeshi Hakamada", "NASA astronaut Anne McClain", "Jo Park of JAXA"."""

from dataclasses import dataclass

from kg.extract.circumstances.arguments import antecedent, is_passive
from kg.extract.circumstances.status import status_of
from kg.extract.circumstances.timing import is_dated, time_beside
from kg.extract.entities.mentions import Kind, Span
from kg.extract.scene import Scene
from kg.extract.text.cues import Cues, words
from kg.extract.text.document import Document, Token
from kg.model import Status

REACH = 12
FLYING = words("flying_roles")
LESSER = words("lesser_posts")
LEAVING, LOSING = words("leaving_posts"), words("losing_posts")
# words that end a post also from before its employer: "a former NASA administrator"
FORMER = frozenset({"former", "ex", "erstwhile"})
# words that say that a post is still to be taken up: "to be the next administrator"
COMING = frozenset({"next", "incoming", "designate", "nominee"})
CONNECTORS = frozenset({"of", "at", "for", "with", "from", "in"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun phrase at tokens `[first, last)`; `kind` is `head`, `other` or `founder`."""

    first: int
    last: int
    head: int
    kind: str
    words: str
    status: Status


def read_people(scene: Scene) -> None:
    """Add who leads, works for, founded and hails from where, as role nouns say it."""
    for role in find_roles(scene):
        people = holders(scene, role)
        if not people:
            continue
        for organisation, confidence in employers(scene, role, people) or implied_employer(scene, role):
            for person in people:
                hold(scene, role, person, organisation, confidence)
        for person in people:
            nationality(scene, role, person)
    read_of(scene)


def find_roles(scene: Scene) -> list[Role]:
    """Role nouns outside of names, the longest form first: "president and chief executive"."""
    tokens = scene.document.tokens
    roles: list[Role] = []
    position = 0
    firsts = scene.cues.role_starts
    while position < len(tokens):
        begins = tokens[position].lower in firsts
        role = role_at(scene, position, scene.cues) if begins else None
        if role is None:
            position += 1
        else:
            roles.append(role)
            position = role.last
    return roles


def role_at(scene: Scene, first: int, cues: Cues) -> Role | None:
    tokens = scene.document.tokens
    limit = min(first + 6, scene.document.sentence_of(first).last)
    for last in range(limit, first, -1):
        words = " ".join(token.lower for token in tokens[first:last]).replace(" - ", "-")
        singular = words[:-1] if words.endswith("s") and words not in cues.roles else words
        kind = cues.roles.get(words) or cues.roles.get(singular)
        if kind is None:
            continue
        span = scene.span_at(last - 1)
        if span is not None and span.kind is Kind.NAME and span.first <= last - 1 < span.last:
            return None
        before = tokens[first - 1].lower if first else ""
        if kind == "head" and before in LESSER and first > scene.document.sentence_of(first).first:
            first, kind, words = first - 1, "other", f"{before} {words}"  # "deputy project manager"
            before = tokens[first - 1].lower if first else ""
        before_that = tokens[first - 2].lower if first > 1 else ""
        around = {token.lower for token in tokens[max(scene.document.sentence_of(first).first, first - 4) : first]}
        coming = bool(around & COMING)
        former = bool(around & FORMER) or before in cues.ended or (before == "-" and before_that in cues.ended)
        head = next((index for index in range(last - 1, first - 1, -1) if tokens[index].is_noun), last - 1)
        former = former or is_left(scene.document, tokens[head])
        status = Status.ENDED if former else Status.PLANNED if coming else Status.ACTUAL
        return Role(first, last, head, kind, words, Status.DENIED if is_not(scene.document, tokens[head]) else status)
    return None


def is_not(document: Document, head: Token) -> bool:
    """Read "is not the chief executive"."""
    verb = document.governor(head.index)
    return head.dep == "attr" and verb is not None and verb.lemma == "be" and bool(document.children(verb.index, "neg"))


def is_left(document: Document, head: Token) -> bool:
    """Read "stepped down as chief executive", "was fired as director": who is spoken of holds the post no longer."""
    preposition = document.governor(head.index)
    if head.dep != "pobj" or preposition is None or preposition.lower != "as":
        return False
    verb = document.governor(preposition.index)
    if verb is None or not verb.is_verb or status_of(document, verb) is not Status.ACTUAL:
        return False
    if verb.lemma in LOSING:
        return is_passive(document, verb)
    return verb.lemma in LEAVING and (verb.lemma != "step" or bool(document.children(verb.index, "prt", "advmod")))


def holders(scene: Scene, role: Role) -> list[Span]:
    """The people whom a role noun speaks of: beside it, in apposition, equated, or through "named X its chief"."""
    document = scene.document
    tokens = document.tokens
    if role.last < len(tokens):
        beside = scene.span_at(role.last)
        if beside and beside.first == role.last and is_named_person(scene, beside):
            return listed(scene, beside) if role.words not in scene.cues.roles else [beside]
        if tokens[role.last].text == "," and role.last + 1 < len(tokens):
            after = scene.span_at(role.last + 1)
            if after and after.first == role.last + 1 and is_named_person(scene, after):
                return [after]
    head = tokens[role.head]
    candidates: list[int] = [child.index for child in document.children(role.head, "appos")]
    if head.dep == "appos":
        candidates.append(head.head)
    if head.dep == "conj":
        top = document.tokens[head.head]
        if top.dep == "appos":
            candidates.append(top.head)
        elif top.dep in {"attr", "oprd"}:
            head = top
    governor = document.governor(head.index)
    if head.dep in {"attr", "oprd"} and governor is not None and governor.is_verb:
        candidates += [
            antecedent(document, child, governor)
            for child in document.children(governor.index, "nsubj", "nsubjpass", "dobj")
        ]
    if (
        head.dep == "pobj"
        and governor is not None
        and governor.lower == "as"
        and (verb := document.governor(governor.index))
    ):
        candidates += [child.index for child in document.children(verb.index, "nsubjpass", "dobj", "nsubj")]
    found = [span for index in candidates for span in scene.spans_at(index) if scene.is_a(span, "Person")]
    if not found:
        found = before_comma(scene, role)
    return list({id(span): span for span in found}.values())


def before_comma(scene: Scene, role: Role) -> list[Span]:
    """Read "Jo Park, a senior engineer at JAXA": the name before the comma that opens the role's phrase."""
    tokens = scene.document.tokens
    begin = scene.document.sentence_of(role.first).first
    position = role.first - 1
    steps = 0
    while position > begin and tokens[position].text != "," and steps < REACH:
        if tokens[position].is_verb and tokens[position].tag != "VBN" and tokens[position].tag != "VBG":
            return []
        if tokens[position].text in {":", ";"}:
            return []
        position -= 1
        steps += 1
    if tokens[position].text != "," or position <= begin:
        return []
    span = scene.span_at(position - 1)
    return [span] if span is not None and span.last == position and is_named_person(scene, span) else []


def listed(scene: Scene, first: Span) -> list[Span]:
    """Read "astronauts A, B and C": all of them."""
    people = [first]
    for span in scene.group_of(first):
        if span.first <= people[-1].first:
            continue
        between = scene.document.tokens[people[-1].last : span.first]
        if any(word.lower.removesuffix("s") in scene.cues.roles for word in between):
            break
        people.append(span)
    return people


def is_named_person(scene: Scene, span: Span) -> bool:
    return span.kind is Kind.NAME and span.entity >= 0 and scene.is_a(span, "Person")


def employers(scene: Scene, role: Role, people: list[Span]) -> list[tuple[Span, float]]:
    """The organisations (or missions, programmes, craft of a head) that a role belongs to, with how sure that is."""
    document = scene.document
    found: list[tuple[Span, float]] = []
    for child in document.children(role.head, "poss", "compound", "nmod", "amod"):
        found += [(span, 0.95) for span in scene.spans_at(child.index)]
    at = role.first - 1
    if at > 1 and document.tokens[at].text == ")":
        at -= 1  # "ESA (European Space Agency) astronaut"
    before = scene.span_at(at) if at >= 0 else None
    if before is not None:
        found.append((before, 0.93))
    if role.first >= 2 and document.tokens[role.first - 1].text in {"'s", "’s", "'", "’"}:
        owner = scene.span_at(role.first - 2)
        if owner is not None:
            found.append((owner, 0.95))
    for prep in document.children(role.head, "prep"):
        if prep.lower in CONNECTORS:
            for inner in document.children(prep.index, "pobj"):
                found += [(span, 0.93) for span in scene.spans_at(inner.index)]
    if role.last < len(document.tokens) and document.tokens[role.last].lower in {"of", "at", "for"}:
        for index in range(role.last + 1, min(role.last + 4, document.sentence_of(role.first).last)):
            span = scene.span_at(index)
            if span is not None:
                if not owns_employer(scene, span, found):  # "director of NASA's Johnson Space Center"
                    found.append((span, 0.9))
                break
    unique: dict[int, tuple[Span, float]] = {}
    for span, confidence in found:
        if span not in people and not scene.is_a(span, "Person"):
            unique.setdefault(span.entity, (span, confidence))
    return list(unique.values())


def owns_employer(scene: Scene, span: Span, found: list[tuple[Span, float]]) -> bool:
    """Whether the employer that was found is something of another one's."""
    tokens = scene.document.tokens
    owning = span.last < len(tokens) and tokens[span.last].tag == "POS"
    return owning and any(other.first == span.last + 1 for other, _ in found)


def is_past_term(scene: Scene, role: Role) -> bool:
    """Read "was chairman of the board from 2016 to 2020", "had been chairman before moving on": the post has ended."""
    document = scene.document
    verb = document.tokens[document.tokens[role.head].head]
    if verb.lemma == "be" and verb.tag == "VBN" and any(one.lower == "had" for one in document.children(verb.index)):
        preps = [one for one in document.children(verb.index, "prep") if one.lower == "before"]
        return any(document.children(one.index, "pcomp") for one in preps)
    apposed = document.tokens[role.head].dep == "appos"
    if not apposed and (verb.tag != "VBD" or verb.lemma not in {"be", "serve"}):
        return False
    for start in document.children(role.head if apposed else verb.index, "prep"):
        rest = document.tokens[start.index + 1 : start.index + 4]
        if start.lower == "from" and len(rest) == 3 and rest[1].lower in {"to", "until", "till"}:
            return all(token.is_time or token.text.isdigit() for token in (rest[0], rest[2]))
    return False


def qualifies_people(scene: Scene, span: Span) -> bool:
    """Read "founded by former Tern and NASA engineers": the names say whose the founders were, and found nothing.

    By position, for the parser may take the noun for a verb.
    """
    tokens = scene.document.tokens
    last = scene.document.sentence_of(span.head).last
    while span.kind is Kind.NAME and scene.is_a(span, "Organization") and span.last < last:
        following = tokens[span.last].lower
        if scene.cues.noun_type(following.removesuffix("s")) == "Person" or following in {"alumni", "veterans"}:
            return True
        if following not in {"and", "or", ",", "/", "&"} or span.last + 1 >= last:
            return False
        beside = scene.span_at(span.last + 1)
        if beside is None or beside.first != span.last + 1:
            return False
        span = beside
    return False


def role_words(scene: Scene, role: Role) -> str:
    """The role as the text has it, of one person: "astronaut" for "astronauts"."""
    tokens = scene.document.tokens
    words = scene.document.text(tokens[role.first].start, tokens[role.last - 1].end)
    return words if role.words in scene.cues.roles else words.removesuffix("s")


def implied_employer(scene: Scene, role: Role) -> list[tuple[Span, float]]:
    """Read "Jumpei Nozaki, the chief financial officer": of the company spoken of last."""
    officer = "chief" in role.words.split() or role.words in {"ceo", "cfo", "coo", "cto", "spokesman", "spokeswoman"}
    if not officer or role.status is not Status.ACTUAL:
        return []
    near = scene.spoken_before(scene.document.tokens[role.first], 2)
    spans = [span for span in near if scene.type_of(span) in {"Company", "Agency", "Institute"}]
    return [(spans[-1], 0.65)] if spans else []


def hold(scene: Scene, role: Role, person: Span, organisation: Span, confidence: float) -> None:
    anchor = scene.document.tokens[role.head]
    ended = role.status is Status.ACTUAL and is_past_term(scene, role)
    more: dict[str, object] = {"status": Status.ENDED if ended else role.status, "confidence": confidence, "when": None}
    named: dict[str, str | int | float] = {"role": role_words(scene, role)}
    if role.kind == "founder" or "founder" in role.words:
        scene.relate(organisation, "FOUNDED_BY", person, "founder", anchor, confidence=confidence, status=Status.ACTUAL)
    if role.kind == "head" and not (
        role.words in {"commander", "chief", "director"} and not scene.is_a(organisation, "Organization")
    ):
        if scene.is_a(organisation, "Place") and not scene.is_a(organisation, "Country"):
            return
        if is_dated(scene.document, anchor, "LED_BY", role.status):
            more["when"] = time_beside(scene, anchor, role.status)
        scene.relate(organisation, "LED_BY", person, "role", anchor, qualifiers=named, **more)
    elif scene.is_a(organisation, "Mission") and role.words.rstrip("s") in FLYING:
        scene.relate(
            organisation, "CREWED_BY", person, "crew of mission", anchor, confidence=confidence, status=role.status
        )
    elif role.kind == "other" and scene.is_a(organisation, "Organization"):
        scene.relate(person, "WORKS_FOR", organisation, "role", anchor, qualifiers=named, **more)
    elif role.words == "commander" and (scene.is_a(organisation, "Mission") or scene.is_a(organisation, "Craft")):
        scene.relate(organisation, "CREWED_BY", person, "role", anchor, confidence=confidence, status=role.status)


def nationality(scene: Scene, role: Role, person: Span) -> None:
    """Read "the Japanese astronaut Koichi Wakata"; a "former Israeli pilot" is an Israeli still (5 of 5 annotated)."""
    for index in range(max(0, role.first - 2), role.first):
        span = scene.span_at(index)
        if span is not None and span.kind is Kind.DEMONYM:
            anchor = scene.document.tokens[role.head]
            scene.relate(person, "NATIONALITY", span, "demonym", anchor, status=Status.ACTUAL, confidence=0.9)


def read_of(scene: Scene) -> None:
    """Read "Jo Park of JAXA", "Ane Lund, of the University of Oslo"."""
    for cluster in scene.clusters:
        if cluster.type != "Person":
            continue
        for span in cluster.spans:
            if span.kind is not Kind.NAME:
                continue
            for prep in scene.document.children(span.head, "prep"):
                if prep.lower not in {"of", "from", "with", "at"} or prep.index > span.last + 1:
                    continue
                for inner in scene.document.children(prep.index, "pobj"):
                    for target in scene.spans_at(inner.index):
                        if scene.is_a(target, "Organization"):
                            scene.relate(span, "WORKS_FOR", target, "person of organisation", prep, confidence=0.85)
                        elif scene.type_of(target) == "Country" and prep.lower in {"of", "from"}:
                            scene.relate(span, "NATIONALITY", target, "person of country", prep, confidence=0.8)
