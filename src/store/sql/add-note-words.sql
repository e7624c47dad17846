-- In: $1 note, $2 who made it, $3 key of the finding, $4 when
-- Out: -
-- Index: -
INSERT INTO note_word (note, actor, finding_key, utc_usec)
VALUES ($1, $2, $3, $4)
