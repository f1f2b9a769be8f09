"""Annotated stories: one sentence a line, `[words]{id Type}` for mentions, `> subject PREDICATE object` for claims.

`read(path)` gives each story with its text and gold `Reading`. The text is title, blank line, body; sentences are
joined by one space and paragraphs by a blank line, so that a reader has to find the sentences itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.edtf import is_edtf
from kg.errors import EvaluateError
from kg.model import Claim, Entity, Evidence, Mention, Reading, Section, Status, Story
from ontology import vocabulary

MENTION = re.compile(r"\[([^\[\]]+)\]\{(\w+)(~?)(?: (\w+))?\}")
CLAIM = re.compile(r'(\w+) ([A-Z_]+) (?:"(.+)"|(\w+))$')
TITLE_MARK = "@title "


@dataclass(frozen=True, slots=True)
class Annotated:
    """A story as annotated: its gold reading, `facts` (`real` or `invented`), style, and the source file if named.

    `sentences` are the ranges of the annotated lines in the text, the title's first where there is one.
    `problems` are the lines whose claim breaks the vocabulary; such claims are left out of the reading.
    """

    reading: Reading
    facts: str = "real"
    style: str = ""
    source: str | None = None
    problems: tuple[str, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Draft:
    """A story while its lines are being read."""

    place: str
    id: str
    settings: dict[str, str] = field(default_factory=dict)
    text: str = ""
    title_end: int = 0
    sentence: tuple[int, int] = (0, 0)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    claims: list[tuple[str, tuple[int, int], str]] = field(default_factory=list)
    paragraph_open: bool = False


def read(path: Path) -> Iterator[Annotated]:
    """The annotated stories of a file or of each `*.txt` of a folder, in order; `EvaluateError` names a wrong line."""
    for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
        yield from read_file(file)


def read_file(path: Path) -> Iterator[Annotated]:
    draft: Draft | None = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.rstrip()
        place = f"{path.name}:{number}"
        if line.startswith("@story"):
            draft = Draft(place, line.removeprefix("@story").strip())
        elif line.startswith("@end") and draft:
            yield finish(draft)
            draft = None
        elif draft is None:
            if line and not line.startswith("#"):
                raise EvaluateError(
                    f"{place}: text outside of a story; begin it with '@story ID' and close it with '@end'"
                )
        else:
            read_line(draft, line, place)
    if draft is not None:
        raise EvaluateError(f"{draft.place}: story {draft.id} is not closed; end it with '@end'")


def read_line(draft: Draft, line: str, place: str) -> None:
    if line.startswith(TITLE_MARK):
        add_sentence(draft, line.removeprefix(TITLE_MARK), place)
        draft.title_end = len(draft.text)
        draft.paragraph_open = False  # whether or not an empty line follows
    elif line.startswith("@"):
        key, _, value = line[1:].partition(" ")
        draft.settings[key] = value.strip()
    elif line.lstrip().startswith("> "):
        draft.claims.append((line.lstrip().removeprefix("> "), draft.sentence, place))
    elif line:
        add_sentence(draft, line, place)
    else:
        draft.paragraph_open = False


def add_sentence(draft: Draft, marked: str, place: str) -> None:
    if draft.text:
        draft.text += " " if draft.paragraph_open else "\n\n"
    start = len(draft.text)
    last = 0
    for match in MENTION.finditer(marked):
        draft.text += marked[last : match.start()]
        words, name, tilde, kind = match.groups()
        if kind:
            draft.types.setdefault(name, kind)
        elif name not in draft.types:
            raise EvaluateError(f"{place}: {name} has no type at its first mention; write {{{name} Type}}")
        begin = len(draft.text)
        draft.text += words
        draft.mentions.setdefault(name, []).append(Mention(begin, len(draft.text), named=not tilde))
        last = match.end()
    draft.text += marked[last:]
    draft.sentence = (start, len(draft.text))
    draft.sentences.append(draft.sentence)
    draft.paragraph_open = True


def finish(draft: Draft) -> Annotated:
    entities = {name: entity_of(draft, name) for name in draft.types}
    read_claims = [claim_of(draft, body, sentence, place, entities) for body, sentence, place in draft.claims]
    claims = [claim for claim in read_claims if isinstance(claim, Claim)]
    problems = tuple(problem for problem in read_claims if isinstance(problem, str))
    sections: tuple[Section, ...] = (Section("title", 0, draft.title_end),) if draft.title_end else ()
    body_start = draft.title_end + 2 if draft.title_end else 0
    if body_start < len(draft.text):
        sections += (Section("body", body_start, len(draft.text)),)
    story = Story(
        id=draft.id,
        text=draft.text,
        title=draft.text[: draft.title_end] or None,
        outlet=draft.settings.get("outlet"),
        url=draft.settings.get("url"),
        published=draft.settings.get("published"),
        sections=sections,
    )
    reading = Reading(story, tuple(entities.values()), tuple(claims))
    source = draft.settings.get("source")
    facts, style = draft.settings.get("facts", "real"), draft.settings.get("style", "")
    return Annotated(reading, facts, style, source, problems, tuple(draft.sentences))


def entity_of(draft: Draft, name: str) -> Entity:
    mentions = tuple(draft.mentions[name])
    named = [draft.text[mention.start : mention.end] for mention in mentions if mention.named]
    any_words = draft.text[mentions[0].start : mentions[0].end]
    # the fullest form, the earliest of equals
    full = max(named, key=len) if named else any_words
    aliases = tuple(sorted(set(named) - {full}))
    return Entity(f"{draft.id}#{name}", draft.types[name], full, aliases, not named, None, mentions)


def claim_of(
    draft: Draft, body: str, sentence: tuple[int, int], place: str, entities: dict[str, Entity]
) -> Claim | str:
    """The claim of one line, or, where it breaks the vocabulary, what is wrong with it."""
    statement, *options = [part.strip() for part in body.split(" | ")]
    match = CLAIM.match(statement)
    if not match:
        raise EvaluateError(
            f"{place}: cannot read the claim {statement!r}; write 'subject PREDICATE object' or '\"value\"'"
        )
    subject, predicate, value, target = match.groups()
    for name in (subject, target):
        if name is not None and name not in entities:
            raise EvaluateError(f"{place}: unknown entity {name}; mark it in a sentence first")
    kind = entities[target].type if target else None
    if not vocabulary().accepts(predicate, entities[subject].type, kind):
        return f"{place}: {predicate} does not join {entities[subject].type} to {kind or 'a value'}"
    if value is not None and (problem := wrong_value(predicate, value, draft.text[slice(*sentence)])):
        return f"{place}: {problem}"
    claim = Claim(
        story=draft.id,
        subject=entities[subject],
        predicate=predicate,
        object=entities[target] if target else None,
        value=value,
        rule="annotated",
        evidence=(Evidence(*sentence, draft.text[slice(*sentence)]),),
        spans=tuple(nearest_span(entities[name], sentence) for name in (subject, target) if name),
    )
    return with_id(with_options(claim, options, draft, entities, place))


def wrong_value(predicate: str, value: str, sentence: str) -> str | None:
    """What is wrong with an attribute's value: words that the sentence does not hold, no date, no such choice."""
    known = vocabulary().predicates[predicate]
    if known.is_worded:
        return None if value in sentence else f"{predicate} {value!r} are not words of the sentence"
    if known.value == "date":
        return None if is_edtf(value) else f"{value} is no EDTF date"
    return None if value in known.choices else f"{predicate} is none of {', '.join(known.choices)}: {value}"


