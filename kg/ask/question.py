"""A question as words: cleaned of what no question needs, with the entities that it names put out of the way."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 1000
TOKEN = re.compile(r"'s\b|'(?=\s|$)|[^\W_]+(?:[.&/+'’-][^\W_]+)*\+?|\(|\)|,")
ENTITY = "@"
QUOTED = re.compile(r"[\"“”«]([^\"“”«»]+)[\"“”»]|(?<!\w)'((?:[^\"']|(?<=\w)'(?=\w))+)'(?!\w)")
FEWEST = 3  # words that make a quotation; fewer are a name
# "where's" is "where is"
ASKING = frozenset(("who", "what", "where", "when", "how", "why", "which", "it", "that", "there"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question; `start` and `end` are code points into `Question.text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """The question on one line, and its words in lower case ("'s" is one of its own)."""

    text: str
    tokens: tuple[Token, ...]


def read(text: str) -> Question | str:
    """The question, or one line that says why it cannot be one."""
    if len(text) > LONGEST:
        return f"The question has {len(text):,} characters; ask in at most {LONGEST:,}, one question at a time."
    line = unicodedata.normalize("NFKC", "".join(mark if mark.isprintable() else " " for mark in text))
    line = " ".join(line.replace("’", "'").replace("`", "'").split())
    tokens = tuple(split(line))
    if not any(token.text.isalnum() or len(token.text) > 1 for token in tokens):
        return "The question has no words; ask about something that the stories speak of."
    return Question(line, tokens)


def split(line: str) -> list[Token]:
    tokens = []
    for match in TOKEN.finditer(line):
        word, start = match.group().casefold(), match.start()
        stem = word.removesuffix("'s").removesuffix("'")
        if stem and stem != word:
            tokens.append(Token(stem, start, start + len(stem)))
            short = "is" if stem in ASKING else "'s"
            tokens.append(Token(short, start + len(stem), match.end()))
        elif word not in ("(", ")", ","):
            tokens.append(Token(word, start, match.end()))
    return tokens


def quotation(question: Question) -> str:
    """The words that a question puts in quotation marks; empty where they are too few for a saying."""
    match = QUOTED.search(question.text)
    words = (match[1] or match[2]).strip() if match else ""
    return words if len(words.split()) >= FEWEST else ""
