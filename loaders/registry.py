"""The formats: those of this package, and those that other packages add as entry points of `space_kg.loaders`."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from kg.errors import LoadError
from loaders.brief import BriefLoader
from loaders.characters import printable
from loaders.feed import FeedLoader
from loaders.gcat import GcatLoader
from loaders.graph_archive import GraphArchiveLoader
from loaders.html import HtmlLoader
from loaders.iau import IauLoader
from loaders.launch_library import LaunchLibraryLoader
from loaders.markdown import MarkdownLoader
from loaders.ninjs import NinjsLoader
from loaders.source import Loader, Source
from loaders.spaceflight_news import SpaceflightNewsLoader
from loaders.stories import StoriesLoader
from loaders.table import TableLoader
from loaders.text import TextLoader
from loaders.ucs import UcsLoader
from loaders.wacz import WaczLoader
from loaders.warc import WarcLoader
from loaders.wikidata import WikidataLoader

GROUP = "space_kg.loaders"
# In the order in which they are asked: those told by a root element or by keys of their own first, the plainest last.
OWN: Mapping[str, Loader] = {
    "archive": GraphArchiveLoader(),
    "wacz": WaczLoader(),
    "warc": WarcLoader(),
    "feed": FeedLoader(),
    "spaceflight_news": SpaceflightNewsLoader(),
    "ninjs": NinjsLoader(),
    "launch_library": LaunchLibraryLoader(),
    "gcat": GcatLoader(),
    "ucs": UcsLoader(),
    "iau": IauLoader(),
    "wikidata": WikidataLoader(),
    "table": TableLoader(),
    "stories": StoriesLoader(),
    "html": HtmlLoader(),
    "brief": BriefLoader(),
    "markdown": MarkdownLoader(),
    "text": TextLoader(),
}


def formats() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    return tuple(sorted({*OWN, *added()}))


def loader(name: str) -> Loader:
    """The loader of a format; raises `LoadError` for an unknown format, or an added one that does not work."""
    if name in OWN:
        return OWN[name]
    if name not in added():
        raise LoadError(f"{name}: no such format; use one of {', '.join(formats())}")
    return opened(added()[name])


def loader_for(source: Source) -> Loader | None:
    """The first loader that takes the source for its own: added ones, by name, before those of this package.

    Added ones that do not work are passed over; whoever names their format, or a source that nobody reads, is told why.
    """
    theirs = (candidate for candidate in working() if recognises(candidate, source))
    return next(theirs, None) or next((candidate for candidate in OWN.values() if candidate.matches(source)), None)


def recognises(candidate: Loader, source: Source) -> bool:
    """Whether an added loader takes the source. One that breaks its promise not to raise does not."""
    try:
        return bool(candidate.matches(source))
    except LoadError:  # the source itself cannot be opened
        raise
    except Exception:
        return False


def working() -> Iterator[Loader]:
    for name in sorted(added()):
        with suppress(LoadError):
            yield opened(added()[name])


def not_working() -> Iterator[str]:
    """Of each added loader that does not work, in one line, why."""
    for name in sorted(added()):
        try:
            opened(added()[name])
        except LoadError as error:
            yield str(error)


@cache
def added() -> Mapping[str, EntryPoint]:
    """Entry points by format; a name of this package's own is not given away."""
    return {entry.name: entry for entry in entry_points(group=GROUP) if entry.name not in OWN}


def opened(entry: EntryPoint) -> Loader:
    """What the entry point names: a `Loader`, or a class of them. Raises `LoadError` where it is none, or cannot be
    imported."""
    made = tried(entry)
    if isinstance(made, str):
        value = printable(entry.value)
        raise LoadError(f"{printable(entry.name)}: its loader {value} does not work ({made}); uninstall or mend it")
    return made


@cache
def tried(entry: EntryPoint) -> Loader | str:
    """The loader, made once however many files there are, or why there is none."""
    try:
        found = entry.load()
        made: Loader = found() if isinstance(found, type) else found
    except (Exception, SystemExit) as error:  # code of others, whatever it does
        return printable(repr(error))[:200]
    if not (callable(getattr(made, "matches", None)) and callable(getattr(made, "load", None))):
        return f"{type(made).__name__} has no matches and load"
    return made
