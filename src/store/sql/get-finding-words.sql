-- In: $1 number of a finding
-- Out: its id, work request, sentence, assignee
-- Index: primary key
SELECT id, work_request, sentence, assignee FROM finding WHERE finding_key = $1
