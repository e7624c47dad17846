-- In: $1 schedule, $2 due before
-- Out: -
-- Index: schedule_start (primary key)
DELETE FROM schedule_start WHERE name = $1 AND due_utc_usec < $2
