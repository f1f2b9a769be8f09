"""A .zip is read as the folder that was packed into it: its members are sources, in any known format.

Their keys, and so their ids, are those that the folder's files would have. Hidden files and `README` are passed over,
as in a folder; other archives inside of it are rejected, and so is every member that `loaders.zipped` refuses.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kg.archive.package import is_archive as is_of_graph
from kg.errors import LoadError
from loaders.conditional import Unchanged
from loaders.paths import is_passed_over
from loaders.source import Rejected, Source, failed

if TYPE_CHECKING:
    from zipfile import ZipFile

SUFFIX = ".zip"
MEDIA_TYPES = frozenset({"application/zip", "application/x-zip-compressed"})
SIGNATURE = b"PK\x03\x04"
# What Apple's archiver packs beside the files.
RESOURCES = "__MACOSX"
# What every WACZ holds at its top, and no folder of stories.
WEB_ARCHIVE = "datapackage.json"


def expanded(sources: Iterable[Source | Rejected | Unchanged]) -> Iterator[Source | Rejected | Unchanged]:
    """The sources, with the members of each .zip in the place of it; one that cannot be read is rejected."""
    for source in sources:
        if not isinstance(source, Source):
            yield source
            continue
        try:
            if not is_archive(source) or is_of_graph(source.head):
                yield source
                continue
            with source:
                yield from unpacked(source)
        except LoadError as error:
            yield Rejected(source.name, str(error))
        except Exception as error:  # whatever is wrong with one archive must not stop the files beside it
            yield Rejected(source.name, failed(error))


def is_archive(source: Source) -> bool:
    """By suffix or media type; what comes by a pipe, by its first bytes (those of office documents are the same)."""
    if source.key is not None or source.url is not None:
        return source.suffix == SUFFIX or source.media_type in MEDIA_TYPES
    return source.head.startswith(SIGNATURE)


def unpacked(source: Source) -> Iterator[Source | Rejected]:
    """The members as sources, in the order of their paths. Raises `LoadError` for an archive that cannot be read."""
    from loaders.zipped import open_zip

    with open_zip(source) as archive:
        names = archive.namelist()
        if WEB_ARCHIVE in names and any(name.startswith("archive/") for name in names):
            raise LoadError("is a web archive; rename it to end in .wacz")
        yield from sources(archive, source)


def sources(archive: "ZipFile", source: Source) -> Iterator[Source | Rejected]:
    from loaders.zipped import members, opener

    front = f"{source.key}/" if source.key and not source.named else ""
    for member in members(archive, source.name):
        if isinstance(member, Rejected):
            yield member
            continue
        path, info = member
        if is_left_out(path):
            continue
        name = f"{source.name}/{path}"
        inner = Source(name, opener(archive, info), key=front + path, named=False, size=info.file_size)
        if inner.suffix == SUFFIX:
            yield Rejected(inner.name, "is an archive inside of an archive; unpack the outer one, and name the folder")
        else:
            yield inner


def is_left_out(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return parts[0] == RESOURCES or any(part.startswith(".") for part in parts) or is_passed_over(parts[-1])
