"""The words of a clause or phrase as a value: verbatim, without the marks and clauses that hang on its end."""

from kg.extract.text.document import Document, Token

EDGES = frozenset({",", ".", ";", ":", "-", "–", "—", "(", '"', "”", "“", "''", "``", "'", "’", "‘"})
ASIDES = frozenset(
    {
        "especially",
        "particularly",
        "including",
        "which",
        "who",
        "where",
        "notably",
        "but",
        "although",
        "though",
        "while",
        "a",
        "an",
    }
)


def clause_words(document: Document, verb: Token, *, keep_conjuncts: bool = True) -> tuple[int, int]:
    """From the verb itself to the end of its clause: "collect lunar soil samples for NASA"."""
    return extent(document, verb.index, verb.index, keep_conjuncts)


def predicate_words(document: Document, verb: Token) -> tuple[int, int]:
    """The verb with its auxiliaries and all that follows it in its own clause: "was flown to Beijing"."""
    before = [
        child.index
        for child in document.children(verb.index, "aux", "auxpass", "neg")
        if child.index < verb.index and child.lower != "to"
    ]
    return extent(document, min(before, default=verb.index), verb.index, False)


def noun_words(document: Document, noun: Token, *, loose: bool = False) -> tuple[int, int]:
    """A noun phrase with its article and complements, without loose relative clauses and appositions."""
    indices = {noun.index}
    for child in document.children(noun.index):
        if (child.index < noun.index and child.dep not in {"punct", "cc", "preconj"}) or (
            child.index > noun.index
            and (
                child.dep in {"prep", "acl", "amod", "nummod", "npadvmod", "case", "advmod"}
                or is_tight(document, child, noun)
                or loose
            )
        ):
            indices.update(document.subtree(child.index))
    return trimmed(document, min(indices), max(indices))


def is_tight(document: Document, child: Token, noun: Token) -> bool:
    """A relative clause or infinitive that belongs to the phrase: "the first lander to touch down"."""
    infinitive = child.dep == "advcl" and any(token.lower == "to" for token in document.children(child.index, "aux"))
    if child.dep not in {"relcl", "acl"} and not infinitive:
        return False
    first = document.subtree(child.index)[0]
    return document.tokens[first - 1].text != "," and first > noun.index


def extent(document: Document, first: int, verb: int, keep_conjuncts: bool) -> tuple[int, int]:
    last = verb
    for child in document.children(verb):
        if child.index < verb:
            continue
        loose = child.dep in {"advcl", "parataxis"} or (child.dep == "conj" and not keep_conjuncts) or child.dep == "cc"
        opener = document.tokens[document.subtree(child.index)[0] - 1].text
        if (
            loose
            and (opener in {",", "-", "–", "—", ";"} or child.dep in {"conj", "cc"})
            and not (child.dep in {"conj", "cc"} and keep_conjuncts)
        ):
            break
        if child.dep in {"cc", "punct"} and keep_conjuncts:
            continue
        if child.dep == "punct" and child.text not in {"-"}:
            continue
        last = max(last, document.subtree(child.index)[-1])
    return trimmed(document, first, without_aside(document, first, last))


def without_aside(document: Document, first: int, last: int) -> int:
    """The last token before ", especially …", ", which …", ", with …" at the end of the words."""
    for index in range(first + 2, last):
        following = [token.lower for token in document.tokens[index + 1 : index + 3]]
        if document.tokens[index].text == "," and (following[0] in ASIDES or following == ["and", "to"]):
            return index - 1
    return last


def trimmed(document: Document, first: int, last: int) -> tuple[int, int]:
    while last > first and document.tokens[last].text in EDGES:
        last -= 1
    while first < last and document.tokens[first].text in EDGES:
        first += 1
    return document.phrase(first, last)
