-- In: $1 run
-- Out: the identity's four values, then the entry; by the first
-- Index: plan_entry (primary key), then a sort of its entries
SELECT i.week_ending, i.work_request, i.variant, i.identifier,
  e.action, e.hold, e.fingerprint, e.generated_utc_usec, e.n_lines, e.total_cents,
  e.published_cents
FROM plan_entry e JOIN identity i ON i.identity_id = e.identity_id
WHERE e.run_id = $1 ORDER BY i.week_ending, i.work_request, i.variant, i.identifier
