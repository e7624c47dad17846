-- In: $1 what
-- Out: -
-- Index: primary key
DELETE FROM pause WHERE what = $1
