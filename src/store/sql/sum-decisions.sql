-- In: $1 moment, $2 somebody
-- Out: what others than that somebody decided since then, by kind of entry: how many
-- Index: primary key of trail, backwards to the first entry before the moment
SELECT kind, COUNT(*)
FROM trail
WHERE sequence > COALESCE((SELECT sequence FROM trail WHERE utc_usec < $1 ORDER BY sequence DESC LIMIT 1), 0)
  AND actor <> '' AND actor <> $2
GROUP BY kind ORDER BY kind
