-- In: $1 week ending, $2 work request, $3 variant, $4 identifier
-- Out: sheet ids of its billed lines, ascending
-- Index: line_order
SELECT DISTINCT sheet_id FROM line
WHERE week_ending = $1 AND work_request = $2 AND variant = $3 AND identifier = $4 AND reason = 0
ORDER BY sheet_id
