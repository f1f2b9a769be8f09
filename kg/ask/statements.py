"""The Cypher of questions: the same text on both engines, every name of a question or story in a parameter.

`CLAIMS` is the plan that an answer shows. Its `focus` are the entities asked about; `related` those whose knowledge
counts for them: a mission's craft and cargo through PART_OF and CARRIED_BY, and where the question needs it, the
organisation that runs them and what else it flies. `first` are the outcomes that the question turns on: their claims
come within the limit, however much else is told.
"""

ENTITY = "{.id, .type, .name, .aliases, .described, .wikidata}"

NAMED = f"""
UNWIND $names AS name
MATCH (:Name {{key: name}})-[:NAMES]->(e:Entity)
RETURN DISTINCT name, e {ENTITY} AS entity, e.claims AS claims
ORDER BY name, claims DESC, entity.id
LIMIT 500"""

# what a mission's craft does counts for the mission, and back: two steps, along either direction, but not from one
# mission to another that the same craft flew
KIN = f"""
UNWIND $focus AS id
MATCH (e:Entity {{id: id}})-[first:PART_OF|CARRIED_BY|CLAIMED]-(near:Entity)
WHERE coalesce(first.predicate, 'PART_OF') IN ['PART_OF', 'CARRIED_BY'] AND near.type IN $kinds
OPTIONAL MATCH (near)-[second:PART_OF|CARRIED_BY|CLAIMED]-(far:Entity)
WHERE coalesce(second.predicate, 'PART_OF') IN ['PART_OF', 'CARRIED_BY'] AND far.type IN $kinds
  AND NOT (endNode(first) = e AND endNode(second) = far AND far.type = e.type)
RETURN DISTINCT near {ENTITY} AS near, far {ENTITY} AS far
LIMIT 200"""

FLEET = f"""
UNWIND $owners AS id
MATCH (o:Entity {{id: id}})<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(e:Entity)
WHERE c.superseded IS NULL AND (c.predicate IN $links OR (c.predicate = 'LAUNCHED_BY' AND c.status = 'planned'))
MATCH (c)-[:EVIDENCED_BY]->(story:Story)
WITH o, e, max(coalesce(story.published, '')) AS published
RETURN o.id AS owner, e {ENTITY} AS entity, e.claims AS claims, published,
       EXISTS {{ MATCH (e)<-[:SUBJECT]-(f:Claim) WHERE f.superseded IS NULL AND f.status <> 'denied'
                AND ((f.predicate = 'OUTCOME' AND f.value IN ['failed', 'partial'])
                     OR (f.predicate = 'LANDED_ON' AND f.status IN ['failed', 'attempted'])) }} AS failed,
       [(e)<-[:SUBJECT]-(d:Claim) WHERE d.superseded IS NULL AND d.status <> 'planned' |
        coalesce(d.when, CASE WHEN d.predicate ENDS WITH '_DATE' THEN d.value END)] AS dates
ORDER BY published DESC, claims DESC, e.id
LIMIT 200"""

SIBLINGS = f"""
UNWIND $ids AS id
MATCH (:Entity {{id: id}})<-[:SUBJECT]-(own:Claim)-[:OBJECT]->(o:Entity)
WHERE own.predicate IN ['OPERATED_BY', 'BUILT_BY'] AND own.superseded IS NULL AND own.status <> 'denied'
WITH o, max(CASE WHEN own.predicate = 'OPERATED_BY' THEN 1 ELSE 0 END) AS operates
ORDER BY operates DESC, o.id
LIMIT 10
MATCH (o)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(e:Entity)
WHERE c.superseded IS NULL AND (c.predicate IN $links OR (c.predicate = 'LAUNCHED_BY' AND c.status = 'planned'))
RETURN DISTINCT o {ENTITY} AS owner, operates, e {ENTITY} AS entity
LIMIT 400"""

RECENT = f"""
MATCH (story:Story) WHERE substring(coalesce(story.published, ''), 0, 10) <= $told
WITH story, any(asked IN coalesce(story.questions, []) WHERE toLower(asked) = $question) AS own
ORDER BY own DESC, coalesce(story.published, '') DESC, story.id
LIMIT 8
MATCH (story)<-[:EVIDENCED_BY]-(c:Claim)-[:SUBJECT]->(e:Entity)
WHERE c.superseded IS NULL
WITH story, own, e, count(DISTINCT c) AS said,
     sum(CASE WHEN (c.predicate = 'OUTCOME' AND c.value = 'failed')
              OR (c.predicate = 'LANDED_ON' AND c.status IN ['failed', 'attempted']) THEN 1 ELSE 0 END) AS failures
RETURN story.id AS story, coalesce(story.published, '') AS published, own, e {ENTITY} AS entity, said, failures
ORDER BY own DESC, published DESC, story, said DESC, e.id"""

