-- In: $1 kind, $2 started, $3 summary
-- Out: -
-- Index: primary key
INSERT INTO run (kind, state, outcome, exit_code, started_utc_usec, finished_utc_usec, summary)
VALUES ($1, 0, 0, -1, $2, 0, $3)
