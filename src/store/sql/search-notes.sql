-- In: $1 words as the index takes them
-- Out: key and id of the finding, note, who made it, when; the newest first
-- Index: note_word, then the primary key of finding
SELECT finding.finding_key, finding.id, note_word.note, note_word.actor, note_word.utc_usec
FROM note_word JOIN finding ON finding.finding_key = note_word.finding_key
WHERE note_word MATCH $1
ORDER BY note_word.rowid DESC
