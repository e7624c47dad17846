-- In: $1 number of a finding, $2 id, $3 work request, $4 sentence, $5 assignee
-- Out: -
-- Index: -
INSERT INTO finding_word (rowid, id, work_request, sentence, assignee)
VALUES ($1, $2, $3, $4, $5)
