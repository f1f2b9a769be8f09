"""Who said what, and what the papers say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.ask import plan, posts, statements
from kg.ask.compose import Composer
from kg.ask.lexicon import word_class
from kg.ask.linking import function_words, plain_words
from kg.ask.names import in_sentence, says_any
from kg.ask.numbers import SPELT, WRITTEN
from kg.ask.occasions import occasion
from kg.ask.plan import FOCUS, KIN, Found
from kg.ask.pointers import saying
from kg.ask.points import Point
from kg.ask.question import ENTITY, quotation
from kg.ask.rank import ordered, points
from kg.ask.request import Request, admit, nothing_on, tell
from kg.ask.shapes import quote_of
from kg.ask.unclear import content_words, stem
from kg.model import Claim, Entity
from ontology import vocabulary

LIMIT = 6
FEW = 2
MOST_PARTS = 20  # units of a body that are heard
DEEDS = ("MILESTONE", "FINDING", "CONSEQUENCE", "PURPOSE")
SHORTEST = 3
WORD = re.compile(r"[^\W_]+")
OF_MATTER = frozenset(("about", "on", "of", "regarding", "concerning", "that", "whether", "after"))


def said(request: Request) -> Composer:
    """Words of the person or body asked about; else what others said in stories that speak of it."""
    if request.focus.entities and asks_of_speaker(request) and posts.asked(request):
        held = posts.with_holder(request)
        if held is None:
            return of_post(request)
        request = held
    speakers = [one for one in request.focus.entities if is_speaker(one)]
    topics = [one for one in request.focus.entities if one not in speakers]
    if speakers and asks_of_speaker(request):
        topics = [one for one in request.focus.entities if one.id != speakers[0].id]
        if speakers[0].type == "Outlet":
            return of_outlet(request, speakers[0], topics)
        found, mine = own_words(request, speakers[0])
        return of_speaker(request, found, mine, topics)
    return about(request, ("SAID",))


def asks_of_speaker(request: Request) -> bool:
    """Whether the first name stands before the word for saying, or right behind "of" or "by"."""
    words = request.focus.words.split()
    verb = next((index for index, word in enumerate(words) if word in saying()), len(words))
    name = words.index(ENTITY) if ENTITY in words else len(words)
    topic = any(word in ("about", "on", "regarding", "concerning") for word in words[:name])
    return words[0] != "who" and not topic and (name < verb or not {"about", "on"} & set(words[:name]))


def of_post(request: Request) -> Composer:
    """What a body said of whose head nothing is held, as the body's own words."""
    found, mine = own_words(request, request.focus.main)
    composer = request.composer(found)
    composer.remark(nothing_on([f"what {posts.in_words(request)} said"]))
    told = ordered(points(found, mine), found, ("SAID",))
    composer.remark(f"What {request.name} itself said:" if told else "")
    tell(composer, told, FEW)
    return composer


def own_words(request: Request, speaker: Entity) -> tuple[Found, list[Claim]]:
    claims = request.inquiry.about([speaker.id], [], ["SAID", *plan.CONTEXT])
    found = Found(tuple(claims), request.inquiry.stories, {speaker.id: FOCUS})
    return found, [claim for claim in claims if claim.predicate == "SAID" and claim.subject.id == speaker.id]


def of_speaker(request: Request, found: Found, mine: Sequence[Claim], topics: Sequence[Entity]) -> Composer:
    """What the speaker said of what is asked; where nothing fits, that, and what comes nearest to it."""
    composer = request.composer(found)
    names = [alias for topic in topics for alias in (topic.name, *topic.aliases)]
    matter = matter_of(request)
    said_of = [claim for claim in mine if is_of_topics(found, claim, topics)] if topics else list(mine)
    kept = sharing(found, said_of, matter)  # None where no word tells which
    of_topic = f" of {in_sentence(topics[0])}" if topics else f" on “{' '.join(matter)}”" if matter and not kept else ""
    chosen = ordered(points(found, said_of if kept is None else kept), found, ("SAID",))
    asked = occasion(request)
    chosen = asked.of(chosen, found)
    if chosen:
        tell(composer, chosen, LIMIT)
        return composer
    if asked.periods:
        admit(request, composer, found, f"what {request.name} said{of_topic} {asked.adverbial}")
        return composer
    beside = told_beside(request, names, matter) if names or matter else []
    for told, opening in (
        (beside, "What it tells of both:"),
        (said_by_parts(request, topics, matter), f"What parts of {request.name} said:"),
        (ordered(points(found, said_of or mine), found, ("SAID",)), f"What {request.name} did say:"),
    ):
        if told:
            composer.remark(nothing_on([f"what {request.name} said{of_topic}"]))
            composer.remark(opening)
            tell(composer, told, FEW)
            return composer
    admit(request, composer, found, f"what {request.name} said{of_topic}")
    return composer


