"""Which names of a story mean one thing, and of what type it is: one name has one type through a whole story."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.entities.mentions import Kind, Span
from kg.extract.text.cues import Cues
from kg.extract.text.document import Document
from ontology import Vocabulary
from ontology.gazetteer import Gazetteer

ENOUGH = 0.9
ARTICLE = re.compile(r"^(the|a|an)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")
LETTERS = re.compile(r"[^\w\s]+")
NUMBERED = re.compile(r"(.+[ -])\d+")
KNOWN = 10_000  # names that are held
BRACKETED = re.compile(r"(.+?) \(([^()]+)\)(.*)")
OBSERVERS = frozenset({"space", "telescope", "observatory"})  # behind whom a telescope is called after
SEATS = frozenset({"headquarters", "hq"})  # "NASA Headquarters" is no longer form of NASA
FLYING = ("Craft", "Mission", "LaunchVehicle")
INITIALS = 3  # the least number of capitals that spell out a name wherever it stands


@dataclass(slots=True)
class Cluster:
    """An entity of one story: its spans in order, type, name and, where a reference name fits, its Wikidata id."""

    number: int
    type: str
    name: str
    spans: list[Span] = field(default_factory=list)
    described: bool = False
    plural: bool = False
    count: str | None = None
    wikidata: str = ""
    possessor: int | None = None


@lru_cache(KNOWN)
def normal(name: str) -> str:
    """A name for comparing: lower case, no article, possessive or punctuation."""
    plain = POSSESSIVE.sub("", ARTICLE.sub("", name.strip()))
    return re.sub(r"\s+", " ", LETTERS.sub(" ", plain.casefold())).strip()


def prefer_spoken_of(document: Document, spans: Iterable[Span], cues: Cues) -> None:
    """Tell names of several things apart by the story's nouns: Resilience is a lander where it speaks of landers."""
    spoken = Counter(kind for token in document.tokens if (kind := cues.noun_type(token.lower)))
    for span in spans:
        if len(span.votes) > 1 and span.known:
            for kind in list(span.votes):
                span.vote(kind, 0.25 * min(4, spoken[kind]))


def cluster_names(document: Document, spans: list[Span], names: Gazetteer, vocabulary: Vocabulary) -> list[Cluster]:
    """Clusters of the named spans, in order of first mention; a name that nothing gives a type is dropped."""
    groups: dict[str, list[Span]] = {}
    for span in spans:
        key = normal(span.known or span.name)
        groups.setdefault(key or span.name, []).append(span)
    merge_abbreviations(document, groups)
    merge_bracketed(groups)
    clusters: list[Cluster] = []
    for members in groups.values():
        kind = decide(summed(members), vocabulary)
        if kind:
            clusters.append(Cluster(0, kind, fullest(members), sorted(members, key=lambda span: span.first)))
    clusters = merge_short_forms(sorted(clusters, key=lambda cluster: cluster.spans[0].first), vocabulary)
    clusters = merge_spelled_out(clusters, vocabulary)
    clusters = merge_in_brackets(document, clusters, vocabulary)
    for number, cluster in enumerate(clusters):
        cluster.number = number
        link(cluster, names)
        for span in cluster.spans:
            span.entity = number
    return clusters


def summed(members: Iterable[Span]) -> dict[str, float]:
    votes: dict[str, float] = {}
    for span in members:
        for kind, weight in span.votes.items():
            votes[kind] = votes.get(kind, 0.0) + weight
    return votes


def decide(votes: Mapping[str, float], vocabulary: Vocabulary) -> str | None:
    """The type with most votes, a parent's votes counting half for its subtypes; the more specific one of equals."""
    scores = {
        kind: weight + 0.5 * sum(other for name, other in votes.items() if name != kind and vocabulary.is_a(kind, name))
        for kind, weight in votes.items()
    }
    if not scores or max(scores.values()) < ENOUGH:
        return None
    best = max(sorted(scores), key=lambda kind: (scores[kind], len(vocabulary.types[kind].line)))
    # of a type and its subtype ("the Orion spacecraft" and the reference name's Capsule) the subtype says more
    below = [kind for kind in scores if kind != best and vocabulary.is_a(kind, best) and votes[kind] >= 1.0]
    if below:
        best = max(sorted(below), key=lambda kind: votes[kind])
    return "Company" if best == "Organization" else best


