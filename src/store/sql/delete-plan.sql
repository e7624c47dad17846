-- In: $1 run
-- Out: -
-- Index: primary key; its entries and counts go with it
DELETE FROM plan WHERE run_id = $1
