"""Wikidata (https://www.wikidata.org, CC0): dumps, and results of queries. An item becomes a record.

Dumps are JSON, an entity a line within an array, plain, .gz or .bz2. All of an item is read that the vocabulary has by
the properties in `data/wikidata_properties.tsv`: P137 operator, P176 manufacturer, P375 launch vehicle, P619 launch
date and so on. Organisations and people of all the world have some of these: filter a full dump first. What
https://www.wikidata.org/wiki/Special:EntityData/Q190084.json or the API's `wbgetentities` gives is read as well.

Query results are SPARQL 1.1 Query Results JSON with one of these sets of variables, in any order of rows:

    ?subject ?subjectLabel ?property ?object ?objectLabel      # a row a statement; ?property is wdt:P137 or the like
    ?item ?itemLabel ?P137 ?P137Label ?P619                    # a variable for each property, by its number

    SELECT ?item ?itemLabel ?P137 ?P137Label ?P619 WHERE {
      ?item wdt:P619 ?P619 . OPTIONAL { ?item wdt:P137 ?P137 }
      SERVICE wikibase:label { bd:serviceParam wikibase:language "en,mul" }
    }

Classes (P31) tell what an item is where they are given; labels may be left out where the reference names know the id.
`?modified` (schema:dateModified), if selected, tells launches that are still to come from those that were.
"""

from collections.abc import Iterator

from kg.errors import LoadError
from kg.model import Story
from loaders.record import record_story
from loaders.source import Rejected, Source
from loaders.wikidata_dump import is_dump, read_entities
from loaders.wikidata_facts import Facts, Item
from loaders.wikidata_results import is_results, read_results
from loaders.wikidata_statements import lay_out, statements_of, subject_types

FORMAT = "wikidata"
OUTLET = "Wikidata"
ADDRESS = "https://www.wikidata.org/wiki/"
SUCH = "P619 launch date or P137 operator"
SUFFIXES = frozenset({"", ".json", ".jsonl", ".ndjson", ".srj", ".gz", ".bz2"})


class WikidataLoader:
    """A record an item, once the source is read to its end: labels stand anywhere in it. Entities and rows that cannot
    be read are `Rejected` by line or number; of a source that is cut off all before that is loaded."""

    def matches(self, source: Source) -> bool:
        if source.suffix not in SUFFIXES or not (source.named or source.suffix):
            return False
        return is_dump(source) or is_results(source)

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        failure, empty = None, True
        with Facts() as facts:
            try:
                yield from read_results(source, facts) if is_results(source) else read_entities(source, facts)
            except LoadError as error:
                failure = error
            for item in facts.items():
                if subject_types(item, facts):
                    empty = False
                    yield read_item(item, facts, source)
        if failure is not None:
            raise failure
        if empty:
            raise LoadError(f"states nothing that is read; give it such properties as {SUCH}, and P31")


def read_item(item: Item, facts: Facts, source: Source) -> Story:
    laid_out, lines = lay_out(item, facts)
    return record_story(
        laid_out,
        statements_of(laid_out, lines, item, facts),
        format=FORMAT,
        key=item.id,
        outlet=OUTLET,
        source=source.name,
        published=item.modified or None,
        url=f"{ADDRESS}{item.id}",
    )
