"""The space agency that a story means by its country: `the Japanese space agency` is JAXA. General knowledge.

Countries with two that are called so (China), or with one that followed on another (South Korea), are left out.
"""

from kg.resolve.forms import SMALL, form_of
from kg.resolve.translations import meant

# As `kg.resolve.translations` names countries -> as the reference names know the agency.
AGENCIES = {
    "us": "NASA",
    "japan": "JAXA",
    "france": "CNES",
    "germany": "DLR",
    "india": "ISRO",
    "russia": "Roscosmos",
    "canada": "Canadian Space Agency",
    "italy": "Italian Space Agency",
}
DESCRIBED = frozenset(("space", "agency"))


def agency_of(name: str) -> str | None:
    """The agency that a description of nothing but a country and its space agency means; None for all others."""
    words = meant(form_of(name, organization=True).words, SMALL)
    countries = [word for word in words if word not in DESCRIBED]
    is_described = len(words) == len(DESCRIBED) + 1 and {*words} >= DESCRIBED
    return AGENCIES.get(countries[0]) if is_described and len(countries) == 1 else None
