-- In: -
-- Out: place, units a minute, monotonic µs of the last halving, of the last change, end of the hold
-- Index: primary key
SELECT place, limit_units, halved_usec, grown_usec, hold_usec FROM pace WHERE pace_id = 1
