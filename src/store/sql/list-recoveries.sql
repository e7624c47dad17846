-- In: -
-- Out: by class: how many calls worked at last, and how long that took together
-- Index: attempt_recovered
SELECT class, COUNT (*), SUM (recovery_usec), MAX (recovery_usec)
FROM attempt WHERE outcome = 'recovered' GROUP BY class ORDER BY class
