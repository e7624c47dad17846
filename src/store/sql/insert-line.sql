-- In: the 29 values of a line, $1 sheet … $29 job, as in schema-1.sql; $30 run that notices it
-- Out: -; a row that is there already stays
-- Index: line_key
INSERT INTO line (
  sheet_id, row_id, row_number, modified_utc_usec, modified_by, reason, issues, week_ending,
  snapshot, quantity_coefficient, quantity_exponent, price_cents, completed, variant,
  identifier, detail, work_request, foreman, dept, customer, work_order, area, pole, cu,
  work_type, cu_description, uom, scope, job, noticed_run)
VALUES (
  $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
  $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)
ON CONFLICT (sheet_id, row_id) DO NOTHING
