-- In: $1 only those before this run, $2 how many
-- Out: audits, newest first
-- Index: primary key, backwards
SELECT run_id, utc_usec, risk, n_sheets, n_lines, n_enriched, n_open, n_new, n_trial, n_anomalies, n_unauthorised,
  n_data_issues, n_low, n_medium, n_high, n_critical, exposure_cents, audited_cents, unaudited_cents, rates_key,
  policy_key, reason, scopes
FROM audit WHERE run_id < $1 ORDER BY run_id DESC LIMIT $2
