-- In: -
-- Out: what settling looks at
-- Index: primary key
SELECT finding_key, id, detector, work_request, status, exposure_cents, accepted_cents, is_new, n_verdicts,
  first_run, last_run, first_utc_usec, gone_run, assignee, due, detector_version
FROM finding ORDER BY finding_key
