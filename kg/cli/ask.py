"""`kg ask`: an answer with numbered citations."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import AsKnown, At, Data, Debug, Json, Output
from kg.cli.terminal import print_json, print_line
from kg.errors import WrongArgument

if TYPE_CHECKING:
    from kg.ask import Answer, Citation, Passage


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question in English.")],
    json: Json = False,
    output: Output = None,
    cypher: Annotated[bool, typer.Option("--cypher", help="Show the Cypher behind the answer.")] = False,
    at: At = None,
    as_known: AsKnown = None,
    data: Data = None,
    debug: Debug = False,
) -> int:
    """Answer a question, each sentence with numbered citations. Exit status 1 when the graph holds nothing on it."""
    from kg.graph import Graph, write

    if output is not None and output.suffix.lower() != ".html":
        raise WrongArgument(f"{output}: an answer is written as a page; end the name in .html, or print it by --json")
    with Graph.open(data) as graph:
        answer = graph.ask(question, at=at, as_known=as_known)
        if output is not None:
            from kg.pages import answer_page

            write(output, answer_page(question, answer).encode())
    if json:
        print_json(answer.to_json())
    else:
        print_answer(answer, cypher)
    if not answer.citations and (at or as_known):
        print(f"asked as of {at or as_known}: what was told later does not count", file=sys.stderr)
    return 0 if answer.citations else 1


def print_answer(answer: "Answer", cypher: bool = False) -> None:
    if answer.citations:
        for sentence in answer.sentences:
            marks = "".join(f"[{number}]" for number in sentence.citations)
            print_line(f"{sentence.text} {marks}".rstrip())
        print_line()
    else:
        print_line(answer.text)
    for citation in answer.citations:
        print_line(citation_line(citation))
    if answer.passages:
        from kg.pages import BESIDE

        print_line()
        print_line(BESIDE)
        for passage in answer.passages:
            print_line(f"    {quoted(passage)}")
    if cypher:
        print_line()
        for line in answer.cypher.splitlines():
            print_line(line)
        print_json(dict(answer.parameters))


def citation_line(citation: "Citation") -> str:
    return f"[{citation.n}] {quoted(citation)}"


def quoted(passage: "Citation | Passage") -> str:
    from kg.ask import shortened
    from kg.pages import origin

    named = ", ".join(part for part in (origin(passage), passage.url) if part)
    return f"“{shortened(passage.quote)}” ({named})"
