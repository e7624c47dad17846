-- In: -
-- Out: week ending and number of lines of each billing week, the latest first
-- Index: line_order
SELECT week_ending, count(*) FROM line WHERE week_ending > 0 GROUP BY week_ending ORDER BY week_ending DESC
