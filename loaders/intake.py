"""From what a user names to stories: expand, recognise, load, and say in one line what could not be read."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.errors import KgError, LoadError
from kg.model import Story
from loaders.archive import expanded
from loaders.characters import printable
from loaders.conditional import Unchanged
from loaders.identity import path_id
from loaders.paths import expand
from loaders.registry import formats, loader, loader_for, not_working
from loaders.source import Archived, Loader, Rejected, Source, failed, unreadable

if TYPE_CHECKING:
    from loaders.web import Web


def read(sources: Iterable[str], format: str | None = None, *, web: "Web | None" = None) -> Iterator[Story | Rejected]:
    """The stories of all sources in order, and a `Rejected` in the place of each input that cannot be read.

    A file of a folder, pattern or .zip in no known format is passed over; one that the user named is rejected. Two
    files whose ids would be the same (`a/x.txt b/x.txt`) are not taken for two versions of one story: the second is
    rejected.
    An address is fetched by `web`, and one that holds nothing new since it was loaded gives nothing.
    Raises `LoadError` at once for an unknown format, and for nothing else.
    """
    return without_archives(read_all(sources, format, web=web))


def read_all(
    sources: Iterable[str], format: str | None = None, *, web: "Web | None" = None
) -> Iterator[Story | Rejected | Archived]:
    """As `read`, and what is to be restored from archives of a graph."""
    chosen = loader(format) if format is not None else None
    return _read(sources, chosen, web)


def without_archives(items: Iterable[Story | Rejected | Archived]) -> Iterator[Story | Rejected]:
    named: set[str] = set()
    for item in items:
        if not isinstance(item, Archived):
            yield item
        elif item.source not in named:
            named.add(item.source)
            yield Rejected(item.source, "is the archive of a graph; restore it with kg load, without --id")


def load(source: str, format: str | None = None) -> Iterator[Story]:
    """The stories of one source (a file, a folder, a .zip, a pattern, an address, or `-`).

    Raises `LoadError` at the first input, or line, that cannot be read, with the source's name before the reason.
    """
    for item in read([source], format):
        if isinstance(item, Rejected):
            raise LoadError(str(item))
        yield item


def _read(names: Iterable[str], chosen: Loader | None, web: "Web | None") -> Iterator[Story | Rejected | Archived]:
    taken: dict[str, str] = {}
    for name in names:
        try:
            found = False
            for source in expanded(expand(name, web)):
                if isinstance(source, Unchanged):
                    found = True
                    continue
                if isinstance(source, Rejected):
                    yield source
                    found = True
                    continue
                with source:
                    for item in stories(source, chosen):
                        found = True
                        yield item if isinstance(item, Archived) else claimed(item, source, taken)
            if not found:
                yield Rejected(printable(name), f"holds no file in a known format ({', '.join(formats())})")
        except LoadError as error:
            yield Rejected(printable(name), str(error))
        except OSError as error:
            yield Rejected(printable(name), unreadable(error))
        except KgError:  # what failed is no input
            raise
        except Exception as error:  # whatever is wrong with one input must not stop the others
            yield Rejected(printable(name), failed(error))


def stories(source: Source, chosen: Loader | None) -> Iterator[Story | Rejected | Archived]:
    """The stories of one source, or why there are none; whatever a loader raises is said in one line."""
    try:
        found = chosen or loader_for(source)
        if found is not None:
            yield from found.load(source)
        elif source.named:
            raise LoadError(unknown())
    except LoadError as error:
        yield Rejected(source.name, str(error))
    except Exception as error:  # an added loader that breaks its promise must not stop the other inputs
        yield Rejected(source.name, failed(error))


def unknown() -> str:
    known = f"is in no known format; name one of {', '.join(formats())}, or save it as .txt, .html or .jsonl"
    return "; ".join([known, *not_working()])


def claimed(item: Story | Rejected, source: Source, taken: dict[str, str]) -> Story | Rejected:
    """The story, unless another file of this run has its id by path already."""
    if isinstance(item, Rejected) or source.key is None or item.id != path_id(source.key):
        return item
    first = taken.setdefault(item.id, source.name)
    if first == source.name:
        return item
    return Rejected(source.name, f"has the id {item.id!r} of {first}; load the folder that holds both, or rename one")
