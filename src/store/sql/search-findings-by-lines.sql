-- In: $1 words as the index takes them
-- Out: the 13 texts of a line, key of a finding about it
-- Index: line_word, then the primary key of line, then finding_line_row
SELECT line.work_request, line.foreman, line.dept, line.customer, line.work_order, line.area, line.pole, line.cu,
  line.work_type, line.cu_description, line.uom, line.scope, line.job, finding_line.finding_key
FROM line_word JOIN line ON line.line_id = line_word.rowid
  CROSS JOIN finding_line ON finding_line.sheet_id = line.sheet_id AND finding_line.row_id = line.row_id
WHERE line_word MATCH $1
