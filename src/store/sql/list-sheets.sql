-- In: -
-- Out: all heads, by id
-- Index: primary key
SELECT
  sheet_id, state, version, n_rows, modified_utc_usec, read_utc_usec, name, origin, map_key,
  last_error, swept_utc_usec, placed_utc_usec, columns_key, link
FROM sheet ORDER BY sheet_id
