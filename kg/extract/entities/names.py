"""Where a story names something: reference names and runs of capitalised words."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import ahocorasick

from kg.extract.entities.designations import find_designations
from kg.extract.entities.mentions import Kind, Span, span_of
from kg.extract.entities.runs import (
    CALENDAR,
    HYPHENS,
    JOINTS,
    ROMAN,
    TITLE_TAGS,
    capitalised_inside,
    is_figure,
    run_from,
    span_text,
)
from kg.extract.text.cues import Cues
from kg.extract.text.document import Document, Sentence, Token
from kg.extract.text.parsing import BLANKS, CREDIT
from ontology.gazetteer import NO_FLAGS, Entry, Gazetteer

CREDITED = 8.0  # more than the trained part makes of a name that stands alone
HEAVENS = frozenset({"Moon", "Sun", "Earth"})
MOON_NOUNS = (
    "landing",
    "landings",
    "mission",
    "missions",
    "shot",
    "lander",
    "landers",
    "rover",
    "base",
    "race",
    "rock",
    "rocks",
    "dust",
    "trip",
)


@dataclass(frozen=True, slots=True)
class Match:
    """A reference name found at tokens `[first, last)`."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    surface: str

    @property
    def plain_word(self) -> bool:
        return all("word" in entry.flags for entry in self.entries)


