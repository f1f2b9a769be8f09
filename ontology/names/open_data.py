"""Prepares rows of open data for the names files: `python -m ontology.names.open_data FOLDER --moon FILE …`.

Each option takes a file as its publisher gives it out, and FOLDER gets rows in the form of the names files, for
`python -m ontology.names.build FOLDER`. Sources, versions and licences stand in SOURCES.md. What would do harm is left
out: members of large families (their constellation is what news names), names of other things' families ("Soyuz"), and
letters behind craters. Names that are words or surnames besides get flags, so that only context makes them names.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from kg.errors import OntologyError
from ontology.gazetteer import COLUMNS, gazetteer, normalise
from ontology.names.build import Row, merge, table
from ontology.vocabulary import vocabulary

FAMILY = 12  # satellites of one name and different numbers, from which on they are a constellation
SINCE = 1995
LEAST_LETTERS = 4
PLAIN = re.compile(r"[A-Z][a-z]+")
CODE = re.compile(r"[\d\W_]")
NUMBER = re.compile(r"[\s/-]*(?:[A-Z]?\d[\w.-]*|[IVX]+|[A-H])$")
FEATURE = re.compile(
    r"(?:Mare|Mons|Montes|Rima|Rimae|Vallis|Catena|Dorsum|Dorsa|Lacus|Sinus|Oceanus|Palus|Promontorium|Rupes|Statio)\b"
)
INSTITUTE = re.compile(
    r"\b(?:Universit|Institut|College|Observator|Laborator|Academy|School|Polytechnic|Cent(?:er|re)\b)"
)
AGENCY = re.compile(
    r"\b(?:Agency|Ministry|Air Force|Army|Navy|Armed|Squadron|Forces?|Administration|Commission|Council|Committee|"
    r"Department|Directorate|Office|Government|Bureau|Wing)\b"
)
LEGAL = re.compile(r",? (?:Inc\.?|Ltd\.?|LLC|GmbH|Corp\.?|S\.A\.|AG|plc|Pty)$")


def moon(path: Path) -> Iterator[tuple[str, Row]]:
    """Named features of the Moon of the Gazetteer of Planetary Nomenclature (IAU, USGS): comma-separated values.

    Craters bear surnames, so that theirs need context; lettered craters and dropped names are left out.
    """
    for line in table_of(path, ("Feature_Name", "Target", "Approval_Status")):
        name = normalise(line["Feature_Name"])
        if line["Target"] != "Moon" or line["Approval_Status"] != "Approved" or not name[-1:].islower():
            continue
        told = FEATURE.match(name)
        yield "features.tsv", row(name, "SurfaceFeature", "iau", flags=() if told else ("cased", "word"))


def people(path: Path) -> Iterator[tuple[str, Row]]:
    """People who flew to space, with their Wikidata ids: comma-separated values with `name` and `wikidata_id`."""
    for line in table_of(path, ("name", "wikidata_id")):
        name = normalise(line["name"])
        if len(name.split()) > 1 and '"' not in name:
            yield "persons.tsv", row(name, "Person", "wikidata", wikidata=line["wikidata_id"])


def organisations(path: Path) -> Iterator[tuple[str, Row]]:
    """Makers and operators of satellites of Wikidata: JSON with `organisations`, each with `name` and `wikidataId`."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["organisations"]
    except (ValueError, KeyError, TypeError) as error:
        raise OntologyError(
            f"{path.name}: not JSON with a list of organisations; give the file as published"
        ) from error
    for one in found:
        name = normalise(LEGAL.sub("", str(one.get("name") or "")))
        identity = str(one.get("wikidataId") or "")
        if len(name) < LEAST_LETTERS or one.get("provenance", {}).get("name") != "wikidata":
            continue
        kinds = {entry.type for entry in gazetteer().find(name)}
        kind = kinds.pop() if len(kinds) == 1 else kind_of_organisation(name, one.get("roles") or ())
        file = {"Institute": "institutes.tsv", "Agency": "agencies.tsv"}.get(kind, "companies.tsv")
        if kind in {"Institute", "Agency", "Company"}:
            yield file, row(name, kind, "wikidata", wikidata=identity, flags=flags_of(name))


