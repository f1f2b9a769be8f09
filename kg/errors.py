"""The tree of errors.

KgError
├── OntologyError      a data file of the vocabulary is wrong
├── LoadError          a source cannot be read as a story
├── ExtractError       a story cannot be read, or a claim breaks the vocabulary
│   └── ReadingStopped     the language model can be asked no more: no further story is read
├── StoreError         the graph refuses or cannot hold something
│   ├── StoreUnreachable   no engine answers
│   ├── ForeignDatabase    the database holds somebody else's data
│   └── QueryError         wrong or refused Cypher
├── NotFound           the graph holds nothing by that name
├── RdfError           RDF that cannot be read or written
├── DrawError          a picture that cannot be drawn
├── EvaluateError      annotated stories that cannot be scored
└── WrongArgument      a format, suffix, base, date or model that there is not (a LoadError, RdfError and DrawError too)

Every message names the input, what is wrong and what to do, on one line.
"""


class KgError(Exception):
    """Base of all errors that a user may see; `exit_status` is what the command line ends with."""

    exit_status = 1


class OntologyError(KgError):
    """A data file of the vocabulary is wrong."""


class LoadError(KgError):
    """A source cannot be read as a story."""


class ExtractError(KgError):
    """A story cannot be read, or a claim breaks the vocabulary."""


class ReadingStopped(ExtractError):
    """The language model can be asked no more; no further story is read, and those read before stand."""


class StoreError(KgError):
    """The graph refuses or cannot hold something."""


class StoreUnreachable(StoreError):
    """No engine answers."""

    exit_status = 3


class ForeignDatabase(StoreError):
    """The database named holds data that this program did not write."""

    exit_status = 3


class QueryError(StoreError):
    """Wrong or refused Cypher."""

    exit_status = 2


class NotFound(KgError):
    """The graph holds nothing by that name."""


class RdfError(KgError):
    """RDF that cannot be read or written."""


class DrawError(KgError):
    """A picture that cannot be drawn."""


class EvaluateError(KgError):
    """Annotated stories that cannot be scored."""


class WrongArgument(LoadError, RdfError, DrawError):
    """A format, suffix, base, date or model that there is not; the caller has to name another one."""

    exit_status = 2
