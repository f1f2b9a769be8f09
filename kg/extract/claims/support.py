"""What speaks for a claim, as the parts of the reader have it: what its confidence is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kg.extract.entities.mentions import Certainty
from ontology import vocabulary

TRAINED = "trained"  # the rule of claims that the trained part alone makes
UNSEEN = 0.02  # what the trained part gives to what it does not tell at all
WHY = frozenset({"CAUSE", "CONSEQUENCE"})


class Claims(Enum):
    """Kinds of claims that are told from a probability of their own."""

    FACTS = "facts"
    WORDS = "words"
    WHY = "why"


def kind_of(predicate: str) -> Claims:
    if predicate in WHY:
        return Claims.WHY
    return Claims.WORDS if vocabulary().predicates[predicate].is_worded else Claims.FACTS


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for a claim.

    The `rule` that made it ("" for the trained part alone), the probability that the `trained` part gives (None where
    there is none), how sure its `subject` and `object` are (None for a value), and what else that part thinks probable:
    the highest for the same of another subject and of another object (`rivals`), for any such (`others`), for the same
    in another sentence (`again`), and that its words are a value of the predicate, whosever (`phrase`). `contested`: a
    rule says it of another subject; `event`: the subject is an event that rules alone take for a flight.
    """

    predicate: str
    rule: str
    trained: float | None
    subject: Certainty
    object: Certainty | None = None
    rivals: tuple[float, float] = (0.0, 0.0)
    others: tuple[float, float] = (0.0, 0.0)
    again: float = 0.0
    phrase: float = 0.0
    contested: bool = False
    event: bool = False


def either(one: float, other: float) -> float:
    """The probability that not both fail.

    >>> either(0.5, 0.5)
    0.75
    """
    return 1 - (1 - one) * (1 - other)


def rule_key(support: Support) -> str:
    """A rule and the predicate for which it speaks: some rules speak for several."""
    return f"{support.rule} {support.predicate}"


def share_of(support: Support, rules: Mapping[str, float]) -> float:
    """How often the rule that speaks for a claim was right; 0 where none does."""
    return rules.get(rule_key(support), rules[""]) if support.rule else 0.0
