"""Questions to the graph: `ask(store, question)` gives an `Answer` whose every sentence cites the stories.

No language model: the intent of a question, the predicates that answer it and the words that say it are data
(`intents.toml`, `phrases.toml`, `words.toml`, `decisions.toml`), which this room interprets.
"""

from datetime import date
from typing import TYPE_CHECKING

from kg.ask.answer import Answer, Citation, Passage, Sentence, shortened

if TYPE_CHECKING:
    from kg.ask.fetch import Readable

__all__ = ["Answer", "Citation", "Passage", "Sentence", "ask", "shortened"]


def ask(store: "Readable", question: str, *, day: date | None = None) -> Answer:
    """Answer a question from the store, or as of the end of a day; see `kg.ask.asking.ask`."""
    from kg.ask.asking import ask as answer_from

    return answer_from(store, question, day=day)
