-- In: $1 sheet, $2 row, $3 field, $4 position, $5 time, $6 writer, $7 value
-- Out: -
-- Index: primary key
INSERT INTO cell_revision (
  sheet_id, row_id, field, position, modified_utc_usec, modified_by, value)
VALUES ($1, $2, $3, $4, $5, $6, $7)
