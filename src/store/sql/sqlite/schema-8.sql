-- Schema 8, SQLite: words, so that what people look for is found without reading all of it.

-- Which rows have a word, and nothing of where it stands in them (detail = none): a fifth of the size, and the text of a
-- row that may be meant is read anyway (tally-store-search.h). Those who write rows keep it (tally-store-words-private.h):
-- triggers could not, as a schema that came from elsewhere is not trusted with virtual tables.
CREATE VIRTUAL TABLE line_word USING fts5 (
  work_request, foreman, dept, customer, work_order, area, pole, cu, work_type, cu_description, uom, scope,
  job,
  content = 'line', content_rowid = 'line_id', detail = none, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO line_word (line_word) VALUES ('rebuild');

CREATE VIRTUAL TABLE finding_word USING fts5 (
  id, work_request, sentence, assignee,
  content = 'finding', content_rowid = 'finding_key', detail = none, columnsize = 0,
  tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO finding_word (finding_word) VALUES ('rebuild');

-- Notes to verdicts, and those beside them; both are append only.
CREATE VIRTUAL TABLE note_word USING fts5 (
  note, actor, finding_key UNINDEXED, utc_usec UNINDEXED,
  detail = none, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO note_word (note, actor, finding_key, utc_usec)
SELECT note, actor, finding_key, utc_usec FROM verdict WHERE note <> ''
UNION ALL
SELECT json_extract (trail.payload, '$.text'), trail.actor, finding.finding_key, trail.utc_usec
FROM trail JOIN finding ON finding.id = substr (trail.subject, 9)
WHERE trail.kind = 'finding-note'
ORDER BY 4;
