"""Parts of stories as examples of their own: some sentences that follow each other, with what is annotated in them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.extract.trained.labels import labels
from kg.extract.training.examples import Example, Fact, Marked, Phrase, Range

TITLE = 0.7  # how often a part keeps the title
LEAST = 3  # sentences that a story needs to be cut
BREAK = "\n\n"
Spanned = TypeVar("Spanned", Marked, Phrase)


def cropped(example: Example, chance: random.Random, share: float) -> Example:
    """With probability `share` a third of the story or more, with or without its title; else the story itself.

    What a part says does not hang on the rest: an annotation whose sides are not all there is left out.
    """
    titles = sum(example.headlines)
    body = len(example.sentences) - titles
    if body < LEAST or chance.random() >= share:
        return example
    length = chance.randint(body // 3, body)
    first = titles + chance.randint(0, body - length)
    title = range(titles) if chance.random() < TITLE else ()
    return Part.of(example, [*title, *range(first, first + length)]).example()


@dataclass(frozen=True, slots=True)
class Part:
    """The chosen sentences of a story; `text` is theirs, `shifts` how far each has moved, `numbers` their new ones."""

    whole: Example
    text: str
    shifts: dict[int, int]
    numbers: dict[int, int]

    @classmethod
    def of(cls, whole: Example, chosen: Sequence[int]) -> "Part":
        text = ""
        shifts: dict[int, int] = {}
        for number in chosen:
            start, end = whole.sentences[number]
            if text:
                before = whole.sentences[number - 1][1]
                text += whole.text[before:start] if number - 1 in shifts else BREAK
            shifts[number] = len(text) - start
            text += whole.text[start:end]
        return cls(whole, text, shifts, {old: new for new, old in enumerate(chosen)})

    def example(self) -> Example:
        whole = self.whole
        mentions = [moved for mention in whole.mentions if (moved := self.moved(mention)) is not None]
        dates = {number: range_ for number, date in enumerate(whole.dates) if (range_ := self.range(date)) is not None}
        phrases = {number: said for number, one in enumerate(whole.phrases) if (said := self.moved(one)) is not None}
        entities = {mention.entity for mention in mentions}
        targets = Targets(
            {entity: entity for entity in entities},
            {old: new for new, old in enumerate(dates)},
            {old: new for new, old in enumerate(phrases)},
            self.numbers,
        )
        facts = [
            replace(fact, sentence=self.numbers[fact.sentence], target=target)
            for fact in whole.facts
            if fact.sentence in self.numbers and fact.subject in entities and (target := targets.of(fact)) is not None
        ]
        return replace(
            whole,
            text=self.text,
            sentences=tuple(
                (whole.sentences[old][0] + shift, whole.sentences[old][1] + shift) for old, shift in self.shifts.items()
            ),
            headlines=tuple(whole.headlines[old] for old in self.shifts),
            mentions=tuple(mentions),
            dates=tuple(dates.values()),
            values=tuple(whole.values[number] for number in dates),
            facts=tuple(facts),
            phrases=tuple(phrases.values()),
        )

    def range(self, range_: Range) -> Range | None:
        """Where a range stands in the part; None where it does not."""
        start, end = range_
        for number, shift in self.shifts.items():
            first, last = self.whole.sentences[number]
            if first <= start < last:
                return start + shift, end + shift
        return None

    def moved(self, one: Spanned) -> Spanned | None:
        found = self.range((one.start, one.end))
        return None if found is None else replace(one, start=found[0], end=found[1])


@dataclass(frozen=True, slots=True)
class Targets:
    """The new numbers of entities, dates, phrases and sentences by their old ones."""

    entities: dict[int, int]
    dates: dict[int, int]
    phrases: dict[int, int]
    sentences: dict[int, int]

    def of(self, fact: Fact) -> int | None:
        number = labels().pairs.index(fact.label)
        if number < labels().relations:
            return self.entities.get(fact.target)
        if number < labels().relations + labels().dates:
            return self.dates.get(fact.target)
        return (self.phrases if fact.label in labels().texts else self.sentences).get(fact.target)
