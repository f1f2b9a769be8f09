"""Which column of a table holds what of a story: by a map that the newsroom gives, else by common names."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from kg.errors import LoadError
from loaders.characters import one_line
from loaders.source import Source

# The parts of a story, and the names that their columns commonly have, the best one first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "summary"),
    "url": ("url", "link"),
    "published": ("published", "published_at", "date"),
    "outlet": ("outlet", "source", "publisher", "news_site"),
    "id": ("id",),
}
SIDE_FILE = ".columns.toml"
LONGEST_SIDE_FILE = 20_000
# A spreadsheet may have put quotation marks around the line, or delimiters behind it.
LINE = re.compile(r"\s*\"?#\s*columns\s*:([^\r\n]*)", re.IGNORECASE)
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """The name of the column that each part of a story stands in; the text may stand in several, in this order."""

    text: tuple[str, ...] = ()
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    id: str | None = None

    @classmethod
    def by_name(cls, header: Iterable[str]) -> Self:
        """The columns with the best of the common names; none for a part without one."""
        found: dict[str, str] = {}
        for name in header:
            found.setdefault(re.sub(r"[\s_-]+", "_", name.strip().lower()), name)
        best = {part: next((found[name] for name in names if name in found), None) for part, names in NAMES.items()}
        text = best.pop("text")
        return cls(text=(text,) if text is not None else (), **best)

    @classmethod
    def by_map(cls, said: Mapping[str, Any]) -> Self:
        """The columns that a map names. Raises `LoadError` for a part that no story has, and where none is the text."""
        for part, column in said.items():
            if part not in NAMES:
                raise LoadError(f"its columns name {one_line(part)[:40]!r}, no part of a story; use {', '.join(NAMES)}")
            if not isinstance(column, str) and not (part == "text" and is_list_of_names(column)):
                raise LoadError(f"its columns name no column for {part}; write {part} = the column's name")
        if not (text := said.get("text")):
            raise LoadError("its columns leave out the text; write text = the column's name")
        return cls(**{**said, "text": (text,) if isinstance(text, str) else tuple(text)})

    def check(self, header: list[str]) -> None:
        """Raise `LoadError` where the header has no column for the text, or lacks one that a map names."""
        shown = ", ".join(one_line(name)[:30] for name in header[:SHOWN])
        if not self.text:
            names = ", ".join(NAMES["text"])
            raise LoadError(
                f"has no column for the text ({shown}); name one {names}, or write `# columns: text = NAME` above"
            )
        for name in (*self.text, self.title, self.url, self.published, self.outlet, self.id):
            if name is not None and name not in header:
                raise LoadError(f"has no column {one_line(name)[:40]!r} as its columns say, but {shown}; correct them")


def is_list_of_names(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(name, str) for name in value)


def columns_of_line(line: str) -> Columns | None:
    """The map in a line `# columns: title = Headline, text = Standfirst + Story`; None for any other line."""
    match = LINE.match(line)
    if match is None:
        return None
    said: dict[str, Any] = {}
    for pair in re.split(r"[,;\t|]", match[1].rstrip('",;|\t ')):
        if not pair.strip():
            continue
        part, equals, column = (piece.strip() for piece in pair.partition("="))
        if not equals or not column:
            raise LoadError("its `# columns:` line is none; write it as `# columns: title = Headline, text = Story`")
        said[part.lower()] = [name.strip() for name in column.split("+")] if part.lower() == "text" else column
    return Columns.by_map(said)


def columns_beside(source: Source) -> Columns | None:
    """The map in the file beside the table, None where there is none. Raises `LoadError` for one that is no map."""
    path = source.path.with_name(source.path.name + SIDE_FILE) if source.path else None
    if path is None or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST_SIDE_FILE)
        said = tomllib.loads(data.decode("utf-8-sig"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise LoadError(f"has beside it a {SIDE_FILE} that cannot be read ({one_line(str(error))[:80]})") from None
    return Columns.by_map(said)


def has_columns_beside(source: Source) -> bool:
    return source.path is not None and source.path.with_name(source.path.name + SIDE_FILE).is_file()
