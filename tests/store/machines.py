"""A machine that loads, corrects, forgets and decides in any order, on several graphs at once, and watches them.

It holds what it did in plain data, and expects of each graph what the contracts say that follows from it. After the
last step the graphs are compared, with each other and with what the stories and decisions that are left give when they
are loaded once, in order of their ids.

What is compared is all that does not depend on history: exports of every format with the texts, disputes, and the nodes
and relationships of what is current (`current`), with all their properties but times of loading. Left out are claims,
versions and readings that are over, and entities that only such claims hold.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kg import Graph
from kg.errors import KgError
from kg.graph import seen
from kg.model import REFERENCE, Claim, Reading
from kg.rdf.promises import Relation, relation_of
from kg.resolve import Decided
from kg.resolve.decisions import HEADER, line_of
from kg.store import versions
from ontology import vocabulary
from tests.store.expected import Past, counted, origin_of, said, sources, words_of
from tests.store.pool import DECISIONS, HERON, pool
from tests.store.states import assert_same, clear, told, told_today

POOL = pool()
VERSIONS = [(story, number) for story, versions in POOL.items() for number in range(len(versions))]
# Copies of one text, by hand: a reading's text -> the text that it is a copy of.
WIRES = {
    POOL[story][number].story.text for story, number in (("wire-a", 0), ("wire-a", 1), ("wire-b", 0), ("wire-c", 0))
}
LEFT = "MATCH (n) WHERE NOT n:KnowledgeGraph RETURN labels(n), properties(n)"
# What stands in the graph without a reason to.
ORPHANS = """
MATCH (e:Entity) WHERE NOT EXISTS { (e)<-[:SUBJECT|OBJECT|ATTRIBUTED_TO|PUBLISHED_BY]-() }
RETURN 'an entity that nothing holds' AS what, e.id AS which
UNION ALL MATCH (e:Entity) WHERE e.stories <> COUNT { (e)<-[:MENTIONS]-(:Story) }
RETURN 'an entity whose stories are miscounted' AS what, e.id AS which
UNION ALL MATCH (e:Entity) WHERE e.stories > 0 AND NOT EXISTS { (e)<-[:NAMES]-(:Name) }
RETURN 'an entity without a name' AS what, e.id AS which
UNION ALL MATCH (n:Name) WHERE NOT EXISTS { (n)-[:NAMES]->(:Entity) }
RETURN 'a name of nothing' AS what, n.key AS which
UNION ALL MATCH (c:Claim) WHERE NOT EXISTS { (c)-[:EVIDENCED_BY]->(:Story) } OR NOT EXISTS { (c)-[:SUBJECT]->(:Entity) }
RETURN 'a claim without evidence or subject' AS what, c.id AS which
UNION ALL MATCH (n:Version|Reading) WHERE NOT EXISTS { (n)<-[:REVISION_OF|READ_BEFORE]-(:Story) }
RETURN 'an earlier version of nothing' AS what, n.story AS which
UNION ALL MATCH (b:Band) WHERE NOT EXISTS { (b)<-[:IN_BAND]-() } AND size(b.leaders) = 0
RETURN 'a band without a story' AS what, b.key AS which"""
# Each look at the past costs an engine's start.
LOOKS = 2


class Machine(RuleBasedStateMachine):
    """Runs on `graphs`, by name; `strict` runs `kg check` after each step and not only at the end: it takes longest."""

    def __init__(self, graphs: Mapping[str, Graph], *, strict: bool = False) -> None:
        super().__init__()
        self.graphs, self.strict = graphs, strict
        self.held: dict[str, Reading] = {}
        self.past: dict[str, Past] = {}
        self.decisions = 0
        self.clock = 0
        for graph in graphs.values():
            clear(graph)

    def everywhere(self, act: Callable[[Graph], Any]) -> Any:
        """What an act comes to, which is the same on each graph."""
        came = {name: act(graph) for name, graph in self.graphs.items()}
        first, *others = came.values()
        assert all(other == first for other in others), came
        return first

    def attempt(self, act: Callable[[Graph], None]) -> str | None:
        """Do what a graph may refuse, in words; then nothing has changed."""
        return self.everywhere(lambda graph: refusal(graph, act))

    def time(self) -> str:
        self.clock += 1
        return f"2031-06-01T12:{self.clock // 60:02}:{self.clock % 60:02}+00:00"

    @initialize(
        versions=st.permutations(VERSIONS),
        number=st.integers(0, len(VERSIONS)),
        decisions=st.permutations(DECISIONS),
        decided=st.integers(0, 6),
    )
    def begin(self, versions: list[Any], number: int, decisions: list[Any], decided: int) -> None:
        """A graph with much in it, which single steps would take long to make."""
        for version in versions[:number]:
            self.load(version)
        for decision in decisions[:decided]:
            self.decide(decision)

    @rule(version=st.sampled_from(VERSIONS))
    def load(self, version: tuple[str, int]) -> None:
        story, number = version
        self.put(POOL[story][number])

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def load_again(self, data: st.DataObject) -> None:
        self.put(self.held[data.draw(st.sampled_from(sorted(self.held)))])

    def put(self, reading: Reading) -> None:
        time, before = self.time(), self.held.get(reading.story.id)
        expected = "new" if before is None else "unchanged" if before == reading else "superseded"
        state = self.everywhere(lambda graph: put(graph, reading, time))
        assert state == expected, f"loading {reading.story.id}: {state}, not {expected}"
        self.held[reading.story.id] = reading
        if state != "unchanged":
            self.past.setdefault(reading.story.id, Past()).add(reading, time)

    @rule(story=st.sampled_from(sorted(POOL)))
    def forget(self, story: str) -> None:
        forgotten = self.everywhere(lambda graph: graph.forget(story))
        assert forgotten == (story in self.held)
        self.held.pop(story, None)
        self.past.pop(story, None)

    @rule(decision=st.sampled_from(DECISIONS))
    def decide(self, decision: tuple[str, str, str]) -> None:
        time = self.time()
        refused = self.attempt(lambda graph: decide(graph, decision, time))
        if refused is None:
            self.decisions += 1

    @precondition(lambda self: any(HERON in (claim.subject, claim.object) for claim in self.claims()))
    @rule()
    def decide_what_claims_cannot_bear(self) -> None:
        refused = self.attempt(lambda graph: graph.retype(HERON.id, "Person"))
        assert refused is not None

    @precondition(lambda self: self.decisions)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(0, self.decisions - 1))
        refused = self.attempt(lambda graph: take_back(graph, number))
        if refused is None:
            self.decisions -= 1

    def claims(self) -> Iterator[Claim]:
        """What is claimed by the stories held, as they say it themselves."""
        for reading in self.held.values():
            yield from reading.claims

    @invariant()
    def it_keeps_its_promises(self) -> None:
        if self.strict:
            self.check()

    def check(self) -> None:
        for name, graph in self.graphs.items():
            report = graph.check()
            assert report.ok, (name, report.problems)

    @invariant()
    def it_holds_what_was_loaded(self) -> None:
        """Current claims are those of the last versions, in their words; of others none is lost, nor any time."""
        now = sorted(map(words_of, self.claims()))
        says = {words_of(claim) for claim in self.claims()}
        first = {words: time for past in self.past.values() for words, time in past.first.items()}
        over = {words: time for past in self.past.values() for words, time in past.over.items()}
        for name, graph in self.graphs.items():
            known = list(graph.store.claims(superseded=True))
            live = [claim for claim in known if claim.superseded is None]
            assert not any("~" in claim.id for claim in live), name
            dead = {words_of(claim): claim.superseded for claim in known if claim.superseded is not None}
            returned = says & dead.keys()  # over other words in between
            assert sorted(map(words_of, live)) == now, name
            assert {words: dead[words] for words in dead if words not in returned} == over, name
            assert {words_of(one): one.loaded for one in live if words_of(one) not in returned} == {
                words: first[words] for words in says - returned
            }, name
            counts = graph.counts()
            assert (counts["stories"], counts["claims"]) == (len(self.held), len(now)), name
            assert counts["claims"] + counts["superseded"] == len(known), name

    @invariant()
    def it_counts_each_source_once(self) -> None:
        for name, graph in self.graphs.items():
            decided = graph.ledger.decided()
            expected = {key: counted(claims) for key, claims in self.relations(decided).items()}
            assert sources(graph) == expected, name

    def relations(self, decided: Decided) -> dict[Relation, list[tuple[str, str, bool]]]:
        """Relation -> origin, text and whether it is a record, of each claim that supports it."""
        found: dict[Relation, list[tuple[str, str, bool]]] = {}
        for reading in self.held.values():
            for claim in decided.reading(reading).claims:
                if claim.object is not None:
                    origin = origin_of(reading, claim, decided)
                    text = "the wire" if reading.story.text in WIRES else reading.story.id
                    key = relation_of(claim, vocabulary())
                    found.setdefault(key, []).append((origin, text, reading.story.kind == REFERENCE))
        return found

    @invariant()
    def nothing_stands_alone(self) -> None:
        for name, graph in self.graphs.items():
            assert [(row["what"], row["which"]) for row in graph.store.connection.read(ORPHANS)] == [], name

    def teardown(self) -> None:
        """Compare the graphs, forget all stories one by one, and load what was left of them once, in order."""
        self.check()
        found = {name: told_today(graph) for name, graph in self.graphs.items()}
        first = next(iter(self.graphs))
        loads = [(time, *said(reading)) for _, past in sorted(self.past.items()) for time, reading in past.loads]
        for name, graph in self.graphs.items():
            connection = graph.store.connection
            kept = versions.readings(connection, versions.loads(connection))
            assert [(time, *said(reading)) for time, reading in kept] == loads, f"{name}: what was loaded before"
            assert_same(found[name], found[first], f"{name} and {first}")
            for story in sorted(self.held, reverse=True):
                assert graph.forget(story)
            assert graph.query(LEFT).rows == (), f"{name}: something is left of stories that were forgotten"
            for story in sorted(self.held):
                assert put(graph, self.held[story], "2032-01-01") == "new"
            assert_same(found[name], told_today(graph), f"{name}, and the same loaded once")


def refusal(graph: Graph, act: Callable[[Graph], None]) -> str | None:
    """The words in which a graph refuses an act, and stays as it was; None where it does not."""
    before = told_shortly(graph)
    try:
        act(graph)
    except KgError as error:
        words = str(error).replace(str(graph.folder), "DATA")
    else:
        return None
    assert told_shortly(graph) == before, f"{words}, and yet something changed"
    return words


def told_shortly(graph: Graph) -> tuple[Any, ...]:
    """Enough of a graph to tell whether an act changed it."""
    path = graph.ledger.path
    recorded = path.read_bytes() if path.exists() else None
    return graph.counts(), graph.store.decided(), recorded, graph.export(format="ntriples")


def put(graph: Graph, reading: Reading, time: str) -> str:
    return graph.store.load(reading, loaded=time, settling=graph.ledger.decided).state


def decide(graph: Graph, decision: tuple[str, str, str], time: str) -> None:
    kind, one, other = decision
    if kind in ("retype", "rename"):
        getattr(graph, kind)(one, other, time=time)
    elif kind == "same":
        graph.same(one, other, time=time)
    else:
        graph.differ(one, other, unsure=kind == "unsure", time=time)


def take_back(graph: Graph, number: int) -> None:
    """Strike a decision from the record, as a person would with an editor."""
    ledger, kept = graph.ledger, graph.ledger.path.read_bytes()
    lines = [line_of(one) for one in ledger.decided().decisions]
    ledger.path.write_text(HEADER + "".join(lines[:number] + lines[number + 1 :]))
    try:
        graph.ledger.settle()
    except KgError:
        ledger.path.write_bytes(kept)
        raise


class Chronicle(Machine):
    """A machine that takes nothing back, and compares the graph as it was known at two of its steps."""

    forget = take_back = None

    def __init__(self, graphs: Mapping[str, Graph]) -> None:
        super().__init__(graphs)
        self.known: dict[str, dict[str, dict[str, Any]]] = {}

    @rule()
    def look(self) -> None:
        if len(self.known) < LOOKS:
            time = self.time()
            self.known[time] = {name: told(graph) for name, graph in self.graphs.items()}

    def teardown(self) -> None:
        for time, known in self.known.items():
            for name, graph in self.graphs.items():
                with seen(graph, None, time) as then:
                    assert_same(known[name], told(then), f"{name} as known at {time}")
        for graph in self.graphs.values():
            clear(graph)
