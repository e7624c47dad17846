-- In: $1 schedule
-- Out: its plan, until when it is settled
-- Index: schedule_mark (primary key)
SELECT plan, settled_utc_usec FROM schedule_mark WHERE name = $1
