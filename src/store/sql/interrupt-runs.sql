-- In: -
-- Out: -
-- Index: run_open
UPDATE run SET state = 2 WHERE state = 0
