"""The training loop: stories one by one, gradients of a few together, averaged weights (Polyak and Juditsky, 1992)."""

import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import torch

from kg.extract.trained.features import Features, Names, features
from kg.extract.trained.pieces import UNKNOWN, Tokeniser
from kg.extract.training.augment import Augmentation
from kg.extract.training.encoder import Parameters
from kg.extract.training.examples import Example
from kg.extract.training.network import Losses, Network, Prepared, Task
from kg.extract.training.operations import multiplies_bfloat16
from kg.extract.training.workers import Alone, Learn, Workers

FROZEN = frozenset({"words"})  # the corpus has too few words to move all pieces
NEW = frozenset({"cases", "kinds", "marks", "spans"})


@dataclass(frozen=True, slots=True)
class Settings:
    """`rate` of learning for the encoder, `head_rate` for what is new; `forget`: share of reference names hidden,
    `mask`: of words at most, `share`: of the stories, drawn anew for each epoch, but for those that all epochs take.

    `rounded`: the encoder computes in eight bits, which suits one that has learnt the most. `device`: what computes; an
    accelerator ("cuda") takes the stories of a batch together, in one process.
    """

    epochs: int = 14
    batch: int = 8
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    dropout: float = 0.15
    decay: float = 0.01
    average: float = 0.99
    warm_up: float = 0.08
    forget: float = 0.35
    mask: float = 0.12
    share: float = 1.0
    plain_epochs: int = 2
    seed: int = 20
    workers: int = 2
    rounded: bool = False
    device: str = "cpu"


@dataclass(frozen=True, slots=True)
class Preparer:
    """Cuts examples into pieces and gives them their features."""

    tokeniser: Tokeniser
    names: Names

    def prepare(self, example: Example) -> Prepared:
        pieces = self.tokeniser.pieces(example.text, example.sentences)
        found = features(example.text, pieces, example.headlines, self.names)
        title = pieces.bounds[0][1] if example.headlines[0] else 0
        return Prepared(example, pieces, found, title)


def forgetful(prepared: Prepared, chance: random.Random, share: float) -> Prepared:
    """Hides some reference names, so that names which are in no list are learnt too; of some stories all."""
    share = 1.0 if chance.random() < share / 2 else share
    kinds, marks = prepared.features.kinds.copy(), prepared.features.marks.copy()
    hidden = False
    for number, mark in enumerate(marks):
        if mark % 2 == 1 and (number == 0 or prepared.pieces.sentences[number] >= 0) and is_first(prepared, number):
            hidden = chance.random() < share
        if hidden and mark:
            kinds[number] = marks[number] = 0
    changed = Features(prepared.features.cases, kinds, marks)
    return Prepared(prepared.example, prepared.pieces, changed, prepared.title)


def masked(prepared: Prepared, chance: random.Random, most: float, unknown: int) -> Prepared:
    """Makes some words unknown ones, of each story another share, so that no claim hangs on one word alone."""
    share = chance.random() * most
    ids = prepared.pieces.ids.copy()
    for word in prepared.pieces.words:
        if chance.random() < share:
            ids[word.first : word.last] = unknown
    return replace(prepared, pieces=replace(prepared.pieces, ids=ids))


def is_first(prepared: Prepared, number: int) -> bool:
    """Whether a piece begins the first word of a reference name (all pieces of that word have its mark)."""
    marks = prepared.features.marks
    return number == 0 or marks[number - 1] != marks[number]


