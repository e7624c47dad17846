-- In: -
-- Out: id of the newest verdict, 0 = there is none
-- Index: primary key
SELECT COALESCE(MAX(verdict_id), 0) FROM verdict
