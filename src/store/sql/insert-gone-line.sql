-- In: $1 sheet, $2 row, $3 run, $4 noticed, $5 body
-- Out: -
-- Index: gone_line (primary key)
INSERT INTO gone_line (sheet_id, row_id, run_id, noticed_utc_usec, body)
VALUES ($1, $2, $3, $4, $5)
