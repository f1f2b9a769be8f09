"""The IRIs of the RDF: namespaces under one base, prefixes, and the JSON-LD context, derived from the vocabulary."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from kg.errors import WrongArgument
from ontology.vocabulary import Vocabulary, vocabulary

BASE = "urn:space-kg:"
STANDARD = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# A base must give valid IRIs when a name is added to it: absolute, no fragment or query, closed by a separator.
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`#?\x00-\x20\x7f-\x9f]*(?<=[:/])")


@dataclass(frozen=True, slots=True)
class Names:
    """IRIs under `base`; identifiers are percent-encoded, so that none can break out of its IRI."""

    base: str = BASE

    def __post_init__(self) -> None:
        if not ABSOLUTE.fullmatch(self.base):
            raise WrongArgument(
                f"base {self.base!r}: not an absolute IRI that ends in '/' or ':'; try https://example.org/kg/"
            )

    def term(self, name: str) -> str:
        """A class, a property, or `prefix:name` of another vocabulary."""
        prefix, colon, local = name.partition(":")
        return self.prefixes()[prefix] + local if colon else self.own(name)

    def own(self, name: str) -> str:
        """A term of the project's own by any name at all, known to the vocabulary or not."""
        return f"{self.base}ontology#{encode(name)}"

    def status(self, name: str) -> str:
        return f"{self.base}status#{encode(name)}"

    def entity(self, identifier: str) -> str:
        return f"{self.base}entity/{encode(identifier)}"

    def claim(self, identifier: str) -> str:
        return f"{self.base}claim/{encode(identifier)}"

    def story(self, identifier: str) -> str:
        return f"{self.base}story/{encode(identifier)}"

    def prefixes(self) -> dict[str, str]:
        """Prefix to namespace: the project's own, the standard ones and those of the alignments, sorted."""
        own = {
            "kg": f"{self.base}ontology#",
            "status": f"{self.base}status#",
            "entity": f"{self.base}entity/",
            "claim": f"{self.base}claim/",
            "story": f"{self.base}story/",
        }
        return dict(sorted({**vocabulary().prefixes, **STANDARD, **own}.items()))


def encode(identifier: str) -> str:
    """Percent-encode all but letters, digits and `-._~:`; what UTF-8 cannot hold becomes the replacement character."""
    return quote(identifier.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), safe=":")


def context(names: Names, known: Vocabulary) -> dict[str, object]:
    """The JSON-LD context: prefixes, and for each relation that its values are things."""
    terms: dict[str, object] = dict(names.prefixes())
    terms |= {
        f"kg:{relation.name}": {"@type": "@id"} for relation in sorted(known.relations, key=lambda each: each.name)
    }
    return terms
