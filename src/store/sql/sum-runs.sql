-- In: $1 moment
-- Out: runs that ended since then: how many, how many of them failed, how many did their work in part
-- Index: primary key, backwards to the first that began before the moment
SELECT COUNT(*), COALESCE(SUM(exit_code IN (1, 2, 5)), 0), COALESCE(SUM(exit_code = 3), 0)
FROM run
WHERE run_id > COALESCE((SELECT run_id FROM run WHERE started_utc_usec < $1 ORDER BY run_id DESC LIMIT 1), 0)
  AND state = 1
