"""Backup and restore: the archive of a graph makes the same graph again, on either server and from one to the other."""

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import Graph
from kg.archive import package
from kg.cli.load import summary
from kg.collecting import dry_run
from kg.errors import KgError, StoreError, StoreUnreachable, WrongArgument
from kg.graph import EXPORTS
from kg.model import Entity, Evidence, Reading
from kg.resolve import Decided
from kg.store import Store, histories, stop
from loaders import graph_archive

ISPACE = Entity("Q1", "Company", "ispace", ("ispace inc.",), wikidata="Q1")
NASA = Entity("Q2", "Agency", "NASA", wikidata="Q2")
MOON = Entity("Q3", "CelestialBody", "Moon", wikidata="Q3")
WIRE = Entity("outlet:lunar-wire", "Outlet", "Lunar Wire")
RESILIENCE = Entity("lander:resilience", "Lander", "Resilience")
M2 = Entity("lander:hakuto-r-m2-lander", "Lander", "Hakuto-R M2 lander")
LARGER = Entity("b#e7", "Lander", "a larger lander", described=True)
A = "ispace's Resilience reached the Moon. NASA paid $5 million."
CORRECTED = "ispace's Resilience missed the Moon. NASA paid $5 million."
B = "Resilience, built by ispace, was to land in 2025. “It” is to fly again by 2027. 🚀 A larger lander will follow."
C = "The Hakuto-R M2 lander of ispace was lost, NASA said to Lunar Wire."
DAYS = tuple(f"2026-0{month}-10T12:00:00+00:00" for month in range(1, 10))
EMPTY = "MATCH (n) WHERE NOT n:KnowledgeGraph DETACH DELETE n"
NODES = "MATCH (n) WHERE NOT n:KnowledgeGraph RETURN n"
LINKS = (
    "MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.key, a.story), type(r), r, "
    "coalesce(b.id, b.key, b.story + toString(b.number))"
)
OTHER = {"embedded": "neo4j", "neo4j": "embedded"}


@pytest.fixture
def readings(writer: Callable[..., Any]) -> Mapping[str, Reading]:
    a, corrected, b, c = (
        writer("a", A, title="Reached", outlet="Lunar Wire", published="2025-06-05", url="https://lunar.example/a"),
        writer("a", CORRECTED, title="Missed", outlet="Lunar Wire", published="2025-06-06", source="a.html"),
        writer("b", B, title="Plans", outlet="The Orbit", published="2024-12", questions=("What is next?",)),
        writer("c", C, published="2025-06-09", kind="reference"),
    )
    operated = a.claim(RESILIENCE, "OPERATED_BY", ISPACE, "ispace's Resilience", confidence=0.7)
    again = replace(operated, object=replace(ISPACE, aliases=()), confidence=0.9, attribution=(NASA,))
    paid = corrected.claim(RESILIENCE, "AMOUNT", "$5 million", "$5 million", number=5, unit="USD", what="flight")
    paid = replace(paid, predicate="SAID", subject=NASA, qualifiers={}, id="")
    built = b.claim(RESILIENCE, "BUILT_BY", ISPACE, "Resilience, built by ispace", confidence=1.0, role="maker")
    tall = b.claim(LARGER, "MEASURE", "2.5 m", "A larger lander", number=2.5, unit="m", what="height")
    tall = replace(tall, evidence=(*tall.evidence, Evidence(0, 10, B[:10])))  # a reader gives the best one first
    planned = b.claim(RESILIENCE, "LANDED_ON", MOON, "land in 2025", status="planned", when="2025")
    return {
        "A": a.reading(operated, a.claim(RESILIENCE, "LANDED_ON", MOON, "reached the Moon", when="2025-06-05")),
        "B": b.reading(built, planned, tall, b.claim(M2, "OPERATED_BY", ISPACE, "built by ispace", confidence=0.5)),
        "A'": corrected.reading(
            again, corrected.claim(RESILIENCE, "LANDED_ON", MOON, "missed the Moon", "failed", "2025-06-05")
        ),
        "A', read anew": corrected.reading(again, replace(paid, id=paid.key())),
        "B, read anew": b.reading(
            replace(built, confidence=0.4), tall, b.claim(RESILIENCE, "LAUNCH_DATE", "../2027", "2027")
        ),
        "C": c.reading(
            c.claim(M2, "OPERATED_BY", ISPACE, by=(WIRE, NASA)), c.claim(M2, "OUTCOME", "failed", "was lost")
        ),
        "B, nothing read": b.reading(),
    }


