"""Entry point: runs a command, turns errors into one line on stderr and an exit status.

0 done, 1 done in part or nothing found, 2 wrong usage (refused or wrong Cypher too), 3 store not reachable.
"""

import io
import os
import sys
import warnings
from collections.abc import Sequence

import typer

from kg.cli.application import application
from kg.cli.terminal import plain
from kg.errors import KgError

# What a shell reports of a program that was interrupted.
INTERRUPTED = 130
# Options that may also stand before the command's name, and whether a value follows.
COMMON = {"--data": True, "--debug": False}


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        # The same bytes wherever it runs: the locale must not decide what a program reads.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    if not sys.warnoptions and "--debug" not in sys.argv:
        # What libraries say to programmers is nothing to whoever runs a command.
        warnings.simplefilter("ignore")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; with `--debug` an error comes with its traceback."""
    ordered = command_first(list(arguments))
    try:
        result = application(ordered, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe went away; Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (KeyboardInterrupt, typer.Abort):
        return complain("interrupted", INTERRUPTED)
    except typer.TyperException as error:
        return complain(f"{error.format_message()} (see 'kg --help')", error.exit_code)
    except KgError as error:
        if "--debug" in ordered:
            raise
        return complain(str(error), error.exit_status)
    except Exception as error:
        if "--debug" in ordered:
            raise
        return complain(f"unexpected {type(error).__name__}: {error}; run it again with --debug to see where", 1)
    return result if isinstance(result, int) else 0


def complain(message: str, status: int) -> int:
    print(f"kg: {plain(message)}", file=sys.stderr)
    return status


def command_first(arguments: list[str]) -> list[str]:
    """`kg --data DIR load …` as `kg load … --data DIR`: common options belong to the commands."""
    before: list[str] = []
    rest = arguments
    while rest and rest[0].partition("=")[0] in COMMON:
        length = 2 if COMMON[rest[0].partition("=")[0]] and "=" not in rest[0] else 1
        before, rest = before + rest[:length], rest[length:]
    return [*rest[:1], *before, *rest[1:]]