def is_of_topics(found: Found, claim: Claim, topics: Sequence[Entity]) -> bool:
    """Whether a statement names a topic, has most words of its name, or stands in a story that is about it."""
    names = [alias for topic in topics for alias in (topic.name, *topic.aliases)]
    said = stems_of(words_of(claim))
    worded = any(shares_name(said, name) for name in names)
    return mentions_any(claim, names) or worded or any(is_titled(found, claim, one) for one in topics)


def shares_name(said: set[str], name: str) -> bool:
    """ "This vehicle will cross the lunar plains" speaks of the Lunar Terrain Vehicle."""
    stems = stems_of(name)
    return len(stems) > 2 and 2 * len(stems & said) > len(stems)


def said_by_parts(request: Request, topics: Sequence[Entity], matter: Sequence[str]) -> list[Point]:
    """What units of a body said of the matter, where the body itself is not known to have said anything of it."""
    body = request.focus.main
    parts = [one for one in request.inquiry.about([body.id], [], ["SUBSIDIARY_OF"]) if one.object == body]
    ids = sorted({claim.subject.id for claim in parts})[:MOST_PARTS]
    claims = request.inquiry.about(ids, [], ["SAID"]) if ids and (topics or matter) else []
    found = Found(tuple(claims), request.inquiry.stories, dict.fromkeys(ids, FOCUS))
    near = [one for one in claims if one.subject.id in ids and (not topics or is_of_topics(found, one, topics))]
    kept = sharing(found, near, matter) if matter else near
    return ordered(points(found, kept or []), found, ("SAID",))


def told_beside(request: Request, names: Sequence[str], matter: Sequence[str]) -> list[Point]:
    """What the speaker did, in sentences that speak of the matter, where nothing said of it is held."""
    speaker = request.focus.main.id
    claims = [claim for claim in request.inquiry.about([speaker], [], DEEDS) if claim.subject.id == speaker]
    stems = stems_of(" ".join(matter))
    near = [
        claim for claim in claims if (not names or mentions_any(claim, names)) and stems <= stems_of(words_of(claim))
    ]
    found = Found(tuple(near), request.inquiry.stories, {speaker: FOCUS})
    return ordered(points(found, near), found, DEEDS)


def matter_of(request: Request) -> list[str]:
    """The words behind "about" and its like, beside names: what "What did NASA say about the heat shield?" is about."""
    spoken = request.focus.words.split()
    verb = next((index for index, word in enumerate(spoken) if word in saying()), len(spoken))
    start = next((index for index, word in enumerate(spoken) if index > verb and word in OF_MATTER), len(spoken))
    content = content_words(request, SHORTEST)
    return [word for word in spoken[start + 1 :] if word in content and is_matter(word)]


def is_matter(word: str) -> bool:
    return word != ENTITY and not word.isdigit() and word not in saying() | word_class("manner")


def sharing(found: Found, claims: Sequence[Claim], matter: Sequence[str]) -> list[Claim] | None:
    """Claims in whose words most of a matter is spoken of, else those of stories that have it in their title.

    None where nothing tells which are meant: no word, or plain ones alone, which may be said in other words.
    """
    stems = stems_of(" ".join(matter))
    shares = [(len(stems & stems_of(words_of(claim))), claim) for claim in claims]
    most = max((share for share, _ in shares), default=0)
    if most and 2 * most >= len(stems):
        return [claim for share, claim in shares if share == most]
    telling = stems_of(" ".join(word for word in matter if word not in plain_words()))
    if not telling:
        return None
    return [claim for claim in claims if telling <= stems_of(found.stories[claim.story].title or "")]


