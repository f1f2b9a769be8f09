"""Names of celestial bodies as astronomers give them: "2024 YR4", "(44594) 1999 OX3", "107 Camilla", "WASP-39 b".

They are made of figures more than of words, so that no run of capitalised words tells where they begin and end. The
forms are those of the International Astronomical Union (Minor Planet Center, "How are minor planets named?"; IAU
designation of exoplanets).
"""

import re
from collections.abc import Iterator

from kg.extract.text.cues import words
from kg.extract.text.document import Document, Sentence
from ontology.gazetteer import Gazetteer

NUMBER = r"\( ?\d{1,6} ?\)|(?<![\d.,:/$€£-])\d{1,6}"
# year, half-month, order within it, and how often the letters were used up
PROVISIONAL = r"(?:1[89]|20)\d\d [A-HJ-Y][A-HJ-Z]\d{0,3}"
CATALOGUES = "|".join(map(re.escape, sorted(words("star_catalogues"), key=len, reverse=True)))
DESIGNATION = re.compile(
    rf"(?<![\w-])(?P<planet>(?:{CATALOGUES})[ -]?\d[\d-]{{0,12}}[A-C]? [b-h])(?![\w'’-])"
    rf"|(?<![\w-])(?:(?P<number>{NUMBER}) )?(?:(?P<provisional>{PROVISIONAL})|(?P<name>[A-Z][a-z][\w'’ʻ-]*))(?![\w-])"
)
BEFORE = 24  # code points in which a word says what the two letters behind a year are of


def find_designations(document: Document, names: Gazetteer) -> Iterator[tuple[int, int, str]]:
    """First token, token behind the last one, and the designation as it is written without blanks in its brackets."""
    starts = {token.start: token.index for token in document.tokens}
    ends = {token.end: token.index + 1 for token in document.tokens}
    text = document.story.text
    for found in DESIGNATION.finditer(text):
        if found["name"] and not found["number"]:
            continue
        first, last = starts.get(found.start()), ends.get(found.end())
        if first is None or last is None or document.tokens[first].sentence != document.tokens[last - 1].sentence:
            continue
        if is_meant(document, names, found, first, last):
            yield first, last, re.sub(r"\( ?(\d+) ?\)", r"(\1)", found[0])


def is_meant(document: Document, names: Gazetteer, found: re.Match[str], first: int, last: int) -> bool:
    """Whether what looks like a designation is one; "2024 US" and "12 Starlink" look like some, too."""
    if found["planet"]:
        return True
    if found["provisional"]:
        before = document.story.text[max(0, found.start() - BEFORE) : found.start()].lower()
        if found["number"] or found[0][-1].isdigit():
            return True
        told = [word.strip(",;:") for word in before.split()]
        near = told[-1:] if names.find(found[0][-2:]) else told  # "no asteroid until 2031 EU officials"
        return not words("small_bodies").isdisjoint(near)
    return is_numbered(document, names, found, first, last)


def is_numbered(document: Document, names: Gazetteer, found: re.Match[str], first: int, last: int) -> bool:
    """Read "107 Camilla" where the sentence speaks of asteroids or their orbits, and the figure counts nothing.

    What a reference list knows by its name alone is found with it, and counted things are named there, mostly.
    """
    tokens = document.tokens
    sentence = document.sentences[tokens[first].sentence]
    begins = first == sentence.first
    year = len(found["number"]) == 4 and found["number"][:2] in {"19", "20"}
    counts = tokens[last - 1].tag == "NNPS" or (last < sentence.last and tokens[last].tag.startswith("NN"))
    before = tokens[max(0, first - 1)]  # "Asteroid 107 Camilla", but "Expedition 72 Commander"
    told = before.text[:1].isupper() and before.lower not in words("small_bodies")
    goes_on = not begins and (told or before.tag in {"CD", "POS"})
    if counts or goes_on or (year and not begins) or found["name"] in words("calendar"):
        return False
    if names.demonym(found["name"]) is not None:
        return False
    if is_discovered(document, first, last):
        return True
    return speaks_of_bodies(document, sentence) and all("word" in one.flags for one in names.find(found["name"]))


def is_discovered(document: Document, first: int, last: int) -> bool:
    """Read "107 Camilla was discovered", "the discoverer of 107 Camilla"."""
    after = [token.lower for token in document.tokens[last : last + 3]]
    before = [token.lower for token in document.tokens[max(0, first - 2) : first]]
    told = "discovered" in after and after[0] in {"was", ",", "discovered"}
    return told or before[-1:] == ["discovered"] or before == ["discovered", "the"] or before == ["discoverer", "of"]


def speaks_of_bodies(document: Document, sentence: Sentence) -> bool:
    told = {token.lower for token in document.words(sentence)} | {token.lemma for token in document.words(sentence)}
    return not told.isdisjoint(words("small_bodies"))