class NameFinder:
    """Finds names; holds the automaton over the reference names (Aho and Corasick, 1975)."""

    def __init__(self, names: Gazetteer, cues: Cues) -> None:
        self.names, self.cues = names, cues
        self.automaton = ahocorasick.Automaton()
        surfaces: dict[str, list[Entry]] = {}
        for surface, entry in names.mentions():
            for variant in variants(surface, entry, cues):
                surfaces.setdefault(variant, []).append(entry)
        for epithet, name in cues.epithets.items():
            for variant in (epithet, epithet.title(), epithet.capitalize()):
                surfaces[variant] = [entry for entry in names.find(name) if entry.type == "CelestialBody"]
        for surface, entries in surfaces.items():
            self.automaton.add_word(surface, (surface, tuple(entries)))
        self.automaton.make_automaton()

    def find(self, document: Document) -> list[Span]:
        """All name spans of a story, in order, not overlapping, each with its first votes."""
        matches = self.reference_matches(document)
        capitals = capitalised_inside(document)
        spans: list[Span] = []
        firsts = [match.first for match in matches]
        for sentence in document.sentences:
            if sentence.kind == CREDIT:
                spans.append(self.outlet(document, sentence))
                continue
            inside = matches[bisect_left(firsts, sentence.first) : bisect_left(firsts, sentence.last)]
            spans.extend(self.in_sentence(document, sentence, inside, capitals))
        return spans

    def outlet(self, document: Document, credit: Sentence) -> Span:
        """The name that a credit is: "The post … appeared first on NAME"; an agency or a country stays what it is."""
        span = span_of(document, credit.first, credit.last, Kind.NAME)
        entries = self.names.find(span.name)
        for kind in dict.fromkeys(entry.type for entry in entries) or ("Outlet",):
            span.vote(kind, CREDITED)
        span.known = entries[0].name if entries else span.name
        return span

    def reference_matches(self, document: Document) -> list[Match]:
        """Reference names on token boundaries, the longer one where two overlap, in order."""
        text = document.story.text.translate(BLANKS).replace("’", "'").replace("‘", "'")
        starts = {token.start: token.index for token in document.tokens}
        ends = {token.end: token.index + 1 for token in document.tokens}
        found: list[Match] = []
        for end, (surface, entries) in self.automaton.iter(text):
            first = starts.get(end + 1 - len(surface))
            last = ends.get(end + 1)
            if first is not None and last is not None and stands_alone(document, first, last):
                found.append(Match(first, last, entries, surface))
        for first, last, name in find_designations(document, self.names):
            found.append(Match(first, last, (Entry(name, "CelestialBody", (), "", NO_FLAGS),), name))
        found.sort(key=lambda match: (match.first - match.last, match.first))
        taken: set[int] = set()
        kept: list[Match] = []
        for match in found:
            if taken.isdisjoint(range(match.first, match.last)):
                taken.update(range(match.first, match.last))
                kept.append(match)
        return sorted(kept, key=lambda match: match.first)

    def in_sentence(
        self, document: Document, sentence: Sentence, matches: list[Match], capitals: frozenset[str]
    ) -> Iterator[Span]:
        position = sentence.first
        begin = {match.first: match for match in matches}
        while position < sentence.last:
            if hyphenated(document, position):
                position += 1
                continue
            run_end = run_from(document, position, sentence, capitals)
            match = begin.get(position)
            longer = run_end > (match.last if match else position)
            if match and not (longer and self.is_part_of_longer(document, match, position, run_end)):
                if self.believed(document, match, sentence, capitals):
                    yield from self.reference_span(document, match)
                position = match.last
                continue
            if run_end > position:
                stop = next(
                    (
                        index
                        for index in range(position + 1, run_end)
                        if index in begin and self.splits(document, begin[index], position, run_end)
                    ),
                    run_end,
                )
                if stop < run_end and self.is_named_whole(document, position, run_end):
                    stop = run_end
                yield from self.run_spans(document, position, stop)
                position = stop
            else:
                position += 1

    def splits(self, document: Document, match: Match, first: int, last: int) -> bool:
        """Whether a reference name inside of a run is a name of its own: not the surname of "Stephen Altemus"."""
        if match.plain_word or not first < match.first < last:
            return False
        surname = all(entry.type == "Person" for entry in match.entries) and match.last == last
        before = document.tokens[first : match.first]
        return not (surname and len(before) < 3 and not any(word.text in self.cues.titles for word in before))

    def is_part_of_longer(self, document: Document, match: Match, first: int, last: int) -> bool:
        """Whether a reference name begins a longer name: the "Tokyo" of "Tokyo University", not of "Tokyo Thursday"."""
        if self.is_named_whole(document, first, last) or (match.plain_word and last - first <= 3):
            return True
        following = document.tokens[match.last].text
        return following[0].isdigit() or following in ROMAN

    def is_named_whole(self, document: Document, first: int, last: int) -> bool:
        words = document.tokens[first:last]
        ends, starts = words[-1].text in self.cues.ends, words[0].text in self.cues.starts
        holds_role = any(word.text in self.cues.titles for word in words)
        return len(words) > 1 and (ends or starts) and not holds_role

    def believed(self, document: Document, match: Match, sentence: Sentence, capitals: frozenset[str]) -> bool:
        """Whether a reference name that is also a plain word is meant as a name here."""
        token = document.tokens[match.first]
        if match.surface in CALENDAR:
            return False
        if not match.plain_word or match.last - match.first > 1:
            return True
        if token.text[:1].islower():
            return False
        if token.index > sentence.first or token.text in capitals or token.tag in TITLE_TAGS:
            return True
        following = document.tokens[match.last] if match.last < sentence.last else None
        return token.tag == "NN" and following is not None and (following.is_verb or following.tag == "POS")

    def reference_span(self, document: Document, match: Match) -> Iterator[Span]:
        first, last = match.first, match.last
        if document.tokens[first].lower == "the" and last - first > 1:
            first += 1
        if document.tokens[first].text == "moon" and last - first == 2:
            last -= 1
        if document.tokens[first].text == "moon" and belongs_to_planet(document, first):
            return
        epithet = document.text(*document.phrase(first, last - 1)).lower() in self.cues.epithets
        span = span_of(document, first, last, Kind.DESCRIPTION if epithet else Kind.NAME)
        weight = 4.0 if not match.plain_word else 1.5
        for entry in match.entries:
            span.vote(entry.type, weight * (0.5 if "word" in entry.flags and not match.plain_word else 1.0))
        span.listed = tuple(entry.type for entry in match.entries)
        if len({entry.name for entry in match.entries}) == 1:
            span.known = match.entries[0].name
            span.wikidata = match.entries[0].wikidata
        yield span

    def run_spans(self, document: Document, first: int, last: int) -> Iterator[Span]:
        """The names in a run of capitalised words: titles and roles split it and are no part of a name."""
        start = first
        for index in range(first, last + 1):
            at_end = index == last
            if at_end or document.tokens[index].text in self.cues.titles or document.tokens[index].text in CALENDAR:
                if index > start:
                    yield from self.run_span(document, start, index)
                start = index + 1

    def run_span(self, document: Document, first: int, last: int) -> Iterator[Span]:
        while first < last and document.tokens[first].lower in JOINTS | HYPHENS:
            first += 1
        while last > first and document.tokens[last - 1].lower in JOINTS | HYPHENS | {"'s", "’s", "."}:
            last -= 1
        if first >= last:
            return
        words = document.tokens[first:last]
        if (demonym := self.demonym(document, first, last)) is not None:
            yield demonym
        elif span_text(words) in self.cues.ignored or words[-1].text in self.cues.unnamed_ends:
            return
        elif any(word.text[:1].isupper() or word.text[:1].isdigit() for word in words) and not is_figure(words):
            span = span_of(document, first, last, Kind.NAME)
            self.vote_by_form(span, words)
            yield span

    def demonym(self, document: Document, first: int, last: int) -> Span | None:
        """The tokens as what a country's people and things are called ("French"); None where they are no such word."""
        country = self.names.demonym(document.tokens[first].text) if last - first == 1 else None
        if country is None:
            return None
        span = span_of(document, first, last, Kind.DEMONYM)
        span.known = country
        known = [entry for entry in self.names.find(country) if entry.type in {"Country", "Region"}]
        span.vote(known[0].type if known else "Country", 4.0)
        span.wikidata = known[0].wikidata if known else ""
        return span

    def vote_by_form(self, span: Span, words: list[Token]) -> None:
        if span.name.isupper() and len(span.name) > 3:
            entries = self.names.find(span.name.title())
            for entry in entries:
                span.vote(entry.type, 2.5)
            span.known = entries[0].name if entries else ""
        elif len(words) == 1 and words[0].text[-1:].isdigit():
            span.vote("Satellite", 0.5)
        last = words[-1].text
        if len(words) > 1:
            if (kind := self.cues.ends.get(last)) or (
                len(words) > 2 and last[:1].isdigit() and (kind := self.cues.ends.get(words[-2].text))
            ):
                span.vote(kind, 3.0)
            if kind := self.cues.starts.get(words[0].text):
                span.vote(kind, 2.5)