Opening = Callable[[str], Graph]


@pytest.fixture
def open_graph(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opening]:
    """Opens the graph of a server, emptied, with a folder of its own for decisions and views."""
    opened: list[Graph] = []

    def open_empty(kind: str) -> Graph:
        environment = request.getfixturevalue(kind)
        store = Store.open(Path(environment.get("DATA", "unused")), environment=environment)
        graph = Graph(store, tmp_path / f"{kind}-{len(opened)}")
        empty(graph)
        opened.append(graph)
        return graph

    yield open_empty
    for graph in opened:
        empty(graph)
        graph.close()
        stop(graph.folder)


def empty(graph: Graph) -> None:
    """Without stories and decisions, as if it were new."""
    (graph.folder / "decisions.tsv").unlink(missing_ok=True)
    graph.store.connection.writing(lambda transaction: transaction.run(EMPTY))
    graph.store.settle(Decided(), (), "")


def load(graph: Graph, reading: Reading, day: str, edition: str | None = None) -> None:
    graph.store.load(reading, loaded=day, settling=graph.ledger.decided, edition=edition)


def exports(graph: Graph, **clocks: str) -> dict[str, bytes]:
    texts = {name: name not in ("csv", "graphml") for name in EXPORTS.values()}
    return {name: graph.export(format=name, with_texts=with_texts, **clocks) for name, with_texts in texts.items()}


def everything(graph: Graph) -> list[str]:
    """All nodes and links, times of loading and superseded claims too."""
    nodes = graph.query(NODES).rows
    for (node,) in nodes:
        if "superseded" in node:  # keys of what is over are those under the decisions of its time
            node.pop("relation", None)
            node.pop("reading_hash", None)
    return sorted(repr(row) for row in (*nodes, *graph.query(LINKS).rows))


def archive(graph: Graph) -> bytes:
    return graph.export(format="archive")


def restore(graph: Graph, data: bytes, folder: Path, **options: Any) -> Any:
    path = folder / "space.backup"
    path.write_bytes(data)
    return graph.load(path, **options)


def fill(graph: Graph, readings: Mapping[str, Reading]) -> None:
    """Stories, corrections, readings anew, one forgotten, decisions between them."""
    load(graph, readings["A"], DAYS[0], "first")
    load(graph, readings["C"], DAYS[0])
    load(graph, readings["B"], DAYS[1])
    graph.same(RESILIENCE.id, M2.id, comment="one craft", time=DAYS[2])
    load(graph, readings["A'"], DAYS[3], "second")
    graph.forget("c")
    load(graph, readings["B, read anew"], DAYS[4])
    graph.rename("Q1", "ispace, inc.", time=DAYS[5])
    load(graph, readings["A', read anew"], DAYS[5], "third")
    load(graph, readings["C"], DAYS[6])


def test_a_restored_graph_is_the_same_graph_on_either_server(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path
) -> None:
    graph = open_graph("embedded")
    fill(graph, readings)
    said, known, held = exports(graph), exports(graph, as_known=DAYS[3]), everything(graph)
    editions = graph.query("MATCH (s:Story) RETURN s.id, s.read_as ORDER BY s.id").rows
    kept, recorded = archive(graph), (graph.folder / "decisions.tsv").read_text()
    assert archive(graph) == kept
    assert known != said
    empty(graph)
    for kind in ("embedded", "neo4j"):
        again = open_graph(kind)
        report = restore(again, kept, tmp_path)
        assert [(one.story, one.state) for one in report.loaded] == [("a", "new"), ("b", "new"), ("c", "new")]
        assert (report.stories, report.claims, report.rejected) == (3, again.counts()["claims"], ())
        assert summary(report, dry_run=False).startswith("3 stories (3 new), 7 claims, ")
        assert exports(again) == said
        assert everything(again) == held
        if kind == "embedded":  # each view is an engine to start; the other way is tested below
            assert exports(again, as_known=DAYS[3]) == known
        assert again.query("MATCH (s:Story) RETURN s.id, s.read_as ORDER BY s.id").rows == editions
        assert archive(again) == kept
        assert (again.folder / "decisions.tsv").read_text() == recorded
        report = restore(again, kept, tmp_path)
        assert {one.state for one in report.loaded} == {"unchanged"}
        assert (everything(again), archive(again)) == (held, kept)
        empty(again)


