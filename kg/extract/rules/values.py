"""What is stated in words: goals, distinctions, causes, consequences and milestones, each in a module of its own."""

from functools import cache
from typing import Any

from kg.extract.entities.mentions import Span
from kg.extract.scene import Scene
from kg.extract.text.cues import table
from kg.extract.text.document import Token


@cache
def value_cues() -> dict[str, Any]:
    return {
        name: {key: frozenset(words) if isinstance(words, list) else words for key, words in entry.items()}
        for name, entry in table("values").items()
    }


def put(
    scene: Scene, subject: Span, predicate: str, words: tuple[int, int], rule: str, anchor: Token, **more: object
) -> None:
    start, end = words
    text = scene.document.text(start, end)
    if len(text.split()) >= 2 and "\n\n" not in text:
        scene.attribute(subject, predicate, text, rule, anchor, value_span=(start, end), **more)
