-- In: $1 sheet
-- Out: week ending, work request, variant, identifier of its billed lines
-- Index: line_key, then a sort of the sheet's identities
SELECT DISTINCT week_ending, work_request, variant, identifier FROM line
WHERE sheet_id = $1 AND reason = 0
ORDER BY week_ending, work_request, variant, identifier
