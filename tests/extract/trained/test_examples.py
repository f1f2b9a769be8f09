"""Annotated stories as training examples: facts as pairs, targets of every head, and changed copies."""

import random
from pathlib import Path

import numpy as np
import pytest

from kg.evaluate.corpus import read
from kg.extract.trained import heads
from kg.extract.trained.labels import labels
from kg.extract.trained.links import link_candidates
from kg.extract.trained.pieces import SEPARATOR, START, UNKNOWN, Pieces, Tokeniser
from kg.extract.trained.tags import spans_of_tags
from kg.extract.training.augment import Augmentation
from kg.extract.training.crop import Part, cropped
from kg.extract.training.examples import Example, example_of
from kg.extract.training.targets import Spans, link_targets, pair_targets, spans_of, word_tags

STORY = """@story trial-1
@published 2027-03-04
@title [Kestrel]{c1 Company} loses [Plover]{l1 Lander}
  > l1 OPERATED_BY c1

[Kestrel]{c1} said [its lander]{l1~}, launched on 5 January, fell silent above [the Moon]{p1 CelestialBody}.
  > l1 OPERATED_BY c1
  > l1 LAUNCH_DATE "2027-01-05"
  > l1 LANDED_ON p1 | status=failed
[It]{l1~} crashed, and [Kestrel]{c1} will work with [Borealis]{c2 Company}.
  > l1 OUTCOME "failed"
  > c1 PARTNERS_WITH c2 | status=planned
@end
"""


@pytest.fixture
def example(tmp_path: Path) -> Example:
    path = tmp_path / "trial.txt"
    path.write_text(STORY, encoding="utf-8")
    return example_of(next(read(path)))


def cut(example: Example) -> Pieces:
    """Every word is one piece."""
    return Tokeniser({UNKNOWN: 0, START: 1, SEPARATOR: 2}).pieces(example.text, example.sentences)


def wanted(example: Example) -> set[tuple[str, str, str, str]]:
    """The right pairs as words: subject, label, object, status."""
    pieces = cut(example)
    spans = spans_of(example, pieces)
    pairs = candidate_pairs(spans)
    targets = pair_targets(example, spans, pairs, spans.kinds)
    return {
        (
            words(example, pieces, spans, pairs.subjects[row]),
            labels().pairs[column],
            words(example, pieces, spans, pairs.objects[row]),
            labels().statuses[status],
        )
        for row, column, status in zip(targets.rows, targets.columns, targets.statuses, strict=True)
    }


def candidate_pairs(spans: Spans) -> heads.Pairs:
    return heads.candidates(spans.ranges, spans.sides, spans.kinds, labels().joined())


def words(example: Example, pieces: Pieces, spans: Spans, number: int) -> str:
    inside = [word for word in pieces.words if spans.ranges[number][0] <= word.first < spans.ranges[number][1]]
    return example.text[inside[0].start : inside[-1].end]


def test_each_claim_is_the_nearest_pair_that_says_it(example: Example) -> None:
    last = "It crashed, and Kestrel will work with Borealis."
    assert wanted(example) == {
        ("Plover", "OPERATED_BY", "Kestrel", "actual"),
        ("its lander", "OPERATED_BY", "Kestrel", "actual"),
        ("its lander", "LAUNCH_DATE", "5 January", "actual"),
        ("its lander", "LANDED_ON", "the Moon", "failed"),
        ("It", "OUTCOME=failed", last, "actual"),
        ("Kestrel", "PARTNERS_WITH", "Borealis", "planned"),
        ("Borealis", "PARTNERS_WITH", "Kestrel", "planned"),
    }


def test_other_mentions_of_the_two_are_not_counted_as_wrong(example: Example) -> None:
    spans = spans_of(example, cut(example))
    pairs = candidate_pairs(spans)
    targets = pair_targets(example, spans, pairs, spans.kinds)
    column = labels().pairs.index("OPERATED_BY")
    both = [
        row
        for row in range(len(pairs.subjects))
        if (spans.entities[pairs.subjects[row]], spans.entities[pairs.objects[row]]) == (1, 0)
        and pairs.objects[row] < spans.mentions
    ]
    assert len(both) == 9  # three mentions of each
    assert sum(targets.counted[row, column] for row in both) == 2 == sum(targets.wanted[row, column] for row in both)


