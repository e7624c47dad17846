-- In: $1 owner key, $2 host, $3 place, $4 pid, $5 start of the process, $6 now, $7 now by the monotonic
--   clock
-- Out: -
-- Index: primary key
INSERT INTO lease (lease_id, owner, host, place, pid, process_start, taken_utc_usec, renewed_utc_usec,
  renewed_monotonic_usec)
VALUES (1, $1, $2, $3, $4, $5, $6, $6, $7)
ON CONFLICT (lease_id) DO UPDATE SET owner = excluded.owner, host = excluded.host,
  place = excluded.place, pid = excluded.pid, process_start = excluded.process_start,
  taken_utc_usec = excluded.taken_utc_usec, renewed_utc_usec = excluded.renewed_utc_usec,
  renewed_monotonic_usec = excluded.renewed_monotonic_usec
