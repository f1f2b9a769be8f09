"""Restoring: what archives hold (`kg.archive`) goes into a graph, a story at a time, each whole or not at all.

Nothing is read anew, and no clock is asked. Into a graph that holds something else an archive is merged:

- a story that the graph holds in the same way stays as it is, the archive of an older or a newer day alike: what one
  of the two knows more of its past, the graph knows then;
- one that it holds with another text, reading or past is refused, so that nothing that was cited is lost;
- decisions are added to those recorded here. Where they say otherwise, the whole archive is refused.

A restored reading passes the gates of any other: types, predicates and their ends by the ontology, evidence and spans
within the text. A load that was stopped goes on when the archive is loaded again.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.errors import KgError, StoreUnreachable
from kg.model import Reading
from kg.resolve.decided import Decided
from kg.resolve.decisions import parse
from kg.store.held import Held
from kg.store.reading import Rows, rows
from loaders import Archived, Rejected

if TYPE_CHECKING:
    from kg.ledger import Ledger
    from kg.store import Store

NEW = "new"
WRITE = 3600.0


def restored(
    items: Iterable[Reading | Rejected | Held | Archived], store: "Store | None", ledger: "Ledger | None"
) -> Iterator[Reading | Rejected | Held]:
    """The items, and in the place of what archives hold what became of it; without a store it is only checked."""
    restorer = Restorer(store, ledger)
    for item in items:
        if not isinstance(item, Archived):
            yield item
        elif (outcome := restorer.outcome(item)) is not None:
            yield outcome


class Restorer:
    """Puts back what archives hold; of one whose decisions are refused, nothing."""

    def __init__(self, store: "Store | None", ledger: "Ledger | None") -> None:
        self.store, self.ledger = store, ledger
        self.refused: set[str] = set()

    def outcome(self, item: Archived) -> Held | Rejected | None:
        """None where there is nothing to tell."""
        if item.source in self.refused:
            return None
        try:
            if item.decisions is None:
                return self.story(item)
            self.decide(item.decisions)
        except StoreUnreachable:
            raise
        except KgError as error:
            if item.decisions is not None:
                self.refused.add(item.source)
            return Rejected(item.source, str(error))
        except Exception as error:  # a story that no gate foresaw must not stop the others
            return Rejected(item.source, f"cannot be restored ({type(error).__name__}: {error}); report it")
        return None

    def decide(self, text: str) -> None:
        theirs = parse(text)
        Decided(theirs)
        if self.ledger is not None:
            self.ledger.take(theirs)

    def story(self, item: Archived) -> Held:
        from kg.loading.gates import check

        for kept in item.kept:
            check(kept.reading)
        if self.store is None:
            return outcome(NEW, laid_out(item, Decided()))
        from kg.store.histories import History, restore

        last = item.kept[-1]
        history = History(last.reading.story.id, tuple((one.loaded, one.reading) for one in item.kept), last.edition)
        with self.store.turn():
            told = laid_out(item, self.ledger.decided() if self.ledger else Decided())
            state = self.store.connection.writing(lambda transaction: restore(transaction, history, told), WRITE)
        return outcome(state, told)


def laid_out(item: Archived, decided: Decided) -> list[Rows]:
    """Raises `StoreError` for what no graph holds."""
    return [rows(one.reading, decided) for one in item.kept]


def outcome(state: str, told: list[Rows]) -> Held:
    last = told[-1]
    spoken_of = tuple(sorted(name for name, one in last.contributions.items() if one.claims))
    return Held(str(last.story["id"]), len(last.claims), spoken_of, state)
