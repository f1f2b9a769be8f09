"""`python -m ontology`: write `ontology/README.md` again from the data."""

from pathlib import Path

from ontology.document import document
from ontology.vocabulary import vocabulary

if __name__ == "__main__":
    Path(__file__).with_name("README.md").write_text(document(vocabulary()), encoding="utf-8")
