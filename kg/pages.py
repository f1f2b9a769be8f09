"""Pages to read: an answer with its subgraph as one file, and the index of the demo.

Everything comes from stories and users: templates escape what is put into them, and only web addresses become links.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

    from kg.ask import Answer, Citation, Passage
    from kg.model import Story

BESIDE = "No claim answers that; these sentences of stories may:"


def answer_page(question: str, answer: "Answer") -> str:
    """One self-contained HTML file: the answer, its citations, its subgraph as a picture, and the query."""
    from kg import draw

    picture = draw.html(answer.subgraph, title=question) if answer.subgraph.number_of_nodes() else ""
    parameters = json.dumps(dict(answer.parameters), ensure_ascii=False, default=str)
    page = environment().get_template("answer_page.html.jinja")
    return page.render(
        title=question, answer=answer, picture=picture, scripts=draw.script_sources(), parameters=parameters
    )


def index_page(
    title: str,
    *,
    counts: Mapping[str, int],
    answers: "Sequence[tuple[str, Answer]]",
    stories: "Sequence[Story]",
    focus: str,
    picture: str,
    picture_file: str,
    rdf_file: str,
    commands: Sequence[str],
) -> str:
    """The page that shows it all, with `picture` (a whole HTML page) in a frame, and leads to the files beside it."""
    from kg import draw

    page = environment().get_template("index.html.jinja")
    return page.render(
        title=title,
        counts=counts,
        answers=answers,
        stories=stories,
        focus=focus,
        picture=picture,
        scripts=draw.script_sources(),
        picture_file=picture_file,
        rdf_file=rdf_file,
        commands=commands,
    )


@cache
def environment() -> "Environment":
    from kg.draw.sources import is_web
    from kg.draw.templating import environment_of

    made = environment_of("kg")
    made.globals["beside"] = BESIDE
    made.filters |= {"web": is_web, "origin": origin, "dateline": dateline}
    return made


def origin(citation: "Citation | Passage") -> str:
    """Where a quote comes from, for a reader: outlet, title and date, or source and section where those are unknown."""
    named = [citation.outlet, citation.title, citation.published]
    if not citation.outlet and not citation.title:
        named = [citation.source or citation.story, citation.section, citation.published]
    return ", ".join(part for part in named if part)


def dateline(story: "Story") -> str:
    return ", ".join(part for part in (story.outlet, story.published) if part)
