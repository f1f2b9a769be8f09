"""The reader that asks a language model: a story goes in, those claims of the answer come out that pass the gates."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import ReadingStopped
from kg.extract.llm.answer import WrongJson, parse
from kg.extract.llm.cache import AnswerCache, key_of
from kg.extract.llm.completion import LanguageModel, NoAnswer
from kg.extract.llm.endpoint import Endpoint
from kg.extract.llm.gates import Gates
from kg.extract.llm.gguf import LocalModel
from kg.extract.llm.prompt import messages_of
from kg.extract.llm.refusal import Reason
from kg.extract.llm.settings import Settings
from kg.extract.llm.spending import Account
from kg.extract.text.parsing import Parser, load_parser
from kg.extract.text.parsing import parse as parse_story
from kg.model import Reading, Story
from ontology import Vocabulary, vocabulary
from ontology.gazetteer import Gazetteer, gazetteer

# Stories that fail one after the other before it is no use to go on.
MOST_FAILURES = 3


@dataclass(slots=True)
class ModelReader:
    """Reads stories by a language model. A story's claims depend on it and on the model's answer alone.

    `account` says what it cost, `refused` how many claims failed by which reason.
    """

    model: LanguageModel
    cache: AnswerCache
    account: Account = field(default_factory=Account)
    refused: Counter[Reason] = field(default_factory=Counter)
    vocabulary: Vocabulary = field(default_factory=vocabulary)
    names: Gazetteer = field(default_factory=gazetteer)
    parser: Parser = field(default_factory=load_parser)
    failures: int = 0

    @classmethod
    def open(cls, settings: Settings) -> "ModelReader":
        """A reader by the model that the settings name. Raises `KgError` for what is missing; nothing is sent yet."""
        cache = AnswerCache.open(settings.cache, secret=settings.key)
        model: LanguageModel = LocalModel.open(Path(settings.model)) if settings.is_local else Endpoint.open(settings)
        return cls(model, cache, Account(settings.budget, settings.prices))

    @property
    def edition(self) -> str:
        """Which model reads: another one reads a story anew."""
        return f"llm {self.model.identity}"

    def close(self) -> None:
        self.model.close()

    def read(self, story: Story) -> Reading:
        """The claims of one story, sorted by position.

        Raises `NoAnswer` or `BudgetSpent` where this story is not read, `ReadingStopped` where no other can be either.
        """
        answer = self.answer(story)
        gates = Gates(parse_story(story, self.parser), self.vocabulary, self.names, f"llm:{self.model.name}")
        reading = gates.pass_answer(answer)
        self.refused += gates.refused
        return reading

    def answer(self, story: Story) -> Mapping[str, Any]:
        """The model's answer on a story, from the cache where it was asked before."""
        key = key_of(self.model.identity, messages_of(story, self.vocabulary))
        if (kept := self.cache.find(key)) is not None:
            self.account.cached += 1
            return kept
        self.account.check()
        found = self.ask(story)
        self.cache.keep(key, found)
        return found

    def ask(self, story: Story) -> dict[str, Any]:
        """Ask, and once more where the answer is no JSON. Raises `NoAnswer` after that."""
        for once_more in (False, True):
            if once_more:
                self.account.check()
            try:
                completion = self.model.complete(messages_of(story, self.vocabulary, once_more=once_more))
            except NoAnswer as failed:
                self.failures += 1
                if self.failures >= MOST_FAILURES:
                    raise ReadingStopped(f"{failed}; stopped after {self.failures} such stories in a row") from None
                raise
            self.failures = 0
            self.account.charge(completion)
            try:
                return parse(completion.text)
            except WrongJson as wrong:
                reason = str(wrong)
        raise NoAnswer(f"{self.model.name}: the language model answered twice with {reason}; try another model")
