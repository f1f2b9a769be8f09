"""Each file below `data/` has beside it, as `.json`, what is to be read in it."""

import json
from pathlib import Path

import pytest

import loaders
from kg.model import Story

DATA = Path(__file__).parent / "data"
FILES = sorted(path for path in DATA.rglob("*") if path.is_file() and path.suffix != ".json")


def described(story: Story) -> dict[str, object]:
    """A story as the expected files put it: sections by kind, heading and words."""
    fields = {name: getattr(story, name) for name in ("id", "title", "outlet", "published", "url")}
    words = [[part.kind, part.heading, story.text[part.start : part.end]] for part in story.sections]
    return {**fields, "questions": list(story.questions), "sections": words}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_reads_what_is_written_beside_the_file(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert [described(story) for story in loaders.load(str(path))] == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_recognises_the_format_by_itself(path: Path) -> None:
    assert list(loaders.load(str(path))) == list(loaders.load(str(path), format=path.parent.name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_sections_hold_words_in_order_and_no_markers(path: Path) -> None:
    for story in loaders.load(str(path)):
        position = 0
        for section in story.sections:
            words = story.text[section.start : section.end]
            assert position <= section.start < section.end <= len(story.text)
            assert words == words.strip()
            assert words[0] not in "-*•#–"
            position = section.end


def test_the_text_of_a_title_and_a_body_has_an_empty_line_between() -> None:
    (story,) = loaders.load(str(DATA / "text" / "headers.txt"))
    assert story.text == (
        "Tug moves dead satellite out of the way\n\nThe tug Lark moved a dead satellite by forty kilometres on Friday."
    )
    (page,) = loaders.load(str(DATA / "html" / "graph.html"))
    assert page.text.startswith("Probe Tarsus wakes after “long” sleep\n\nThe probe Tarsus woke on Sunday")
    assert "cookies" not in page.text
    assert "document.write" not in page.text


@pytest.mark.parametrize(
    "path", [DATA / "brief" / "windows.txt", DATA / "brief" / "untidy.md", DATA / "text" / "untitled.txt"]
)
def test_text_without_a_title_is_the_file_verbatim(path: Path) -> None:
    (story,) = loaders.load(str(path))
    assert story.text == path.read_bytes().decode("utf-8")


def test_the_stories_format_keeps_text_and_ids_of_their_own() -> None:
    path = DATA / "stories" / "three.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    stories = list(loaders.load(str(path)))
    assert [(story.id, story.text) for story in stories] == [(record["id"], record["text"]) for record in records]


def test_a_story_written_out_is_read_back(tmp_path: Path) -> None:
    (page,) = loaders.load(str(DATA / "html" / "graph.html"))
    fields = ("id", "url", "outlet", "title", "published", "text")
    line = json.dumps({name: getattr(page, name) for name in fields})
    (tmp_path / "page.jsonl").write_text(line + "\n", encoding="utf-8")
    (again,) = loaders.load(str(tmp_path / "page.jsonl"))
    assert [getattr(again, name) for name in fields] == [getattr(page, name) for name in fields]
    assert again.sections[0] == page.sections[0]
