-- In: -
-- Out: one row if the store holds anything of an account or a target
-- Index: the first row of each
SELECT 1
WHERE EXISTS (SELECT 1 FROM line) OR EXISTS (SELECT 1 FROM publication)
  OR EXISTS (SELECT 1 FROM intent) OR EXISTS (SELECT 1 FROM sheet WHERE read_utc_usec > 0)
