"""What a data folder remembers of the addresses that its graph was loaded from, for as long as that is true of it.

A server asked for what is new answers that nothing is, and then nothing is loaded. So what is remembered must be what
the graph holds, as the reader at hand reads it: each reader has a file of its own, which counts until another one loads
or a story is forgotten.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.store.configuration import Folder
    from loaders.conditional import FileMemory

FILES = "addresses*.json"


def remembered(folder: "Folder | None", reader: str | None) -> "FileMemory | None":
    """What is remembered of the loads by the reader of this edition (`kg.loading.edition`); None where it has none.

    The others' is deleted before anything is loaded, however the load ends. Raises `KgError` where it cannot be.
    """
    from loaders.conditional import FileMemory

    path = folder.data / f"addresses-{reader}.json" if folder and reader else None
    delete(folder, but=path)
    return FileMemory(path) if path else None


def delete(folder: "Folder | None", *, but: Path | None = None) -> None:
    """Forget all addresses of a data folder: the next load fetches them in full. Raises `KgError` where it cannot.

    All, for the graph does not hold from which addresses a story came: it may stand in several feeds.
    """
    for path in sorted(folder.data.glob(FILES)) if folder else ():
        if path != but:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise KgError(
                    f"{path}: cannot be deleted: {error.strerror}; delete it, or add --again to the next load"
                ) from None
