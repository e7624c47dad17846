-- In: $1 1 = billed lines alone, $2 sheet or 0
-- Out: the 29 values of each line, in the order of the workbooks
-- Index: line_order, in its order; the lower bound of week_ending makes the planner take it
SELECT
  sheet_id, row_id, row_number, modified_utc_usec, modified_by, reason, issues, week_ending,
  snapshot, quantity_coefficient, quantity_exponent, price_cents, completed, variant,
  identifier, detail, work_request, foreman, dept, customer, work_order, area, pole, cu,
  work_type, cu_description, uom, scope, job
FROM line
WHERE week_ending >= 0 AND ($1 = 0 OR reason = 0) AND ($2 = 0 OR sheet_id = $2)
ORDER BY week_ending, work_request, variant, identifier, sheet_id, row_number, row_id
