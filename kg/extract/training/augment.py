"""New stories from old ones: parts, other names of a type, headlines in other letter case; offsets move along."""

import bisect
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.training.crop import cropped
from kg.extract.training.examples import Example, Marked

# nothing is learnt from places that are given names of other places
KEPT = frozenset({"CelestialBody", "Orbit", "Country"})
RECOMBINED = 0.3


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How often an entity gets another name, a title another letter case, and only a part of a story is taken.

    `names` are those to draw from, by type.
    """

    names: Mapping[str, Sequence[str]]
    rename: float = 0.4
    headline: float = 0.15
    crop: float = 0.4

    def apply(self, example: Example, chance: random.Random) -> Example:
        """A changed copy, the same for the same state of `chance`."""
        return recase(self.renamed(cropped(example, chance, self.crop), chance), chance, self.headline)

    def renamed(self, example: Example, chance: random.Random) -> Example:
        chosen: dict[int, str] = {}
        for entity, surfaces in sorted(surfaces_of(example).items()):
            kind = next(mention.type for mention in example.mentions if mention.entity == entity)
            if len(surfaces) == 1 and kind not in KEPT and self.names.get(kind) and chance.random() < self.rename:
                name = self.draw(kind, chance)
                if name not in example.text and name not in chosen.values():
                    chosen[entity] = name
        return rewritten(example, chosen) if chosen else example

    def draw(self, kind: str, chance: random.Random) -> str:
        """A name of the type, or one made of the beginning of one and the end of another."""
        one, other = chance.choice(self.names[kind]), chance.choice(self.names[kind])
        if chance.random() < RECOMBINED and " " in one and " " in other:
            return f"{one.split()[0]} {other.split()[-1]}"
        return one


def surfaces_of(example: Example) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for mention in example.mentions:
        if mention.named:
            found.setdefault(mention.entity, set()).add(example.text[mention.start : mention.end])
    return found


def rewritten(example: Example, names: Mapping[int, str]) -> Example:
    """The example with every named mention of the entities replaced, and all offsets moved accordingly."""
    parts: list[str] = []
    places, shifts = [-1], [0]
    last = 0
    for mention in example.mentions:
        if mention.named and mention.entity in names:
            parts += [example.text[last : mention.start], names[mention.entity]]
            last = mention.end
            places.append(mention.end)
            shifts.append(shifts[-1] + len(names[mention.entity]) - (mention.end - mention.start))
    parts.append(example.text[last:])

    def moved(offset: int) -> int:
        return offset + shifts[bisect.bisect_right(places, offset) - 1]

    def spread(mention: Marked) -> Marked:
        return replace(mention, start=moved(mention.start), end=moved(mention.end))

    return replace(
        example,
        text="".join(parts),
        sentences=tuple((moved(start), moved(end)) for start, end in example.sentences),
        mentions=tuple(spread(mention) for mention in example.mentions),
        dates=tuple((moved(start), moved(end)) for start, end in example.dates),
        phrases=tuple(replace(one, start=moved(one.start), end=moved(one.end)) for one in example.phrases),
    )


def recase(example: Example, chance: random.Random, share: float) -> Example:
    """Headlines In Title Case, in capitals, or without any."""
    if not any(example.headlines) or chance.random() >= share:
        return example
    change = chance.choice([str.title, str.title, str.upper, str.lower])
    text = example.text
    for (start, end), headline in zip(example.sentences, example.headlines, strict=True):
        changed = change(text[start:end])
        if headline and len(changed) == end - start:
            text = text[:start] + changed + text[end:]
    return replace(example, text=text)