def words_of(claim: Claim) -> str:
    return " ".join([claim.value or "", *(evidence.quote for evidence in claim.evidence)])


def stems_of(text: str) -> set[str]:
    return {stem(word.removesuffix("s")) for word in WORD.findall(SPELT.sub(in_digits, text.casefold()))}


def in_digits(word: re.Match[str]) -> str:
    """ "five" as "5": the rule of five years is the 5-year rule."""
    return str(WRITTEN.index(word[0]) + 1)


def who_said(request: Request) -> Composer | None:
    """Statements that share most of the words behind "who said that"; None where none shares half of them."""
    quoted = quotation(request.question)
    tokens = set(WORD.findall(quoted.casefold())) if quoted else {token.text for token in request.question.tokens}
    content = tokens - function_words()
    words = sorted(word for word in content if len(word) >= SHORTEST and (quoted or is_matter(word)))
    stems = stems_of(" ".join(words))
    claims = request.inquiry.claims(statements.LOOSE, words=words, predicates=["SAID"]) if words else []
    own = [(len(stems & stems_of(claim.value or "")), claim) for claim in claims]
    most = max((share for share, _ in own), default=0)
    if most < max(1, len(stems) / 2):  # not in the words said, but all round them
        own = [(len(stems & stems_of(words_of(claim))), claim) for claim in claims]
        most = max((share for share, _ in own), default=0)
    if most < max(1 if quoted else 2, len(stems) / 2):
        return None
    kept = [claim for share, claim in own if share == most]
    found = Found(tuple(kept), request.inquiry.stories, {claim.subject.id: FOCUS for claim in kept})
    composer = request.composer(found)
    tell(composer, ordered(points(found, kept), found, ("SAID",)), FEW)
    return composer


def of_outlet(request: Request, outlet: Entity, topics: Sequence[Entity]) -> Composer:
    """What stories report on the word of an outlet; its mere words only where nothing else tells their content."""
    claims = request.inquiry.claims(statements.BY_SOURCE, focus=[outlet.id])
    found = Found(tuple(claims), request.inquiry.stories, {outlet.id: FOCUS})
    composer = request.composer(found)
    told = {quote_of(claim) for claim in claims if claim.subject.id != outlet.id}
    kept = [
        claim
        for claim in claims
        if claim.subject.id != outlet.id or (claim.predicate == "SAID" and quote_of(claim) not in told)
    ]
    names = [alias for topic in topics for alias in (topic.name, *topic.aliases)]
    ids = {topic.id for topic in topics}
    kept = [claim for claim in kept if not topics or claim.subject.id in ids or mentions_any(claim, names)]
    if not kept:
        composer.remark(nothing_on([f"what {in_sentence(outlet)} said"]))
        return composer
    tell(composer, ordered(points(found, kept), found, ("SAID", "PURPOSE")), LIMIT)
    return composer


def mentions_any(claim: Claim, names: Sequence[str]) -> bool:
    return says_any(words_of(claim), names)


def is_speaker(entity: Entity) -> bool:
    return vocabulary().is_a(entity.type, "Person") or vocabulary().is_a(entity.type, "Organization")


def about(request: Request, predicates: Sequence[str]) -> Composer:
    """Statements in the stories that speak of the entity, as far as their sentences are about it."""
    found, spoken = heard(request, predicates)
    composer = request.composer(found)
    names = topic_names(request, found)
    said_there = [claim for claim in spoken if claim.predicate == "SAID"]
    outright = [claim for claim in said_there if mentions_any(claim, names)]
    told_of = [
        claim
        for claim in said_there
        if claim not in outright and is_titled(found, claim, request.focus.main) and names_no_other(claim, names)
    ]
    chosen = [*outright, *told_of]
    if not chosen:
        admit(request, composer, found, f"what was said of {request.name}")
        return composer
    direct = {claim.id for claim in outright}
    in_order = ordered(points(found, chosen), found, ("SAID",), lambda point: point.lead.id not in direct)
    tell(composer, in_order, LIMIT)
    return composer


