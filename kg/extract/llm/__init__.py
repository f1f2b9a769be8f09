"""Reading by a language model: it proposes claims, and nothing of its answer counts that the gates do not find in the
story's text. Optional: nothing else of the project needs it.
"""

from kg.extract.llm.reader import ModelReader
from kg.extract.llm.settings import Settings
from kg.extract.llm.spending import Account, Prices

__all__ = ["Account", "ModelReader", "Prices", "Settings"]
