"""What a reading that comes ready-made must keep to, beside what the store checks of each (`kg.store.reading`).

Claims that were read or stated are made by the ontology and from their text; those out of an archive might be anything.
"""

from collections.abc import Iterator

from kg.edtf import is_edtf
from kg.errors import StoreError
from kg.model import Claim, Reading
from kg.store.reading import QUALIFIERS
from loaders.addresses import canonical_url
from loaders.characters import ILLEGAL
from ontology import vocabulary

LONGEST_NAME = 2_000
LONGEST_ID = 100
LARGEST = 2**63


def check(reading: Reading) -> None:
    """Raises `StoreError`, which names the story and what is wrong."""
    story = reading.story
    place = f"story {story.id[:80]!a}"
    for words in texts(reading):
        if found := ILLEGAL.search(words):
            raise StoreError(f"{place}: holds the character U+{ord(found[0]):04X}, which no story may hold")
    if story.url is not None and canonical_url(story.url) is None:
        raise StoreError(f"{place}: its url is no http(s) address")
    if story.published is not None and not is_edtf(story.published):
        raise StoreError(f"{place}: published is no date in EDTF ({story.published[:40]!a})")
    length = len(story.text)
    if any(not 0 <= one.start <= one.end <= length for one in story.sections):
        raise StoreError(f"{place}: has a section that is not within its {length} characters")
    for entity in reading.entities:
        if not 0 < len(entity.name) <= LONGEST_NAME:
            raise StoreError(f"{place}: has an entity whose name has not 1 to {LONGEST_NAME} letters")
    for claim in reading.claims:
        if wrong := wrong_in(claim, length):
            raise StoreError(f"{place}, claim {claim.predicate[:40]!a}: {wrong}")


def wrong_in(claim: Claim, length: int) -> str:
    """What is wrong in a claim on a text of that length; an empty text where nothing is."""
    known = vocabulary().predicates.get(claim.predicate)
    if known is None:
        return "no such predicate; see `kg schema`"
    target = claim.object.type if claim.object else None
    if not vocabulary().accepts(claim.predicate, claim.subject.type, target):
        return f"cannot be said of {claim.subject.type[:40]!a}{f' and {target[:40]!a}' if target else ''}"
    if claim.when is not None and not is_edtf(claim.when):
        return f"its date is not in EDTF ({claim.when[:40]!a})"
    if known.value == "date" and not is_edtf(claim.value or ""):
        return f"its value is no date in EDTF ({str(claim.value)[:40]!a})"
    if known.value == "choice" and claim.value not in known.choices:
        return f"its value is none of {', '.join(known.choices)}"
    if any(not 0 <= start <= end <= length for start, end in claim.spans):
        return f"its spans are not within the story's {length} characters"
    if not 0 < len(claim.id) <= LONGEST_ID or not claim.id.isalnum():
        return f"its id must be 1 to {LONGEST_ID} letters and digits"
    if unknown := sorted(claim.qualifiers.keys() - set(QUALIFIERS)):
        return f"no such qualifier as {unknown[0][:40]!a}"
    if any(isinstance(one, int) and not -LARGEST <= one < LARGEST for one in claim.qualifiers.values()):
        return "one of its numbers is larger than any graph holds"
    return ""


def texts(reading: Reading) -> Iterator[str]:
    """All words that a graph would hold."""
    story = reading.story
    yield from (story.id, story.text, *filter(None, (story.title, story.url, story.outlet, story.source)))
    yield from (*story.questions, *(part for one in story.sections for part in (one.kind, one.heading)))
    for entity in reading.entities:
        yield from (entity.id, entity.type, entity.name, *entity.aliases, entity.wikidata or "")
    for claim in reading.claims:
        words = (one for one in claim.qualifiers.values() if isinstance(one, str))
        yield from (claim.value or "", claim.rule, *claim.qualifiers, *words)