def names_no_other(claim: Claim, names: Sequence[str]) -> bool:
    """Whether the words said name nothing but the topic: capitals after the first word are names."""
    known = {word for name in names for word in name.split()} | {"I"}
    capitals = {word.strip(".,;:'’“”\"()") for word in (claim.value or "").split()[1:] if word[:1].isupper()}
    return capitals <= known


def is_titled(found: Found, claim: Claim, entity: Entity) -> bool:
    """Whether the claim's story is about the entity, by its title."""
    return says_any(found.stories[claim.story].title or "", (entity.name, *entity.aliases))


def papers(request: Request) -> Composer:
    """What outlets report of it: claims attributed to an outlet, else those of the outlets' own stories."""
    found, spoken = heard(request, ("SAID", "PURPOSE", "CONSEQUENCE", "DISTINCTION", "OUTCOME", "CAUSE", "MILESTONE"))
    composer = request.composer(found)
    names = topic_names(request, found)
    if topics := topics_of_papers(request):
        spoken = [claim for claim in spoken if mentions_any(claim, topics)]
    attributed = [
        claim for claim in spoken if outlet_in(claim) and (touches(claim, found) or mentions_any(claim, names))
    ]
    if attributed:
        chosen = by_outlet(ordered(points(found, attributed), found, ("SAID", "PURPOSE", "DISTINCTION")))
    else:
        own = [claim for claim in spoken if touches(claim, found) and found.stories[claim.story].outlet]
        chosen = [with_publisher(point, found) for point in by_outlet(ordered(points(found, own), found, ("OUTCOME",)))]
    if not chosen:
        admit(request, composer, found)
        return composer
    tell(composer, chosen, LIMIT)
    return composer


def topics_of_papers(request: Request) -> list[str]:
    """The names behind the first one and "about": "What does the Tarn report say about the Moon?"."""
    words = request.focus.words.split()
    first = words.index(ENTITY) if ENTITY in words else len(words)
    about = {"about", "on", "regarding", "concerning"} & set(words[first:])
    named = [alias for one in request.focus.entities[1:] for alias in (one.name, *one.aliases)]
    return [*named, *request.focus.unknown] if about else []


def heard(request: Request, predicates: Sequence[str]) -> tuple[Found, list[Claim]]:
    main = request.focus.entities[:1]
    kin = plan.kin_of(request.inquiry, main)
    claims = request.inquiry.claims(
        statements.VOICES,
        focus=[one.id for one in main],
        related=[one.id for one in kin],
        predicates=sorted({*predicates, *plan.CONTEXT}),
    )
    rings = {**{one.id: KIN for one in kin}, **{one.id: FOCUS for one in main}}
    return Found(tuple(claims), request.inquiry.stories, rings), claims


def topic_names(request: Request, found: Found) -> list[str]:
    """Names under which sentences speak of the focus: its own, its kin's and those of who runs it."""
    topics = [request.focus.main]
    for claim in found.claims:
        if claim.predicate == "OPERATED_BY" and claim.subject.id in found.rings and claim.object:
            topics.append(claim.object)
        topics.extend(one for one in (claim.subject, claim.object) if one and one.id in found.rings)
    return sorted({name for one in topics if not one.described for name in (one.name, *one.aliases)})


def touches(claim: Claim, found: Found) -> bool:
    return found.ring(claim) is not None


def outlet_in(claim: Claim) -> bool:
    return any(entity.type == "Outlet" for entity in claim.attribution)


def by_outlet(chosen: Sequence[Point]) -> list[Point]:
    """One point of each source in turn, so that every paper is heard."""
    turns: dict[str, int] = {}
    keyed = []
    for position, point in enumerate(chosen):
        source = point.attribution[0][0].id if point.attribution else point.lead.story
        turns[source] = turns.get(source, 0) + 1
        keyed.append((turns[source], position, point))
    return [point for *_, point in sorted(keyed, key=lambda one: one[:2])]


def with_publisher(point: Point, found: Found) -> Point:
    """The story's own outlet named as the source."""
    outlet = found.stories[point.lead.story].outlet or ""
    return (
        point if point.attribution else replace(point, attribution=((Entity(f"outlet:{outlet}", "Outlet", outlet),),))
    )
