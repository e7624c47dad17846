-- In: $1 number of a finding, $2 … $5 what it had: the index does not know it
-- Out: -
-- Index: -
INSERT INTO finding_word (finding_word, rowid, id, work_request, sentence, assignee)
VALUES ('delete', $1, $2, $3, $4, $5)
