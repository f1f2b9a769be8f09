"""The reader: a story goes in, its entities and claims come out. Small steps over one scene, in a fixed order."""

from dataclasses import dataclass
from typing import Any

from kg.extract.amounts import find_amounts, find_quantities
from kg.extract.attribution import find_speech, read_speech
from kg.extract.claims import entities_of, finish, used
from kg.extract.clusters import cluster_names, prefer_spoken_of
from kg.extract.context import vote_by_context
from kg.extract.coreference import Coreference
from kg.extract.crews import people_listed, read_crews
from kg.extract.cues import Cues, cues
from kg.extract.dates import find_dates
from kg.extract.descriptions import descriptions, pronouns
from kg.extract.document import Document
from kg.extract.events import read_events
from kg.extract.figures import read_figures
from kg.extract.flights import share_flights
from kg.extract.mentions import Span
from kg.extract.names import NameFinder
from kg.extract.parsing import load_model, parse
from kg.extract.people import read_people
from kg.extract.phrases import read_phrases
from kg.extract.scene import Scene, refer
from kg.extract.schedule import read_schedule
from kg.extract.wordings import read_wordings
from kg.model import Reading, Story
from ontology import Vocabulary, vocabulary
from ontology.gazetteer import Gazetteer, gazetteer


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads stories without a language model. Reading keeps no state, so that a story's claims depend on it alone."""

    model: Any
    names: Gazetteer
    finder: NameFinder
    cues: Cues
    vocabulary: Vocabulary

    @classmethod
    def load(cls) -> "Reader":
        """The reader that ships with the project; takes about a second and 200 MB."""
        return cls(load_model(), gazetteer(), NameFinder(gazetteer(), cues()), cues(), vocabulary())

    def read(self, story: Story) -> Reading:
        """The entities and claims of one story, sorted by position."""
        scene = self.scene(story)
        speeches = find_speech(scene)
        read_events(scene)
        share_flights(scene)
        read_phrases(scene)
        read_people(scene)
        read_crews(scene)
        read_schedule(scene)
        read_figures(scene)
        read_wordings(scene)
        read_speech(scene, speeches)
        entities = entities_of(scene)
        claims = finish(scene, entities, speeches)
        kept = used(claims)
        return Reading(
            story,
            tuple(entity for entity in entities.values() if not entity.described or entity.id in kept),
            claims,
        )

    def scene(self, story: Story) -> Scene:
        """Who and what a story speaks of, before any claim is read."""
        document = parse(story, self.model)
        spans = self.finder.find(document)
        vote_by_context(document, spans, self.cues, self.vocabulary)
        prefer_spoken_of(document, spans, self.cues)
        clusters = cluster_names(document, spans, self.names, self.vocabulary)
        kept = [span for span in spans if span.entity >= 0]
        corefer(document, kept, clusters, self.cues, self.vocabulary)
        scene = Scene(document, clusters, self.cues, self.vocabulary)
        scene.referents = refer(clusters)
        scene.mentions = sorted((span for cluster in clusters for span in cluster.spans), key=lambda span: span.head)
        scene.groups = people_listed(scene)
        scene.dates = dates_of(document, kept)
        scene.amounts = find_amounts(story.text)
        scene.quantities = find_quantities(story.text)
        return scene


def corefer(document: Document, spans: list[Span], clusters: list[Any], known: Cues, vocabulary: Vocabulary) -> None:
    taken = {index for span in spans for index in range(span.first, span.last)}
    reached = {index for span in spans for index in span.reaches}
    found = descriptions(document, taken, reached, known)
    Coreference(document, clusters, known, vocabulary).run(spans, found, pronouns(document, taken))


def dates_of(document: Document, spans: list[Span]) -> list[Any]:
    excluded = [(document.tokens[span.first].start, document.tokens[span.last - 1].end) for span in spans]
    return find_dates(document.story.text, document.story.published, excluded=excluded)
