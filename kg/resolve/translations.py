"""Words of which names of organisations and launch sites are made, in the languages of those who found them."""

from collections.abc import Iterable
from functools import cache

from ontology.gazetteer import gazetteer

# English, then the words for it as they are compared: in lower case and without accents. General knowledge.
WORDS = """
agency administration agencia agenzia agence agentur
space espacial espaciales spaziale spaziali spatial spatiale spatiales weltraum raumfahrt kosmicheskikh kosmicheskiy
national nacional nacionais nacionales nazionale nationale nationales nationales
institute instituto institut istituto
research pesquisa pesquisas investigacion investigaciones recherche recherches ricerca ricerche forschung issledovaniy
center centre centro zentrum
launch lancamento lanzamiento lanzamientos lancement lancio
academy academia academie accademia akademie
sciences science ciencia ciencias scienze wissenschaften
ministry ministerio ministere ministero ministerium
defense defence defensa defesa difesa verteidigung
university universidad universidade universite universita universitat
observatory observatorio observatoire osservatorio observatorium
commission comision comissao kommission commissione
studies etudes estudios estudos studi
aerospace aeroespacial aerospatiale aerospaziale
brazil brasil brasileira brasileiro
spain espana espanola espanol
italy italia italiana italiano
france francaise francais
mexico mexicana mexicano
germany deutschland deutsche deutsches deutscher
argentina nacion
portugal portuguesa
europe europea europeenne europaische europaisches europaischen europaischer europeia europeo europeen
international internacional internazionale internationale internationaler internationales mezhdunarodnaya
station estacion estacao stazione stantsiya
telescope telescopio teleskop
physics physique fisica physik
astrophysics astrophysique astrofisica astrophysik
astronomy astronomie astronomia
geophysics geophysique geofisica geophysik
science wissenschaft nauk
extraterrestrial extraterrestre extraterrestrische
solar solaire solare sonnen
planetary planetaire planetaria planetario planetenforschung
technology technologie tecnologia tecnologico tecnologica technik
engineering ingenierie ingenieria ingegneria engenharia
organization organizacion organizacao organizzazione
council conseil consejo conselho consiglio
office bureau oficina ufficio amt
federal federale
federation federacion federazione foderation
society societe sociedad sociedade societa gesellschaft
museum musee museo museu
program programme programa programma programm
mission mision missao missione
satellite satelite satellitaire
army armee ejercito esercito
force fuerza forca forza
air aerienne aerea aeree
"""
# Compounds, and what tells one country's only space agency from no other.
COMPOUNDS = {
    "weltraumforschung": "space research",
    "weltraumorganisation": "space agency",
    "raumfahrtagentur": "space agency",
    "raumfahrtzentrum": "space center",
}
WHOSE = frozenset(("national", "state", "federal"))
# What counts for nothing beside `kg.resolve.forms.SMALL`.
LITTLE = frozenset(
    ("fur", "per", "la", "le", "les", "del", "della", "dello", "do", "da", "dos", "das", "di", "el", "y")
)
COUNTRIES = {
    "united states": "us",
    "united kingdom": "uk",
    "united arab emirates": "uae",
    "emirates": "uae",
    "usa": "us",
    "south korea": "korea",
    "great britain": "uk",
}


# Of which German compounds are made: `Sonnensystemforschung`.
PARTS = {
    "sonnensystem": "solar system",
    "weltraum": "space",
    "raumfahrt": "space",
    "raum": "space",
    "mond": "lunar",
    "planeten": "planetary",
    "satelliten": "satellite",
    "forschungs": "research",
    "forschung": "research",
    "agentur": "agency",
    "zentrum": "center",
    "station": "station",
    "teleskop": "telescope",
    "behorde": "agency",
    "institut": "institute",
    "programm": "program",
    "mission": "mission",
    "kontroll": "control",
}


def apart(word: str) -> str:
    """A German compound of two known parts as its English words, else the word itself."""
    for head, meaning in PARTS.items():
        rest = word.removeprefix(head)
        if rest != word and rest in PARTS:
            return f"{meaning} {PARTS[rest]}"
    return word


@cache
def translations() -> dict[str, str]:
    return {word: line.split()[0] for line in WORDS.strip().split("\n") for word in line.split()[1:]}


@cache
def demonyms() -> dict[str, str]:
    """A demonym of one word, in lower case -> its country."""
    pairs = ((word.casefold(), country.casefold()) for word, country in gazetteer().demonyms().items())
    return {word: COUNTRIES.get(country, country) for word, country in pairs if word.isalpha()}


@cache
def countries() -> frozenset[str]:
    """Names of countries and continents as tokens of a name: `japan`, `uk`, `europe`."""
    known = {entry.name.casefold() for _, entry in gazetteer().surfaces() if entry.type == "Country"}
    return frozenset({*known, *COUNTRIES.values(), "europe", "asia", "africa"})


def meant(words: Iterable[str], small: frozenset[str]) -> tuple[str, ...]:
    """What words mean, in order: in English, countries for demonyms, an agency for an administration."""
    text = " ".join(COMPOUNDS.get(word) or apart(word) for word in words if word not in small and word not in LITTLE)
    for said, short in COUNTRIES.items():
        text = f" {text} ".replace(f" {said} ", f" {short} ").strip()
    found = tuple(translations().get(word) or demonyms().get(word, word) for word in text.split())
    is_agency = {"space", "agency"} <= {*found} and not countries().isdisjoint(found)
    return tuple(word for word in found if word not in WHOSE) if is_agency else found
