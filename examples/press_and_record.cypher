// Where the press and the record differ: what news and reference data claim of one thing in one status, where only one
// can be right. Dates differ when they share no day: the press's "June" and the record's 5 June agree.
MATCH (record:Claim {kind: 'reference'})-[:SUBJECT]->(thing:Entity)
WHERE record.superseded IS NULL AND NOT thing:LaunchVehicle
  AND record.predicate IN ['LAUNCH_DATE', 'LANDING_DATE', 'END_DATE', 'OUTCOME', 'LAUNCHED_ON', 'LAUNCHED_FROM']
MATCH (press:Claim {kind: 'news'})-[:SUBJECT]->(thing)
WHERE press.superseded IS NULL AND press.predicate = record.predicate AND press.status = record.status
OPTIONAL MATCH (record)-[:OBJECT]->(recorded:Entity)
OPTIONAL MATCH (press)-[:OBJECT]->(told:Entity)
WITH thing, record, press, recorded, told,
     CASE WHEN record.predicate ENDS WITH '_DATE' THEN press.until < record.since OR record.until < press.since
          ELSE coalesce(told.id, press.value) <> coalesce(recorded.id, record.value) END AS differ
WHERE differ
MATCH (record)-[:EVIDENCED_BY]->(row:Story) MATCH (press)-[:EVIDENCED_BY]->(story:Story)
RETURN DISTINCT thing.name AS thing, record.predicate AS claim, record.status AS status,
       coalesce(told.name, press.value) AS press_says, coalesce(story.outlet, story.id) AS press,
       coalesce(recorded.name, record.value) AS record_says, coalesce(row.outlet, row.id) AS record
ORDER BY thing, claim, press_says, press
