"""The recorded decisions of a data folder, and its graph in line with them.

`decisions.tsv` (`kg.resolve.decisions`) is the record: the graph follows it, and is brought in line when it was edited
by hand. Where there is no such file, what the graph followed last stands.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, NotFound, WrongArgument
from kg.resolve.decided import Decided, changed, unscoped
from kg.resolve.decisions import HEADER, PAIRED, Decision, Kind, check, dump, parse, read

if TYPE_CHECKING:
    from kg.model import Entity
    from kg.resolve.candidate import Candidate
    from kg.store import Store

FILE = "decisions.tsv"
LISTED = 8
WAIT = 60.0


class Ledger:
    """Decisions on who is who, recorded in a folder and applied to a graph."""

    def __init__(self, store: "Store", folder: Path) -> None:
        self.store, self.path = store, folder / FILE
        self.known: tuple[tuple[int, int] | None, Decided] | None = None

    def decided(self) -> Decided:
        """What is recorded by now. Raises `KgError` where the file is wrong, or contradicts itself."""
        seen = stamp(self.path)
        if self.known is None or self.known[0] != seen:
            recorded = read(self.path)
            self.known = seen, Decided(parse(self.store.decided() or "") if recorded is None else recorded)
        return self.known[1]

    def settle(self) -> Decided:
        """Bring the graph in line with the record, if it is not; gives the decisions."""
        return self.follow(self.decided(), strict=False)

    def follow(self, decided: Decided, *, strict: bool) -> Decided:
        text = self.store.decided()
        noted = dump(decided.decisions)
        if (text or "") != noted:
            self.store.settle(decided, changed(Decided(parse(text or "")), decided), noted, strict=strict)
        return decided

    def note(self, kind: str, entity: str, other: str, *, comment: str = "", time: str | None = None) -> None:
        """Decide on ids; `time` is ISO text, now if None."""
        noted = time or datetime.now(UTC).isoformat(timespec="seconds")
        self.decide(Decision(Kind(kind), entity, other, noted, " ".join(comment.split())))

    def decide(self, decision: Decision) -> None:
        """Record a decision and apply it at once: both, or neither. Raises `KgError`, naming what is in the way."""
        from kg.store.lock import FileLock

        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_suffix(".lock"), WAIT):
            before = self.settle()
            try:
                check(decision)
            except ValueError as error:
                raise WrongArgument(f"{decision.kind}: {error}") from None
            self.add(before, (decision,), strict=True)

    def review(self) -> "list[Candidate]":
        """Pairs on which nobody decided and that may be one, and entities that may be two, the likeliest first."""
        from kg.resolve.profile import Profile
        from kg.resolve.review import review
        from kg.store.profiles import told

        decided = self.settle()
        profiles = [
            Profile(one.id, one.type, (one.name, *one.aliases), wikidata=one.wikidata, stories=stories)
            for one, stories in self.store.named()
        ]
        return review(profiles, self.store.related, decided, partial(told, self.store.connection))

    def accept(
        self, candidates: "Sequence[Candidate]", least: float, time: str | None = None
    ) -> "tuple[list[Candidate], list[tuple[Candidate, str]]]":
        """Decide that the likely pairs are one, where nothing speaks against it: taken, and refused with the reason."""
        from kg.resolve.accepting import acceptable
        from kg.resolve.profile import SAME

        if least < SAME:
            raise WrongArgument(
                f"{least}: pairs less likely than {SAME} want a look; decide on them with same and differ"
            )
        taken: list[Candidate] = []
        refused: list[tuple[Candidate, str]] = []
        for pairs in acceptable(candidates, self.decided(), least):
            for candidate in pairs:
                scored = candidate.likeness
                comment = f"accepted at {scored.score:.2f}: {'; '.join(scored.reasons)}"
                try:
                    self.note("same", candidate.one.id, candidate.other.id, comment=comment, time=time)
                except KgError as error:
                    refused.append((candidate, str(error)))
                else:
                    taken.append(candidate)
        return taken, refused

    def take(self, theirs: tuple[Decision, ...]) -> None:
        """Record the decisions of an archive that are not recorded here, and apply them: all, or none.

        Raises `KgError` where they say otherwise than those here.
        """
        from kg.store.lock import FileLock

        if not theirs:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_suffix(".lock"), WAIT):
            before = self.settle()
            if added := missing(before.decisions, theirs):
                self.add(before, added, strict=False)

    def add(self, before: Decided, added: tuple[Decision, ...], *, strict: bool) -> None:
        after = Decided((*before.decisions, *added))
        kept = self.path.read_bytes() if self.path.exists() else None
        # first the record: a graph that was stopped halfway follows it later
        record(self.path, lines(kept, before) + dump(added))
        try:
            self.follow(after, strict=strict)
        except BaseException:
            restore(self.path, kept)
            raise

    def find(self, name: str) -> str:
        """The id that a name, alias or id means, `NAME@STORY` within one story. Raises `NotFound` and `KgError`."""
        decided = self.decided()
        if name in decided.identities:
            return name
        found = self.store.find(name)
        if not found and "@" in name:
            plain, _, story = name.partition("@")
            return self.find_in_story(plain, story, decided)
        return chosen(name, found).id if found else self.missing(name)

    def find_in_story(self, name: str, story: str, decided: Decided) -> str:
        """The member that a name means in one story."""
        told = self.store.spoken_of(story)
        if told is None:
            raise NotFound(f"{name}@{story}: the graph holds no story {story}")
        wanted = {entity.id for entity in self.store.find(name)} | {decided.identities.get(name, name)}
        members = [identity for identity in told if {identity, decided.identity(identity, story)} & wanted]
        if len(members) != 1:
            what = f"speaks of {', '.join(members[:LISTED])}: name one" if members else "speaks of no such thing"
            raise NotFound(f"{name}@{story}: story {story} {what}")
        plain = members[0]
        return plain if "#" in plain else f"{plain}@{story}"

    def missing(self, name: str) -> str:
        near = ", ".join(described(entity) for entity in self.store.near(name))
        raise NotFound(f"{name}: the graph holds nothing of that name{f'; near: {near}' if near else ''}")

    def pair(self, one: str, other: str) -> tuple[str, str]:
        """The ids that two names mean; where they name one entity by decision, its members of those names."""
        ids = self.find(one), self.find(other)
        decided = self.decided()
        ends = [decided.identities.get(identity, identity) for identity in ids]
        if ids[0] != ids[1] and (ends[0] != ends[1] or set(ids) <= set(decided.identities)):
            return ids
        cluster = {member for member, identity in decided.identities.items() if identity == ends[0]}
        if len(cluster) < 2:
            raise WrongArgument(
                f"{one} and {other} are one by name ({ends[0]}), in every story; "
                f"to part one story's, write it as {ends[0]}@STORY"
            )
        return self.named_member(one, ends[0], cluster), self.named_member(other, ends[0], cluster)

    def named_member(self, name: str, identity: str, cluster: set[str]) -> str:
        from kg.store.names import fold

        if name in cluster:
            return name
        names = self.store.members(identity, {unscoped(member)[0] for member in cluster})
        bearing = sorted(member for member in cluster if fold(name) in map(fold, names.get(unscoped(member)[0], ())))
        if len(bearing) != 1:
            listed = ", ".join(sorted(cluster)[:LISTED])
            raise KgError(f"{name}: one of {listed}; name it by its id")
        return bearing[0]


def missing(ours: tuple[Decision, ...], theirs: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Those decisions of theirs that ours lack; raises `KgError` where the two say different things of one matter.

    Where one of the two is what the other one was before, nothing is in the way.
    """
    here, there = (tuple(replace(one, line=0) for one in some) for some in (ours, theirs))
    if there[: len(here)] == here:
        return there[len(here) :]
    settled = {matter(one): one for one in here}
    known = set(here)
    added = tuple(one for one in there if one not in known)
    for one in added:
        other = settled.get(matter(one))
        if other is not None and (other.kind, other.other) != (one.kind, one.other):
            raise KgError(
                f"its decision {one.said} is {other.said} here; nothing was restored: take one of them back, "
                "or restore into an empty graph"
            )
    return added