CREWED = f"""
MATCH (e:Entity)<-[:SUBJECT]-(c:Claim)-[:EVIDENCED_BY]->(s:Story)
WHERE c.predicate = 'CREWED_BY' AND c.superseded IS NULL AND NOT e.described
WITH e, max(coalesce(s.published, '')) AS published
RETURN e {ENTITY} AS entity, published
ORDER BY published DESC, e.id
LIMIT 9"""

TURNS_ON = """CASE WHEN (c.predicate = 'OUTCOME' AND c.value IN $first)
                   OR (c.predicate = 'LANDED_ON' AND c.status IN $first) THEN 0 ELSE 1 END"""

PLACES = """
UNWIND $focus AS id
MATCH (:Entity {id: id})<-[:LOCATED_IN*1..3]-(place:Entity)
RETURN DISTINCT place.id AS id
ORDER BY id
LIMIT 500"""

ROW = f"""
MATCH (c)-[:SUBJECT]->(subject:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(object:Entity)
RETURN properties(c) AS claim, subject {ENTITY} AS subject, object {ENTITY} AS object,
       [(c)-[said:ATTRIBUTED_TO]->(by:Entity) | {{position: said.position, id: by.id, type: by.type, name: by.name,
           aliases: by.aliases, described: by.described, wikidata: by.wikidata}}] AS attribution,
       [(c)-[from:EVIDENCED_BY]->(s:Story) | {{start: from.start, end: from.end, quote: from.quote, story: s.id,
           title: s.title, url: s.url, outlet: s.outlet, published: s.published, source: s.source,
           sections: s.sections}}] AS evidence"""

BEST_KNOWN = f"""
MATCH (e:Entity)
WHERE e.type IN $types AND NOT e.described
RETURN e {ENTITY} AS entity, e.claims AS claims
ORDER BY claims DESC, e.id
LIMIT 6"""

# what bodies that are at home in places, or the places themselves, run or built
OWNED_THERE = f"""
UNWIND $places AS id
MATCH (place:Entity {{id: id}})
OPTIONAL MATCH (place)<-[:OBJECT]-(h:Claim)-[:SUBJECT]->(body:Entity)
WHERE h.predicate IN $homes AND h.superseded IS NULL
WITH collect(DISTINCT place) + collect(DISTINCT body) AS owners
UNWIND owners AS o
MATCH (o)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(e:Entity)
WHERE e.type IN $types AND c.predicate IN $links AND c.superseded IS NULL AND c.status <> 'denied'
RETURN DISTINCT e {ENTITY} AS entity
ORDER BY entity.id
LIMIT 50"""

# what claims call by a word, in their sentence or by the name of who runs or built it
CALLED = f"""
MATCH (e:Entity)<-[:SUBJECT]-(c:Claim)-[v:EVIDENCED_BY]->(:Story)
WHERE e.type IN $types AND c.superseded IS NULL AND c.status <> 'denied'
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity) WHERE c.predicate IN $links
WITH e, c, v, o
WHERE toLower(v.quote) CONTAINS $word OR any(word IN $words WHERE toLower(coalesce(o.name, '')) CONTAINS word)
RETURN DISTINCT e {ENTITY} AS entity, v.quote AS quote, o {{.type, .name, .aliases}} AS owner
ORDER BY entity.id, quote
LIMIT 400"""

HELD = """
MATCH (:Entity {id: $id})<-[side:SUBJECT|OBJECT]-(c:Claim)
WHERE c.superseded IS NULL
RETURN DISTINCT c.predicate AS predicate, type(side) AS side
ORDER BY predicate, side
LIMIT 200"""

CLAIMS = f"""
UNWIND $focus + $related AS id
MATCH (:Entity {{id: id}})<-[:SUBJECT|OBJECT]-(c:Claim)
WHERE c.predicate IN $predicates AND c.superseded IS NULL
WITH DISTINCT c ORDER BY {TURNS_ON}, c.confidence DESC, c.id LIMIT $limit{ROW}"""

VOICES = f"""
UNWIND $focus + $related AS id
MATCH (:Entity {{id: id}})<-[:SUBJECT|OBJECT]-(:Claim)-[:EVIDENCED_BY]->(told:Story)
WHERE substring(coalesce(told.published, ''), 0, 10) <= $told
WITH DISTINCT told ORDER BY coalesce(told.published, '') DESC, told.id LIMIT 40
MATCH (told)<-[:EVIDENCED_BY]-(c:Claim)
WHERE c.superseded IS NULL AND (c.predicate IN $predicates OR EXISTS {{ (c)-[:ATTRIBUTED_TO]->(:Outlet) }})
WITH DISTINCT c ORDER BY c.confidence DESC, c.id LIMIT $limit{ROW}"""

BY_SOURCE = f"""
UNWIND $focus AS id
MATCH (:Entity {{id: id}})<-[:ATTRIBUTED_TO|SUBJECT]-(c:Claim)
WHERE c.superseded IS NULL
WITH DISTINCT c ORDER BY c.confidence DESC, c.id LIMIT $limit{ROW}"""

