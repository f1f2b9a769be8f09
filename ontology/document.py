"""The vocabulary as a page to read, made from the data: `python -m ontology` writes `ontology/README.md`."""

from collections.abc import Iterable, Iterator, Sequence

from ontology.vocabulary import Alignment, EntityType, Predicate, StatusTerm, Vocabulary

HEAD = """# Vocabulary

What the graph may say. This page is made from `ontology/data/` by `python -m ontology`: change the data, not the page.

Every claim is one typed triple with a status, evidence in a story, and, where the story says so, a date and who says
it. A type stands for its subtypes. In the last column, `=` marks an alignment that is exact, `<` one to a broader term
and `~` one to a related term; `⁻¹` says that theirs runs the other way."""
MARKS = {"exact": "=", "broader": "<", "related": "~"}


def document(vocabulary: Vocabulary) -> str:
    """The whole page in Markdown; the same vocabulary gives the same text."""
    parts = (
        HEAD,
        "## Entity types",
        table(("type", "is", "picture", "aligned"), map(type_row, vocabulary.types.values())),
        "## Relations",
        "Subject → object. *Functional*: a second object for the same subject is a dispute, not an addition. "
        "*Repeatable*: may hold more than once between the same two, told apart by its date. "
        "*Symmetric*: holds in both directions.",
        table(
            ("predicate", "from → to", "says", "qualifiers", "kind", "aligned"), map(relation_row, vocabulary.relations)
        ),
        "## Attributes",
        "Subject → value. Attributes that are *on the claim only* are no properties of the entity's node.",
        table(("predicate", "of", "value", "says", "kind", "aligned"), map(attribute_row, vocabulary.attributes)),
        "## Statuses",
        "What a text says of the thing claimed, not what is true today.",
        table(("status", "says", "stands as"), map(status_row, vocabulary.statuses.values())),
        "## Prefixes of aligned vocabularies",
        table(("prefix", "address"), ((code(name), address) for name, address in vocabulary.prefixes.items())),
    )
    return "\n\n".join(parts) + "\n"


def type_row(kind: EntityType) -> Sequence[str]:
    name = f"{'&emsp;' * (len(kind.line) - 1)}{code(kind.name)}"
    return name, kind.comment, f"{kind.shape} {code(kind.colour)}", aligned(kind.aligned)


def relation_row(predicate: Predicate) -> Sequence[str]:
    joins = [f"{', '.join(one.subjects)} → {', '.join(one.objects)}" for one in predicate.signatures]
    qualifiers = ", ".join(map(code, predicate.qualifiers))
    return (
        code(predicate.name),
        "; ".join(joins),
        predicate.comment,
        qualifiers,
        kinds(predicate),
        aligned(predicate.aligned),
    )


def attribute_row(predicate: Predicate) -> Sequence[str]:
    subjects = ", ".join(name for one in predicate.signatures for name in one.subjects)
    value = ", ".join(map(code, predicate.choices)) or str(predicate.value)
    return code(predicate.name), subjects, value, predicate.comment, kinds(predicate), aligned(predicate.aligned)


def status_row(status: StatusTerm) -> Sequence[str]:
    stands = "relationship of its own type, plain triple" if status.asserted else "`CLAIMED` relationship"
    return code(status.name), status.comment, stands


def kinds(predicate: Predicate) -> str:
    found = [f"functional for {', '.join(predicate.functional)}"] if predicate.functional else []
    found += ["repeatable"] if predicate.repeatable else []
    found += ["symmetric"] if predicate.symmetric else []
    found += [] if predicate.kept else ["on the claim only"]
    return "; ".join(found)


def aligned(alignments: Iterable[Alignment]) -> str:
    return " ".join(f"{MARKS[one.match]} {code(one.term)}{'⁻¹' if one.inverse else ''}" for one in alignments)


def code(text: str) -> str:
    return f"`{text}`"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(lines(columns, rows))


def lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield line(columns)
    yield line(["---"] * len(columns))
    for row in rows:
        yield line(row)


def line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
