"""Why a claim of a language model does not count: the gates, one reason each."""

from enum import StrEnum


class Reason(StrEnum):
    """What a claim failed by, in words for the user."""

    FORM = "not in the form asked for"
    MANY = "more claims than one story can hold"
    QUOTE = "sentence not in the story"
    LONG = "quote of too many sentences"
    TYPE = "unknown type"
    ENTITY = "entity not in the story"
    ARGUMENT = "argument not in its sentence"
    NAME = "argument names another thing"
    SELF = "joins a thing to itself"
    PREDICATE = "unknown predicate"
    SIGNATURE = "types that the predicate does not join"
    STATUS = "unknown status"
    DATE = "date not in EDTF"
    DATE_WORDS = "date that the sentence does not give"
    VALUE = "value not in its sentence"
    CHOICE = "value that the predicate does not know"
    FIGURE = "no money or quantity in the value"
    QUALIFIER = "qualifier unknown or not in its sentence"
    ATTRIBUTION = "attribution not in the story"


class Refused(Exception):
    """A claim fails a gate."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
