"""The reader without one of its parts, each in turn."""

from pathlib import Path

import pytest

from kg.evaluate.ablation import HEADING, LEFT_OUT, ablation, render_row
from kg.extract import Parts, Reader
from kg.model import Reading, Story

EXAMPLES = Path(__file__).parents[2] / "examples" / "stories" / "annotations"
TEXT = (
    "NASA's Lucy probe was launched on an Atlas V from Cape Canaveral in October 2021. "
    "It is operated by the Goddard Space Flight Center."
)


def read(parts: Parts) -> Reading:
    return Reader.load(parts).read(Story("lucy", TEXT, published="2022-01-01"))


def test_without_reference_names_nothing_is_linked() -> None:
    assert any(entity.wikidata for entity in read(Parts()).entities)
    assert not any(entity.wikidata for entity in read(Parts(gazetteer=False)).entities)


def test_without_rules_only_the_trained_part_speaks() -> None:
    assert {claim.rule for claim in read(Parts(rules=False)).claims} == {"trained"}
    assert "trained" not in {claim.rule for claim in read(Parts(trained=False)).claims}


def test_without_co_reference_pronouns_mean_nothing() -> None:
    def pronouns(reading: Reading) -> int:
        return sum(not mention.named for entity in reading.entities for mention in entity.mentions)

    assert pronouns(read(Parts())) > 0
    assert pronouns(read(Parts(coreference=False))) == 0


def test_context_changes_what_the_trained_part_sees() -> None:
    story = Story("lucy", TEXT)
    seen = []
    for context in (True, False):
        reader = Reader.load(Parts(context=context))
        assert reader.trained is not None
        seen.append(reader.trained.encode(story, [(0, 82), (83, len(TEXT))]).vectors)
    assert seen[0].shape == seen[1].shape
    assert abs(seen[0] - seen[1]).max() > 0.01


@pytest.mark.long
def test_every_part_earns_its_place() -> None:
    rows = {row.name: row.scores.tallies for row in ablation(EXAMPLES)}
    assert list(rows) == list(LEFT_OUT)
    whole = rows.pop("all parts")
    for name, tallies in rows.items():
        assert tallies["facts"].f1 < whole["facts"].f1, name


def test_the_table_has_a_figure_under_each_heading() -> None:
    row = next(iter(ablation(EXAMPLES)))
    assert row.name == "all parts"
    line = render_row(row)
    assert len(line) == len(HEADING)
    assert len(line.split()) == 2 + 7
