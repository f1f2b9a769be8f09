"""The reader: a story goes in, its entities and claims come out. Small steps over one scene, in a fixed order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from threadpoolctl import ThreadpoolController

from kg.extract.circumstances.attribution import Speech, find_speech, read_speech
from kg.extract.claims.confidence import Confidence, shipped
from kg.extract.claims.finishing import claim_of, entities_of, finish, supported, used
from kg.extract.claims.support import Support
from kg.extract.dates.finding import find_dates
from kg.extract.entities.clusters import Cluster, cluster_names, prefer_spoken_of
from kg.extract.entities.context import vote_by_context
from kg.extract.entities.coreference import Coreference, Link
from kg.extract.entities.descriptions import descriptions, pronouns
from kg.extract.entities.mentions import Span
from kg.extract.entities.names import NameFinder
from kg.extract.joining.certainty import certainties
from kg.extract.joining.claims import join_claims
from kg.extract.joining.mentions import bear_out, encode, join_descriptions, join_names, links
from kg.extract.joining.rounds import settle_rounds
from kg.extract.joining.sums import give_sums
from kg.extract.parts import ALL, Parts
from kg.extract.quantities.amounts import find_amounts, find_quantities
from kg.extract.rules.crews import people_listed, read_crews
from kg.extract.rules.events import read_events
from kg.extract.rules.figures import read_figures
from kg.extract.rules.flights import share_flights
from kg.extract.rules.people import read_people
from kg.extract.rules.phrases import read_phrases
from kg.extract.rules.schedule import read_schedule
from kg.extract.rules.venues import settle_venues
from kg.extract.rules.wordings import read_wordings
from kg.extract.scene import Scene, refer
from kg.extract.text.cues import Cues, cues
from kg.extract.text.document import Document
from kg.extract.text.language import foreign_language
from kg.extract.text.parsing import Parser, load_parser, parse
from kg.extract.trained import Encoded, TrainedReader
from kg.extract.trained.features import index
from kg.extract.trained.scores import MentionScore
from kg.model import Claim, Reading, Story
from ontology import Vocabulary, vocabulary
from ontology.gazetteer import Gazetteer, gazetteer


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads stories without a language model. Reading keeps no state, so that a story's claims depend on it alone."""

    parser: Parser
    names: Gazetteer
    finder: NameFinder
    cues: Cues
    vocabulary: Vocabulary
    trained: TrainedReader | None = None
    confidence: Confidence | None = None
    parts: Parts = ALL
    threads: ThreadpoolController = field(default_factory=ThreadpoolController)

    @classmethod
    def load(cls, parts: Parts = ALL) -> "Reader":
        """The reader that ships with the project, on wish without some of its parts; about a second and 350 MB."""
        names = gazetteer() if parts.gazetteer else Gazetteer({}, {})
        trained = TrainedReader.load() if parts.trained else None
        if trained is not None:
            known = trained.names if parts.gazetteer else index(names)
            trained = replace(trained, names=known, context=parts.context)
        sure = shipped() if trained is not None else None
        return cls(load_parser(), names, NameFinder(names, cues()), cues(), vocabulary(), trained, sure, parts)

    def at_least(self, least: float) -> "Reader":
        """The same reader, of claims at least as probable as `least`."""
        known = self.confidence
        sure = (
            replace(known, least=least, least_worded=least, least_why=least, tied=False) if known is not None else None
        )
        return replace(self, confidence=sure)

    def read(self, story: Story) -> Reading:
        """The entities and claims of one story, sorted by position; none where it is not in English."""
        if foreign_language(story.text):
            return Reading(story, (), ())
        # matrices this small are multiplied faster by one thread, and always alike
        with self.threads.limit(limits=1, user_api="blas"):
            return self.read_alone(story)

    def read_alone(self, story: Story) -> Reading:
        """Read a story with as many threads as the caller has left to the arithmetic."""
        scene, speeches = self.drafted(story)
        entities = entities_of(scene)
        claims = finish(scene, entities, speeches, self.confidence)
        kept = used(claims)
        return Reading(
            story,
            tuple(entity for entity in entities.values() if not entity.described or entity.id in kept),
            claims,
        )

    def candidates(self, story: Story) -> tuple[Reading, list[tuple[Claim, Support]]]:
        """All claims of a story, however improbable, with what speaks for each: to learn from how probable they are."""
        with self.threads.limit(limits=1, user_api="blas"):
            scene, speeches = self.drafted(story)
            entities = entities_of(scene)
            told = [(claim_of(scene, draft, entities, speeches), support) for draft, support in supported(scene)]
            return Reading(story, tuple(entities.values()), ()), told

    def drafted(self, story: Story) -> tuple[Scene, list[Speech]]:
        """A story with the drafts of all parts."""
        scene, encoded = self.scene(story)
        speeches = find_speech(scene)
        if self.parts.rules:
            read_events(scene)
            share_flights(scene)
            read_phrases(scene)
            read_people(scene)
            read_crews(scene)
            read_schedule(scene)
            read_figures(scene)
            read_wordings(scene)
            read_speech(scene, speeches)
        if encoded is not None:
            join_claims(scene, encoded)
        settle_rounds(scene)
        give_sums(scene)
        return scene, speeches

    def scene(self, story: Story) -> tuple[Scene, Encoded | None]:
        """Who and what a story speaks of, before any claim is read, and the story as the trained part sees it."""
        document = parse(story, self.parser)
        encoded = encode(document, self.trained) if self.trained is not None else None
        found = encoded.mentions() if encoded is not None else []
        spans = self.finder.find(document)
        if encoded is not None:
            spans = join_names(document, spans, encoded, found, self.finder)
        vote_by_context(document, spans, self.cues, self.vocabulary)
        prefer_spoken_of(document, spans, self.cues)
        clusters = cluster_names(document, spans, self.names, self.vocabulary)
        kept = [span for span in spans if span.entity >= 0]
        linked: Mapping[int, Link] = {}
        if self.parts.coreference:
            linked = corefer(document, kept, clusters, self.cues, self.vocabulary, encoded, found)
        scene = Scene(document, clusters, self.cues, self.vocabulary)
        scene.referents = refer(clusters)
        scene.mentions = sorted((span for cluster in clusters for span in cluster.spans), key=lambda span: span.head)
        scene.groups = people_listed(scene)
        scene.dates = dates_of(document, kept)
        scene.amounts = find_amounts(story.text)
        scene.quantities = find_quantities(story.text)
        if encoded is not None:
            settle_venues(scene)
            scene.certainties = certainties(scene, encoded, found, linked)
        return scene, encoded


def corefer(
    document: Document,
    spans: list[Span],
    clusters: list[Cluster],
    known: Cues,
    vocabulary: Vocabulary,
    encoded: Encoded | None,
    mentions: Sequence[MentionScore],
) -> Mapping[int, Link]:
    """Join descriptions and pronouns to the clusters; returns what the trained part says of each span, by identity."""
    taken = {index for span in spans for index in range(span.first, span.last)}
    reached = {index for span in spans for index in span.reaches}
    found = descriptions(document, taken, reached, known)
    others = pronouns(document, taken)
    by_rules = [*spans, *(item.span for item in found), *(item.span for item in others)]
    bear_out(document, found, mentions)
    more, further = join_descriptions(document, by_rules, mentions)
    found, others = [*found, *more], [*others, *further]
    every = [*spans, *(item.span for item in found), *(item.span for item in others)]
    linked = links(document, every, encoded) if encoded is not None else {}
    Coreference(document, clusters, known, vocabulary, linked).run(spans, found, others)
    return linked


def dates_of(document: Document, spans: list[Span]) -> list[Any]:
    excluded = [(document.tokens[span.first].start, document.tokens[span.last - 1].end) for span in spans]
    return find_dates(document.story.text, document.story.published, excluded=excluded)