OF_TYPE = f"""
MATCH (thing:Entity)<-[:SUBJECT|OBJECT]-(c:Claim)
WHERE thing.type IN $types AND c.predicate IN $predicates AND c.superseded IS NULL
WITH DISTINCT c ORDER BY {TURNS_ON}, c.confidence DESC, c.id LIMIT $limit{ROW}"""

LOOSE = f"""
MATCH (c:Claim)-[v:EVIDENCED_BY]->(s:Story)
WHERE c.predicate IN $predicates AND c.superseded IS NULL AND all(word IN $words WHERE toLower(v.quote) CONTAINS word)
WITH c, max(coalesce(s.published, '')) AS day ORDER BY day DESC, c.id LIMIT $limit{ROW}"""

BETWEEN = f"""
MATCH (a:Entity) WHERE a.id IN $focus
MATCH (b:Entity) WHERE b.id IN $related
MATCH (a)<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(b)
WHERE c.superseded IS NULL
WITH DISTINCT c ORDER BY c.confidence DESC, c.id LIMIT $limit{ROW}"""

BRIDGES = """
MATCH (a:Entity) WHERE a.id IN $focus
MATCH (b:Entity) WHERE b.id IN $related
MATCH (a)<-[:SUBJECT|OBJECT]-(first:Claim)-[:SUBJECT|OBJECT]->(middle:Entity)
      <-[:SUBJECT|OBJECT]-(second:Claim)-[:SUBJECT|OBJECT]->(b)
WHERE first.superseded IS NULL AND second.superseded IS NULL AND middle <> a AND middle <> b
WITH middle, count(DISTINCT first) + count(DISTINCT second) AS weight, middle.claims AS size
RETURN middle.id AS id
ORDER BY size, weight DESC, id
LIMIT 4"""

CHAINS = """
MATCH (a:Entity) WHERE a.id IN $focus
MATCH (b:Entity) WHERE b.id IN $related
MATCH (a)<-[:SUBJECT|OBJECT]-(first:Claim)-[:SUBJECT|OBJECT]->(one:Entity)
      <-[:SUBJECT|OBJECT]-(second:Claim)-[:SUBJECT|OBJECT]->(two:Entity)
      <-[:SUBJECT|OBJECT]-(third:Claim)-[:SUBJECT|OBJECT]->(b)
WHERE first.superseded IS NULL AND second.superseded IS NULL AND third.superseded IS NULL
  AND one <> a AND two <> b AND one <> b AND two <> a AND one <> two AND one.claims < 500 AND two.claims < 500
WITH one, two, one.claims + two.claims AS size
RETURN DISTINCT one.id AS one, two.id AS two, size
ORDER BY size, one, two
LIMIT 1"""

NEWS = "coalesce(s.kind, 'news') = 'news' AND substring(coalesce(s.published, ''), 0, 10) <= $told"
AS_STORY = """s.id AS story, s.title AS title, s.url AS url, s.outlet AS outlet, s.published AS published,
       s.source AS source, s.sections AS sections, s.text AS text"""

# whose the things are that stories only describe
OWNERS = f"""
UNWIND $ids AS id
MATCH (:Entity {{id: id}})<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Entity)
WHERE c.predicate IN ['OPERATED_BY', 'SUBSIDIARY_OF'] AND c.status <> 'denied' AND c.superseded IS NULL
RETURN id, o {ENTITY} AS owner, c.confidence AS confidence
ORDER BY id, confidence DESC, owner.id
LIMIT 100"""

# stories that speak of something, those first that have the most of some words
SPEAKING = f"""
UNWIND $ids AS id
MATCH (:Entity {{id: id}})<-[m:MENTIONS]-(s:Story)
WHERE {NEWS}
WITH s, sum(m.claims) AS claims LIMIT $most
WITH s, claims, size([word IN $words WHERE toLower(s.text) CONTAINS word]) AS held
ORDER BY held DESC, claims DESC, coalesce(s.published, '') DESC, s.id
LIMIT $limit
RETURN {AS_STORY}"""

# how many stories are of each day, the newest first
DAYS = f"""
MATCH (s:Story)
WHERE {NEWS}
WITH coalesce(s.published, '') AS day, count(*) AS stories
RETURN day, stories
ORDER BY day DESC"""

# stories since a day whose text has names that nothing in the graph has, and some words
WORDED = f"""
MATCH (s:Story)
WHERE {NEWS} AND coalesce(s.published, '') >= $since
WITH s, toLower(s.text) AS text
WHERE all(name IN $names WHERE text CONTAINS name)
WITH s, size([word IN $words WHERE text CONTAINS word]) AS held
WHERE held >= $least
WITH s, held ORDER BY held DESC, coalesce(s.published, '') DESC, s.id LIMIT $limit
RETURN {AS_STORY}"""
