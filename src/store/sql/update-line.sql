-- In: the 29 values of a line, $1 sheet … $29 job, as in schema-1.sql
-- Out: -
-- Index: line_key
UPDATE line SET
  row_number = $3, modified_utc_usec = $4, modified_by = $5, reason = $6, issues = $7,
  week_ending = $8, snapshot = $9, quantity_coefficient = $10, quantity_exponent = $11,
  price_cents = $12, completed = $13, variant = $14, identifier = $15, detail = $16,
  work_request = $17, foreman = $18, dept = $19, customer = $20, work_order = $21, area = $22,
  pole = $23, cu = $24, work_type = $25, cu_description = $26, uom = $27, scope = $28,
  job = $29
WHERE sheet_id = $1 AND row_id = $2
