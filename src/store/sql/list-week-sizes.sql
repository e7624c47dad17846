-- In: -
-- Out: week ending and number of lines of each billing week, the latest first; last those without a week
-- Index: line_order
SELECT week_ending, count(*) FROM line GROUP BY week_ending ORDER BY week_ending DESC
