"""SHACL shapes derived from the vocabulary: what claims, quotes and stories must have, and who may be joined to whom.

Signatures are checked on the plain form `subject predicate object` of claims of any status, so the data to validate
holds that form of every claim (in an export with quads: the union of its graphs).
"""

from collections.abc import Iterator

from ontology.context import Names
from ontology.vocabulary import Predicate, Vocabulary

DATES = ("xsd:date", "xsd:gYearMonth", "xsd:gYear", "edtf:EDTF")


def shapes(names: Names, known: Vocabulary) -> str:
    """The shapes as Turtle; alike run after run."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in names.prefixes().items())
    parts = [claim_shape(known), QUOTE_SHAPE, STORY_SHAPE, ENTITY_SHAPE]
    parts += [relation_shape(relation, known) for relation in known.relations]
    parts += [attribute_shape(attribute) for attribute in known.attributes]
    return prefixes + "\n" + "\n".join(parts)


QUOTE_SHAPE = """kg:QuoteShape a sh:NodeShape ; sh:targetClass kg:Quote ;
  sh:property [ sh:path kg:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ;
    sh:lessThan kg:end ; sh:message "a quote starts before it ends" ] ;
  sh:property [ sh:path kg:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ;
  sh:property [ sh:path prov:wasQuotedFrom ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ] .
"""
STORY_SHAPE = """kg:StoryShape a sh:NodeShape ; sh:targetClass schema:NewsArticle ;
  sh:property [ sh:path kg:identifier ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ;
  sh:property [ sh:path schema:headline ; sh:maxCount 1 ] ;
  sh:property [ sh:path schema:datePublished ; sh:maxCount 1 ] .
"""
ENTITY_SHAPE = """kg:EntityShape a sh:NodeShape ; sh:targetClass kg:Entity ;
  sh:property [ sh:path kg:identifier ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ;
  sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 1 ] .
"""


def claim_shape(known: Vocabulary) -> str:
    statuses = " ".join(f"status:{name}" for name in known.statuses)
    predicates = " ".join(f"kg:{name}" for name in known.predicates)
    return f"""kg:ClaimShape a sh:NodeShape ; sh:targetClass kg:Claim ;
  sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:class kg:Entity ] ;
  sh:property [ sh:path rdf:predicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {predicates} ) ;
    sh:message "the predicate is one of the vocabulary's" ] ;
  sh:property [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path kg:status ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {statuses} ) ;
    sh:message "the status is one of the vocabulary's" ] ;
  sh:property [ sh:path kg:confidence ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:decimal ;
    sh:minInclusive 0.0 ; sh:maxInclusive 1.0 ] ;
  sh:property [ sh:path kg:when ; sh:maxCount 1 ; {any_of(f"[ sh:datatype {each} ]" for each in DATES)} ] ;
  sh:property [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:class kg:Quote ;
    sh:message "no claim without evidence" ] ;
  sh:property [ sh:path prov:hadPrimarySource ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ] ;
  sh:property [ sh:path prov:wasAttributedTo ; sh:class kg:Entity ] .
"""


def relation_shape(relation: Predicate, known: Vocabulary) -> str:
    """Whoever is a subject meets one of the signatures' cases, and then all its objects are of that case's types."""
    cases = " ".join(case_shape(relation, subjects, objects) for subjects, objects in cases_of(relation, known))
    return f"""kg:{relation.name}Shape a sh:NodeShape ; sh:targetSubjectsOf kg:{relation.name} ;
  sh:message "{relation.name} joins other types, or in the other direction" ;
  sh:or ( {cases} ) .
"""


def cases_of(relation: Predicate, known: Vocabulary) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Subject types grouped by the object types that they may have; a type's own case, not its ancestors'."""
    cases: dict[tuple[str, ...], list[str]] = {}
    for name in known.types:
        signatures = [one for one in relation.signatures if any(known.is_a(name, subject) for subject in one.subjects)]
        objects = tuple(sorted({each for signature in signatures for each in signature.objects}))
        if objects:
            cases.setdefault(objects, []).append(name)
    yield from ((tuple(subjects), objects) for objects, subjects in cases.items())


def case_shape(relation: Predicate, subjects: tuple[str, ...], objects: tuple[str, ...]) -> str:
    types = " ".join(f"kg:{name}" for name in subjects)
    return (
        f"[ sh:property [ sh:path kg:mostSpecificType ; sh:in ( {types} ) ] ; "
        f"sh:property [ sh:path kg:{relation.name} ; {any_of(f'[ sh:class kg:{name} ]' for name in objects)} ] ]"
    )


def attribute_shape(attribute: Predicate) -> str:
    subjects = any_of(f"[ sh:class kg:{name} ]" for name in attribute.signatures[0].subjects)
    if attribute.value == "date":
        value = any_of(f"[ sh:datatype {each} ]" for each in DATES)
    elif attribute.value == "choice":
        value = "sh:in ( " + " ".join(f'"{choice}"' for choice in attribute.choices) + " )"
    else:
        value = "sh:datatype xsd:string ; sh:minLength 1"
    return f"""kg:{attribute.name}Shape a sh:NodeShape ; sh:targetSubjectsOf kg:{attribute.name} ;
  {subjects} ; sh:property [ sh:path kg:{attribute.name} ; {value} ] ;
  sh:message "{attribute.name} is not said of such a thing, or not with such a value" .
"""


def any_of(alternatives: Iterator[str]) -> str:
    several = list(alternatives)
    if len(several) == 1:
        return several[0].removeprefix("[ ").removesuffix(" ]")
    return f"sh:or ( {' '.join(several)} )"
