"""Formats of this package and of others, and what importing them costs."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import loaders
from kg.errors import LoadError
from kg.model import Story
from loaders import Rejected, Source, registry


class LogLoader:
    """A format of another package: a line a story."""

    def matches(self, source: Source) -> bool:
        return source.suffix == ".log"

    def load(self, source: Source) -> Iterator[Story]:
        for number, line in enumerate(source.lines(), 1):
            if not line:
                raise RuntimeError("this loader does not expect an empty line")
            yield Story(id=f"log-{number}", text=line.decode())


class BrokenLoader:
    def __init__(self) -> None:
        raise ImportError("it lacks a library")


class NoLoader:
    """It cannot say what it reads."""

    def load(self, source: Source) -> Iterator[Story]:
        raise NotImplementedError


class HastyLoader(LogLoader):
    """It raises where it should say no."""

    def matches(self, source: Source) -> bool:
        raise ValueError("only logs, please")


@pytest.fixture
def _added(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in (LogLoader, NoLoader, HastyLoader):
        setattr(sys.modules[__name__], one.__name__, one)
    names = {"log": "LogLoader", "broken": "BrokenLoader", "none": "NoLoader", "hasty": "HastyLoader", "gone": "Gone"}
    monkeypatch.setitem(sys.modules, "other_package", sys.modules[__name__])
    found = {name: EntryPoint(name, f"other_package:{value}", registry.GROUP) for name, value in names.items()}
    monkeypatch.setattr(registry, "added", lambda: found)


def test_the_formats_of_this_package() -> None:
    assert {"brief", "html", "stories", "text"} <= set(loaders.formats())


@pytest.mark.usefixtures("_added")
def test_a_format_of_another_package(tmp_path: Path) -> None:
    (tmp_path / "flight.log").write_text("Words of one.\nWords of two.\n", encoding="utf-8")
    assert loaders.formats() == tuple(sorted({*registry.OWN, "broken", "gone", "hasty", "log", "none"}))
    assert [story.id for story in loaders.load(str(tmp_path))] == ["log-1", "log-2"]


@pytest.mark.usefixtures("_added")
def test_an_added_loader_that_does_not_work_harms_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Words of one.", encoding="utf-8")
    assert [story.id for story in loaders.load(str(tmp_path / "story.txt"))] == ["story"]
    for name, why in {
        "broken": r"BrokenLoader does not work \(ImportError\('it lacks a library'\)\); uninstall or mend it",
        "none": r"NoLoader does not work \(NoLoader has no matches and load\)",
        "gone": r"Gone does not work \(AttributeError",
    }.items():
        with pytest.raises(LoadError, match=f"^{name}: its loader other_package:{why}") as raised:
            loaders.read([], format=name)
        assert "\n" not in str(raised.value)


@pytest.mark.usefixtures("_added")
def test_a_source_that_nobody_reads_is_told_which_loaders_do_not_work(tmp_path: Path) -> None:
    (tmp_path / "mission.xyz").write_text("Words.", encoding="utf-8")
    (item,) = loaders.read([str(tmp_path / "mission.xyz")])
    assert isinstance(item, Rejected)
    assert "; broken: its loader other_package:BrokenLoader does not work" in item.reason
    assert "log:" not in item.reason


@pytest.mark.usefixtures("_added")
def test_an_added_loader_that_fails_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "flight.log").write_text("Words.\n\nWords.\n", encoding="utf-8")
    first, second = loaders.read([str(tmp_path / "flight.log")])
    assert isinstance(first, Story)
    assert isinstance(second, Rejected)
    assert "RuntimeError: this loader does not expect" in second.reason


def test_importing_loaders_and_reading_text_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Words of one.", encoding="utf-8")
    heavy = ["trafilatura", "lxml", "charset_normalizer", "ssl", "http.client", "urllib.request"]
    code = (
        "import sys, loaders; list(loaders.load(sys.argv[1]));"
        f"sys.exit(', '.join(name for name in {heavy} if name in sys.modules) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "story.txt")], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_public_names() -> None:
    assert loaders.__all__ == ["Archived", "Loader", "Rejected", "Source", "formats", "load", "read", "read_all"]
