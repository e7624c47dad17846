-- In: $1 source of runs, $2 source of those that were overruled
-- Out: what people said last about each finding that they decided about, by finding
-- Index: verdict_finding
SELECT finding_key, detector, to_status
FROM verdict WHERE source <> $1 AND source <> $2 ORDER BY finding_key, verdict_id
