"""Sums of money that are of the kind asked for, and whose sum a total is that several share."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from kg.ask.lexicon import Table, intents, nouns, read, word_class
from kg.ask.linking import function_words
from kg.ask.names import in_sentence, joined
from kg.ask.points import Point, content
from kg.ask.request import Request
from kg.ask.shapes import clean
from kg.ask.unclear import content_words, stem
from kg.model import Claim, Entity

PARTIES = ("CONTRACTED", "INVESTED_IN")
WORD = re.compile(r"[^\W_]+")
TOKEN = re.compile(r"\S+")
MONEY = r"million|billion|trillion|thousand|bn|euros?|dollars?|pounds?|yen|rupees?|yuan"
FIGURE = re.compile(rf"[$€£¥₹]\s?\d[\d.,]*(?:\s?(?:{MONEY})\b)?|\d[\d.,]*\s?(?:{MONEY})\b", re.IGNORECASE)
PRICED = frozenset(("price",))
SPENDABLE = frozenset(("", "price", "invested", "raised", "fine", "debt"))  # what "how much" without a kind may ask for
GIVEN = frozenset(("raised", "invested", "debt"))
COMMA = 2  # words that a comma counts for: what stands behind it is another clause
REACH = 12  # words from a figure to the word that tells its kind
ROUND = re.compile(r"series [a-z]", re.IGNORECASE)
EACH = re.compile(r"\b(?:each|apiece|respectively)\b", re.IGNORECASE)
ALL = frozenset(("total", "altogether", "overall"))


def fitting(request: Request, chosen: Sequence[Point]) -> list[Point]:
    """Of the sums those that the words of the question ask for; none where it asks for another kind."""
    kept = [point for point in of_kind(request, chosen) if on_side(request, point)]
    wanted = nouns_of(request)
    if wanted:
        kept = [point for point in kept if wanted & stems_of(point)]
    for name in rounds(request):
        kept = [point for point in kept if name.casefold() in sentence_of(point).casefold()]
    asked = {token.text for token in request.question.tokens}
    kept = own(request, between(request, kept))
    totals = [point for point in kept if ALL & set(WORD.findall(sentence_of(point).casefold()))]
    return (totals or kept) if asked & ALL else kept


def of_kind(request: Request, chosen: Sequence[Point]) -> list[Point]:
    """Sums of a kind that the question names, else those of no kind; where it names none, no revenue."""
    asked = {kind for kind, words in kinds().items() if words & {token.text for token in request.question.tokens}}
    asked -= PRICED
    if not asked:
        any_kind = "worth" in request.focus.words.split()
        return [point for point in chosen if any_kind or kind_of(point) in SPENDABLE]
    near = asked | {other for one in asked for other in table()["near"].get(one, ())}
    kept = [
        point for point in chosen if (is_given(request, point, asked) if is_party(point) else kind_of(point) in near)
    ]
    return kept or [point for point in chosen if not is_party(point) and not kind_of(point)]


def asks_who_raised(request: Request) -> bool:
    """ "Which firms raised money?" """
    return bool({token.text for token in request.question.tokens} & kinds()["raised"])


def asks_who_won(request: Request) -> bool:
    """ "Which firms won contracts?" """
    asked = {token.text for token in request.question.tokens}
    return request.intent.name == "contracts" and bool(asked & set(table()["sides"]["receiving"]))


def gets(request: Request, claim: Claim) -> bool:
    """Whether of two firms the second one got what the question has the firms that it asks for get."""
    if claim.predicate == "CONTRACTED":
        return asks_who_won(request)
    return claim.predicate == "INVESTED_IN" and asks_who_raised(request)


def listed(request: Request, told: Sequence[Point]) -> list[Point]:
    """Of things listed by their money those with sums of the kind asked for; who raised it won no contract by that."""
    if asks_who_won(request):
        return [point for point in told if point.predicate == "CONTRACTED" and point.backward]
    if request.intent.name != "money" or not asks_who_raised(request):
        return list(told)
    near = {"raised", *table()["near"]["raised"], ""}
    return [
        point
        for point in told
        if (point.predicate == "INVESTED_IN" and point.backward)
        or (point.predicate == "AMOUNT" and kind_of(point) in near)
    ]


def is_party(point: Point) -> bool:
    return point.predicate in PARTIES


def is_given(request: Request, point: Point, asked: set[str]) -> bool:
    """Whether an investment or a contract is a sum of the kinds asked for: who raises money gets it, by no contract."""
    if point.predicate == "CONTRACTED":
        return bool(request.focus.entities[1:]) and "funding" in {token.text for token in request.question.tokens}
    main = request.focus.main.id
    received = point.lead.object is not None and point.lead.object.id == main
    return bool(asked & GIVEN) and (received or "raised" not in asked or point.lead.subject.id != main)


def kind_of(point: Point) -> str:
    """The kind by the word nearest to the figure in its sentence, if no other figure is nearer; empty without one."""
    lead = point.lead
    said = f"{lead.value or ''} {lead.qualifiers.get('what', '')} {lead.qualifiers.get('for', '')}"
    own = [kind for kind, words in kinds().items() if words & set(WORD.findall(said.casefold()))]
    if own or point.predicate != "AMOUNT" or not lead.value:
        return own[0] if own else ""
    best, kind = REACH + 1, ""
    for quote in (one.quote for claim in point.claims for one in claim.evidence if lead.value in one.quote):
        for distance, found in kinds_beside(quote, lead.value):
            if distance < best:
                best, kind = distance, found
    return kind


def kinds_beside(quote: str, figure: str) -> list[tuple[int, str]]:
    """Kinds of the words near a figure with their distances in words; no word that has a figure of its own."""
    found_at = re.search(rf"(?<![\d.,]){re.escape(figure)}", quote)
    start = found_at.start() if found_at else 0
    end = start + len(figure)
    others = [match.span() for match in FIGURE.finditer(quote) if match.end() <= start or match.start() >= end]
    tokens = list(TOKEN.finditer(quote))
    first = next((at for at, token in enumerate(tokens) if token.end() > start), 0)
    last = next((at for at, token in enumerate(tokens) if token.end() >= end), len(tokens) - 1)
    near = range(max(0, first - REACH), min(len(tokens), last + 1 + REACH))
    taken = [at for at in near if any(a < tokens[at].end() and tokens[at].start() < b for a, b in others)]
    said = [token.group().casefold().strip("()“”\"'.,;:’").removesuffix("'s").removesuffix("’s") for token in tokens]
    breaks = accumulate((COMMA * token.group().endswith((",", ";", ":")) for token in tokens), initial=0)
    place = [at + broken for at, broken in enumerate(breaks)]  # words and what parts them
    beside: list[tuple[int, str]] = []
    for at in (*reversed(range(near.start, first)), *range(last + 1, near.stop)):
        distance = abs(place[at] - place[first if at < first else last]) - 1
        found = next((name for name, words in kinds().items() if said[at] in words), "")
        owner = min(taken, key=lambda one: abs(place[at] - place[one]), default=None)
        if found and (
            owner is None or abs(place[at] - place[owner]) - 1 >= distance or shares(said, taken, owner, first)
        ):
            beside.append((distance, found))
    return beside


def shares(said: Sequence[str], taken: Sequence[int], owner: int, first: int) -> bool:
    """Whether a figure only goes on from another one before it: "raised $10 million in 2030 and $20 million"."""
    between = [said[at] for at in range(owner + 1, first) if at not in taken]
    return owner < first and all(word in table()["joining"]["words"] or word.isdigit() for word in between)


def on_side(request: Request, point: Point) -> bool:
    """Whether who is asked about pays or is paid as the question says."""
    if point.predicate not in PARTIES or request.focus.entities[1:]:
        return True
    asked = {token.text for token in request.question.tokens}
    pays = point.lead.subject.id == request.focus.main.id
    sides = table()["sides"]
    if request.focus.words.startswith(" who ") and asked & set(sides["paying"]):
        return not pays  # "Who paid Sable Works?"
    if asked & set(sides["receiving"]) and not asked & {"awarded"}:
        return not pays
    return pays if asked & set(sides["paying"]) and not asked & word_class("auxiliaries") & {"was", "were"} else True


def nouns_of(request: Request) -> set[str]:
    """Stems of the words that say what the sum is for: "a ticket", "the labour"."""
    known = word_class("money_words") | word_class("manner") | function_words() | set(table()["any"]["words"])
    known |= set(nouns()) - word_class("launch_words")  # "a launch" has a price of its own
    known |= {word for words in kinds().values() for word in words}
    known |= {
        part for name in ("money", "do", "size", "paper") for one in intents()["groups"][name] for part in one.split()
    }
    known |= {word for side in table()["sides"].values() for word in side}
    unknown = {part for name in request.focus.unknown for part in name.casefold().split()}
    asked = [word for word in content_words(request) if word not in known | unknown and not word.isdigit()]
    return {stem(one) for word in asked for one in (word, *alike(word))}


def alike(word: str) -> list[str]:
    """Words for the same thing: "ticket", "seat"."""
    return next((group["words"] for group in table()["alike"] if word in group["words"]), [])


def rounds(request: Request) -> list[str]:
    return ROUND.findall(request.question.text)


def sentence_of(point: Point) -> str:
    parts = [f"{one.value or ''} {' '.join(e.quote for e in one.evidence)}" for one in point.claims]
    return " ".join([*parts, *(str(point.lead.qualifiers.get(name, "")) for name in ("what", "for"))])


def stems_of(point: Point) -> set[str]:
    return {stem(word) for word in WORD.findall(sentence_of(point))}


def unpriced(request: Request) -> tuple[str, ...]:
    """The relations that may be told where no sum is: a contract, an investment."""
    asked = {token.text for token in request.question.tokens}
    if asked & kinds()["invested"] or "put" in asked:
        return ("INVESTED_IN",)
    return ("CONTRACTED",) if asked & set(table()["sides"]["contract"]) else ()


def shared(request: Request, told: Sequence[Point]) -> str:
    """That a total is shared, where one sentence gives it for several; empty where none does."""
    claims = priced(told)
    if not claims:
        return led(request, told)
    beside = paid_beside(request, claims)
    for claim in claims:
        parties = parties_of(claim, beside)
        if len(parties) > 1:
            names = joined([in_sentence(parties[key]) for key in sorted(parties, key=lambda key: parties[key].name)])
            return f"The sentence gives {clean(str(claim.qualifiers['amount']))} for {names} together."
    return ""


def between(request: Request, told: Sequence[Point]) -> list[Point]:
    """Of two that are named ("How much did the fund put into the firm?") what is told of these two, if any is."""
    named = {one.id for one in request.focus.entities}
    both = [point for point in told if is_party(point) and named <= {one.id for one in (*point.first, *point.others)}]
    return both if len(named) > 1 and both else list(told)


def own(request: Request, told: Sequence[Point]) -> list[Point]:
    """Without sums that several share where their own part of them is told in the same story."""
    claims = priced(told)
    if len(claims) < 2:
        return list(told)
    beside = paid_beside(request, claims)
    shares = {claim.id for claim in claims if len(parties_of(claim, beside)) < 2}
    parts = {(*content(claim), claim.story) for claim in claims if claim.id in shares}
    common = {claim.id for claim in claims} - shares
    return [
        point
        for point in told
        if not any(claim.id in common and (*content(claim), claim.story) in parts for claim in point.claims)
    ]


def priced(told: Sequence[Point]) -> list[Claim]:
    return [one for point in told if is_party(point) for one in point.claims if one.qualifiers.get("amount")]


def paid_beside(request: Request, claims: Sequence[Claim]) -> list[Claim]:
    """What else those gave, or got, with whom the sums are shared, if they are."""
    inquiry = request.inquiry
    before = inquiry.cypher, inquiry.parameters
    beside = inquiry.about(sorted({shared_end(claim).id for claim in claims}), [], PARTIES)
    inquiry.cypher, inquiry.parameters = before
    return beside


def parties_of(claim: Claim, beside: Sequence[Claim]) -> dict[str, Entity]:
    """Those to whom a sentence gives one sum; itself alone where it is that of each."""
    same = [] if EACH.search(" ".join(one.quote for one in claim.evidence)) else beside
    return {own_end(one).id: own_end(one) for one in (claim, *same) if one is claim or is_same_sum(one, claim)}


def led(request: Request, told: Sequence[Point]) -> str:
    """ "A 20-million-euro investment led by France" is not what France alone gives."""
    for point in told:
        said = sentence_of(point).casefold()
        for one in request.focus.entities[1:]:
            if any(f"led by {name.casefold()}" in said for name in (one.name, *one.aliases)):
                return f"The sentence gives that for what {in_sentence(one)} led, not for {in_sentence(one)} alone."
    return ""


def is_same_sum(one: Claim, other: Claim) -> bool:
    same = one.predicate == other.predicate and one.story == other.story
    spans = {(part.start, part.end) for part in one.evidence} & {(part.start, part.end) for part in other.evidence}
    return same and bool(spans) and one.qualifiers.get("amount") == other.qualifiers.get("amount")


def own_end(claim: Claim) -> Entity:
    """Who gets a contract; who puts money in."""
    return claim.object if claim.predicate == "CONTRACTED" and claim.object else claim.subject


def shared_end(claim: Claim) -> Entity:
    return claim.subject if claim.predicate == "CONTRACTED" or not claim.object else claim.object


@cache
def table() -> Table:
    return read("sums.toml")


@cache
def kinds() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in table()["kinds"].items()}
