"""Printing what came from stories and users: safe on a terminal, exact into a pipe."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

# Escape sequences that a terminal obeys: control sequences, and strings such as window titles and links. The next
# escape or C1 control ends a string, closed or not, as on terminals; so no character is looked at for two of them.
ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\n\x1b\x80-\x9f]*+(?:\x1b\\|\x07|\x9c)"
)
# Controls, and marks that turn the reading direction or join lines; lone surrogates cannot be encoded.
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
# The same without what JSON escapes by itself.
UNESCAPED = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

FOREIGN_NAMED = 5


def plain(text: object) -> str:
    """Text on one line that a terminal only shows: no escape sequence, no control character."""
    return CONTROLS.sub(" ", ESCAPES.sub("", str(text)))


def json_text(value: object) -> str:
    """One line of JSON, in the order given, whose characters a terminal only shows; it reads back the same."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return UNESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def print_json(value: object) -> None:
    print(json_text(value))


def print_line(text: object = "") -> None:
    print(plain(text))


def counted(number: int, one: str, more: str) -> str:
    """ "1 story", "2 stories"."""
    return f"{number} {one if number == 1 else more}"


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table as wide as the terminal; values are text, never markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(Text(plain(column)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(value)) for value in row))
    width = None if sys.stdout.isatty() else 160
    Console(width=width, highlight=False, markup=False, emoji=False).print(table)


def shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping | list | tuple):
        return plain(json_text(value))
    return plain(value)


def print_records(record: Any) -> None:
    """Nested names and values, one a line, for `kg status` and `kg schema`."""
    for line in outline(record):
        print_line(line)


def outline(value: Any, depth: int = 0) -> Iterator[str]:
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            yield f"{'  ' * depth}{key}"
            yield from outline(inner, depth + 1)
        else:
            text = ", ".join(map(str, inner)) if isinstance(inner, list | tuple) else inner
            yield f"{'  ' * depth}{key}: {text}"


@contextmanager
def progress(title: str, *, printing: bool = False) -> "Iterator[Callable[[], None]]":
    """A bar on stderr while inputs are read, on a terminal only; yields what to call after each.

    With `printing`, results go to stdout meanwhile: where that is a terminal too, they alone are shown.
    """
    if not sys.stderr.isatty() or (printing and sys.stdout.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(title, markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # rich would lead stdout to the bar's terminal, past the file or the pipe that waits for it
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(title, total=None)
        yield lambda: bar.advance(task)


def time_to_note(given: str | None) -> str | None:
    """The time of loading that the user set, as ISO text: `--loaded`, else `SOURCE_DATE_EPOCH`, else None (now)."""
    if given is not None:
        try:
            return datetime.fromisoformat(given).isoformat()
        except ValueError:
            raise typer.BadParameter(
                f"--loaded {given}: no ISO time; write it like 2026-01-31T12:00:00+00:00"
            ) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    if not epoch.isdecimal():
        raise typer.BadParameter(f"SOURCE_DATE_EPOCH={epoch}: no number of seconds; unset it or correct it")
    return datetime.fromtimestamp(int(epoch), UTC).isoformat()


def tell_foreign(stories: Sequence[tuple[str, str]], number: int) -> None:
    """Name the first of `number` stories, each with its language, without claims because only English is read."""
    for story, language in stories[:FOREIGN_NAMED]:
        typer.echo(f"kg: note: {plain(story)} is in {language}, and only English is read: no claims", err=True)
    more = number - FOREIGN_NAMED
    if more > 0:
        typer.echo(f"kg: note: {counted(more, 'more story', 'more stories')} in another language: no claims", err=True)
