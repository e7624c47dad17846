-- In: $1 source of verdicts that runs gave
-- Out: one row: newest change of a line, lines, lines that are gone, newest verdict of a person, publications, the newest
--   one, its time, their states
-- Index: primary keys; the whole of publication, which is small beside line
SELECT
  (SELECT COALESCE(MAX(change_id), 0) FROM line_change),
  (SELECT COUNT(*) FROM line),
  (SELECT COUNT(*) FROM gone_line),
  (SELECT COALESCE(MAX(verdict_id), 0) FROM verdict WHERE source <> $1),
  COUNT(*), COALESCE(MAX(publication_id), 0), COALESCE(MAX(published_utc_usec), 0), COALESCE(SUM(state), 0)
FROM publication
