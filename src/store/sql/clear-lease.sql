-- In: -
-- Out: -
-- Index: -
DELETE FROM lease
