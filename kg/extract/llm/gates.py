"""The gates: a proposal becomes a claim where vocabulary and story bear out each part of it, and is refused otherwise.

Quotes become ranges of the story's text, widened to its whole sentences, so that no quote can lose its "not". Names,
values, qualifiers and the words of dates must stand in those sentences. Money and quantities are read by the reader's
own patterns.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.extract.claims.finishing import distinct
from kg.extract.dates.finding import DateMention, find_dates
from kg.extract.llm.answer import MOST_CLAIMS, Proposal, entities_of, proposal_of
from kg.extract.llm.cast import Cast, Member, cast_of
from kg.extract.llm.dates import check_date
from kg.extract.llm.locating import Range, place
from kg.extract.llm.refusal import Reason, Refused
from kg.extract.quantities.amounts import find_amounts, find_quantities
from kg.extract.text.document import Document
from kg.model import Claim, Entity, Evidence, Reading, Status
from ontology import Predicate, Vocabulary
from ontology.gazetteer import Gazetteer

# How sure a claim of a language model is that passed the gates: a prior, not calibrated on anything.
PRIOR = 0.6
MOST_SENTENCES = 3
COUNT = "count"
SPEAKERS = ("Organization", "Person", "Country")

Qualifiers = dict[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Passed:
    """A proposal that passed: its members and ranges, before its entities have ids."""

    subject: Member
    predicate: str
    object: Member | None
    value: str | None
    status: Status
    when: str | None
    attribution: tuple[Member, ...]
    qualifiers: Qualifiers
    evidence: Range
    spans: tuple[Range, ...]


@dataclass(slots=True)
class Gates:
    """The gates of one story."""

    document: Document
    vocabulary: Vocabulary
    names: Gazetteer
    rule: str
    refused: Counter[Reason] = field(default_factory=Counter)
    cast: Cast = field(default_factory=Cast)
    dates: list[DateMention] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.document.story.text

    def pass_answer(self, answer: Mapping[str, Any]) -> Reading:
        """The reading that an answer comes to; `refused` counts what it does not come to."""
        story = self.document.story
        self.dates = find_dates(story.text, story.published)
        self.cast = cast_of(story.text, entities_of(answer), self.vocabulary, self.names)
        passed = [one for item in answer["claims"][:MOST_CLAIMS] if (one := self.pass_one(item)) is not None]
        if (more := len(answer["claims"]) - MOST_CLAIMS) > 0:
            self.refused[Reason.MANY] += more
        entities = self.cast.entities(story.id)
        claims = distinct((self.claim_of(one, entities) for one in passed), self.vocabulary)
        # two things of one name at one place make one id
        kept = {claim.id: claim for claim in reversed(claims)}
        used = {member.id for claim in claims for member in (claim.subject, claim.object, *claim.attribution) if member}
        return Reading(
            story,
            tuple(entity for entity in entities.values() if not entity.described or entity.id in used),
            tuple(claim for claim in claims if kept[claim.id] is claim),
        )

    def pass_one(self, item: Any) -> Passed | None:
        try:
            return self.check(proposal_of(item))
        except Refused as refused:
            self.refused[refused.reason] += 1
            return None

    def check(self, proposal: Proposal) -> Passed:
        """Raises `Refused` with the first reason that speaks against a proposal."""
        predicate = self.vocabulary.predicates.get(proposal.predicate)
        if predicate is None:
            raise Refused(Reason.PREDICATE)
        if proposal.status not in self.vocabulary.statuses:
            raise Refused(Reason.STATUS)
        subject = self.cast.member(proposal.subject)
        target = self.cast.member(proposal.object) if predicate.is_relation else None
        if subject is target:
            raise Refused(Reason.SELF)
        if not self.vocabulary.accepts(predicate.name, subject.type, target.type if target else None):
            raise Refused(Reason.SIGNATURE)
        evidence = self.evidence(proposal.sentence)
        spans = [self.argument(subject, proposal.subject_words, evidence)]
        value, qualifiers = None, self.qualifiers(predicate, proposal.qualifiers, evidence)
        if target is not None:
            spans.append(self.argument(target, proposal.object_words, evidence))
        else:
            value, span, figures = self.value(predicate, proposal, evidence)
            spans += [span] if span else []
            qualifiers |= figures
        if proposal.when:
            check_date(self.text, proposal.when, proposal.when_words, evidence, self.dates)
        passed = Passed(
            subject=subject,
            predicate=predicate.name,
            object=target,
            value=value,
            status=Status(proposal.status),
            when=proposal.when or None,
            attribution=self.attribution(proposal.attribution, evidence),
            qualifiers=qualifiers,
            evidence=evidence,
            spans=tuple(spans),
        )
        self.note_mentions(passed)
        return passed

    def note_mentions(self, passed: Passed) -> None:
        """Where the claim speaks of its members by other words than their names."""
        for member, span in zip((passed.subject, passed.object), passed.spans, strict=False):
            if member is not None and span not in member.named:
                member.described.add(span)
        for member in passed.attribution:
            if not member.named and (spot := place(self.text, member.name)):
                member.described.add(spot)

    def evidence(self, quote: str) -> Range:
        """The whole sentences that a quote touches."""
        spot = place(self.text, quote)
        if spot is None:
            raise Refused(Reason.QUOTE)
        sentences = self.document.sentences
        first = bisect_left(sentences, spot[0] + 1, key=lambda sentence: sentence.end)
        touched = [one for one in sentences[first : first + MOST_SENTENCES + 1] if one.start < spot[1]]
        if not touched:
            raise Refused(Reason.QUOTE)
        if len(touched) > MOST_SENTENCES:
            raise Refused(Reason.LONG)
        return touched[0].start, touched[-1].end

    def argument(self, member: Member, words: str, evidence: Range) -> Range:
        """Where a sentence speaks of a member: at the words quoted, else at any of its names."""
        if words:
            self.cast.check_called(member, words)
        tried = [words] if words else sorted(member.names, key=len, reverse=True)
        spot = next((spot for name in tried if (spot := place(self.text, name, evidence))), None)
        if spot is None:
            raise Refused(Reason.ARGUMENT)
        return spot

    def value(self, predicate: Predicate, proposal: Proposal, evidence: Range) -> tuple[str, Range | None, Qualifiers]:
        """The value of an attribute, where it stands, and number, unit and what of a figure."""
        if predicate.value == "choice":
            if proposal.value not in predicate.choices:
                raise Refused(Reason.CHOICE)
            return proposal.value, None, {}
        if predicate.value == "date":
            spot = check_date(self.text, proposal.value, proposal.value_words, evidence, self.dates)
            return proposal.value, spot, {}
        spot = place(self.text, proposal.value, evidence)
        if spot is None:
            raise Refused(Reason.VALUE)
        if predicate.value == "text":
            return self.text[slice(*spot)], spot, {}
        span, figures = self.figure(predicate, spot, evidence)
        return self.text[slice(*span)], span, figures

    def figure(self, predicate: Predicate, spot: Range, evidence: Range) -> tuple[Range, Qualifiers]:
        """The money or quantity that a value holds, in the reader's own reading of it."""
        start, end = evidence
        find = find_amounts if predicate.value == "money" else find_quantities
        for found in find(self.text[start:end], offset=start):
            if found.start < spot[1] and spot[0] < found.end:
                details = {name: getattr(found, name, "") for name in ("number", "unit", "what")}
                return (found.start, found.end), {name: detail for name, detail in details.items() if detail != ""}
        raise Refused(Reason.FIGURE)

    def qualifiers(self, predicate: Predicate, given: Mapping[str, str], evidence: Range) -> Qualifiers:
        found: Qualifiers = {}
        for name, words in given.items():
            spot = place(self.text, words, evidence)
            if spot is None or name not in (*predicate.qualifiers, COUNT):
                raise Refused(Reason.QUALIFIER)
            found[name] = " ".join(self.text[slice(*spot)].split())
        return found

    def attribution(self, given: Sequence[str], evidence: Range) -> tuple[Member, ...]:
        """Who says so: organisations, people or countries that the story has named by then."""
        try:
            members = tuple(dict.fromkeys(self.cast.member(identity) for identity in given))
        except Refused:
            raise Refused(Reason.ATTRIBUTION) from None
        for member in members:
            spoken = place(self.text, member.name, (0, evidence[1])) or any(
                start < evidence[1] for start, _ in member.named | member.described
            )
            if not spoken or not any(self.vocabulary.is_a(member.type, kind) for kind in SPEAKERS):
                raise Refused(Reason.ATTRIBUTION)
        return members

    def claim_of(self, passed: Passed, entities: Mapping[int, Entity]) -> Claim:
        return Claim(
            story=self.document.story.id,
            subject=entities[id(passed.subject)],
            predicate=passed.predicate,
            object=entities[id(passed.object)] if passed.object is not None else None,
            value=passed.value,
            status=passed.status,
            when=passed.when,
            attribution=tuple(entities[id(member)] for member in passed.attribution),
            qualifiers=passed.qualifiers,
            confidence=PRIOR,
            rule=self.rule,
            evidence=(Evidence(*passed.evidence, self.text[slice(*passed.evidence)]),),
            spans=passed.spans,
        )
