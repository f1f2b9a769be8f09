"""Whose sum is whose: "$700 million to Tarn and $382 million to Knot", "Knot's contract is valued at $40 million".

A contract or an investment that is read already gets the sum that words give to one of its parties, in whichever
sentence, unless these name another giver or target or speak of funding; a sum of "the contract" or "the awards" goes to
those of the sentence before. Nothing else is read anew but that one more has put money into what others are told to
invest in.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace

from kg.extract.circumstances.status import status_of
from kg.extract.claims.support import TRAINED
from kg.extract.entities.mentions import Kind, Span
from kg.extract.quantities.amounts import Amount
from kg.extract.scene import Draft, Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Document, Sentence, Token
from kg.model import Status

CONTRACTED, INVESTED = "CONTRACTED", "INVESTED_IN"
LINKS, THINGS, GETTING, GIVING = words("sum_links"), words("sum_things"), words("sum_getting"), words("sum_giving")
AWARDING = words("sum_awarding")
ROUNDS = frozenset({"round", "fundraising", "funding", "investment", "stake", "share", "financing", "series"})
WORTH = frozenset({"valued", "worth", "value", "totals", "totaling", "totalling", "total"})
FORMER = frozenset({"formerly", "as"})  # "Knot Systems, formerly known as Tarn": one firm by two names
PROBABLE = 0.3  # what the trained part must give to what it alone has read
BACK = 12  # tokens from a sum to whose it is
REACH = 40  # tokens from a sum back to "the contract"
BEHIND = 5  # tokens behind a sum that tell where it is from
STEPS = 4  # words from a sum up to its verb
TITLE = 8  # tokens that say what somebody is, before the name
TITLES = frozenset({"NN", "NNS", "NNP", "JJ", "HYPH", "VBN", "CD"})
ASIDE = 10  # tokens of the same sum in another currency, in brackets


@dataclass(slots=True)
class Paid:
    """The contracts and investments of a scene, by party and by sentence; `place` is where each draft stands."""

    place: dict[int, int] = field(default_factory=dict)
    here: dict[tuple[str, int, int], list[Draft]] = field(default_factory=dict)
    known: dict[tuple[str, int], list[Draft]] = field(default_factory=dict)
    contracts: dict[int, list[Draft]] = field(default_factory=dict)
    customers: set[int] = field(default_factory=set)
    targets: dict[int, Draft] = field(default_factory=dict)
    sums: Counter[int] = field(default_factory=Counter)
    sentences: list[int] = field(default_factory=list)
    telling: frozenset[int] = frozenset()

    def add(self, scene: Scene, draft: Draft, place: int) -> None:
        sentence = scene.document.tokens[draft.anchor].sentence
        party = end_of(draft).entity
        self.place[id(draft)] = place
        self.here.setdefault((draft.predicate, party, sentence), []).append(draft)
        self.known.setdefault((draft.predicate, party), []).append(draft)
        if draft.predicate == CONTRACTED:
            self.contracts.setdefault(sentence, []).append(draft)
            self.customers.add(draft.subject.entity)
        elif draft.object is not None:
            self.targets[draft.object.entity] = draft


def give_sums(scene: Scene) -> None:
    """Give the contracts and investments of a scene the sums that words give to their parties."""
    paid = Paid()
    for place, draft in sorted(enumerate(scene.drafts), key=lambda one: one[1].anchor):
        if is_told(scene, draft):
            paid.add(scene, draft, place)
    if not paid.place:
        return
    paid.sentences = sorted(paid.contracts)
    paid.telling = frozenset(paid.sentences)  # what such a sentence gives a sum to, it names itself
    inside = ((amount, scene.tokens_between(amount.start, amount.end)) for amount in scene.amounts)
    marked = [(amount, tokens) for amount, tokens in inside if tokens]
    paid.sums.update(tokens[0].sentence for _, tokens in marked)
    for amount, tokens in marked:
        told = party_of(scene, tokens[0], tokens[-1])
        if told is not None:
            give(scene, paid, amount, tokens[0], *told)
        else:
            for draft in of_the_contract(scene, paid, tokens[0]):
                put_sum(scene, paid, draft, amount, tokens[0].index)


def is_told(scene: Scene, draft: Draft) -> bool:
    if draft.predicate not in (CONTRACTED, INVESTED) or draft.object is None or draft.status is Status.DENIED:
        return False
    tokens = scene.document.tokens
    former = any(end.first and tokens[end.first - 1].lower in FORMER for end in (draft.subject, draft.object))
    return not former and (draft.rule != TRAINED or (draft.trained or 0.0) >= PROBABLE)


def party_of(scene: Scene, first: Token, last: Token) -> tuple[Span, str, Token] | None:
    """Whose a sum is, by which relation, and the word that says so; None where its neighbours tell nobody."""
    document = scene.document
    sentence = document.sentence_of(first.index)
    if (behind := receiver(scene, sentence, last)) is not None:
        return behind, CONTRACTED, first
    passed: list[Token] = []
    at = first.index - 1
    while at >= max(sentence.first, first.index - BACK) and document.tokens[at].lower in KNOWN:
        passed.append(document.tokens[at])
        at -= 1
    if at < sentence.first:
        return None
    if tokens_close(document, at):
        at = next((index for index in range(at, sentence.first, -1) if document.tokens[index].text == "("), at) - 1
    if not passed:
        return given(scene, at, first)
    owned = document.tokens[at].lower in POSSESSIVE
    span = scene.span_at(at - 1 if owned else at)
    if span is None or (not owned and span.last != at + 1):
        return None
    said = {token.lower for token in passed}
    if owned:  # "Knot's contract is worth", "Knot's is about"; "Knot's value" is that of the firm
        return (span, CONTRACTED, first) if said & THINGS or not passed[-1].is_noun else None
    for relation, verbs in ((CONTRACTED, GETTING), (INVESTED, GIVING)):
        if verb := next((token for token in passed if token.lower in verbs), None):
            return span, relation, verb
    return None


def tokens_close(document: Document, at: int) -> bool:
    """Read "Tarn (NYSE: TRN) received $4 million"."""
    return document.tokens[at].text == ")"


def given(scene: Scene, at: int, first: Token) -> tuple[Span, str, Token] | None:
    """Read "awarded Oslo-based Tarn $93 million": the one before a sum to whom a verb of giving gives it."""
    span = scene.span_at(at)
    if span is None or span.last != at + 1 or is_place(scene, span):
        return None
    verb = next((step for step in scene.document.ancestors(first.index) if step.is_verb), None)
    if verb is None or verb.lemma not in AWARDING or verb.index > span.first:
        return None
    return span, CONTRACTED, first


POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
KNOWN = LINKS | THINGS | GETTING | GIVING | WORTH


def receiver(scene: Scene, sentence: Sentence, last: Token) -> Span | None:
    """Who stands behind "to" behind a sum: "$700 million (€640 million) to Tarn"."""
    tokens = scene.document.tokens
    at = last.index + 1
    if at < sentence.last and tokens[at].text == "(":
        closing = (index for index in range(at, min(sentence.last, at + ASIDE)) if tokens[index].text == ")")
        at = next(closing, at - 1) + 1
    if at < sentence.last and tokens[at].lower in THINGS:
        at += 1  # "a $73 million contract to Tarn"
    if at + 1 >= sentence.last or tokens[at].lower != "to":
        return None
    at += 2 if tokens[at + 1].lower == "the" else 1
    span = named_behind(scene, at, sentence.last)
    if span is None:
        return None
    return None if is_one_of(scene, sentence, span) else span


def named_behind(scene: Scene, at: int, end: int) -> Span | None:
    """Who is named at a token, or behind what he is: "software firm Tarn", "Oslo-based Knot"."""
    tokens = scene.document.tokens
    for index in range(at, min(end, at + TITLE)):
        span = scene.span_at(index)
        if span is not None and span.kind is Kind.NAME and span.first == index and not is_place(scene, span):
            return span
        if span is None and tokens[index].tag not in TITLES:
            break
    span = scene.span_at(at)
    return span if span is not None and span.first == at and not is_place(scene, span) else None


def is_place(scene: Scene, span: Span) -> bool:
    return scene.is_a(span, "Place") and not scene.is_a(span, "Country")


def is_one_of(scene: Scene, sentence: Sentence, span: Span) -> bool:
    """Whether others stand beside a party with no sum of their own: "$1.3 billion to Tarn and Knot" is both's."""
    tokens, end = scene.document.tokens, span.last
    while end < sentence.last and tokens[end].tag == "NNP" and scene.span_at(end) is None and end < span.last + 2:
        end += 1  # "L3 Knot Technologies", of which but "L3 Knot" is known for a name
    following = tokens[end : min(sentence.last, end + 3)]
    joined = [token.text in {",", "and", "or", "&"} for token in following]
    at = joined.index(False) if False in joined else len(joined)
    return 0 < at < len(following) and scene.span_at(following[at].index) is not None


