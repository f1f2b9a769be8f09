"""Python values as RDF literals in the lexical form that every reader gives back unchanged."""

import re
from datetime import date

from pyoxigraph import Literal, NamedNode

from ontology.context import STANDARD

EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
TYPES = "boolean date dateTime decimal double gYear gYearMonth integer nonNegativeInteger positiveInteger"
XSD = {name: NamedNode(STANDARD["xsd"] + name) for name in TYPES.split()}
MONTHS = range(1, 13)


def text(value: str) -> Literal:
    """A string; lone surrogates, which UTF-8 cannot hold, become the replacement character."""
    return Literal(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def number(value: int | float) -> Literal:
    if isinstance(value, int):
        return Literal(str(value), datatype=XSD["integer"])
    return Literal(repr(value), datatype=XSD["double"])


def decimal(value: float) -> Literal:
    """Up to four places, in the shortest form ("0.93", "1.0")."""
    shortened = f"{value:.4f}".rstrip("0")
    return Literal(shortened + "0" if shortened.endswith(".") else shortened, datatype=XSD["decimal"])


def moment(edtf: str) -> Literal:
    """An EDTF date as xsd:date, xsd:gYearMonth or xsd:gYear where it is one, else as a literal of type EDTF.

    Seasons and quarters (`2027-21`, `2027-33`), intervals and uncertain dates have no XSD type.
    """
    if re.fullmatch(r"[0-9]{4}", edtf) and edtf != "0000":
        return Literal(edtf, datatype=XSD["gYear"])
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", edtf) and int(edtf[5:]) in MONTHS and not edtf.startswith("0000"):
        return Literal(edtf, datatype=XSD["gYearMonth"])
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", edtf) and is_day(edtf):
        return Literal(edtf, datatype=XSD["date"])
    return Literal(text(edtf).value, datatype=EDTF)


def is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True
