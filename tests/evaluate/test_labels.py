"""Labels without their texts: laid over the same text they are the annotation again, over another one an error."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import EvaluateError
from kg.evaluate import evaluate
from kg.evaluate.agreement import agreement, kappa, readings
from kg.evaluate.corpus import read_file
from kg.evaluate.label_export import labels
from kg.evaluate.labels import over
from kg.model import Reading, Section, Status, Story

TITLE = "Kestrel loses Plover"
BODY = "Omani firm Kestrel lost its lander [in 2027]. The post Kestrel loses Plover appeared first on Orbit Daily."
TEXT = f"{TITLE}\n\n{BODY}"
ANNOTATION = """@story 7
@published 2027-03-04
@title [Kestrel]{c1 Company} loses [Plover]{l1 Lander}
  > l1 OPERATED_BY c1 | status=failed

[Omani]{k1 Country} firm [Kestrel]{c1} lost [its lander]{l1~} (in 2027).
  > c1 HEADQUARTERED_IN k1
  > l1 MILESTONE "lost its lander" | when=2027 | by=c1
The post [Kestrel]{c1} loses [Plover]{l1} appeared first on [Orbit Daily]{o1 Outlet}.
@end
"""
DEVSET = Path(__file__).parents[1] / "devset"


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    path = tmp_path / "stories.jsonl"
    path.write_text(json.dumps({"id": "7", "title": TITLE, "text": TEXT, "published": "2027-03-04"}) + "\n")
    return path


@pytest.fixture
def label(tmp_path: Path, stories: Path) -> dict[str, object]:
    path = tmp_path / "annotated.txt"
    path.write_text(ANNOTATION, encoding="utf-8")
    return next(iter(labels(path, str(stories))))


def story(*sections: Section, text: str = TEXT) -> Story:
    return Story("7", text, title=TITLE, published="2027-03-04", sections=sections)


def test_a_label_holds_no_words_but_names(label: dict[str, object]) -> None:
    kept = json.dumps(label)
    assert "lost" not in kept
    assert label["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


def test_over_its_text_it_says_what_the_annotation_says(label: dict[str, object], tmp_path: Path) -> None:
    reading = over(label, story()).reading
    said = {(one.subject.name, one.predicate, one.object.name if one.object else one.value) for one in reading.claims}
    assert said == {
        ("Plover", "OPERATED_BY", "Kestrel"),
        ("Kestrel", "HEADQUARTERED_IN", "Omani"),
        ("Plover", "MILESTONE", "lost its lander"),
    }
    (milestone,) = [claim for claim in reading.claims if claim.predicate == "MILESTONE"]
    assert (milestone.when, [one.name for one in milestone.attribution]) == ("2027", ["Kestrel"])
    assert next(claim.status for claim in reading.claims if claim.predicate == "OPERATED_BY") is Status.FAILED
    marked = {TEXT[one.start : one.end] for entity in reading.entities for one in entity.mentions}
    assert marked == {"Kestrel", "Plover", "Omani", "its lander", "Orbit Daily"}


def test_what_the_loader_set_aside_is_not_counted(label: dict[str, object]) -> None:
    end = TEXT.index("The post")
    reading = over(label, story(Section("title", 0, len(TITLE)), Section("body", len(TITLE) + 2, end))).reading
    assert [entity.name for entity in reading.entities if not entity.mentions] == ["Orbit Daily"]


def test_another_text_is_refused(label: dict[str, object]) -> None:
    with pytest.raises(EvaluateError, match="not the one that was labelled"):
        over(label, story(text=TEXT.replace("lost", "lose")))


def test_a_demonym_names_its_country(label: dict[str, object], tmp_path: Path, stories: Path) -> None:
    class Knowing:
        def read(self, story: Story) -> Reading:
            reading = over(label, story).reading
            claims = tuple(
                replace(claim, object=replace(claim.object, name="Oman"))
                if claim.object is not None and claim.object.name == "Omani"
                else claim
                for claim in reading.claims
            )
            assert claims != reading.claims
            return replace(reading, claims=claims)

    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(label) + "\n", encoding="utf-8")
    scores = evaluate(path, Knowing(), stories=str(stories))
    assert scores.tallies["facts"].f1 == scores.tallies["text"].f1 == 1


def test_kappa_leaves_out_what_chance_gives() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == pytest.approx(0)
    assert kappa([("a", "b"), ("b", "a")]) == pytest.approx(-1)
    assert kappa([]) == 1


def test_two_readers_are_compared(label: dict[str, object], tmp_path: Path) -> None:
    texts = {"7": story()}
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    claims = label["claims"]
    assert isinstance(claims, list)
    one.write_text(json.dumps(label), encoding="utf-8")
    other.write_text(json.dumps({**label, "claims": claims[:1]}), encoding="utf-8")
    lines = list(agreement(readings(one, texts), readings(other, texts)))
    assert lines[0] == "1 stories labelled by both"
    assert "kappa 1.000" in next(line for line in lines if line.startswith("types"))
    assert "kappa 1.000" not in next(line for line in lines if line.startswith("relations"))


@pytest.mark.parametrize(("name", "count"), [("look", 100), ("measure", 100), ("further", 112)])
def test_the_labels_of_real_items_hold_no_sentences(name: str, count: int) -> None:
    items = [json.loads(line) for line in (DEVSET / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(items) == count
    for item in items:
        assert set(item) == {"id", "sha256", "entities", "claims"}
        assert all(len(entity["name"].split()) <= 16 for entity in item["entities"])
        values = [claim.get("value", "") for claim in item["claims"]]
        assert all(len(value) <= 24 for value in values)
        parity = {"look": 0, "measure": 1}.get(name)
        assert parity is None or int(hashlib.sha256(item["id"].encode()).hexdigest(), 16) % 2 == parity


def test_annotated_values_are_words_of_their_sentence(tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    wrong = ANNOTATION.replace('"lost its lander"', '"lost the lander"')
    dated = '@story 8\n[Tern]{l1 Lander} left.\n  > l1 LAUNCH_DATE "last May"\n@end\n'
    path.write_text(wrong + dated, encoding="utf-8")
    problems = [problem for one in read_file(path) for problem in one.problems]
    assert [problem.split(": ", 1)[1].split(" ")[0] for problem in problems] == ["MILESTONE", "last"]
