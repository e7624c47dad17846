-- In: $1 schedule, $2 plan, $3 until when it is settled, $4 a time that no right mark is beyond
-- Out: -; of one plan the later mark stays, unless it was made by a clock that was ahead
-- Index: schedule_mark (primary key)
INSERT INTO schedule_mark (name, plan, settled_utc_usec) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET plan = excluded.plan, settled_utc_usec = excluded.settled_utc_usec
WHERE schedule_mark.plan <> excluded.plan
  OR schedule_mark.settled_utc_usec < excluded.settled_utc_usec
  OR schedule_mark.settled_utc_usec > $4
