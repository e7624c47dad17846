-- In: $1 sheet, $2 row, $3 how many
-- Out: the line itself first, then accepted lines of its unit and kind of work, the newest first: week, quantity, price,
--   whether it is the line itself
-- Index: line_key, then none, reads all
SELECT p.week_ending, p.quantity_coefficient, p.quantity_exponent, p.price_cents, p.sheet_id = $1 AND p.row_id = $2 AS is_own
FROM line l JOIN line p ON p.cu = l.cu AND p.work_type = l.work_type
WHERE l.sheet_id = $1 AND l.row_id = $2 AND p.week_ending > 0
  AND ((p.reason = 0 AND p.quantity_coefficient > 0) OR (p.sheet_id = $1 AND p.row_id = $2))
ORDER BY is_own DESC, p.week_ending DESC, p.line_id DESC
LIMIT $3
