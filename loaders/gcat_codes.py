"""What the codes of GCAT stand for: states, sites, organisations and orbits.

The commonest are in `data/gcat_codes.tsv`. Of the others the catalogue's own tables tell, where they lie beside the
file that is loaded (`orgs.tsv`, `sites.tsv` of https://planet4589.org/space/gcat/web/orgs/).
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from loaders.record import NOTHING
from loaders.source import DOCUMENT_BYTES

BESIDE = {"orgs.tsv": "organisation", "sites.tsv": "site"}
# English before the catalogue's own transliteration.
NAMES = ("EName", "ShortEName", "Name")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Codes:
    """Names by kind (`state`, `site`, `organisation`, `orbit`) and code."""

    names: Mapping[Key, str]

    def name(self, kind: str, code: str) -> str | None:
        """The name of a code; of an orbit's also by the part before its class (`LEO/I`), None where it is unknown."""
        found = self.names.get((kind, code))
        return self.names.get((kind, code.partition("/")[0])) if found is None and kind == "orbit" else found

    def decoded(self, kind: str, code: str) -> str:
        """The name with its code behind it, or the code alone: "Cape Canaveral (CC)"."""
        name = self.name(kind, code)
        return f"{name} ({code})" if name and name != code else code


def codes_beside(path: Path | None) -> Codes:
    """The known codes and those of the catalogue's tables in the same folder."""
    found: dict[Key, str] = {}
    for name, kind in BESIDE.items():
        if path is not None and path.name != name:
            found |= dict(table(path.parent / name, kind))
    return Codes({**found, **shipped()})


@cache
def shipped() -> Mapping[Key, str]:
    text = (files("loaders") / "data" / "gcat_codes.tsv").read_text(encoding="utf-8")
    return {(row["kind"], row["code"]): row["name"] for row in csv.DictReader(text.splitlines(), delimiter="\t")}


def table(path: Path, kind: str) -> Iterator[tuple[Key, str]]:
    """The codes of one of the catalogue's tables; none where there is no such file that can be read."""
    try:
        if not path.is_file() or path.stat().st_size > DOCUMENT_BYTES:
            return
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    header = lines[0].lstrip("#").split("\t") if lines else []
    for line in lines[1:]:
        row = dict(zip(header, (cell.strip() for cell in line.split("\t")), strict=False))
        names = [row.get(column, "") for column in NAMES]
        name = next((name for name in names if name not in NOTHING), None)
        if name and not line.startswith("#"):
            yield (kind, line.partition("\t")[0].strip()), name
