-- In: -
-- Out: owner key, host, place (boot and pid namespace), pid, start of the process, taken, renewed, the
--   same by the monotonic clock
-- Index: primary key
SELECT owner, host, place, pid, process_start, taken_utc_usec, renewed_utc_usec,
  renewed_monotonic_usec
FROM lease WHERE lease_id = 1
