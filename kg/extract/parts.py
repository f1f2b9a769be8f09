"""The parts that the reader is made of, each of which can be left out to see what it is worth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """Reference names; rules that make claims; the trained part; co-reference of descriptions and pronouns; and whether
    the trained part sees a sentence among its neighbours (`context`) or by itself."""

    gazetteer: bool = True
    rules: bool = True
    trained: bool = True
    coreference: bool = True
    context: bool = True


ALL = Parts()
