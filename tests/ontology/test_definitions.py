"""Reading a vocabulary: what holds together is read, and every fault is named with its file and entry."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.model import Status
from ontology import Signature, read, vocabulary

FILES = {
    "types.toml": """
        [Entity]
        comment = "Anything."
        colour = "#7f8c8d"
        shape = "dot"
        [Craft]
        parent = "Entity"
        comment = "Flies in space."
        aligned = [{ term = "dbo:Spacecraft", match = "exact" }]
        [Lander]
        parent = "Craft"
        comment = "Lands."
        shape = "triangle"
        [Company]
        parent = "Entity"
        comment = "A firm."
    """,
    "relations.toml": """
        [OPERATED_BY]
        comment = "Runs it."
        signatures = [{ from = ["Craft"], to = ["Company"] }]
        functional = ["Lander"]
    """,
    "attributes.toml": """
        [OUTCOME]
        comment = "How it ended."
        of = ["Craft"]
        value = "choice"
        choices = ["succeeded", "failed"]
    """,
    "statuses.toml": """
        [actual]
        comment = "is so"
        asserted = true
        [planned]
        comment = "is to be so"
    """,
    "prefixes.toml": 'dbo = "http://dbpedia.org/ontology/"',
}
Change = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Change:
    """A small vocabulary on disk, with one passage of one file changed."""

    def write(file: str = "types.toml", before: str = "", after: str = "") -> Path:
        for name, text in FILES.items():
            assert name != file or before in text
            (tmp_path / name).write_text(text.replace(before, after) if name == file and before else text)
        return tmp_path

    return write


def test_a_vocabulary_is_read_from_its_files(folder: Change) -> None:
    read_back = read(folder())
    assert list(read_back.types) == ["Entity", "Craft", "Lander", "Company"]
    lander = read_back.types["Lander"]
    assert (lander.line, lander.colour, lander.shape) == (("Entity", "Craft", "Lander"), "#7f8c8d", "triangle")
    assert read_back.predicates["OPERATED_BY"].signatures == (Signature(("Craft",), ("Company",)),)
    assert read_back.predicates["OUTCOME"].choices == ("succeeded", "failed")
    assert [status.name for status in read_back.statuses.values() if status.asserted] == ["actual"]


def test_types_and_direction_of_a_claim_are_checked(folder: Change) -> None:
    read_back = read(folder())
    assert read_back.accepts("OPERATED_BY", "Lander", "Company")
    assert not read_back.accepts("OPERATED_BY", "Company", "Lander")
    assert not read_back.accepts("OPERATED_BY", "Lander")
    assert read_back.accepts("OUTCOME", "Lander")
    assert not read_back.accepts("OUTCOME", "Company")
    assert not read_back.accepts("UNHEARD_OF", "Lander", "Company")
    assert read_back.is_functional("OPERATED_BY", "Lander")
    assert not read_back.is_functional("OPERATED_BY", "Craft")


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("types.toml", 'parent = "Craft"', 'parent = "Boat"', "types.toml: Lander has the unknown parent Boat; define"),
        (
            "types.toml",
            'parent = "Entity"\n        comment = "Flies',
            'parent = "Lander"\n        comment = "Flies',
            "types.toml: cyclic types: ",
        ),
        ("types.toml", 'colour = "#7f8c8d"', "", "types.toml: Entity and its parents have no colour"),
        ("types.toml", "#7f8c8d", "red'><script>", "types.toml: Entity: colour must be like #1f77b4"),
        ("types.toml", "[Lander]", '["Lander`) DETACH DELETE (n"]', "a type's name is letters"),
        ("types.toml", 'comment = "Lands."', "", "types.toml: Lander: comment is missing"),
        ("types.toml", "[Entity]", "Entity = 3\n[Other]", "types.toml: Entity is no table"),
        ("types.toml", 'match = "exact"', 'match = "same"', "types.toml: Craft: an alignment is a term 'prefix:name'"),
        ("types.toml", "dbo:Spacecraft", "Spacecraft", "types.toml: Craft: an alignment is a term 'prefix:name'"),
        ("types.toml", "dbo:Spacecraft", "wd:Q40218", "Craft: alignment wd:Q40218 has the unknown prefix wd"),
        ("types.toml", '[{ term = "dbo:Spacecraft", match = "exact" }]', '["dbo:Spacecraft"]', "a list of tables"),
        ("relations.toml", 'to = ["Company"]', 'to = ["Firm"]', "OPERATED_BY: bad signature: unknown type Firm"),
        ("relations.toml", 'to = ["Company"]', "to = []", "OPERATED_BY: bad signature: both 'from' and 'to'"),
        ("relations.toml", 'to = ["Company"]', 'to = "Company"', "OPERATED_BY: to must be a list of names"),
        ("relations.toml", "signatures", "signature", "OPERATED_BY: bad signature: none given"),
        ("relations.toml", 'functional = ["Lander"]', 'functional = ["Boat"]', "unknown type Boat"),
        ("relations.toml", "[OPERATED_BY]", "[operated-by]", "upper-case letters and underscores"),
        ("attributes.toml", "[OUTCOME]", "[OPERATED_BY]", "attributes.toml: OPERATED_BY is a relation already"),
        ("attributes.toml", 'of = ["Craft"]', "of = []", "OUTCOME: bad signature: 'of' must name types"),
        ("attributes.toml", 'of = ["Craft"]', 'of = ["Boat"]', "OUTCOME: bad signature: unknown type Boat"),
        ("attributes.toml", 'value = "choice"', 'value = "colour"', "value must be one of date, choice, text, money"),
        ("attributes.toml", 'choices = ["succeeded", "failed"]', "", "OUTCOME: a choice needs 'choices'"),
        ("statuses.toml", "asserted = true", "", "statuses.toml: exactly one status must be asserted"),
        ("statuses.toml", "[planned]", '["Not so"]', "a status is lower-case letters"),
        ("prefixes.toml", "http://dbpedia.org/ontology/", "dbpedia", "prefixes.toml: dbo must be the address"),
        ("relations.toml", "[OPERATED_BY]", "[OPERATED_BY", "relations.toml: not valid TOML"),
    ],
)
def test_a_fault_is_named(folder: Change, file: str, before: str, after: str, message: str) -> None:
    changed = folder(file, before, after)
    with pytest.raises(OntologyError) as caught:
        read(changed)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(folder: Change) -> None:
    complete = folder()
    (complete / "statuses.toml").unlink()
    with pytest.raises(OntologyError, match=r"statuses\.toml: missing"):
        read(complete)


def test_a_file_that_is_not_utf8_is_named(folder: Change) -> None:
    complete = folder()
    (complete / "types.toml").write_bytes(b'[Entity]\ncomment = "caf\xe9"')
    with pytest.raises(OntologyError, match=r"types\.toml: not valid TOML"):
        read(complete)


def test_the_projects_statuses_are_those_of_the_model() -> None:
    assert list(vocabulary().statuses) == [status.value for status in Status]


def test_the_projects_types_all_descend_from_entity() -> None:
    assert {kind.line[0] for kind in vocabulary().types.values()} == {"Entity"}


@pytest.mark.parametrize(
    ("predicate", "subject", "object"),
    [
        ("OPERATED_BY", "Lander", "Company"),
        ("CARRIED_BY", "Rover", "Lander"),
        ("LED_BY", "Company", "Person"),
        ("LOCATED_IN", "SurfaceFeature", "CelestialBody"),
        ("LAUNCH_DATE", "Lander", None),
        ("DISTINCTION", "Rover", None),
    ],
)
def test_the_projects_vocabulary_accepts(predicate: str, subject: str, object: str | None) -> None:
    assert vocabulary().accepts(predicate, subject, object)