def matter(decision: Decision) -> tuple[str, ...]:
    """What is decided on: a pair, or the type or name of an entity."""
    return decision.pair if decision.kind in PAIRED else (decision.kind, decision.entity)


def chosen(name: str, found: "list[Entity]") -> "Entity":
    """The one entity meant: of that id, else of that main name, else of that alias."""
    from kg.store.names import fold

    exact = [entity for entity in found if entity.id == name]
    main = [entity for entity in found if fold(entity.name) == fold(name)]
    likely = exact or main or found
    if len(likely) > 1:
        listed = ", ".join(described(entity) for entity in likely[:LISTED])
        raise KgError(f"{name}: names {len(likely)} entities: {listed}; write an id")
    return likely[0]


def described(entity: "Entity") -> str:
    return f"{entity.id} ({entity.name}, {entity.type})"


def stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def lines(kept: bytes | None, before: Decided) -> str:
    """The record so far, as it was written; where there is no file, what the graph follows."""
    if kept is None:
        return HEADER + dump(before.decisions)
    text = kept.decode("utf-8-sig")
    return text if not text or text.endswith("\n") else f"{text}\n"


def record(path: Path, text: str) -> None:
    """Write the file whole, or leave it as it is."""
    draft = path.with_suffix(".tmp")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror}; nothing was decided") from None


def restore(path: Path, kept: bytes | None) -> None:
    if kept is None:
        path.unlink(missing_ok=True)
    else:
        record(path, kept.decode("utf-8"))
