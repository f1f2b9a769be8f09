"""Exit statuses and one-line errors: what scripts rely on."""

import subprocess
import sys

import pytest

from kg.cli.main import command_first, run
from kg.errors import ForeignDatabase, KgError, NotFound, QueryError, StoreUnreachable
from kg.graph import Graph

COMMANDS = [
    *("load", "extract", "query", "ask", "show", "disputes", "export", "check", "forget", "review", "same", "differ"),
    *("retype", "rename", "evaluate", "status", "schema", "stop", "demo"),
]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    printed = capsys.readouterr().out
    section = printed.partition("Commands:\n")[2].partition("\n\n")[0]
    assert [line.split()[0] for line in section.splitlines() if line[2:3] != " "] == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: kg {command}")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("space-kg ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["launch"],
        ["load"],
        ["ask"],
        ["load", "--nonsense", "x"],
        ["load", "x", "--workers", "0"],
        ["load", "x", "--loaded", "yesterday"],
        ["query"],
        ["query", "RETURN 1", "--file", "x.cypher"],
        ["query", "RETURN 1", "-p", "novalue"],
        ["query", "RETURN 1", "--format", "xml"],
        ["query", "--file", "no/such/file.cypher"],
        ["show", "Resilience", "--depth", "many"],
        ["load", "x", "--as", "nonsense"],
        ["extract", "x", "--as", "nonsense"],
    ],
)
def test_wrong_usage_is_one_line_and_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("kg: ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (StoreUnreachable("bolt://127.0.0.1:1: no engine answers; start it"), 3),
        (ForeignDatabase("neo4j: holds other data; use --adopt"), 3),
        (QueryError("CREATE: the graph can only be read; leave it out"), 2),
        (NotFound("Atlantis: nothing of that name; see 'kg schema'"), 1),
        (KgError("story \x1b[31mred\x1b[0m\nsecond line"), 1),
        (RuntimeError("a bug"), 1),
    ],
)
def test_an_error_is_one_line_and_its_status(
    error: Exception, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(Graph, "open", refuse)
    assert run(["query", "RETURN 1"]) == status
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("kg: ")
    assert printed.err.count("\n") == 1
    assert "Traceback" not in printed.err
    assert "\x1b" not in printed.err
    with pytest.raises(type(error)):
        run(["query", "RETURN 1", "--debug"])


def test_common_options_may_stand_before_the_command() -> None:
    assert command_first(["--data", "d", "--debug", "load", "x"]) == ["load", "--data", "d", "--debug", "x"]
    assert command_first(["--data=d", "stop"]) == ["stop", "--data=d"]
    assert command_first(["load", "x"]) == ["load", "x"]
    assert command_first(["--help"]) == ["--help"]


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(
        ["bash", "-c", f"({sys.executable} -m kg --help; echo $? >&2) | true"],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
