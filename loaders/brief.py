"""The sectioned news brief: What's happened, What's behind the headline?, What the papers say, How we got here,
Go deeper, Common question, More on these topics. Its text is the file verbatim; its questions are kept on the story."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from kg.model import Section, Story
from loaders.boilerplate import is_boilerplate
from loaders.characters import one_line
from loaders.encoding import decode, preview
from loaders.identity import story_id
from loaders.layout import Line, ends_sentence, lines
from loaders.source import Source
from loaders.text import ANNOTATED, SUFFIXES, check_length, read_headers

QUESTION = re.compile(r"[^?]*\?[\"'”’)]*(?=\s|$)")
LONGEST_HEADING = 120


class BriefLoader:
    """One brief a file, with sections missing or in another order, straight or curly quotes, any bullets and line ends.

    Sections cover what is to be read and nothing else: a paragraph, a bullet without its marker, a sub-heading. The
    headings of the brief's own form are none of them; each section names in `heading` the nearest one above it.
    """

    def matches(self, source: Source) -> bool:
        if source.suffix and source.suffix not in SUFFIXES:
            return False
        if not source.suffix and not source.named:
            return False
        text = preview(source.head)
        return not ANNOTATED.match(text) and len({part(line) for line in lines(text)} - {None}) > 1

    def load(self, source: Source) -> Iterator[Story]:
        text = decode(source.read(), source.charset)
        check_length(text)
        headers, start = read_headers(text)
        reader = BriefReader(text)
        for line in lines(text, start):
            reader.read(line)
        url = headers.get("url") or source.canonical
        yield Story(
            id=story_id(source, url, text),
            text=text,
            title=headers.get("title") or reader.title,
            url=url,
            outlet=headers.get("outlet"),
            published=headers.get("published"),
            source=source.name,
            questions=tuple(dict.fromkeys(filter(None, reader.questions))),
            sections=tuple(reader.sections),
        )


@dataclass(slots=True)
class BriefReader:
    """Reads a brief line by line: `part` is the part of the brief that it is in, `heading` the nearest one above."""

    text: str
    part: str = ""
    heading: str = ""
    title: str | None = None
    questions: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    open_item: bool = False

    def read(self, line: Line) -> None:
        if name := part(line):
            self.part, self.heading, self.open_item = name, one_line(line.text), False
        elif line.start == line.end:
            self.open_item = False
        elif self.part in ("deeper", "common"):
            self.read_question(line)
        else:
            self.read_statement(line)

    def read_question(self, line: Line) -> None:
        question = QUESTION.match(line.text)
        if question:
            self.questions.append(one_line(question[0]))
            self.heading = one_line(question[0])
            rest = line.text[question.end() :]
            if rest.strip():
                self.add("question", line.end - len(rest.lstrip()), line.end)
        elif ends_sentence(line.text) and self.part == "common":
            self.add("question", line.start, line.end)
        else:
            self.questions.append(one_line(line.text))

    def read_statement(self, line: Line) -> None:
        continues = self.open_item and not line.bullet and not line.heading and not line.gap
        last = self.sections[-1] if continues else None
        if last and not ends_sentence(self.text[max(last.start, last.end - 20) : last.end]):
            self.sections[-1] = Section(last.kind, last.start, line.end, self.heading)
        elif not line.bullet and is_heading(line):
            self.read_heading(line)
        else:
            self.open_item = self.add(self.kind(line), line.start, line.end) and line.bullet

    def read_heading(self, line: Line) -> None:
        if not self.part and self.title is None and not self.sections:
            self.title = one_line(line.text) or None
            self.sections.append(Section("title", line.start, line.end))
            return
        self.heading, self.open_item = one_line(line.text), False
        self.sections.append(Section("heading", line.start, line.end))

    def kind(self, line: Line) -> str:
        kind = parts()[self.part].kind if self.part else "body"
        return "bullets" if kind == "body" and line.bullet else kind

    def add(self, kind: str, start: int, end: int) -> bool:
        if is_boilerplate(self.text[start:end]):
            return False
        self.sections.append(Section(kind, start, end, self.heading))
        return True


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the brief's form."""

    kind: str
    headings: tuple[str, ...]


@cache
def parts() -> Mapping[str, Part]:
    tables = tomllib.loads((files("loaders") / "data" / "brief.toml").read_text(encoding="utf-8"))
    return {name: Part(table["kind"], tuple(table["headings"])) for name, table in tables.items()}


@cache
def headings() -> Mapping[str, str]:
    return {heading: name for name, table in parts().items() for heading in table.headings}


def part(line: Line) -> str | None:
    """The part of the brief that this line opens."""
    if len(line.text) > LONGEST_HEADING:
        return None
    words = re.sub(r"\s+", " ", re.sub(r"[’‘ʼ`´]", "'", line.text)).strip(" ?!:.*_#").casefold()
    return headings().get(words)


def is_heading(line: Line) -> bool:
    """A short line without the end of a sentence."""
    return line.heading or (len(line.text) <= LONGEST_HEADING and not re.search(r"[.!…;,][\"'”’)\]]*$", line.text))
