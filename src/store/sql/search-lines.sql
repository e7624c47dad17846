-- In: $1 words as the index takes them
-- Out: sheet, row, number of the row, week, price, the 13 texts of a line; those that came last first
-- Index: line_word, then the primary key
SELECT line.sheet_id, line.row_id, line.row_number, line.week_ending, line.price_cents, line.work_request, line.foreman,
  line.dept, line.customer, line.work_order, line.area, line.pole, line.cu, line.work_type, line.cu_description, line.uom,
  line.scope, line.job
FROM line_word JOIN line ON line.line_id = line_word.rowid
WHERE line_word MATCH $1
ORDER BY line_word.rowid DESC