def with_options(claim: Claim, options: Sequence[str], draft: Draft, entities: dict[str, Entity], place: str) -> Claim:
    """What stands behind the statement: `status=`, `when=`, `by=`, and qualifiers by their names."""
    qualifiers = dict(option.split("=", 1) for option in options if "=" in option)
    try:
        status = Status(qualifiers.pop("status", "actual"))
    except ValueError as error:
        raise EvaluateError(f"{place}: {error}") from None
    when, by = qualifiers.pop("when", None), qualifiers.pop("by", None)
    attribution = attribution_of(draft, by, entities, place)
    return replace(claim, status=status, when=when, attribution=attribution, qualifiers=qualifiers)


def with_id(claim: Claim) -> Claim:
    return replace(claim, id=claim.key())


def attribution_of(draft: Draft, by: str | None, entities: dict[str, Entity], place: str) -> tuple[Entity, ...]:
    if by is None:
        return ()
    if by.startswith('"'):
        name = by.strip('"')
        return (Entity(f"{draft.id}#by-{name.casefold()}", "Organization", name),)
    if by not in entities:
        raise EvaluateError(f"{place}: unknown entity in by={by}; mark it in a sentence first")
    return (entities[by],)


def nearest_span(entity: Entity, sentence: tuple[int, int]) -> tuple[int, int]:
    """The entity's first mention in the sentence, else its last one before it, else its first one at all."""
    start, end = sentence
    inside = [mention for mention in entity.mentions if start <= mention.start and mention.end <= end]
    before = [mention for mention in entity.mentions if mention.end <= start]
    mention = inside[0] if inside else before[-1] if before else entity.mentions[0]
    return mention.start, mention.end
