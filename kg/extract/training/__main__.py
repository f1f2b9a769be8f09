"""`python -m kg.extract.training --corpus DIR --output DIR`: train the component, measure it, write its files."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from kg.evaluate.corpus import read
from kg.extract.trained.features import index
from kg.extract.trained.pieces import Tokeniser
from kg.extract.training import checkpoint, encoder, shipped
from kg.extract.training.augment import Augmentation
from kg.extract.training.examples import Example, example_of, names_by_type
from kg.extract.training.export import export
from kg.extract.training.figures import report
from kg.extract.training.measure import measure
from kg.extract.training.network import new_parameters
from kg.extract.training.split import Part, part_of
from kg.extract.training.trainer import Preparer, Settings, Trainer
from kg.extract.training.vocabulary import chosen_pieces
from ontology.gazetteer import gazetteer

EPOCHS, PACES = (6, 4), (1.0, 0.6)  # of the cycles: less than two hours of two cores that compute in bfloat16


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m kg.extract.training", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of annotated stories")
    parser.add_argument("--encoder", type=Path, help="the archive of the encoder; else Maven's local repository")
    parser.add_argument("--output", type=Path, default=Path("kg/extract/trained/model"), help="where the files go")
    parser.add_argument("--checkpoints", type=Path, default=Path("build/training"), help="where parameters are kept")
    parser.add_argument("--epochs", type=int, nargs="*", default=EPOCHS, help="epochs of each cycle; none only exports")
    parser.add_argument(
        "--paces", type=float, nargs="*", default=PACES, help="multiply the rates of learning of a cycle"
    )
    parser.add_argument("--stories", type=int, default=None, help="train on so many stories only, for a trial")
    parser.add_argument("--share", type=float, default=1.0, help="of the stories, which each epoch takes")
    parser.add_argument("--always", nargs="*", default=[], help="beginnings of ids: such stories are in each epoch")
    parser.add_argument("--workers", type=int, default=2, help="processes, one thread each")
    parser.add_argument("--device", default="cpu", help="what computes: the processor, or an accelerator as cuda")
    parser.add_argument("--measure-every", type=int, default=5, help="epochs between two measurements")
    parser.add_argument("--seed", type=int, default=Settings().seed, help="of all chance; another one to go on with")
    parser.add_argument(
        "--start-from", type=Path, default=None, help="begin with a checkpoint, or with a folder that this wrote"
    )
    return parser.parse_args()


def examples_of(corpus: Path) -> dict[Part, list[Example]]:
    """The examples of each part, in the order of the files."""
    found: dict[Part, list[Example]] = {part: [] for part in Part}
    for annotated in read(corpus):
        found[part_of(annotated.reading.story.id)].append(example_of(annotated))
    return found


def main() -> None:
    options = arguments()
    torch.set_num_threads(1)
    parts = examples_of(options.corpus)
    parameters, pieces = train(options, parts)
    export(parameters, pieces, parts[Part.DEVELOP], options.output)


def train(options: argparse.Namespace, parts: dict[Part, list[Example]]) -> tuple[encoder.Parameters, list[str]]:
    """Train in cycles, each from the averaged parameters of the one before; the last averages, and the word pieces.

    Cycles that begin anew at a lower rate are after Loshchilov and Hutter, SGDR (2017).
    """
    first = Settings(workers=options.workers, seed=options.seed)
    texts = [example.text for example in parts[Part.TRAIN]]
    averaged, pieces = begun(options.start_from) if options.start_from else fresh(first, options.encoder, texts)
    for number, (epochs, pace) in enumerate(zip(options.epochs, options.paces, strict=False)):
        settings = replace(
            first,
            epochs=epochs,
            rate=first.rate * pace,
            head_rate=first.head_rate * pace,
            seed=first.seed + number,
            plain_epochs=0 if number or options.start_from else first.plain_epochs,
            rounded=bool(number or options.start_from),
            share=options.share,
            device=options.device,
        )
        averaged = train_cycle(options, settings, parts, averaged, pieces)
    return averaged, pieces


def train_cycle(
    options: argparse.Namespace,
    settings: Settings,
    parts: dict[Part, list[Example]],
    start: encoder.Parameters,
    pieces: list[str],
) -> encoder.Parameters:
    """One cycle on the training part, measured on the other one now and then; the averaged parameters."""
    examples, develop = parts[Part.TRAIN][: options.stories], parts[Part.DEVELOP][: options.stories]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    names = index(gazetteer())
    parameters, averaged = (
        {name: values.detach().clone().to(settings.device) for name, values in start.items()} for _ in range(2)
    )

    def after_epoch(done: int) -> None:
        here = {name: values.detach().cpu() for name, values in averaged.items()}
        checkpoint.save(here, pieces, options.checkpoints / "last.pt")
        if done % options.measure_every == 0 or done == settings.epochs:
            reader = checkpoint.reader_of(checkpoint.component_of(here, vocabulary), names)
            figures = measure(develop, lambda example: checkpoint.encode(reader, example))
            print(report(figures), file=sys.stderr, flush=True)

    preparer, augmentation = Preparer(Tokeniser(vocabulary), names), Augmentation(names_by_type(examples))
    often = [number for number, example in enumerate(examples) if example.id.startswith(tuple(options.always))]
    trainer = Trainer(parameters, averaged, vocabulary, preparer, augmentation, settings, frozenset(often))
    trainer.run(examples, after_epoch)
    return {name: values.detach().cpu() for name, values in averaged.items()}


def begun(path: Path) -> tuple[encoder.Parameters, list[str]]:
    """What an earlier training came to: its checkpoint, or the files that it wrote, as those that ship."""
    return shipped.parameters_of(path) if path.is_dir() else checkpoint.restore(path)


def fresh(settings: Settings, path: Path | None, texts: Sequence[str]) -> tuple[encoder.Parameters, list[str]]:
    """The encoder as it is published, and new heads."""
    source = encoder.archive(path)
    pieces, numbers = chosen_pieces(encoder.read_vocabulary(source), texts)
    generator = torch.Generator().manual_seed(settings.seed)
    return new_parameters(encoder.read_encoder(source, numbers), generator), pieces


if __name__ == "__main__":
    main()
