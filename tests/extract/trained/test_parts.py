"""The parts of a corpus: each story in one part, whole and unchanged."""

from pathlib import Path

from kg.extract.training.parts import write_part
from kg.extract.training.split import Part, part_of


def test_each_story_is_in_its_part_as_it_was(tmp_path: Path) -> None:
    stories = {f"story-{number}": f"@story story-{number}\n\nWords {number}.\n@end\n\n" for number in range(60)}
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("# A note.\n" + "".join(stories.values()))
    numbers = {part: write_part(corpus, part, tmp_path / part) for part in Part}
    assert sum(numbers.values()) == len(stories)
    for part in Part:
        expected = "".join(text for story, text in stories.items() if part_of(story) is part)
        assert (tmp_path / part / "a.txt").read_text() == expected