def give(scene: Scene, paid: Paid, amount: Amount, first: Token, party: Span, kind: str, said: Token) -> None:
    """The sum to what is told of its party: in this sentence, else in the nearest one."""
    key = (kind, party.entity, first.sentence)
    if key in paid.here:
        told = [draft for draft in paid.here[key] if not is_from_elsewhere(scene, draft, amount)]
        for draft in told:
            put_sum(scene, paid, draft, amount)
        if told:
            paid.here[key] = []  # the first sum of a sentence is that of what it tells
        return
    if known := paid.known.get((kind, party.entity)):
        nearest = known[max(0, bisect_left(known, first.index, key=lambda draft: draft.anchor) - 1)]
        if is_of_another(scene, nearest, amount, first, party):
            return
        status = status_of(scene.document, said) if kind == INVESTED else nearest.status
        restate(scene, replace(nearest, status=status), amount, first, party)
        return
    sentence = scene.document.sentence_of(first.index)
    near = scene.document.tokens[max(sentence.first, first.index - REACH) : min(sentence.last, first.index + REACH)]
    of_round = any(token.lower in ROUNDS for token in near)
    if kind != INVESTED or len(paid.targets) != 1 or not of_round or party.kind is not Kind.NAME:
        return
    (draft,) = paid.targets.values()
    if draft.object is None or draft.object.entity == party.entity:
        return
    if scene.vocabulary.accepts(INVESTED, scene.type_of(party), scene.type_of(draft.object)):
        restate(scene, replace(draft, status=status_of(scene.document, said)), amount, first, party)


