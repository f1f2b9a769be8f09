"""A synthetic archive of any size: `python -m tests.bench.archive N FILE` writes N stories as JSON Lines.

Stories of about 300 words by other outlets on other days, of sentences that news would have (`sentences.txt`) about
things whose fame falls off as in life (Zipf): a few are in every tenth story, most in one alone. Names are those of the
project's gazetteer and, for one in three, invented. A story depends on the seed and on its number alone, so that a
longer archive begins with the shorter one.

`readings` gives the same stories with the claims that their sentences make, as a reader of no cost would: with them the
store is measured alone.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from kg.ask.dates import MONTHS
from kg.model import Claim, Entity, Evidence, Reading, Status, Story
from tests.bench.cast import actors, draw

WORDS = 300
PLAIN = 0.45
FIRST, DAYS = date(2015, 1, 1), 4000
CAUSES = ["a valve had stuck", "a sensor gave wrong readings", "its software had not been tested", "two tanks leaked"]
PURPOSES = [
    "map the ice below the surface",
    "test a new heat shield",
    "bring samples home",
    "relay data",
    "measure dust",
]
FINDINGS = ["the crust holds more water than thought", "the dust is older", "the field is weaker than models say"]
QUOTES = (
    "we have learnt more in an hour than in the ten years before",
    "nobody should be surprised that the first attempt did not work",
    "we will look at all of the data before we decide",
    "this is the day that the team has been waiting for",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with slots, and the claims that they make: subject, predicate, object or value, qualifiers."""

    words: str
    kind: str = ""
    claims: list[tuple[str, str, str, Mapping[str, str]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a slot: words, and the entity that they name or the value that they give."""

    words: str
    entity: Entity | None = None
    value: str = ""


def main(number: str, file: str) -> None:
    with Path(file).open("w", encoding="utf-8") as out:
        for story in stories(int(number)):
            record = {name: getattr(story, name) for name in ("id", "url", "outlet", "title", "published", "text")}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def stories(number: int, seed: int = 1) -> Iterator[Story]:
    return (reading.story for reading in readings(number, seed))


def readings(number: int, seed: int = 1, first: int = 0) -> Iterator[Reading]:
    return (reading(Random(f"{seed}:{at}"), at) for at in range(first, first + number))


def reading(chance: Random, number: int) -> Reading:
    """The story of this number with its claims."""
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    outlet = draw(chance, "outlet", number)
    cast = actors(chance, number)
    titles, tellings, plain = (sentences(kind) for kind in ("title", "", "also"))
    chosen = [chance.choice(titles)]
    pool = chance.sample(tellings, len(tellings))
    told = [filled(chosen[0], cast, chance, day)]
    while sum(len(words.split()) for words, _ in told) < WORDS and pool:
        if len(told) == WORDS // 50:  # the second half of a story often turns to others
            cast = {**actors(chance, number), **{slot: cast[slot] for slot in ("craft", "agency", "company")}}
        sentence = chance.choice(plain) if chance.random() < PLAIN else pool.pop()
        chosen.append(sentence)
        told.append(filled(sentence, cast, chance, day))
    return assemble(told, number, day, outlet.name)


def assemble(told: Sequence[tuple[str, Sequence[Claim]]], number: int, day: date, outlet: str) -> Reading:
    identity = f"archive-{number:07d}"
    text, claims = "", []
    for place, (words, made) in enumerate(told):
        text += "" if not place else "\n\n" if place == 1 or place % 3 == 0 else " "
        span = (len(text), len(text) + len(words))
        for position, claim in enumerate(made):
            placed = replace(
                claim, story=identity, evidence=(Evidence(*span),), spans=(span, (span[0] + position, span[1]))
            )
            claims.append(replace(placed, id=placed.key()))
        text += words
    entities = {entity.id: entity for claim in claims for entity in spoken_of(claim)}
    title = told[0][0]
    story = Story(identity, text, title=title, outlet=outlet, published=day.isoformat(), source="archive")
    return Reading(story, tuple(entities.values()), tuple(claims))


def spoken_of(claim: Claim) -> tuple[Entity, ...]:
    return (claim.subject, *((claim.object,) if claim.object else ()), *claim.attribution)


def filled(sentence: Sentence, cast: Mapping[str, Entity], chance: Random, day: date) -> tuple[str, tuple[Claim, ...]]:
    """The sentence in words, and its claims without their place."""
    slots = {name: Filled(entity.name, entity) for name, entity in cast.items()} | values(chance, day)
    words = filled_by_chance(sentence.words, chance).format_map({name: one.words for name, one in slots.items()})
    claims = []
    for subject, predicate, target, qualifiers in sentence.claims:
        about = slots[subject].entity
        goal = slots.get(target)
        assert about is not None
        plain = target.format_map({name: one.words for name, one in slots.items()})
        by = slots[qualifiers["by"]].entity if "by" in qualifiers else None
        claims.append(
            Claim(
                story="",
                subject=about,
                predicate=predicate,
                object=goal.entity if goal else None,
                value=None if goal and goal.entity else (goal.value or goal.words) if goal else plain,
                status=Status(qualifiers.get("status", "actual")),
                when=slots[qualifiers["when"]].value if "when" in qualifiers else None,
                attribution=(by,) if by else (),
                qualifiers={
                    name: slots[value].words if value in slots else value
                    for name, value in qualifiers.items()
                    if name in ("role", "amount")
                },
                confidence=round(chance.uniform(0.45, 0.98), 3),
                rule="archive",
            )
        )
    words = re.sub(r"\ba (?=[AEIOU])", "an ", words)
    return words[:1].upper() + words[1:], tuple(claims)


def filled_by_chance(words: str, chance: Random) -> str:
    """A sentence with a word of chance in each slot for one: `{noun}`, `{verb}`, `{adverb}`."""
    return re.sub(
        r"\{(noun|verb|adverb)\}",
        lambda slot: chance.choice(vocabulary(slot[1])),
        words.replace("{Adverb}", "{adverb}"),
    )


@cache
def vocabulary(kind: str) -> tuple[str, ...]:
    return tuple(word for sentence in sentences(kind) for word in sentence.words.split())


def values(chance: Random, day: date) -> dict[str, Filled]:
    """Dates and quantities of one sentence."""
    that_day = day - timedelta(days=chance.randrange(20))
    later = day + timedelta(days=chance.randrange(600))
    return {
        "day": Filled(f"{MONTHS[that_day.month - 1]} {that_day.day}, {that_day.year}", value=that_day.isoformat()),
        "month": Filled(f"{MONTHS[later.month - 1]} {later.year}", value=f"{later:%Y-%m}"),
        "money": Filled(f"${chance.randrange(2, 900)} million"),
        "mass": Filled(f"{chance.randrange(20, 4000)} kilograms"),
        "height": Filled(f"{chance.randrange(15, 120)} meters"),
        "cause": Filled(chance.choice(CAUSES)),
        "purpose": Filled(chance.choice(PURPOSES)),
        "finding": Filled(chance.choice(FINDINGS)),
        "quote": Filled(chance.choice(QUOTES)),
    }


@cache
def sentences(kind: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            found[-1].claims.append(claim_of(line[2:]))
        elif line and not line.startswith("#"):
            mark, _, words = line.partition(" ") if line.startswith("@") else ("@", "", line)
            found.append(Sentence(words, mark[1:]))
    return tuple(sentence for sentence in found if sentence.kind == kind)


def claim_of(line: str) -> tuple[str, str, str, Mapping[str, str]]:
    parts = line.split(" | ")
    subject, predicate, target = parts[0].split(" ", 2)
    return subject, predicate, target, dict(part.split("=", 1) for part in parts[1:])


if __name__ == "__main__":
    main(*sys.argv[1:])
