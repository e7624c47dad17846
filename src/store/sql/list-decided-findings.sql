-- In: $1 id of a verdict
-- Out: ids of the findings that people of this store decided about behind it
-- Index: primary key of verdict, then of finding
SELECT DISTINCT finding.id FROM verdict JOIN finding ON finding.finding_key = verdict.finding_key
WHERE verdict.verdict_id > $1 AND verdict.source = 0 ORDER BY finding.id
