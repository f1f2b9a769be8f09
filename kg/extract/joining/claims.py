"""The claims of the trained part beside those of the rules.

Both go on, each with what the trained part thinks of it; how probable that makes it, `claims.confidence` says.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.circumstances.attribution import speech_verbs
from kg.extract.circumstances.status import is_hedged, is_unfulfilled, own_status, status_cues, status_of
from kg.extract.circumstances.timing import agrees, is_dated, on_the_side_of, time_beside
from kg.extract.claims.support import TRAINED, Claims, kind_of
from kg.extract.dates.finding import DateMention
from kg.extract.entities.mentions import Span, head_of
from kg.extract.joining import bounds, delays, plans
from kg.extract.joining.agreement import SAID, Pair, Rivals, Ruled, Same, States, borne_out, pair_of, surest
from kg.extract.joining.lists import share_ruled, shared_in_lists
from kg.extract.joining.mentions import CROWD, code_points
from kg.extract.joining.misreadings import is_misread
from kg.extract.scene import Draft, Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Document, Token
from kg.extract.trained import Encoded
from kg.extract.trained.scores import DateScore, OutcomeScore, PhraseScore, RelationScore, TextScore
from kg.model import Status

SCHEDULE = "schedule"
# What a sentence dates by itself: a quarter at least of those in dated sentences of the annotated stories had a date
# of their own. Launches, landings, ends and foundings have claims that are dates.
DATED = frozenset(
    {"MILESTONE", "OUTCOME", "CONTRACTED", "ACQUIRED", "INVESTED_IN", "PARTNERS_WITH", "MEMBER_OF", "LICENSED_BY"}
    | {"DOCKED_WITH", "DISCOVERED_BY", "LED_BY"}
)
FAILING, FAILURES, CHOOSING = words("failing_verbs"), words("failures"), words("choosing_verbs")
# what is done at once, or not yet
DEEDS = frozenset({"CONTRACTED", "ACQUIRED", "INVESTED_IN", "MEMBER_OF"})
ARRIVALS, ARRIVING = frozenset({"DOCKED_WITH", "LANDED_ON"}), words("arriving_verbs")
EVENTS = frozenset({"FINDING", "MILESTONE"})
BOUNDING = frozenset({"since", "from", "after", "until", "till"})  # words that bound a date which is known
CIRCUMSTANCES = frozenset({"when", "while", "after", "before", "until", "once"})
CLIMB = 4  # governors above the words of a value
ASIDE = frozenset({"relcl", "acl", "appos", "advcl"})  # what hangs so is not said by the verb above
LEVELS = 2  # "in failure", "anything but a failure"
NEAR = 20  # letters before a date


def join_claims(scene: Scene, encoded: Encoded) -> None:
    """Add the claims of the trained part, and tell the drafts of the rules how probable it takes them to be."""
    sides = sides_of(scene)
    found: dict[Pair, list[Draft]] = {}
    mentions = [(mention.start, mention.end) for mention in scene.dates]
    phrases = encoded.phrases()
    scores = encoded.claims(sides.ranges, sides.types, mentions, phrases)
    for draft in (
        *relations(scene, sides, scores.relations),
        *dates(scene, sides, scores.dates),
        *outcomes(scene, sides, scores.outcomes),
        *texts(scene, sides, phrases, scores.texts),
    ):
        found.setdefault(pair_of(draft), []).append(draft)
    best = shared_in_lists(scene, {pair: surest(scene, drafts) for pair, drafts in found.items()})
    same = Same(best)
    share_ruled(scene)
    told = {pair_of(other) for draft in scene.drafts if (other := same.of(draft)) is not None}
    told |= {pair_of(draft) for draft in scene.drafts}
    scheduled = {
        (draft.predicate, draft.subject.entity, scene.document.tokens[draft.anchor].sentence)
        for draft in scene.drafts
        if draft.rule == SCHEDULE
    }
    rivals = Rivals(best.values())
    ruled = Ruled(scene)
    states = States(scene, found)
    scene.drafts = [borne_out(states.of(draft), same.of(draft), rivals) for draft in scene.drafts]
    for pair, draft in best.items():
        here = (draft.predicate, draft.subject.entity, scene.document.tokens[draft.anchor].sentence)
        # dates that a schedule moves are read with it, which of them is the old one too
        unsaid = in_gloss(scene, draft) or is_misread(scene, draft)
        if pair not in told and here not in scheduled and not unsaid:
            highest, others = rivals.beside(draft)
            when, contested = date_of(scene, draft), ruled.elsewhere(draft)
            if contested and kind_of(draft.predicate) is Claims.WHY:
                continue  # what a rule gives as the cause of one thing is seldom that of another, too
            scene.add(replace(draft, when=when, rivals=highest, others=others, contested=contested))


def date_of(scene: Scene, draft: Draft) -> str | None:
    """The date of a draft: of an event the one that its sentence gives to it."""
    if draft.predicate not in DATED:
        return draft.when
    place = scene.document.tokens[draft.anchor]
    if draft.value_span is not None and draft.object is None:
        inside = scene.tokens_between(*draft.value_span)
        place = scene.document.tokens[head_of(scene.document, inside[0].index, inside[-1].index + 1)]
    if not is_dated(scene.document, place, draft.predicate, draft.status or Status.ACTUAL):
        return draft.when
    if draft.predicate == "DOCKED_WITH" and draft.status is Status.ACTUAL and plans.is_foreseen(scene.document, place):
        return draft.when  # "is to undock on Friday"
    return time_beside(scene, place, draft.status or Status.ACTUAL)


def in_gloss(scene: Scene, draft: Draft) -> bool:
    """Whether a draft stands in a note on a topic that the note does not name: nothing was learnt from such notes."""
    start = scene.document.tokens[draft.anchor].start
    return any(one.kind == "gloss" and one.start <= start < one.end for one in scene.document.story.sections)


def within_reason(scene: Scene, spans: list[Span]) -> list[Span]:
    """The spans of sentences that are sentences: a list of hundreds of names would make ten thousands of pairs."""
    crowd = Counter(scene.document.tokens[span.head].sentence for span in spans)
    return [span for span in spans if crowd[scene.document.tokens[span.head].sentence] <= CROWD]


@dataclass(frozen=True, slots=True)
class Sides:
    """The spans that pairs are made of, with their code points and types."""

    spans: list[Span]
    ranges: list[tuple[int, int]]
    types: list[str]


def sides_of(scene: Scene) -> Sides:
    spans = within_reason(scene, [span for span in scene.mentions if span.entity >= 0])
    return Sides(spans, [code_points(scene.document, span) for span in spans], [scene.type_of(span) for span in spans])


def relations(scene: Scene, sides: Sides, scores: Iterable[RelationScore]) -> Iterator[Draft]:
    for score in scores:
        subject, target = sides.spans[score.subject], sides.spans[score.object]
        if subject.entity != target.entity:
            anchor = max(subject.head, target.head)
            yield Draft(
                score.predicate,
                subject,
                TRAINED,
                anchor,
                object=target,
                status=status_of_relation(scene.document, anchor, score),
                confidence=score.probability,
                trained=score.probability,
                certain=score.status_probability,
            )


def status_of_relation(document: Document, anchor: int, score: RelationScore) -> Status:
    status = rather_planned(document, anchor, score.status)
    if score.predicate in DEEDS and status is Status.ACTUAL:
        status = plans.put_ahead(document, anchor)
        if score.predicate == "CONTRACTED" and is_passed_over(document, anchor):
            status = Status.DENIED
    if score.predicate in ARRIVALS and status is Status.ACTUAL:
        verb = plans.verb_above(document, document.tokens[anchor])
        told = status_of(document, verb) if verb is not None and verb.lemma in ARRIVING else status
        status = told if told in {Status.DENIED, Status.FAILED, Status.CANCELLED} else status
    return plans.carried_out(
        document, anchor, score.predicate, delays.standing(document, anchor, score.predicate, status)
    )


def is_passed_over(document: Document, anchor: int) -> bool:
    """Read "picked Corvid over Lumen", "chose Corvid rather than Lumen": the latter got nothing."""
    tokens = document.tokens
    before = tokens[anchor - 1].lower if anchor else ""
    if before not in {"over", "than", "of"}:
        return False
    if before != "over" and tokens[max(0, anchor - 2)].lower not in {"rather", "instead"}:
        return False
    return any(step.is_verb and step.lemma in CHOOSING for step in document.ancestors(anchor))


def rather_planned(document: Document, anchor: int, status: Status) -> Status:
    """What the verb plainly puts as a plan ("the company would fly three payloads") is no mere possibility."""
    verb = next((step for step in document.ancestors(anchor) if step.is_verb), None)
    planned = status is Status.POSSIBLE and verb is not None and status_of(document, verb) is Status.PLANNED
    return Status.PLANNED if planned else status


def dates(scene: Scene, sides: Sides, scores: Iterable[DateScore]) -> Iterator[Draft]:
    for score in scores:
        mention = on_the_side_of(scene.dates[score.date], score.status)
        inside = scene.tokens_between(mention.start, mention.end)
        if inside:
            status = delays.new_date(scene.document, inside[0].index, score.status)
            yield Draft(
                score.predicate,
                sides.spans[score.subject],
                TRAINED,
                inside[0].index,
                value=value_of(scene, mention, status),
                value_span=(mention.start, mention.end),
                status=status if agrees(scene, mention, status) else Status.PLANNED,
                confidence=score.probability,
                trained=score.probability,
                certain=score.status_probability,
            )


def value_of(scene: Scene, mention: DateMention, status: Status) -> str:
    """The date with its bound, but plain for what has happened or is called off: "in orbit since 2027": launched 2027.

    On annotated stories 38 of 40 such dates had no bound.
    """
    done = status is Status.ACTUAL or (status is Status.CANCELLED and mention.kind == "earliest")
    before = scene.document.story.text[max(0, mention.start - NEAR) : mention.start].split()
    return mention.plain if done and not BOUNDING.isdisjoint(word.lower() for word in before) else mention.edtf


def texts(scene: Scene, sides: Sides, phrases: Sequence[PhraseScore], scores: Iterable[TextScore]) -> Iterator[Draft]:
    for score in scores:
        phrase = phrases[score.phrase]
        inside = scene.tokens_between(phrase.start, phrase.end)
        unsaid = score.predicate == SAID and inside and is_circumstance(scene.document, inside[0])
        if inside and not unsaid and not (score.predicate == "CONSEQUENCE" and is_report(inside)):
            unmet = unmet_by(scene.document, inside)
            start, end = mended(scene, phrase)
            yield Draft(
                score.predicate,
                sides.spans[score.subject],
                TRAINED,
                inside[0].index if unmet is None else unmet,
                value=scene.document.story.text[start:end],
                value_span=(start, end),
                status=status_of_words(scene.document, inside, score, unmet is not None),
                confidence=score.probability,
                trained=score.probability,
                certain=score.status_probability,
                phrase=phrase.score,
            )


def status_of_words(document: Document, words: Sequence[Token], score: TextScore, unmet: bool) -> Status:
    """The status of a value: what "could cripple its operator" has not, though the trained part has it so.

    Nor has what "has not completed its test".
    """
    first = words[0]
    if score.status in {Status.ACTUAL, Status.PLANNED} and score.predicate in EVENTS and first.tag in {"VB", "VBN"}:
        told = own_status(document, first, status_cues())
        if told in {Status.DENIED, Status.POSSIBLE}:
            return told
    if score.status is not Status.ACTUAL:
        return score.status
    hedged = score.predicate == "CONSEQUENCE" and first.is_verb and is_hedged(document, first)
    return Status.CANCELLED if unmet else Status.POSSIBLE if hedged else Status.ACTUAL


def mended(scene: Scene, phrase: PhraseScore) -> tuple[int, int]:
    """The bounds of a value, mended unless no word would begin within them."""
    start, end = bounds.whole(scene.document.story.text, phrase.start, phrase.end)
    inside = scene.tokens_between(start, end)
    if inside and inside[-1].tag == "POS":  # "problems with the craft's": of what?
        owner = scene.document.tokens[inside[-1].head]
        end = max(end, scene.document.tokens[owner.head].end if owner.dep == "poss" else end)
    return (start, end) if scene.tokens_between(start, end) else (phrase.start, phrase.end)


def is_circumstance(document: Document, first: Token) -> bool:
    """Whether words tell when somebody spoke: "sighed when the lander fell" (5 of 6,925 annotated are so)."""
    return first.index > 0 and document.tokens[first.index - 1].lower in CIRCUMSTANCES


def is_report(words: Sequence[Token]) -> bool:
    """Whether words tell how somebody puts it: "…, emphasizing the efforts" is no consequence."""
    return words[0].tag == "VBG" and words[0].lemma in speech_verbs()


def unmet_by(document: Document, words: Sequence[Token]) -> int | None:
    """The verb that says of the words that they did not come true: "success would have made it the first lander"."""
    token = document.tokens[head_of(document, words[0].index, words[-1].index + 1)]
    for _ in range(CLIMB):
        if is_unfulfilled(document, token):
            return token.index
        governor = document.governor(token.index)
        if governor is None or token.dep in ASIDE or governor.sentence != token.sentence:
            return None
        token = governor
    return None


def outcomes(scene: Scene, sides: Sides, scores: Iterable[OutcomeScore]) -> Iterator[Draft]:
    for score in scores:
        subject = sides.spans[score.subject]
        sentence = scene.document.sentences[score.sentence]
        inside = sentence.first <= subject.head < sentence.last
        yield Draft(
            "OUTCOME",
            subject,
            TRAINED,
            subject.head if inside else sentence.first,
            value=score.value,
            status=status_of_outcome(scene.document, subject.head, score),
            confidence=score.probability,
            trained=score.probability,
            certain=score.status_probability,
        )


def status_of_outcome(document: Document, subject: int, score: OutcomeScore) -> Status:
    """What did come of it, but for "may have failed", "did not crash", "would have crashed", "averted its loss"."""
    status = Status.ACTUAL if score.status is Status.FAILED else score.status
    word = failing_word(document, subject) if status is Status.ACTUAL and score.value == "failed" else None
    told = status_of(document, word) if word is not None else status
    return Status.DENIED if told in {Status.DENIED, Status.CANCELLED} else told if told is Status.POSSIBLE else status


def failing_word(document: Document, subject: int) -> Token | None:
    """The verb or noun that tells of a failure: "crashed", "the loss of", "ended in failure", "was a failure"."""
    token = document.tokens[subject]
    while token.dep in {"compound", "nmod"}:
        token = document.tokens[token.head]  # "the Petrel lander"
    above = document.governor(token.index)
    if above is None:
        return None
    if token.dep == "pobj" and above.lower == "of":
        noun = document.governor(above.index)
        return noun if noun is not None and noun.lemma in FAILURES else None
    if not above.is_verb or token.dep not in {"nsubj", "nsubjpass"}:
        return None
    if above.lemma in FAILING:
        return above
    below = document.children(above.index, "attr", "prep")
    for _ in range(LEVELS):
        below += [one for word in below for one in document.children(word.index, "pobj", "prep") if one not in below]
    return next((one for one in below if one.lemma in FAILURES), None)
