-- In: $1 … $23 as listed
-- Out: -
-- Index: primary key
INSERT INTO audit (run_id, utc_usec, risk, n_sheets, n_lines, n_enriched, n_open, n_new, n_trial, n_anomalies, n_unauthorised,
  n_data_issues, n_low, n_medium, n_high, n_critical, exposure_cents, audited_cents, unaudited_cents, rates_key,
  policy_key, reason, scopes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
ON CONFLICT (run_id) DO UPDATE SET
  utc_usec = excluded.utc_usec, risk = excluded.risk, n_sheets = excluded.n_sheets, n_lines = excluded.n_lines,
  n_enriched = excluded.n_enriched, n_open = excluded.n_open, n_new = excluded.n_new, n_trial = excluded.n_trial,
  n_anomalies = excluded.n_anomalies, n_unauthorised = excluded.n_unauthorised, n_data_issues =
  excluded.n_data_issues, n_low = excluded.n_low, n_medium = excluded.n_medium, n_high = excluded.n_high, n_critical
  = excluded.n_critical, exposure_cents = excluded.exposure_cents, audited_cents = excluded.audited_cents,
  unaudited_cents = excluded.unaudited_cents, rates_key = excluded.rates_key, policy_key = excluded.policy_key,
  reason = excluded.reason, scopes = excluded.scopes