@pytest.mark.parametrize("seed", range(2))
def test_any_loads_and_decisions_come_out_again(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path, server: Mapping[str, str], seed: int
) -> None:
    """From each server into the other one, whatever was done in whatever order."""
    chance = random.Random(seed)
    kind = "embedded" if "DATA" in server else "neo4j"
    graph = open_graph(kind)
    decide = [
        lambda day: graph.same(RESILIENCE.id, M2.id, time=day),
        lambda day: graph.rename(ISPACE.id, f"ispace of {day[:10]}", time=day),
        lambda day: graph.retype(RESILIENCE.id, "Rover", time=day),
        lambda day: graph.forget(chance.choice("abc")),
    ]
    for number in range(9):
        day = DAYS[number]
        if chance.random() < 0.7 or number < 2:
            name = chance.choice(list(readings))
            load(graph, readings[name], day, chance.choice([None, f"edition {name}"]))
        else:
            with suppress(KgError):  # of what is not there, or cannot be
                chance.choice(decide)(day)
    moment = DAYS[chance.randrange(9)]
    said, known, kept = exports(graph), exports(graph, as_known=moment), archive(graph)
    other = open_graph(OTHER[kind])
    assert restore(other, kept, tmp_path).rejected == ()
    assert exports(other) == said
    assert exports(other, as_known=moment) == known
    assert archive(other) == kept


def test_sources_that_are_loaded_again_after_a_restore_are_not_read_again(tmp_path: Path, open_graph: Opening) -> None:
    (tmp_path / "one.txt").write_text("Blue Ghost landed on the Moon on 2 March 2025, NASA said.")
    first = open_graph("embedded")
    first.load(tmp_path / "one.txt", loaded=DAYS[0])
    kept = archive(first)
    empty(first)
    restore(first, kept, tmp_path)

    class Unasked:
        edition = "built-in"

        def read(self, story: object) -> Reading:
            raise AssertionError("it is read again")

    report = first.load(tmp_path / "one.txt", by=Unasked())
    assert [(one.story, one.state) for one in report.loaded] == [("one", "unchanged")]


def test_a_story_that_is_read_again_after_a_restore_is_unchanged(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path
) -> None:
    graph = open_graph("embedded")
    for name in ("B", "C"):
        load(graph, readings[name], DAYS[0])
    kept = archive(graph)
    empty(graph)
    restore(graph, kept, tmp_path)
    assert [graph.store.load(readings[name]).state for name in ("B", "C")] == ["unchanged"] * 2


def test_an_archive_is_merged_into_what_a_graph_holds(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path, server: Mapping[str, str]
) -> None:
    graph = open_graph("embedded" if "DATA" in server else "neo4j")
    load(graph, readings["A"], DAYS[0])
    load(graph, readings["C"], DAYS[1])
    older = archive(graph)
    load(graph, readings["A'"], DAYS[2])
    graph.rename(ISPACE.id, "ispace, inc.", time=DAYS[2])
    newer, held = archive(graph), everything(graph)

    states = [one.state for one in restore(graph, older, tmp_path).loaded]
    assert (states, everything(graph)) == (["unchanged", "unchanged"], held)  # nothing is lost by an older one
    empty(graph)
    load(graph, readings["B"], DAYS[0])
    for data, expected in ((older, ["new", "new"]), (newer, ["superseded", "unchanged"]), (older, ["unchanged"] * 2)):
        assert [one.state for one in restore(graph, data, tmp_path).loaded] == expected
    graph.forget("b")
    assert (everything(graph), archive(graph)) == (held, newer)

    empty(graph)
    load(graph, readings["A'"], DAYS[0])  # without its past, or as another reader reads it
    before = everything(graph)
    report = restore(graph, older, tmp_path)
    assert [(one.story, one.state) for one in report.loaded] == [("c", "new")]
    (refused,) = report.rejected
    assert refused.reason.startswith("story 'a': the graph holds it with another text, reading or past, and nothing")
    graph.forget("c")
    assert everything(graph) == before


