-- In: $1 sheet, $2 state, $3 why
-- Out: -
-- Index: primary key
INSERT INTO sheet (
  sheet_id, state, version, n_rows, modified_utc_usec, read_utc_usec, name, origin, map_key,
  last_error)
VALUES ($1, $2, -1, -1, 0, 0, '', '', '', $3)
ON CONFLICT (sheet_id) DO UPDATE SET state = excluded.state, last_error = excluded.last_error
