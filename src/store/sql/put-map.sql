-- In: $1 sheet
-- Out: -
-- Index: primary key
INSERT INTO map (sheet_id) VALUES ($1) ON CONFLICT (sheet_id) DO NOTHING
