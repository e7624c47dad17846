-- In: $1 place, $2 units a minute, $3 monotonic µs of the last halving, $4 of the last change,
--     $5 end of the hold
-- Out: -
-- Index: primary key
INSERT INTO pace (pace_id, place, limit_units, halved_usec, grown_usec, hold_usec)
VALUES (1, $1, $2, $3, $4, $5)
ON CONFLICT (pace_id) DO UPDATE SET place = excluded.place, limit_units = excluded.limit_units,
  halved_usec = excluded.halved_usec, grown_usec = excluded.grown_usec,
  hold_usec = excluded.hold_usec