@dataclass(slots=True)
class Trainer:
    """Trains the parameters in place; `averaged` follows them and is what is kept. `often`: learnt in each epoch."""

    parameters: Parameters
    averaged: Parameters
    vocabulary: dict[str, int]
    preparer: Preparer
    augmentation: Augmentation
    settings: Settings
    often: frozenset[int] = frozenset()

    def run(self, examples: Sequence[Example], after_epoch: Callable[[int], None]) -> None:
        """Train on the examples; `after_epoch` is called with the number of epochs done."""
        settings = self.settings
        chance = random.Random(settings.seed)  # noqa: S311 - nothing secret is drawn
        optimizer = self.optimizer()
        size = len(self.often) + round(settings.share * (len(examples) - len(self.often)))
        steps = settings.epochs * -(-size // settings.batch)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step, steps, settings.warm_up))

        def learn(numbers: Sequence[int], epoch: int) -> np.ndarray:
            return self.learn({number: examples[number] for number in numbers}, epoch)

        with self.workers(learn) as workers:
            for epoch in range(settings.epochs):
                began, sums = time.monotonic(), np.zeros(len(fields(Losses)))
                order = self.drawn(len(examples), size, chance)
                for start in range(0, len(order), settings.batch):
                    batch = sorted(order[start : start + settings.batch], key=lambda number: len(examples[number].text))
                    sums = sums + workers.run(evenly(batch, settings.workers), epoch)
                    self.step(optimizer)
                    schedule.step()
                means = zip(fields(Losses), sums / size, strict=True)
                shares = " ".join(f"{field.name} {value:.3f}" for field, value in means)
                print(f"epoch {epoch + 1}: {shares}; {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
                after_epoch(epoch + 1)

    def workers(self, learn: Learn) -> Workers | Alone:
        if self.settings.device != "cpu":
            return Alone(self.parameters, learn)
        return Workers(self.settings.workers, self.parameters, learn)

    def drawn(self, stories: int, size: int, chance: random.Random) -> list[int]:
        """The numbers of the stories of an epoch, in the order in which they are learnt."""
        others = [number for number in range(stories) if number not in self.often]
        order = sorted(self.often) + chance.sample(others, size - len(self.often))
        return chance.sample(order, size)

    def optimizer(self) -> torch.optim.Optimizer:
        """Slow for the encoder, fast for what is new."""
        fresh = [name for name in self.parameters if name not in FROZEN and is_new(name)]
        known = [name for name in self.parameters if name not in FROZEN and not is_new(name)]
        for name in fresh + known:
            self.parameters[name].requires_grad_(True)
        groups = [
            {"params": [self.parameters[name] for name in known], "lr": self.settings.rate},
            {"params": [self.parameters[name] for name in fresh], "lr": self.settings.head_rate},
        ]
        return torch.optim.AdamW(groups, weight_decay=self.settings.decay, fused=True)

    def learn(self, examples: Mapping[int, Example], epoch: int) -> np.ndarray:
        """Add the gradients of some examples, which are numbered; their summed losses.

        Chance depends on the seed, the epoch and the number alone (on an accelerator, on the numbers). One pass back
        for all saves much of the time.
        """
        if not examples:
            return np.zeros(len(fields(Losses)))
        device = self.settings.device
        groups = [[number] for number in examples] if device == "cpu" else [list(examples)]
        found: list[Losses] = []
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device != "cpu" or multiplies_bfloat16()):
            for group in groups:
                chances = [random.Random(f"{self.settings.seed} {epoch} {number}") for number in group]  # noqa: S311 - nothing secret
                torch.manual_seed(chances[0].getrandbits(32))
                tasks = [
                    self.task(examples[number], epoch, chance) for number, chance in zip(group, chances, strict=True)
                ]
                found += self.network.losses_of(tasks)
            total = torch.stack([losses.total() for losses in found]).sum() / self.settings.batch
        total.backward()
        table = torch.stack([torch.stack([*columns(losses)]) for losses in found]).detach().float()
        sums: np.ndarray = table.double().sum(0).cpu().numpy()
        return sums

    @property
    def network(self) -> Network:
        settings = self.settings
        return Network.of(self.parameters, self.vocabulary, settings.dropout, rounded=settings.rounded)

    def task(self, example: Example, epoch: int, chance: random.Random) -> Task:
        settings = self.settings
        changed = epoch >= settings.plain_epochs
        prepared = self.preparer.prepare(self.augmentation.apply(example, chance) if changed else example)
        prepared = forgetful(prepared, chance, settings.forget)
        prepared = masked(prepared, chance, settings.mask if changed else 0.0, self.vocabulary[UNKNOWN])
        return Task(prepared, own_types=changed and chance.random() < 0.6, own_spans=changed)

    def step(self, optimizer: torch.optim.Optimizer) -> None:
        learnt = [values for values in self.parameters.values() if values.grad is not None]
        torch.nn.utils.clip_grad_norm_(learnt, 2.0)
        optimizer.step()
        with torch.no_grad():
            for name, values in self.parameters.items():
                if name not in FROZEN:
                    self.averaged[name].lerp_(values, 1 - self.settings.average)


def evenly(batch: Sequence[int], workers: int) -> list[int]:
    """A batch in order of length, for workers to whom it is dealt in turn and who wait for each other: forth and back.

    >>> evenly([1, 2, 3, 4, 5, 6], 2)
    [1, 2, 4, 3, 5, 6]
    """
    rounds = [batch[start : start + workers] for start in range(0, len(batch), workers)]
    return [number for turn, dealt in enumerate(rounds) for number in (dealt[::-1] if turn % 2 else dealt)]


def columns(losses: Losses) -> Iterator[torch.Tensor]:
    return (getattr(losses, field.name) for field in fields(Losses))


def is_new(name: str) -> bool:
    return name in NEW or not name.startswith(("layer", "norm.", "positions", "words"))


def pace(step: int, steps: int, warm_up: float) -> float:
    """Up in a line, then down in a line."""
    warm = max(1, int(steps * warm_up))
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
