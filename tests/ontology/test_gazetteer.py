import tracemalloc
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from kg.errors import OntologyError
from ontology import gazetteer as module
from ontology.gazetteer import Entry, gazetteer
from ontology.names.build import build
from ontology.vocabulary import vocabulary

NAMES = Path(module.__file__).parent / "names"
HEADER = "name\ttype\taliases\twikidata\tflags\tsource\n"


def types_of(name: str) -> list[str]:
    return [entry.type for entry in gazetteer().find(name)]


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("NASA", ["Agency"]),
        ("ispace", ["Company"]),
        ("Jet Propulsion Laboratory", ["Institute"]),
        ("The Guardian", ["Outlet"]),
        ("Falcon 9", ["LaunchVehicle"]),
        ("Super Heavy", ["Stage"]),
        ("BE-4", ["Engine"]),
        ("Resilience", ["Capsule", "Lander"]),
        ("Tenacious", ["Rover"]),
        ("James Webb Space Telescope", ["SpaceTelescope"]),
        ("Tiangong", ["Station"]),
        ("Starlink", ["Constellation"]),
        ("Hakuto-R Mission 2", ["Mission"]),
        ("Artemis Accords", ["Program"]),
        ("Moon", ["CelestialBody"]),
        ("Mare Frigoris", ["SurfaceFeature"]),
        ("low Earth orbit", ["Orbit"]),
        ("Baikonur", ["LaunchSite"]),
        ("Japan", ["Country"]),
        ("Tokyo", ["City"]),
        ("Texas", ["Region"]),
        ("Takeshi Hakamada", ["Person"]),
    ],
)
def test_known_names_have_their_types(name: str, types: list[str]) -> None:
    assert types_of(name) == types


def test_an_alias_finds_its_entity() -> None:
    (entry,) = gazetteer().find("ESA")
    assert (entry.name, entry.wikidata) == ("European Space Agency", "Q42262")


def test_article_apostrophe_and_case_do_not_matter() -> None:
    assert gazetteer().find("the Moon") == gazetteer().find("Moon")
    assert types_of("Chang\u2019e-6") == ["Mission"]
    assert types_of("FALCON HEAVY") == ["LaunchVehicle"]


def test_case_matters_where_the_lower_case_form_is_a_word() -> None:
    assert types_of("Perseverance") == ["Rover"]
    assert types_of("perseverance") == []


def test_a_headline_in_capitals_is_still_found() -> None:
    assert types_of("MOON") == ["CelestialBody"]
    assert types_of("PERSEVERANCE") == ["Rover"]


def test_flags_belong_to_the_surface_that_was_asked_for() -> None:
    (full,) = gazetteer().find("Planet Labs")
    (short,) = gazetteer().find("Planet")
    assert (full.name, full.flags) == (short.name, frozenset())
    assert short.flags == {"word", "cased"}


def test_unknown_names_find_nothing() -> None:
    assert gazetteer().find("Kestrel Lunar Widgets") == ()


@pytest.mark.parametrize(
    ("word", "country"), [("Japanese", "Japan"), ("Emirati", "United Arab Emirates"), ("polish", None)]
)
def test_demonyms(word: str, country: str | None) -> None:
    assert gazetteer().demonym(word) == country


def test_every_demonym_leads_to_a_place() -> None:
    for country in set(gazetteer().demonyms().values()):
        assert {entry.type for entry in gazetteer().find(country)} & {"Country", "Region"}, country


def test_surfaces_are_sorted_and_each_is_found() -> None:
    surfaces = [surface for surface, _ in gazetteer().surfaces()]
    assert surfaces == sorted(surfaces)
    assert all(entry in gazetteer().find(surface) for surface, entry in gazetteer().surfaces())


@pytest.mark.parametrize(
    "surface",
    [
        "SpaceX Dragon",
        "Rocket Lab Electron",
        "Boeing CST-100 Starliner",
        "Dragon Resilience",
        "Starship Flight 12",
        "NASA Kennedy Space Center",
        "Andromeda galaxy",
        "UK government",
    ],
)
def test_a_name_and_something_beside_it_are_no_mention(surface: str) -> None:
    assert gazetteer().find(surface)
    assert surface not in dict(gazetteer().mentions())


@pytest.mark.parametrize(
    "surface",
    [
        "CST-100 Starliner",
        "Soyuz MS-26",
        "Telesat Lightspeed",
        "Eutelsat 36D",
        "Loral O'Hara",
        "Crew Dragon",
        "Falcon 9",
        "BAE Systems plc",
        "The Exploration Company",
    ],
)
def test_a_name_of_several_words_is_one_mention(surface: str) -> None:
    assert surface in dict(gazetteer().mentions())


