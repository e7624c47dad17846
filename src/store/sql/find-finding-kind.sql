-- In: $1 id of a finding
-- Out: its detector, its cause, the unit code of its lines, '' if they have none, several or are not known any more
-- Index: finding_id, then the primary key of finding_line, then line_key
SELECT finding.detector, finding.cause,
  CASE WHEN COUNT(*) = COUNT(line.cu) AND MIN(line.cu) = MAX(line.cu) THEN MIN(line.cu) ELSE '' END
FROM finding LEFT JOIN finding_line ON finding_line.finding_key = finding.finding_key
  LEFT JOIN line ON line.sheet_id = finding_line.sheet_id AND line.row_id = finding_line.row_id
WHERE finding.id = $1
GROUP BY finding.finding_key
