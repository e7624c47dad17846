-- In: $1 id of a finding
-- Out: its lines, those whose row the store knows, the least and the greatest unit code of these
-- Index: finding_id, then the primary key of finding_line, then line_key
SELECT COUNT(*), COUNT(line.cu), COALESCE(MIN(line.cu), ''), COALESCE(MAX(line.cu), '')
FROM finding JOIN finding_line ON finding_line.finding_key = finding.finding_key
  LEFT JOIN line ON line.sheet_id = finding_line.sheet_id AND line.row_id = finding_line.row_id
WHERE finding.id = $1