def test_a_fact_is_not_learnt_where_the_types_believed_in_forbid_it(example: Example) -> None:
    spans = spans_of(example, cut(example))
    kinds = np.where(spans.kinds == labels().types.index("Lander"), labels().types.index("Person"), spans.kinds)
    pairs = heads.candidates(spans.ranges, spans.sides, kinds, labels().joined())
    found = {labels().pairs[column] for column in pair_targets(example, spans, pairs, kinds).columns}
    assert found == {"PARTNERS_WITH"}


def test_tags_give_the_mentions_back(example: Example) -> None:
    pieces = cut(example)
    ranges = spans_of_tags(word_tags(example, pieces))
    found = [(pieces.words[first].start, pieces.words[last - 1].end, named) for first, last, named in ranges]
    assert found == [(mention.start, mention.end, mention.named) for mention in example.mentions]


def test_links_lead_to_the_same_entity(example: Example) -> None:
    spans = spans_of(example, cut(example))
    found = link_candidates(spans.surfaces, spans.ranges[: spans.mentions], spans.sides[: spans.mentions])
    right, first = link_targets(spans, found)
    assert int(first.sum()) == 4  # Kestrel, Plover, the Moon, Borealis
    assert int(right.sum()) == 3 + 3  # three mentions of two entities: each later one continues each earlier one


def test_spurious_spans_say_nothing(example: Example) -> None:
    start = example.text.index("silent")
    spans = spans_of(example, cut(example), [(start, start + 6)])
    pairs = candidate_pairs(spans)
    targets = pair_targets(example, spans, pairs, spans.kinds)
    assert -1 in spans.entities.tolist()
    assert all(spans.entities[pairs.subjects[row]] >= 0 for row in targets.rows)


def test_another_name_moves_every_offset_along(example: Example) -> None:
    changed = Augmentation({"Company": ["Aurora Works"], "Lander": ["Tern"]}, rename=1.0, headline=0.0).apply(
        example, random.Random(3)
    )
    assert "Borealis" in changed.text  # the only other name is taken: no two entities get the same
    assert changed.text.startswith("Aurora Works loses Tern\n\nAurora Works said its lander")
    said = {(subject, label, target) for subject, label, target, _ in wanted(changed)}
    assert ("Tern", "OPERATED_BY", "Aurora Works") in said
    assert ("its lander", "LAUNCH_DATE", "5 January") in said
    assert len(said) == len(wanted(example)) == 7


def test_augmentation_is_the_same_for_the_same_chance(example: Example) -> None:
    augmentation = Augmentation({"Company": ["A B", "C D", "E F"]}, rename=0.7, headline=0.7)
    assert augmentation.apply(example, random.Random(5)) == augmentation.apply(example, random.Random(5))


def test_a_part_has_what_is_annotated_in_its_sentences(example: Example) -> None:
    part = Part.of(example, [0, 2]).example()
    assert part.text == "Kestrel loses Plover\n\nIt crashed, and Kestrel will work with Borealis."
    assert [part.text[start:end] for start, end in part.sentences] == part.text.split("\n\n")
    assert part.headlines == (True, False)
    assert wanted(part) == {
        ("Plover", "OPERATED_BY", "Kestrel", "actual"),
        ("It", "OUTCOME=failed", "It crashed, and Kestrel will work with Borealis.", "actual"),
        ("Kestrel", "PARTNERS_WITH", "Borealis", "planned"),
        ("Borealis", "PARTNERS_WITH", "Kestrel", "planned"),
    }


def test_a_part_leaves_out_what_speaks_of_others(example: Example) -> None:
    part = Part.of(example, [2]).example()
    assert [part.text[mention.start : mention.end] for mention in part.mentions] == ["It", "Kestrel", "Borealis"]
    assert part.dates == ()
    assert part.values == ()
    assert {fact.label for fact in part.facts} == {"OUTCOME=failed", "PARTNERS_WITH"}


def test_all_sentences_are_the_story_itself(example: Example) -> None:
    assert Part.of(example, [0, 1, 2]).example() == example


def test_short_stories_are_not_cut(example: Example) -> None:
    assert cropped(example, random.Random(1), 1.0) is example
