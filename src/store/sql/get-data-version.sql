-- In: nothing
-- Out: a number that another connection's commits change
-- Index: none
PRAGMA data_version
