-- In: $1 sheet, $2 row
-- Out: the 29 values of the line, its number
-- Index: line_key
SELECT
  sheet_id, row_id, row_number, modified_utc_usec, modified_by, reason, issues, week_ending,
  snapshot, quantity_coefficient, quantity_exponent, price_cents, completed, variant,
  identifier, detail, work_request, foreman, dept, customer, work_order, area, pole, cu,
  work_type, cu_description, uom, scope, job, line_id
FROM line WHERE sheet_id = $1 AND row_id = $2
