"""Annotated stories become texts with gold readings."""

from pathlib import Path

import pytest

from kg.errors import EvaluateError
from kg.evaluate.corpus import read
from kg.model import Status

STORY = """@story plover
@published 2027-03-04
@title [Kestrel Lunar]{c1 Company}'s [Plover]{l1 Lander} falls silent
  > l1 OPERATED_BY c1

[Tromsø]{y1 City}-based [Kestrel Lunar]{c1} lost contact with [its lander]{l1~} on Tuesday.
  > c1 HEADQUARTERED_IN y1
  > l1 LANDING_DATE "2027-03-02" | status=failed
"We will fly again," said [Ingrid Solheim]{n1 Person}.
  > n1 SAID "We will fly again" | by="Tromsø Daily"
@end
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "plover.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_text_mentions_and_claims(tmp_path: Path) -> None:
    (annotated,) = read(written(tmp_path, STORY))
    story, entities, claims = annotated.reading.story, annotated.reading.entities, annotated.reading.claims
    assert story.text.startswith("Kestrel Lunar's Plover falls silent\n\nTromsø-based Kestrel Lunar lost contact")
    assert [(entity.type, entity.name, entity.described) for entity in entities] == [
        ("Company", "Kestrel Lunar", False),
        ("Lander", "Plover", False),
        ("City", "Tromsø", False),
        ("Person", "Ingrid Solheim", False),
    ]
    assert [story.text[one.start : one.end] for one in entities[1].mentions] == ["Plover", "its lander"]
    assert [(claim.subject.name, claim.predicate, claim.status) for claim in claims] == [
        ("Plover", "OPERATED_BY", Status.ACTUAL),
        ("Kestrel Lunar", "HEADQUARTERED_IN", Status.ACTUAL),
        ("Plover", "LANDING_DATE", Status.FAILED),
        ("Ingrid Solheim", "SAID", Status.ACTUAL),
    ]
    assert claims[3].attribution[0].name == "Tromsø Daily"


def test_sentences_and_evidence_lie_in_the_text(tmp_path: Path) -> None:
    (annotated,) = read(written(tmp_path, STORY))
    text = annotated.reading.story.text
    assert [text[start:end] for start, end in annotated.sentences] == [
        "Kestrel Lunar's Plover falls silent",
        "Tromsø-based Kestrel Lunar lost contact with its lander on Tuesday.",
        '"We will fly again," said Ingrid Solheim.',
    ]
    for claim in annotated.reading.claims:
        assert [text[one.start : one.end] for one in claim.evidence] == [one.quote for one in claim.evidence]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (STORY.replace("@end\n", ""), "not closed"),
        (STORY.replace("@story plover\n", ""), "text outside of a story"),
        (STORY.replace("{y1 City}", "{y1}"), "y1 has no type"),
        (STORY.replace("> c1 HEADQUARTERED_IN y1", "> c1 HEADQUARTERED_IN y9"), "unknown entity y9"),
        (STORY.replace("status=failed", "status=hoped"), "hoped"),
        (STORY.replace('LANDING_DATE "2027-03-02"', "LANDING_DATE"), "cannot read the claim"),
    ],
)
def test_names_a_wrong_line(tmp_path: Path, wrong: str, message: str) -> None:
    with pytest.raises(EvaluateError, match=rf"plover\.txt:\d+: .*{message}"):
        list(read(written(tmp_path, wrong)))


def test_a_claim_that_breaks_the_vocabulary_is_left_out_and_named(tmp_path: Path) -> None:
    (annotated,) = read(written(tmp_path, STORY.replace("> c1 HEADQUARTERED_IN y1", "> y1 HEADQUARTERED_IN c1")))
    assert annotated.problems == ("plover.txt:7: HEADQUARTERED_IN does not join City to Company",)
    assert "HEADQUARTERED_IN" not in {claim.predicate for claim in annotated.reading.claims}
