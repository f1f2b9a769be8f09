"""Archives of a graph, as files and from a pipe: told by their content, checked whole before anything is given."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

import pytest

import loaders
from kg.archive import package, records
from kg.archive.records import Kept
from kg.model import Claim, Entity, Evidence, Reading, Section, Story
from loaders import Archived, Rejected, Source, graph_archive
from loaders.archive import expanded

MOON = Entity("Q405", "CelestialBody", "Moon", ("Luna",), wikidata="Q405")
LANDER = Entity("a#e1", "Lander", "a lander", described=True)
DECIDED = "2026-01-31T12:00:00+00:00\trename\tQ405\tthe Moon\n"
WHOLE = "is damaged or was changed"


def kept(story: str, text: str, loaded: str, edition: str | None = None) -> Kept:
    claim = Claim(
        story,
        LANDER,
        "LANDED_ON",
        MOON,
        when="2025",
        attribution=(MOON,),
        qualifiers={"where": "north"},
        confidence=1.0,
        rule="by hand",
        evidence=(Evidence(0, 5, text[:5]),),
        spans=((0, 1), (2, 3)),
        id="0a1b",
    )
    told = Story(story, text, "Title", questions=("Why?",), sections=(Section("body", 0, len(text)),))
    return Kept(Reading(told, (MOON, LANDER), (claim,)), loaded, edition)


STORIES = (
    (kept("a", "A lander 🚀 on the Moon.", "2026-01-01"), kept("a", "A lander missed it.", "2026-02-01", "e1")),
    (kept("b", "“Moon” it is.", "2026-01-01"),),
)


def archive() -> bytes:
    file = io.BytesIO()
    lines = [line for story in STORIES for line in records.lines(story)]
    length = package.write(file, lines, DECIDED.encode(), package.Counts(2, 3, 3, 1))
    assert length == len(file.getvalue())
    return file.getvalue()


@pytest.mark.parametrize("name", ["space.zip", "space.backup", "space", "space.txt"])
def test_an_archive_is_told_by_its_content_and_gives_what_was_put_into_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(archive())
    path = str(tmp_path / name)
    assert list(loaders.read_all([path])) == [
        Archived(path, decisions=DECIDED),
        Archived(path, STORIES[0]),
        Archived(path, STORIES[1]),
    ]
    assert list(loaders.read_all([str(tmp_path)])) == list(loaders.read_all([path], "archive"))


def test_whoever_reads_stories_is_told_that_it_is_none(tmp_path: Path) -> None:
    path = tmp_path / "space.zip"
    path.write_bytes(archive())
    reason = "is the archive of a graph; restore it with kg load, without --id"
    assert list(loaders.read([str(path)])) == [Rejected(str(path), reason)]


def test_the_same_content_gives_the_same_bytes_and_any_program_can_read_them(tmp_path: Path) -> None:
    path = tmp_path / "space.zip"
    with path.open("wb") as file:  # a file in which one could go back
        package.write(file, [b"{}\n"], b"", package.Counts())
    piped = io.BytesIO()
    package.write(piped, [b"{", b"}\n"], b"", package.Counts())
    assert path.read_bytes() == piped.getvalue()
    with zipfile.ZipFile(path) as held:
        assert held.testzip() is None
        assert [(one.filename, one.date_time) for one in held.infolist()] == [
            (name, (1980, 1, 1, 0, 0, 0)) for name in ("mimetype", "stories.jsonl", "decisions.tsv", "datapackage.json")
        ]
        assert held.read("stories.jsonl") == b"{}\n"
    assert path.read_bytes()[30:].startswith(b"mimetypeapplication/vnd.space-kg.archive+zip")


def test_a_long_archive_may_come_by_a_pipe() -> None:
    text = os.urandom(6_000_000).hex()
    file = io.BytesIO()
    package.write(file, records.lines([kept("long", text, "2026-01-01")]), b"", package.Counts())
    assert len(file.getvalue()) > 5_000_000

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    source = Source("-", lambda: cast("BinaryIO", Pipe(file.getvalue())))
    (left,) = expanded([source])  # no folder that was packed
    assert left is source
    _, story = graph_archive.GraphArchiveLoader().load(source)
    assert isinstance(story, Archived)
    assert story.kept[0].reading.story.text == text


def test_an_old_zip_of_stories_is_still_the_folder_that_was_packed(tmp_path: Path) -> None:
    path = tmp_path / "stories.zip"
    with zipfile.ZipFile(path, "w") as held:
        held.writestr("mimetype.txt", "A story about a mimetype. It landed on the Moon.")
    assert [item.id for item in loaders.read([str(path)]) if isinstance(item, Story)] == ["mimetype"]


def spoilt(change: Callable[[str, bytes], list[tuple[str, bytes]]]) -> bytes:
    """An archive of other members."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive())) as held, zipfile.ZipFile(made, "w") as other:
        for name in held.namelist():
            for new, data in change(name, held.read(name)):
                other.writestr(package.member(new, packed=name != package.MIMETYPE), data)
    return made.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda name, data: [(name, data)] * (1 + (name == "decisions.tsv")), f"{WHOLE} (holds a file twice)"),
        (lambda name, data: [(name, data)] * (name != "datapackage.json"), f"{WHOLE} (no datapackage.json)"),
        (lambda name, data: [(name, data)] * (name != "stories.jsonl"), f"{WHOLE} (no stories.jsonl)"),
        (lambda name, data: [(name, data), *([("/etc/x", b"")] * (name == "mimetype"))], f"{WHOLE} (holds '/etc/x')"),
        (lambda name, data: [(name, data.replace(b"north", b"south"))], f"{WHOLE} (stories.jsonl has another length"),
        (
            lambda name, data: [(name, data.replace(b'"format": 1,', b'"format": 9,'))],
            "is an archive of version 9, and",
        ),
        (lambda name, data: [(name, data.replace(b'"format": 1,', b""))], f"{WHOLE} (its manifest cannot be read)"),
        (lambda name, data: [(name, b"[" * 500_000 if name.startswith("data") else data)], f"{WHOLE} (its manifest"),
    ],
)
def test_nothing_is_given_of_an_archive_that_is_not_as_its_manifest_says(
    tmp_path: Path, change: Callable[[str, bytes], list[tuple[str, bytes]]], reason: str
) -> None:
    path = tmp_path / "space.zip"
    path.write_bytes(spoilt(change))
    (refused,) = loaders.read_all([str(path)])
    assert isinstance(refused, Rejected)
    assert refused.reason.startswith(reason)


def test_a_story_is_rejected_with_all_of_its_readings_and_the_next_one_is_given(tmp_path: Path) -> None:
    lines = [line for story in STORIES for line in records.lines(story)]
    lines[0] = lines[0].replace(b'"kind":"news"', b'"kind":7')
    file = io.BytesIO()
    package.write(file, lines, b"", package.Counts())
    path = tmp_path / "space.zip"
    path.write_bytes(file.getvalue())
    _, refused, left = loaders.read_all([str(path)])
    reason = "stories.jsonl:1: story.kind is wrong (Input should be a valid string); nothing of this story was restored"
    assert refused == Rejected(str(path), reason)
    assert left == Archived(str(path), STORIES[1])


def test_wrong_lines_without_end_are_not_all_told(tmp_path: Path) -> None:
    file = io.BytesIO()
    package.write(file, [b"{}\n" * 5_000], b"", package.Counts())
    path = tmp_path / "space.zip"
    path.write_bytes(file.getvalue())
    _, *refused = loaders.read_all([str(path)])
    assert len(refused) == graph_archive.WRONG_LINES + 1
    assert refused[-1] == Rejected(str(path), "stories.jsonl: 1,000 lines are wrong; what follows is not read")
