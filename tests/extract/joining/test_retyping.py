"""Of two likely types an entity has the one under which more is claimed of it."""

from collections.abc import Sequence
from typing import Any

import pytest

from kg.extract import Reader
from kg.extract.joining.retyping import likely, retype
from kg.extract.scene import Scene
from kg.extract.trained.scores import ClaimScores, RelationScore
from kg.model import Status, Story

TEXT = "Kiwicha flew on a Falcon 9 rocket."


class Fake:
    """A trained part that finds `certainty` of a launch where Kiwicha, the first span, is a mission, else nothing."""

    def __init__(self, certainty: float) -> None:
        self.certainty = certainty

    def phrases(self) -> list[Any]:
        return []

    def claims(self, spans: Any, types: Sequence[str], *others: Any, again: bool) -> ClaimScores:
        assert not again  # the look that marks no types
        found = RelationScore(0, 1, "LAUNCHED_ON", self.certainty, Status.ACTUAL, 0.9)
        return ClaimScores([found] if types[0] == "Mission" else [], [], [], [])


@pytest.fixture
def scene(reader: Reader) -> Scene:
    found, _ = reader.scene(Story("s", TEXT))
    assert [cluster.name for cluster in found.clusters] == ["Kiwicha", "Falcon 9"]
    return found


def voted(scene: Scene, **votes: float) -> None:
    scene.clusters[0].spans[0].votes = dict(votes)
    scene.clusters[0].type = max(votes, key=lambda name: votes[name])


def test_what_is_claimed_decides_between_likely_types(scene: Scene) -> None:
    voted(scene, Program=5.0, Mission=4.0)
    retype(scene, Fake(0.9))  # type: ignore[arg-type]
    assert scene.clusters[0].type == "Mission"


def test_nothing_claimed_changes_nothing(scene: Scene) -> None:
    voted(scene, Program=5.0, Mission=4.0)
    retype(scene, Fake(0.0))  # type: ignore[arg-type]
    assert scene.clusters[0].type == "Program"


def test_a_type_that_the_name_hardly_allows_is_not_tried(scene: Scene) -> None:
    voted(scene, Program=9.0, Mission=1.0)
    retype(scene, Fake(0.9))  # type: ignore[arg-type]
    assert scene.clusters[0].type == "Program"


def test_what_a_type_is_a_kind_of_is_no_rival(scene: Scene) -> None:
    voted(scene, Capsule=5.0, Craft=4.0)
    assert [*likely(scene.clusters[0], scene)] == ["Capsule"]