def variants(surface: str, entry: Entry, cues: Cues) -> Iterator[str]:
    """A reference name as written, and with a capital where a sentence may begin with it ("Ispace").

    Two mentions in one ("NASA's Kennedy Space Center") and names with their common noun ("Dragon capsule") are left
    out: the noun is no part of a mention.
    """
    words = surface.split()
    if "'s " in surface or (len(words) > 1 and (cues.noun_type(words[-1]) or words[-1] in cues.roles)):
        return
    if entry.name in HEAVENS and surface == entry.name:
        yield f"the {surface.lower()}"
        if surface == "Moon":
            for noun in MOON_NOUNS:
                yield f"moon {noun}"
    yield surface
    if surface[:1].islower() and "cased" not in entry.flags:
        yield surface[:1].upper() + surface[1:]


def belongs_to_planet(document: Document, moon: int) -> bool:
    """Read "the moon of Jupiter" is not the Moon."""
    return any(child.lower == "of" for child in document.children(moon, "prep")) or bool(
        document.children(moon, "poss", "appos")
    )


PREFIXES = frozenset({"non", "ex", "anti", "pro", "mid", "pan", "all"})


def hyphenated(document: Document, index: int) -> bool:
    """The "Earth" of "near-Earth": a word behind a small one and a hyphen names nothing."""
    tokens = document.tokens
    if index < 2 or tokens[index - 1].text not in HYPHENS or tokens[index - 1].end != tokens[index].start:
        return False
    before = tokens[index - 2]
    return before.end == tokens[index - 1].start and before.text.islower() and before.lower not in PREFIXES


def stands_alone(document: Document, first: int, last: int) -> bool:
    """Whether a match is a whole name: not the "Crew" of "Crew-10", but the "Tokyo" of "Tokyo-based"."""
    tokens = document.tokens
    if tokens[first].sentence != tokens[last - 1].sentence:
        return False
    if first > 0 and tokens[first - 1].text in HYPHENS and tokens[first - 1].end == tokens[first].start:
        before = tokens[first - 2] if first > 1 else None
        if before is not None and before.end == tokens[first - 1].start and before.lower not in PREFIXES:
            return False  # "near-Earth", "X-37B"
    if last < len(tokens) and tokens[last].text in HYPHENS and tokens[last].start == tokens[last - 1].end:
        return last + 1 < len(tokens) and tokens[last + 1].text[:1].islower()
    return True
