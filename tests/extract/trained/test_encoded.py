"""Scores for any spans of a story, whatever the weights are."""

import re

import pytest

from kg.extract.trained import Encoded, TrainedReader, pairing
from kg.extract.trained.labels import labels
from kg.extract.trained.scores import ClaimScores, PhraseScore
from kg.model import Section, Story
from ontology import vocabulary

TITLE = "Kestrel loses Plover"
TEXT = f"{TITLE}\n\nKestrel 🚀 said its lander, launched on 5 January, fell silent. It crashed on the Moon. "
SENTENCES = [(0, 20), (22, 83), (84, 107)]


def story(text: str = TEXT) -> Story:
    return Story("trial", text, sections=(Section("title", 0, len(TITLE)), Section("body", 22, len(text))))


@pytest.fixture
def encoded(untrained: TrainedReader) -> Encoded:
    return untrained.encode(story(), SENTENCES)


def find(*words: str) -> list[tuple[int, int]]:
    return [(TEXT.rindex(word), TEXT.rindex(word) + len(word)) for word in words]


SPANS = find("Kestrel", "its lander", "the Moon", "It")
TYPES = ["Company", "Lander", "CelestialBody", "Lander"]


def test_mentions_are_ranges_of_whole_words_in_order(encoded: Encoded) -> None:
    found = encoded.mentions()
    assert found
    for mention in found:
        assert re.fullmatch(r"\S(.*\S)?", TEXT[mention.start : mention.end])
        assert any(start <= mention.start < mention.end <= end for start, end in SENTENCES)
        assert mention.type in vocabulary().types
        assert 0 < mention.score <= 1
    ends = [0, *(mention.end for mention in found)]
    assert all(end <= mention.start for end, mention in zip(ends, found, strict=False))


def test_types_are_probabilities_of_the_vocabularys_types(encoded: Encoded) -> None:
    for scores in encoded.types(SPANS):
        assert list(scores) == list(vocabulary().types)
        assert sum(scores.values()) == pytest.approx(1, abs=0.02)


def test_links_lead_back_in_the_text_and_sum_to_one(encoded: Encoded) -> None:
    links = encoded.links(list(reversed(SPANS)))
    assert links[3].antecedents == {}  # "Kestrel" stands first in the text
    assert links[3].new == 1
    assert set(links[0].antecedents) <= {1, 2, 3}
    for link in links:
        assert link.new + sum(link.antecedents.values()) == pytest.approx(1, abs=0.03)


def test_relations_keep_to_the_vocabulary(encoded: Encoded) -> None:
    found = encoded.claims(SPANS, TYPES, [], (), 0.0).relations
    assert found
    for relation in found:
        assert vocabulary().accepts(relation.predicate, TYPES[relation.subject], TYPES[relation.object])
        assert 0 <= relation.probability <= 1
    assert ("OPERATED_BY", 1, 0) in {(one.predicate, one.subject, one.object) for one in found}


def test_only_what_is_probable_enough_is_told(encoded: Encoded) -> None:
    every = encoded.claims(SPANS, TYPES, [], (), 0.0).relations
    some = encoded.claims(SPANS, TYPES, [], (), 0.5).relations
    assert 0 < len(some) < len(every)
    assert {one for one in every if one.probability >= 0.5} >= set(some)
    assert min(one.probability for one in some) >= 0.5


def test_dates_belong_to_spans(encoded: Encoded) -> None:
    found = encoded.claims(SPANS, TYPES, find("5 January"), (), 0.0).dates
    assert {one.date for one in found} == {0}
    assert {one.subject for one in found} == {0, 1, 3}  # a company may have been founded then; the Moon not
    assert {one.predicate for one in found if one.subject == 1} == {"LAUNCH_DATE", "LANDING_DATE", "END_DATE"}


def test_outcomes_belong_to_spans_and_sentences(encoded: Encoded) -> None:
    found = encoded.claims(SPANS, TYPES, [], (), 0.0).outcomes
    assert {one.sentence for one in found} == {0, 1, 2}
    assert {one.subject for one in found} == {1, 3}
    assert {one.value for one in found} == set(vocabulary().predicates["OUTCOME"].choices)