@pytest.mark.parametrize(
    ("here", "there", "outcome"),
    [
        ([], ["same"], ["same"]),
        (["same"], ["same"], ["same"]),
        (["same"], ["same", "rename"], ["same", "rename"]),
        (["same", "rename"], ["same"], ["same", "rename"]),
        (["rename"], ["same"], ["rename", "same"]),
        (["same"], ["same", "differ"], ["same", "differ"]),
        (["differ"], ["same"], None),
    ],
)
def test_decisions_are_added_to_those_recorded_here(
    open_graph: Opening,
    readings: Mapping[str, Reading],
    tmp_path: Path,
    here: list[str],
    there: list[str],
    outcome: list[str] | None,
) -> None:
    def decide(graph: Graph, kinds: list[str]) -> None:
        for kind in kinds:
            other = "ispace, inc." if kind == "rename" else M2.id
            one = ISPACE.id if kind == "rename" else RESILIENCE.id
            getattr(graph, kind)(one, other, time=DAYS[["same", "rename", "differ"].index(kind)])

    graph = open_graph("embedded")
    for name in ("A", "C"):
        load(graph, readings[name], DAYS[0])
    decide(graph, there)
    kept = archive(graph)
    empty(graph)
    for name in ("A", "C"):
        load(graph, readings[name], DAYS[0])
    decide(graph, here)
    graph.forget("c")
    before = everything(graph)
    report = restore(graph, kept, tmp_path)
    decided = [str(one.kind) for one in graph.ledger.decided().decisions]
    if outcome is None:
        (refused,) = report.rejected
        assert "is differ lander:resilience lander:hakuto-r-m2-lander" in refused.reason
        assert (decided, everything(graph), report.stories) == (here, before, 0)
    else:
        assert (decided, report.rejected, report.stories) == (outcome, (), 2)