def fullest(members: list[Span]) -> str:
    """The reference name where the story uses it, as it is written there; else the longest form in use."""
    named = [span for span in members if span.kind is Kind.NAME]
    if not named:
        return members[0].known
    named = [span for span in named if "(" not in span.name] or named
    longest = max(named, key=lambda span: (len(span.name), -span.first))
    used = {normal(span.name) for span in named}
    known = {span.known for span in named if span.known and normal(span.known) in used}
    return min(known) if known else longest.name


def merge_abbreviations(document: Document, groups: dict[str, list[Span]]) -> None:
    """Read "European Space Agency (ESA)": the short form in brackets joins the long one before it."""
    by_first = {span.first: key for key, members in groups.items() for span in members}
    for key in list(groups):
        for span in groups.get(key, []):
            after = span.last
            if after + 1 >= len(document.tokens) or document.tokens[after].text != "(":
                continue
            short = by_first.get(after + 1)
            if short and short != key and short in groups and is_abbreviation(groups[short][0].name, span.name):
                groups[key] = groups[key] + groups.pop(short)
                for other, target in by_first.items():
                    if target == short:
                        by_first[other] = key
                break


def stands_for(short: str, long: str) -> bool:
    """Whether the capitals of the short form begin words of the long one, in order."""
    letters = [letter for letter in short if letter.isupper()]
    initials = iter(word[0].upper() for word in re.split(r"[\s-]+", long) if word)
    return len(letters) > 1 and all(letter in initials for letter in letters)


def is_abbreviation(short: str, long: str) -> bool:
    """Whether a name in brackets may be short for the one before: also by letters inside of its words, as "SpaTeX" is
    for "Space Tether Experiment"."""
    letters = iter(long.casefold())
    words = long.split()
    within = (
        len(words) > 1
        and sum(letter.isupper() for letter in short) > 1
        and short.isalpha()
        and short[0] == long[0]
        and all(letter in letters for letter in short.casefold())
    )
    return within or stands_for(short, long)


def merge_bracketed(groups: dict[str, list[Span]]) -> None:
    """Join "ASWS III" and "Arctic Sea Watch System III" to "Arctic Sea Watch System (ASWS) III"."""
    for key in list(groups):
        found = BRACKETED.fullmatch(groups[key][0].name) if key in groups else None
        if found and stands_for(found[2], found[1]):
            for other in (normal(found[2] + found[3]), normal(found[1] + found[3])):
                if other != key and other in groups:
                    groups[key] = groups[key] + groups.pop(other)


def merge_spelled_out(clusters: list[Cluster], vocabulary: Vocabulary) -> list[Cluster]:
    """Join to "HERMIT-Ex" the words that its capitals stand for, wherever the story tells them."""
    kept = list(clusters)
    spelled: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        if " " in cluster.name and (letters := initials(cluster.name)):
            spelled.setdefault("".join(letters), []).append(cluster)
    for cluster in clusters:
        letters = [letter for letter in cluster.name if letter.isupper()]
        if len(letters) < INITIALS or " " in cluster.name:
            continue
        long = [other for other in spelled.get("".join(letters), []) if in_line(cluster, other, vocabulary)]
        if len(long) == 1:
            absorb(cluster, long[0], kept)
            spelled["".join(letters)].remove(long[0])
    return kept


def initials(name: str) -> list[str]:
    """The capitals that begin the words of a name of several words."""
    words = re.split(r"[\s-]+", name)
    return [word[0] for word in words if word[:1].isupper()] if len(words) >= INITIALS else []


def merge_in_brackets(document: Document, clusters: list[Cluster], vocabulary: Vocabulary) -> list[Cluster]:
    """Join two names of what flies of which one stands in brackets behind the other: "TRX01 (Hunter)"."""
    kept = list(clusters)
    by_first = {span.first: (span, cluster) for cluster in clusters for span in cluster.spans}
    for cluster in clusters:
        if not any(vocabulary.is_a(cluster.type, kind) for kind in FLYING):
            continue
        for span in list(cluster.spans):
            marks = [token.text for token in document.tokens[span.last : span.last + 1]]
            inner, other = by_first.get(span.last + 1, (None, None)) if marks == ["("] else (None, None)
            if inner is None or other is None or other is cluster or other.type != cluster.type:
                continue
            closed = inner.last < len(document.tokens) and document.tokens[inner.last].text == ")"
            if closed and cluster in kept and other in kept:
                absorb(cluster, other, kept)
    return kept


def in_line(one: Cluster, other: Cluster, vocabulary: Vocabulary) -> bool:
    return vocabulary.is_a(one.type, other.type) or vocabulary.is_a(other.type, one.type)


