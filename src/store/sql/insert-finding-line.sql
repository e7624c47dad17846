-- In: $1 key of a finding, $2 position, $3 sheet, $4 row, $5 row number
-- Out: -
-- Index: primary key
INSERT INTO finding_line (finding_key, position, sheet_id, row_id, row_number) VALUES ($1, $2, $3, $4, $5)
