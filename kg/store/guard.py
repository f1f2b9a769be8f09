"""What `kg query` may ask: reading Cypher, no files, no addresses, no procedures but harmless ones.

Two locks behind this one hold on the server: the embedded engine's reader may read records only, and on Neo4j a query
is planned first (`kg.store.query`) and runs in a transaction that may not write. This one reads the text as a server's
lexer does (strings, comments, quoted names), to refuse early and say why.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import QueryError

TOKEN = re.compile(
    r"(?P<space>\s+|//[^\n\r]*|/\*.*?\*/)"
    r"|(?P<string>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
    r"|(?P<quoted>`(?:[^`]|``)*`)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
FIRST = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
# Clauses that write, define, or reach out, wherever they stand as words of their own.
REFUSED = {
    "CREATE": "writes",
    "MERGE": "writes",
    "SET": "writes",
    "DELETE": "writes",
    "REMOVE": "writes",
    "FOREACH": "writes",
    "INSERT": "writes",
    "DROP": "changes the schema",
    "ALTER": "changes the schema",
    "LOAD": "reads files and addresses",
    "USE": "names another database",
    "TERMINATE": "ends other people's work",
}
PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys", "dbms.components"})
NAMESPACES = frozenset({"date", "time", "datetime", "localtime", "localdatetime", "duration", "point"})
# After one of these a word is a name: a property, a label, a parameter, a variable of a pattern, a key of a map.
NAMING = frozenset({".", ":", "$", "|", "&", "!"})


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    end: int = 0

    @property
    def upper(self) -> str:
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        return self.text[1:-1].replace("``", "`") if self.kind == "quoted" else self.text


def check(cypher: str) -> str:
    """The statement without closing semicolon; `QueryError`, with the reason, for what is not a single reading one."""
    if "\\u" in cypher.lower():
        raise QueryError("Unicode escapes (\\u) are refused in queries; write the character itself, or use a parameter")
    tokens = list(scan(cypher))
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    if not tokens:
        raise QueryError("the query is empty; for example: MATCH (l:Lander) RETURN l.name")
    if any(token.text == ";" for token in tokens):
        raise QueryError("one statement at a time; take the semicolon out")
    if tokens[0].upper not in FIRST:
        raise QueryError(
            f"a query begins with {', '.join(sorted(FIRST))}, not with {tokens[0].text[:40]!r}; it can read only"
        )
    for position, token in enumerate(tokens):
        check_word(tokens, position, token)
        if token.text == "(":
            check_function(tokens, position)
    for name in procedures(tokens):
        if name.casefold() not in PROCEDURES:
            raise QueryError(f"procedure {name[:80]} is refused; allowed are {', '.join(sorted(PROCEDURES))}")
    return cypher[: tokens[-1].end]


def scan(cypher: str) -> Iterator[Token]:
    for match in TOKEN.finditer(cypher):
        kind = match.lastgroup or ""
        if kind == "sign" and match.group() in "'\"`":
            raise QueryError(f"a string that begins at character {match.start() + 1} is not closed")
        if kind != "space":
            yield Token(kind, match.group(), match.end())


def check_word(tokens: Sequence[Token], position: int, token: Token) -> None:
    before = tokens[position - 1].text if position else ""
    after = tokens[position + 1] if position + 1 < len(tokens) else Token("sign", "")
    if before in NAMING or after.text == ":" or token.upper not in {*REFUSED, "TRANSACTIONS"}:
        return
    if token.upper == "TRANSACTIONS":
        if tokens[position - 1].upper in {"IN", "CONCURRENT"}:
            raise QueryError("CALL … IN TRANSACTIONS is refused: a query can read only")
        return
    if after.kind in {"word", "quoted"} or after.text in {"(", "{", "["}:
        raise QueryError(f"{token.upper} is refused: it {REFUSED[token.upper]}, and a query can read only")


def check_function(tokens: Sequence[Token], position: int) -> None:
    """A function with a namespace (`apoc.load.json(`) may reach anywhere; those of the language itself may not."""
    name = dotted_before(tokens, position)
    called = position - 2 * len(name)
    if called >= 0 and tokens[called].upper == "CALL":
        return
    if len(name) > 1 and name[0].casefold() not in NAMESPACES:
        raise QueryError(f"function {'.'.join(name)[:80]} is refused; only functions of Cypher itself are allowed")


def dotted_before(tokens: Sequence[Token], position: int) -> list[str]:
    name: list[str] = []
    place = position - 1
    while place >= 0 and tokens[place].kind in {"word", "quoted"}:
        name.insert(0, tokens[place].name)
        if place < 1 or tokens[place - 1].text != ".":
            break
        place -= 2
    return name


def procedures(tokens: Sequence[Token]) -> Iterator[str]:
    """Names after CALL; a subquery's brace or bracket is none."""
    for position, token in enumerate(tokens[:-1]):
        if token.upper != "CALL" or (position and tokens[position - 1].text in NAMING):
            continue
        name: list[str] = []
        place = position + 1
        while place < len(tokens) and tokens[place].kind in {"word", "quoted"}:
            name.append(tokens[place].name)
            if place + 1 >= len(tokens) or tokens[place + 1].text != ".":
                break
            place += 2
        if name:
            yield ".".join(name)