def absorb(cluster: Cluster, other: Cluster, kept: list[Cluster]) -> None:
    """Give a cluster the spans of another, which goes."""
    cluster.spans = sorted([*cluster.spans, *other.spans], key=lambda span: span.first)
    kept[:] = [one for one in kept if one is not other]


def merge_short_forms(clusters: list[Cluster], vocabulary: Vocabulary) -> list[Cluster]:
    """Join "Hakamada" to "Takeshi Hakamada", "Firefly" to "Firefly Aerospace", where just one longer name fits."""
    kept: list[Cluster] = []
    words = {id(cluster): normal(cluster.name).split() for cluster in clusters}
    for cluster in clusters:
        short = words[id(cluster)]
        longer = [
            other
            for other in clusters
            if 0 < len(short) < len(words[id(other)]) and is_short_form(cluster, other, vocabulary)
        ]
        if len({id(other) for other in longer}) == 1:
            longer[0].spans.extend(cluster.spans)
            longer[0].spans.sort(key=lambda span: span.first)
        else:
            kept.append(cluster)
    return sorted(kept, key=lambda cluster: cluster.spans[0].first)


def is_short_form(cluster: Cluster, other: Cluster, vocabulary: Vocabulary) -> bool:
    """Of two names of which the first has fewer words."""
    short, long = normal(cluster.name).split(), normal(other.name).split()
    if is_mission_of(short, long) and any(vocabulary.is_a(other.type, kind) for kind in FLYING):
        return any(vocabulary.is_a(cluster.type, kind) for kind in FLYING)
    if any(word[:1].isdigit() or word in SEATS for word in long[len(short) :]):
        return False
    if cluster.type == other.type and is_namesake(short, long):
        return True
    if other.type == "Person":
        weak = cluster.type == "Person" or not any(span.known for span in cluster.spans)
        return weak and len(short) == 1 and short[0] == long[-1]
    if are_two_known(cluster, other) or is_variant(short, long, cluster.type, vocabulary):
        return False
    if other.type == "Outlet" and cluster.type != "Outlet" and any(span.known for span in cluster.spans):
        return False  # NASA TV is not what NASA is called for short; no outlet annotated is called so
    organisation = vocabulary.is_a(other.type, "Organization") and (
        vocabulary.is_a(cluster.type, "Organization") or not any(span.known for span in cluster.spans)
    )
    same = cluster.type == other.type and not vocabulary.is_a(other.type, "Place")
    return (organisation or same) and long[: len(short)] == short


def are_two_known(one: Cluster, other: Cluster) -> bool:
    """Whether the reference list knows both, as two: HTV and HTV-X, an air force and its laboratory."""
    first, second = ({span.known for span in cluster.spans if span.known} for cluster in (one, other))
    return bool(first and second) and first.isdisjoint(second)


def is_variant(short: list[str], long: list[str], kind: str, vocabulary: Vocabulary) -> bool:
    """Whether a single letter tells a variant from what is called without it, as Kestrel-B is not called Kestrel."""
    return len(long) == len(short) + 1 and len(long[-1]) == 1 and any(vocabulary.is_a(kind, one) for one in FLYING)


def is_mission_of(short: list[str], long: list[str]) -> bool:
    """Whether a name says which flight of the other it is: "Plover-R Mission 1"."""
    tail = long[len(short) :]
    return long[: len(short)] == short and len(tail) == 2 and tail[0] == "mission" and tail[1].isdigit()


def is_namesake(short: list[str], long: list[str]) -> bool:
    """Whether a telescope is called by the family name of whom it is called after: "Webb"."""
    person = list(long)
    while person and person[-1] in OBSERVERS:
        person.pop()
    return len(person) < len(long) and len(person) > 1 and short == person[-1:]


def link(cluster: Cluster, names: Gazetteer) -> None:
    """The Wikidata id of the reference name of the same type, where there is one.

    Stories meet by name where there is none, so "Artemis 2" takes the numeral of the reference name, "Artemis II".
    """
    for name in [cluster.name, *sorted({span.known or span.name for span in cluster.spans})]:
        for entry in names.find(name):
            if entry.type == cluster.type and entry.wikidata:
                cluster.wikidata = entry.wikidata
                return
    numbered = NUMBERED.fullmatch(cluster.name)
    for entry in names.find(cluster.name) if numbered else ():
        if numbered and entry.type == cluster.type and re.fullmatch(re.escape(numbered[1]) + "[IVX]+", entry.name):
            cluster.name = entry.name
            return