def test_a_restore_that_was_stopped_goes_on_to_the_same_graph(
    open_graph: Opening,
    readings: Mapping[str, Reading],
    tmp_path: Path,
    server: Mapping[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = open_graph("embedded" if "DATA" in server else "neo4j")
    fill(graph, readings)
    held, kept = everything(graph), archive(graph)
    loading = histories.write.load
    for writes in range(6):
        empty(graph)
        left = [writes]

        def stopping(*given: Any, left: list[int] = left, **named: Any) -> str:
            if not left[0]:
                raise StoreUnreachable("the engine is gone")
            left[0] -= 1
            return loading(*given, **named)

        with monkeypatch.context() as patched:
            patched.setattr(histories.write, "load", stopping)
            with pytest.raises(StoreUnreachable):
                restore(graph, kept, tmp_path)
        for story, versions in graph.query("MATCH (s:Story) RETURN s.id, COUNT { (s)-[:READ_BEFORE]->() }").rows:
            assert versions == {"a": 2, "b": 1, "c": 0}[story]  # whole, or not at all
        restore(graph, kept, tmp_path)
        assert (everything(graph), archive(graph)) == (held, kept)


def test_a_dry_run_checks_an_archive_and_writes_nothing(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path
) -> None:
    graph = open_graph("embedded")
    fill(graph, readings)
    path = tmp_path / "space.zip"
    assert graph.export_archive(path) == path.stat().st_size
    report = dry_run(path)
    assert (report.stories, report.loaded, report.rejected) == (3, (), ())
    assert summary(report, dry_run=True).startswith("3 stories (dry run, nothing written), 7 claims, ")
    assert [one.reason for one in dry_run(path, story_id="x").rejected] == [
        "is the archive of a graph; restore it with kg load, without --id"
    ]
    path.write_bytes(changed(path.read_bytes(), lambda line: line | ({"loaded": 5} if line["number"] == 1 else {})))
    assert len(dry_run(path).rejected) == 3


def test_an_archive_is_of_the_whole_graph(open_graph: Opening) -> None:
    with pytest.raises(WrongArgument, match="holds the whole graph"):
        open_graph("embedded").export(format="archive", about=["NASA"])


def changed(
    data: bytes, change: Callable[[dict[str, Any]], dict[str, Any]], decisions: str | None = None, **manifest: Any
) -> bytes:
    """The archive with other lines, and a manifest that is right for them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lines = [change(json.loads(line)) for line in archive.read(package.STORIES).splitlines()]
        noted = archive.read(package.DECISIONS) if decisions is None else decisions.encode()
    made = io.BytesIO()
    stories = [json.dumps(line).encode() + b"\n" for line in lines]
    package.write(made, stories, noted, package.Counts())
    if manifest:
        return rezipped(made.getvalue(), lambda told: told | manifest)
    return made.getvalue()


def rezipped(data: bytes, change: Callable[[dict[str, Any]], dict[str, Any]], **members: bytes) -> bytes:
    """The archive with another manifest, and with `members` (by name without suffix) in the place of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as other:
        for name in archive.namelist():
            held = members.get(name.partition(".")[0], archive.read(name))
            if name == package.MANIFEST:
                held = json.dumps(change(json.loads(held))).encode()
            other.writestr(package.member(name, packed=name != package.MIMETYPE), held)
        for name in members.keys() - {one.partition(".")[0] for one in archive.namelist()}:
            other.writestr(name, members[name])
    return made.getvalue()


def in_claims(**fields: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda line: line | {"claims": [claim | fields for claim in line["claims"]]}


def in_story(**fields: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda line: line | {"story": line["story"] | fields}


WRONG_LINES = {
    "offsets beyond the text": (in_claims(evidence=[[0, 5000]]), "needs evidence within the story's 59 characters"),
    "offsets that run backwards": (in_claims(evidence=[[9, 3]]), "needs evidence within"),
    "no evidence": (in_claims(evidence=[]), "needs evidence within"),
    "spans beyond the text": (in_claims(spans=[[0, 5000]]), "its spans are not within the story's 59 characters"),
    "an unknown predicate": (in_claims(predicate="OWNS"), "no such predicate"),
    "ends that it cannot join": (in_claims(predicate="LED_BY"), "cannot be said of 'Lander' and"),
    "a confidence of two": (in_claims(confidence=2.0), "confidence is 2.0"),
    "a confidence of text": (in_claims(confidence="1"), "claims.0.confidence is wrong"),
    "an unknown status": (in_claims(status="certain"), "claims.0.status is wrong"),
    "a date that is none": (in_claims(when="yesterday"), "its date is not in EDTF ('yesterday')"),
    "somebody else": (in_claims(subject="Q999"), "which is none of its entities"),
    "a number that is too large": (in_claims(qualifiers={"number": 2**70}), "larger than any graph holds"),
    "an unknown qualifier": (in_claims(qualifiers={"mood": "glad"}), "no such qualifier as 'mood'"),
    "an id with a quote": (in_claims(id="x'}) DETACH DELETE n //"), "its id must be 1 to 100 letters and digits"),
    "an unknown key": (lambda line: line | {"extra": 1}, "extra is wrong"),
    "an unknown type": (
        lambda line: line | {"entities": [one | {"type": "Spell"} for one in line["entities"]]},
        "cannot be said of 'Spell'",
    ),
    "a control character": (in_story(text="\x00" * 59), "holds the character U+0000"),
    "half a character": (in_story(title="\ud800"), "is wrong"),
    "an address that runs": (in_story(url="javascript:alert(1)"), "its url is no http(s) address"),
    "no id": (in_story(id=""), "its id must have 1 to 500 letters"),
    "a kind that there is not": (in_story(kind="rumour"), "its kind is 'rumour'"),
    "a day that there is not": (in_story(published="2025-02-31"), "published is no date in EDTF"),
    "sections beyond the text": (in_story(sections=[["body", 0, 5000, ""]]), "has a section that is not within"),
    "a reading that is missing": (lambda line: line | {"number": 2}, "does not follow the line before"),
    "a reading that never comes": (lambda line: line | {"superseded": "2026"}, "ends within a story"),
}


@pytest.mark.parametrize("name", WRONG_LINES)
def test_a_story_that_is_not_as_it_must_be_is_refused_in_one_line_and_the_others_are_restored(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path, name: str
) -> None:
    graph = open_graph("embedded")
    for one in ("B", "C"):
        load(graph, readings[one], DAYS[0])
    held = everything(graph)
    story = replace(readings["A"].story, id="z")
    load(graph, replace(readings["A"], story=story, claims=tuple(of_story("z", readings["A"]))), DAYS[0])
    change, reason = WRONG_LINES[name]
    data = changed(archive(graph), lambda line: change(line) if line["story"]["id"] == "z" else line)
    empty(graph)
    report = restore(graph, data, tmp_path)
    (refused,) = report.rejected
    assert reason in refused.reason
    assert "\n" not in str(refused)
    assert everything(graph) == held


def of_story(story: str, reading: Reading) -> Iterator[Any]:
    for claim in reading.claims:
        renamed = replace(claim, story=story)
        yield replace(renamed, id=renamed.key())


def flipped(data: bytes) -> bytes:
    """Another letter in the stories, packed anew so that the .zip itself is whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return rezipped(data, dict, stories=archive.read(package.STORIES).replace(b"Moon", b"Mars"))


DEEP = b"[" * 200_000
WRONG_ARCHIVES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a changed story": (flipped, "stories.jsonl has another length or hash than its manifest says"),
    "a changed byte": (lambda data: data[:200] + bytes([data[200] ^ 255]) + data[201:], "damaged"),
    "half of it": (lambda data: data[: len(data) // 2], "is no ZIP archive, or cut off"),
    "all but its end": (lambda data: data[:-10], "is no ZIP archive, or cut off"),
    "a later form": (lambda data: rezipped(data, lambda told: told | {"format": 2}), "is an archive of version 2"),
    "an unknown form": (lambda data: rezipped(data, lambda told: told | {"format": "x"}), "its manifest does not"),
    "no manifest": (lambda data: rezipped(data, lambda told: {}), "its manifest cannot be read"),
    "a deep manifest": (lambda data: rezipped(data, lambda told: told | {"resources": 5}), "cannot be read"),
    "a path that leads out": (
        lambda data: rezipped(data, dict, **{"../../evil": b"x"}),
        "holds '../../evil'",
    ),
    "a bomb": (lambda data: rezipped(data, dict, stories=b"0" * 2_000_000), "as a bomb is; it is not read"),
    "deep lines": (lambda data: packed([DEEP + b"\n"]), "the line is wrong"),
    "lines that are none": (lambda data: packed([b"\xff\xfe\n"]), "the line is wrong"),
    "decisions that are none": (lambda data: changed(data, dict, "be good\n"), "decisions:1: "),
    "decisions that contradict each other": (
        lambda data: changed(data, dict, "\tsame\ta\tb\n\tsame\tb\tc\n\tdiffer\ta\tc\n"),
        "differ a c (line 3) contradicts",
    ),
}


def packed(stories: list[bytes]) -> bytes:
    made = io.BytesIO()
    package.write(made, stories, b"", package.Counts())
    return made.getvalue()


@pytest.mark.parametrize("name", WRONG_ARCHIVES)
def test_an_archive_that_is_not_what_it_says_is_refused_whole_in_one_line(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(graph_archive, "BOMB_BYTES", 1_000_000)
    graph = open_graph("embedded")
    for one in ("A", "C"):
        load(graph, readings[one], DAYS[0])
    change, reason = WRONG_ARCHIVES[name]
    data = change(archive(graph))
    empty(graph)
    report = restore(graph, data, tmp_path)
    (refused,) = report.rejected
    assert reason in refused.reason
    assert refused.source == str(tmp_path / "space.backup")
    assert "\n" not in str(refused)
    assert (everything(graph), graph.store.decided()) == ([], "")


def test_a_backup_that_fails_leaves_the_former_one(
    open_graph: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "space.backup"
    path.write_bytes(b"yesterday's")

    def failing(*_: object) -> Iterator[Any]:
        raise StoreError("the engine is gone")

    monkeypatch.setattr(histories, "histories", failing)
    with pytest.raises(StoreError):
        open_graph("embedded").export_archive(path)
    assert {one.name: one.read_bytes() for one in tmp_path.glob("space*")} == {"space.backup": b"yesterday's"}


def test_stories_that_were_read_again_come_back_with_each_link_once(store: Store, tmp_path: Path) -> None:
    """The example stories, read by two versions of the reader; one transaction for both left a link there twice."""
    kept = Path(__file__).with_name("samples") / "read-again.zip"
    graph = Graph(store, tmp_path / "data")
    assert graph.load(kept).rejected == ()
    assert graph.check().problems == ()
    graph.export_archive(tmp_path / "again.zip")
    assert contents(tmp_path / "again.zip") == contents(kept)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}
