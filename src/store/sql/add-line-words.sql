-- In: $1 number of a line, $2 … $14 its texts
-- Out: -; never by a SELECT: each statement of several rows makes the index write all that it has gathered
-- Index: -
INSERT INTO line_word (
  rowid, work_request, foreman, dept, customer, work_order, area, pole, cu, work_type, cu_description, uom, scope,
  job)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
