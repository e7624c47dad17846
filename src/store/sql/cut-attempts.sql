-- In: $1 what is older goes
-- Out: -
-- Index: -; the table is bounded
DELETE FROM attempt WHERE utc_usec < $1