def is_of_another(scene: Scene, draft: Draft, amount: Amount, first: Token, party: Span) -> bool:
    """Whether a sum of another sentence is no part of a draft: "a court gave $9 million to Tarn", "declined to"."""
    if is_from_elsewhere(scene, draft, amount):
        return True
    if draft.predicate == INVESTED:
        return False
    document = scene.document
    verb = document.governor(first.index)
    for _ in range(STEPS):
        if verb is None or verb.is_verb:
            break
        verb = document.governor(verb.index)
    if verb is None or not verb.is_verb:
        return False
    if status_of(document, verb) in {Status.DENIED, Status.CANCELLED, Status.FAILED}:
        return True
    givers = document.children(verb.index, "nsubj") if party.first > first.index else []
    return any(giver.lemma not in THINGS and not is_same(scene, giver, draft.subject) for giver in givers)


def is_from_elsewhere(scene: Scene, draft: Draft, amount: Amount) -> bool:
    """Read "got $9 million from Texas", "secured it in Series B funding", "will invest it in a factory"."""
    document = scene.document
    last = scene.tokens_between(amount.start, amount.end)[-1]
    behind = document.tokens[last.index + 1 : min(document.sentence_of(last.index).last, last.index + 1 + BEHIND)]
    if draft.predicate == INVESTED:
        places = [token.index for token in behind[:1] if token.lower in {"in", "into"}]
        return any(names_another(scene, index, draft.object) for index in places)
    if any(token.lower in ROUNDS for token in behind):
        return True
    return any(names_another(scene, token.index, draft.subject) for token in behind if token.lower == "from")


