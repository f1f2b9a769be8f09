"""The public surface: what users import, pinned."""

import inspect
import subprocess
import sys

import kg
import kg.graph
from kg import errors
from kg.graph import Graph


def test_the_package_exports_the_facade_and_its_version() -> None:
    assert sorted(kg.__all__) == ["Graph", "__version__"]
    assert kg.Graph is Graph
    assert not hasattr(kg, "Story")


def test_the_facade_has_these_methods() -> None:
    methods = {name for name, _ in inspect.getmembers(Graph, callable) if not name.startswith("_")}
    assert methods == {
        *("open", "close", "load", "forget", "stories", "counts", "schema", "status", "check"),
        *("ask", "query", "find", "subgraph", "show", "claims", "disputes", "relationships"),
        *("export", "export_archive", "export_for_neo4j"),
        *("same", "differ", "retype", "rename", "review", "accept"),
    }


def test_every_public_function_of_the_facade_is_documented() -> None:
    members = [*inspect.getmembers(Graph, callable), *inspect.getmembers(kg.graph, inspect.isfunction)]
    public = [member for name, member in members if not name.startswith("_") and member.__module__ == "kg.graph"]
    undocumented = {member.__qualname__ for member in public if not member.__doc__}
    assert {name for name in undocumented if name.startswith("Graph.")} == set()


def test_the_tree_of_errors_is_drawn_in_its_module() -> None:
    drawn = errors.__doc__ or ""
    for name, error in inspect.getmembers(errors, inspect.isclass):
        assert issubclass(error, errors.KgError)
        assert name in drawn


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import kg, sys; print(sorted({'spacy', 'neo4j', 'rdflib', 'networkx', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == "[]"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from kg.cli.main import run; run(['--help']); "
        "print(sorted({'spacy', 'neo4j', 'rdflib', 'networkx', 'rich', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip().splitlines()[-1] == "[]"
