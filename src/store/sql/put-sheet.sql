-- In: $1 … $14 the head, in the order of the columns
-- Out: -; a link that is not told stays
-- Index: primary key
INSERT INTO sheet (
  sheet_id, state, version, n_rows, modified_utc_usec, read_utc_usec, name, origin, map_key,
  last_error, swept_utc_usec, placed_utc_usec, columns_key,
  link)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (sheet_id) DO UPDATE SET
  state = excluded.state, version = excluded.version, n_rows = excluded.n_rows,
  modified_utc_usec = excluded.modified_utc_usec, read_utc_usec = excluded.read_utc_usec,
  name = excluded.name, origin = excluded.origin, map_key = excluded.map_key,
  last_error = excluded.last_error, swept_utc_usec = excluded.swept_utc_usec,
  placed_utc_usec = excluded.placed_utc_usec, columns_key = excluded.columns_key,
  link = CASE excluded.link WHEN '' THEN sheet.link ELSE excluded.link END
