-- In: -
-- Out: sheet and row id of each line whose row id a sheet of a lower number has too
-- Index: line_key (covering), then a sort of the row ids; reads all, but no texts
SELECT l.sheet_id, l.row_id
FROM (SELECT row_id, min(sheet_id) AS first_sheet FROM line GROUP BY row_id HAVING count(*) > 1) d
  JOIN line l ON l.row_id = d.row_id AND l.sheet_id > d.first_sheet
ORDER BY l.sheet_id, l.row_id