def names_another(scene: Scene, prep: int, meant: Span | None) -> bool:
    """Whether behind a preposition stands something else than what is meant, and than a contract or a round."""
    nouns = scene.document.children(prep, "pobj")
    return any(noun.lower not in THINGS | ROUNDS and not is_same(scene, noun, meant) for noun in nouns)


def is_same(scene: Scene, noun: Token, meant: Span | None) -> bool:
    span = scene.span_at(noun.index)
    return span is not None and meant is not None and span.entity == meant.entity


def end_of(draft: Draft) -> Span:
    """Who gets a contract; who puts money in."""
    return draft.object if draft.predicate == CONTRACTED and draft.object is not None else draft.subject


def ends_of(draft: Draft) -> tuple[Span, ...]:
    return (draft.subject, draft.object) if draft.object is not None else (draft.subject,)


def put_sum(scene: Scene, paid: Paid, draft: Draft, amount: Amount, beside: int | None = None) -> None:
    """Its sum to a draft; `beside`: a token of the other sentence that tells it."""
    told = {**draft.qualifiers, "amount": text_of(scene, amount)}
    scene.drafts[paid.place[id(draft)]] = replace(draft, qualifiers=told, beside=beside)


def restate(scene: Scene, draft: Draft, amount: Amount, first: Token, party: Span) -> None:
    """The same once more, on the word of the sentence that tells the sum."""
    qualifiers = {**draft.qualifiers, "amount": text_of(scene, amount)}
    again = replace(draft, anchor=first.index, when=None, qualifiers=qualifiers)
    of_supplier = draft.predicate == CONTRACTED
    scene.add(replace(again, object=party) if of_supplier else replace(again, subject=party))


def text_of(scene: Scene, amount: Amount) -> str:
    return scene.document.text(amount.start, amount.end)


NEAR = 2  # sentences before that of a sum of "the contract", where the story tells of contracts of several customers


def of_the_contract(scene: Scene, paid: Paid, first: Token) -> list[Draft]:
    """The contracts told of last, where a sentence tells what "the contract" or "the awards" are worth."""
    document = scene.document
    sentence = document.sentence_of(first.index)
    before = document.tokens[max(sentence.first, first.index - REACH) : first.index]
    things = [token for token in before if token.lower in THINGS and token.is_noun]
    worth = any(token.lower in WORTH for token in before[-BACK:])
    if (
        sentence.index in paid.telling
        or not worth
        or paid.sums[sentence.index] > 1
        or not any(pointed_at(scene, thing) for thing in things)
    ):
        return []
    at = bisect_left(paid.sentences, sentence.index) - 1
    near = at >= 0 and (paid.sentences[at] >= sentence.index - NEAR or len(paid.customers) == 1)
    if not near:
        return []
    parties = {end.entity for draft in paid.contracts.get(paid.sentences[at], ()) for end in ends_of(draft)}
    named = [span for token in before[-BACK:] if (span := scene.span_at(token.index)) and span.kind is Kind.NAME]
    if any(span.entity not in parties for span in named):
        return []  # "the deal between Knot and Tern is worth $3 billion"
    return paid.contracts.pop(paid.sentences[at], [])


def pointed_at(scene: Scene, noun: Token) -> bool:
    """Whether a noun speaks of what was told before: "this contract", "the awards", and nobody's of its own."""
    children = scene.document.children(noun.index)
    determined = any(child.dep == "det" and child.lower in {"the", "this", "these", "that"} for child in children)
    return determined and not any(child.dep == "poss" for child in children)
