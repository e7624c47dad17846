-- In: $1 how many stay
-- Out: -
-- Index: primary key
DELETE FROM attempt WHERE attempt_id <= (SELECT MAX (attempt_id) FROM attempt) - $1