def test_every_row_keeps_the_rules() -> None:
    for surface, entry in gazetteer().surfaces():
        assert entry.type in vocabulary().types, entry
        assert entry.flags <= {"word", "cased"}, entry
        assert surface == module.normalise(surface), surface
        assert len(surface) > 2 or surface.isupper() or "word" in entry.flags or surface in {"Io"}, surface
        assert not entry.wikidata or (entry.wikidata[0] == "Q" and entry.wikidata[1:].isdigit()), entry


def test_a_wikidata_id_names_one_entity() -> None:
    names: dict[str, set[str]] = {}
    for entry in chain.from_iterable(gazetteer().find(surface) for surface, _ in gazetteer().surfaces()):
        if entry.wikidata:
            names.setdefault(entry.wikidata, set()).add(entry.name)
    assert {wikidata: found for wikidata, found in names.items() if len(found) > 1} == {}


def test_the_files_are_in_their_one_form() -> None:
    assert build(NAMES) == {path.name: path.read_text(encoding="utf-8") for path in NAMES.glob("*.tsv")}


def test_no_entity_stands_twice() -> None:
    paths = [path for path in NAMES.glob("*.tsv") if path.name != module.DEMONYMS]
    entities = Counter((row[0], row[1]) for path in paths for row in module.rows(path, module.COLUMNS))
    assert [entity for entity, count in entities.items() if count > 1] == []


def test_every_source_is_described() -> None:
    sources = (NAMES / "SOURCES.md").read_text(encoding="utf-8")
    for path in NAMES.glob("*.tsv"):
        if path.name != module.DEMONYMS:
            assert all(f"`{row[-1]}`" in sources for row in module.rows(path, module.COLUMNS))


def test_building_sorts_and_joins_the_rows_of_one_entity(tmp_path: Path) -> None:
    (tmp_path / "crafts.tsv").write_text(
        HEADER + "Luna 9\tLander\tLunik 9|Luna-9\t\t\town\nEagle\tLander\t\t\tword\town\nLuna 9\tLander\t\tQ1\t\town\n"
    )
    assert build(tmp_path) == {
        "crafts.tsv": HEADER + "Eagle\tLander\t\t\tword\town\nLuna 9\tLander\tLuna-9|Lunik 9\tQ1\t\town\n"
    }


def test_rows_of_open_data_are_added_but_of_known_names_only_the_id(tmp_path: Path) -> None:
    held, prepared = tmp_path / "held", tmp_path / "prepared"
    held.mkdir()
    prepared.mkdir()
    (held / "crafts.tsv").write_text(HEADER + "Luna 9\tLander\tLuna-9\t\t\town\n")
    (prepared / "crafts.tsv").write_text(HEADER + "Luna-9\tLander\t\tQ2\t\topen\nLuna 13\tLander\t\t\t\topen\n")
    assert build(held, prepared) == {
        "crafts.tsv": HEADER + "Luna 13\tLander\t\t\t\topen\nLuna 9\tLander\tLuna-9\tQ2\t\town\n"
    }


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Luna 9\tLadder\t\t\t\town", "Luna 9: unknown type Ladder"),
        ("Luna 9\tLander\t\t\tloud\town", "Luna 9: unknown flag loud"),
        ("Luna  9\tLander\t\t\t\town", "Luna  9: a name or alias is empty, has stray spaces"),
        ("Luna 9\tLander\t\t\t\t", "Luna 9: no source"),
        ("Luna 9\tLander", "expected 6 columns"),
    ],
)
def test_wrong_rows_are_named(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "crafts.tsv").write_text(f"{HEADER}{row}\n")
    with pytest.raises(OntologyError, match=rf"crafts\.tsv:.*{message}"):
        build(tmp_path)


def test_wrong_shipped_rows_are_named(tmp_path: Path) -> None:
    (tmp_path / "crafts.tsv").write_text(HEADER + "Luna 9\tLander\n")
    with pytest.raises(OntologyError, match=r"crafts\.tsv:2"):
        module.read(tmp_path)


def test_names_come_before_aliases(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(
        HEADER + "Artemis programme\tAgency\tArtemis\t\t\town\nArtemis\tProgram\t\t\t\town\n"
    )
    assert [entry.name for entry in module.read(tmp_path).find("Artemis")] == ["Artemis", "Artemis programme"]


def test_memory_is_modest() -> None:
    tracemalloc.start()
    held = module.read(NAMES)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(held.find("NASA")[0], Entry)
    assert size < 12_000_000
