-- In: -
-- Out: reason, issues, price of each line
-- Index: none, reads all
SELECT reason, issues, price_cents FROM line
