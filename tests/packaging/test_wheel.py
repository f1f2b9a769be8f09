"""The wheel and the source archive hold all that they need; `kg demo` runs where only the wheel is installed."""

import os
import shlex
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path, timeout: float = 300) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "NEO4J", "KG_"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=timeout
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        *(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir"),
        *(folder, ROOT),
        cwd=folder,
    )
    (built,) = folder.glob("*.whl")
    return built


def environment_in(folder: Path, *, shared: bool) -> Path:
    """A fresh virtual environment; `shared` lends it the dependencies, but not the project, of the one that runs."""
    venv.create(folder, with_pip=not shared)
    python = folder / "bin" / "python"
    if shared:
        packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
        (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def assert_demo_runs(python: Path, folder: Path) -> None:
    where = run(python, "-c", "import kg; print(kg.__file__)", cwd=folder).strip()
    assert Path(where).is_relative_to(python.parents[1]), "the demo must run from what the wheel installed"
    printed = run(python.parent / "kg", "demo", cwd=folder)
    assert "Loaded " in printed
    assert "[1]" in printed
    made = {path.name for path in (folder / "build" / "demo").iterdir() if path.is_file()}
    assert made == {"index.html", "resilience.html", "space.ttl"}
    for command in printed.partition("Try next:\n")[2].splitlines():
        if "my-stories" not in command:
            assert run(*shlex.split(f"{python.parent}/{command.strip()}"), cwd=folder)
    run(python.parent / "kg", "stop", "--data", "build/demo/data", cwd=folder)


def test_the_wheel_holds_data_templates_stories_and_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        *("kg/__init__.py", "kg/py.typed", "kg/templates/index.html.jinja", "ontology/data/types.toml"),
        *("ontology/py.typed", "loaders/__init__.py", "loaders/py.typed"),
    } <= names
    assert any(name.startswith("kg/demo/stories/") and name.endswith(".html") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_holds_nothing_but_the_packages(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg", "ontology", "loaders"}


def test_the_source_archive_holds_all_that_its_makefile_calls(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path, cwd=ROOT)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {
        "Makefile",
        ".ci/need",
        ".ci/need-python",
        "requirements/development.txt",
        "tests/store/neo4j/install.sh",
    } <= names


def test_the_demo_runs_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    python = environment_in(tmp_path / "environment", shared=True)
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel),
        cwd=tmp_path,
    )
    assert_demo_runs(python, tmp_path)


@pytest.mark.long
def test_the_wheel_installs_into_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """The only test that needs a package index: it installs every dependency anew, by its hash."""
    python = environment_in(tmp_path / "environment", shared=False)
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "--no-deps", "-r", ROOT / "requirements" / "run.txt", cwd=tmp_path, timeout=600)
    run(*pip, "--no-index", wheel, cwd=tmp_path)
    assert_demo_runs(python, tmp_path)