def test_marks_of_dates_and_words_change_what_is_told(encoded: Encoded) -> None:
    plain = encoded.claims(SPANS, TYPES, [], (), 0.0)
    marked = encoded.claims(SPANS, TYPES, find("5 January"), (), 0.0)
    assert [one.subject for one in plain.relations] == [one.subject for one in marked.relations]
    assert plain.relations != marked.relations
    assert encoded.claims(SPANS, TYPES, [], (), 0.0) == plain


def test_phrases_are_words_of_one_sentence(encoded: Encoded) -> None:
    found = encoded.phrases()
    assert found
    for phrase in found:
        assert any(start <= phrase.start < phrase.end <= end for start, end in SENTENCES)
        assert phrase.predicate in labels().texts
        assert 0 < phrase.score <= 1


def test_attributes_in_words_belong_to_their_predicate(encoded: Encoded) -> None:
    (words,) = find("fell silent")
    phrases = [PhraseScore(*words, "MILESTONE", 1.0), PhraseScore(*words, "SAID", 1.0)]
    found = encoded.claims(SPANS, TYPES, find("5 January"), phrases, 0.0).texts
    assert {(one.phrase, one.predicate) for one in found} == {(0, "MILESTONE"), (1, "SAID")}
    assert {one.subject for one in found if one.predicate == "SAID"} == {0}  # landers say nothing, nor does the Moon


def test_words_that_are_part_of_a_name(encoded: Encoded) -> None:
    shares = encoded.named([*SPANS, (20, 22)])
    assert len(shares) == 5
    assert all(0 <= share <= 1 for share in shares)
    assert shares[-1] == 0


def test_the_same_story_gives_the_same_scores(untrained: TrainedReader) -> None:
    one, other = (untrained.encode(story(), SENTENCES) for _ in range(2))
    assert one.mentions() == other.mentions()
    assert one.claims(SPANS, TYPES, []) == other.claims(SPANS, TYPES, [])


def test_parts_of_many_pairs_are_scored_as_one(encoded: Encoded, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = encoded.claims(SPANS, TYPES, [], (), 0.0).relations
    monkeypatch.setattr(pairing, "CHUNK", 2)
    assert encoded.claims(SPANS, TYPES, [], (), 0.0).relations == whole


def test_spans_of_blanks_and_marks_are_harmless(encoded: Encoded) -> None:
    spans = [(20, 22), (30, 31), (0, len(TEXT)), (len(TEXT), len(TEXT))]
    assert len(encoded.types(spans)) == 4
    encoded.claims(spans, ["Company", "Lander", "Person", "Mission"], [spans[0]])
    encoded.links(spans)


def test_no_spans_no_scores(encoded: Encoded) -> None:
    assert encoded.types([]) == encoded.links([]) == []
    assert encoded.claims([], [], find("5 January")) == ClaimScores([], [], [], [])
    assert encoded.claims(SPANS, TYPES, [], (), 0.0).dates == []


@pytest.mark.parametrize("text", ["", " \n\t ", "\u0301"])
def test_a_story_without_words(untrained: TrainedReader, text: str) -> None:
    encoded = untrained.encode(Story("empty", text), [(0, len(text))])
    assert encoded.mentions() == []
    assert encoded.claims([(0, 0), (0, 1)], ["Company", "Lander"], []).relations == []
    assert encoded.links([(0, 0)])[0].new == 1
    assert len(encoded.types([(0, 0)])) == 1


def test_a_long_story_is_read_in_windows(untrained: TrainedReader) -> None:
    sentence = "Kestrel said that its lander fell silent above the far side of the Moon. "
    text = sentence * 60
    ranges = [(number * len(sentence), (number + 1) * len(sentence) - 1) for number in range(60)]
    encoded = untrained.encode(Story("long", text), ranges)
    spans = [(start, start + 7) for start, _ in ranges] + [(start + 18, start + 28) for start, _ in ranges]
    found = encoded.claims(spans, ["Company"] * 60 + ["Lander"] * 60, [], (), 0.0).relations
    assert {one.subject for one in found if one.predicate == "OPERATED_BY"} == set(range(60, 120))
