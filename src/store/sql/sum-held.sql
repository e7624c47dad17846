-- In: -
-- Out: workbooks that the last plan holds, by why: the run, when it began, how many, their sum
-- Index: plan (primary key), plan_entry (primary key)
SELECT e.hold, r.run_id, r.started_utc_usec, COUNT(*), SUM(e.total_cents)
FROM plan_entry e JOIN run r ON r.run_id = e.run_id
WHERE e.run_id = (SELECT run_id FROM plan ORDER BY run_id DESC LIMIT 1) AND e.hold <> 0
GROUP BY e.hold ORDER BY e.hold