def kind_of_organisation(name: str, roles: Iterable[str]) -> str:
    if INSTITUTE.search(name):
        return "Institute"
    return "Agency" if AGENCY.search(name) or "agency" in roles else "Company"


def satellites(path: Path) -> Iterator[tuple[str, Row]]:
    """Satellites of the launch log of GCAT (McDowell): tab-separated values below `#Launch_Tag`."""
    lines = [
        line
        for line in table_of(path, ("#Launch_Tag", "Launch_Date", "PLName", "Launch_Code"), "\t")
        if (line["Launch_Date"] or "")[:4] >= str(SINCE) and (line["Launch_Code"] or "").startswith("O")
    ]
    names = [normalise(line["PLName"]) for line in lines]
    sizes = Counter(family(name) for name in names)
    others = {family(surface) for surface, entry in gazetteer().surfaces() if is_other_craft(entry.type)}
    for name in sorted(set(names)):
        root = family(name)
        letters = sum(mark.isalpha() for mark in name)
        serial = " No. " in name or "/" in name  # what only catalogues call it
        if (
            sizes[root] < FAMILY
            and root not in others
            and letters >= LEAST_LETTERS
            and name[0].isalpha()
            and not serial
        ):
            yield "satellites.tsv", row(name, "Satellite", "gcat", flags=flags_of(name))


def is_other_craft(kind: str) -> bool:
    flying = any(vocabulary().is_a(kind, one) for one in ("Craft", "LaunchVehicle", "Mission"))
    return flying and kind not in {"Satellite", "Craft"}


def family(name: str) -> str:
    """What satellites of one kind share: their name without number, in small letters."""
    return NUMBER.sub("", re.sub(r"\s*\(.*", "", name)).casefold()


def flags_of(name: str) -> tuple[str, ...]:
    """Names that look like words need context: one word without figures or capitals inside that stories use plainly."""
    if len(name.split()) > 1 or CODE.search(name):
        return ()
    if PLAIN.fullmatch(name) or name.lower() in words():
        return ("cased", "word")
    return ()


@cache
def words() -> frozenset[str]:
    """The words that the trained part knows whole: the commonest of English, surnames and places among them."""
    path = Path(__file__).parents[2] / "kg/extract/trained/model/pieces.txt"
    return frozenset(path.read_text(encoding="utf-8").split("\n")) if path.is_file() else frozenset()


def row(name: str, kind: str, source: str, wikidata: str = "", flags: tuple[str, ...] = ()) -> Row:
    return Row(name, kind, (), wikidata, flags, source)


def table_of(path: Path, columns: tuple[str, ...], delimiter: str = ",") -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        lines = csv.DictReader(
            file, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        )
        if missing := [name for name in columns if name not in (lines.fieldnames or ())]:
            raise OntologyError(f"{path.name}: no column {', '.join(missing)}; give the file as published")
        yield from lines


READERS: dict[str, Callable[[Path], Iterator[tuple[str, Row]]]] = {
    "moon": moon,
    "people": people,
    "organisations": organisations,
    "satellites": satellites,
}


def prepare(folder: Path, found: Iterable[tuple[str, Row]]) -> dict[str, int]:
    """Write the rows by file into `folder`; the number of rows of each."""
    files: dict[str, list[Row]] = {}
    for name, one in found:
        if "\ufffd" not in one.name:
            files.setdefault(name, []).append(one)
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, listed in sorted(files.items()):
        merged = merge(listed)
        counts[name] = len(merged)
        (folder / name).write_text(table(COLUMNS, (one.cells() for one in merged)), encoding="utf-8", newline="\n")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m ontology.names.open_data", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder to write rows into")
    for name, reader in READERS.items():
        parser.add_argument(f"--{name}", type=Path, help=(reader.__doc__ or "").split("\n")[0])
    options = parser.parse_args()
    chosen = [(reader, path) for name, reader in READERS.items() if (path := getattr(options, name)) is not None]
    counts = prepare(options.folder, (pair for reader, path in chosen for pair in reader(path)))
    print(", ".join(f"{name} {count}" for name, count in counts.items()) or "nothing to prepare: give a source")


if __name__ == "__main__":
    main()
