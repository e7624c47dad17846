/* tally-audit-policy.h
 *
 * What an installation calls right: who may change billed values, when a week is closed, what matters
 * to the accounts. Filled from the configuration by whoever starts the audit. Plain values. Depends on
 * model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line-change.h"
#include "tally-money.h"
#include "tally-week.h"

G_BEGIN_DECLS

/* So long after a change what follows from it may still come: a formula computes within seconds, the service batches
 * what follows an edit for some. */
#define TALLY_AUDIT_SETTLING_USEC (60 * G_USEC_PER_SEC)

/**
 * TallyAuditPolicy:
 * @editors: (array zero-terminated=1) (nullable): addresses of those who may change billed values; none:
 *   the rule is off
 * @close_weekday: day after the week's end from which on that week is closed, 1 = Monday … 7 = Sunday;
 *   0 = weeks are never closed
 * @materiality_cents: exposure from which on a finding matters to the accounts
 * @approval_limit_cents: amount above which a line needs approval; 0 = there is no limit
 * @today: the day of the audit in the billing zone
 * @now_utc_usec: the time of the audit, µs since 1970 UTC
 * @utc_offset_usec: (nullable): what to add to a UTC time to get the billing zone's, in µs; %NULL = UTC
 * @utc_offset_data: for @utc_offset_usec
 *
 * The same policy and the same lines give the same findings.
 */
typedef struct {
  const char *const  *editors;
  guint               close_weekday;
  TallyMoney          materiality_cents;
  TallyMoney          approval_limit_cents;
  TallyDay            today;
  gint64              now_utc_usec;
  gint64            (*utc_offset_usec) (gint64 utc_usec, gpointer data);
  gpointer            utc_offset_data;
} TallyAuditPolicy;

/**
 * tally_audit_policy_is_billing_field:
 * @field: a field
 *
 * What a bill is made of: work request, unit, kind of work, pole, quantity, price, week, day, completion.
 *
 * Returns: %TRUE if a change of it changes what is billed
 */
gboolean   tally_audit_policy_is_billing_field (TallyField               field);

/**
 * tally_audit_policy_may_edit:
 * @self: a policy
 * @address: an e-mail address; letters' case does not matter
 *
 * Returns: %TRUE if the policy allows it, or has no list
 */
gboolean   tally_audit_policy_may_edit         (const TallyAuditPolicy  *self,
                                                const char              *address);

/**
 * tally_audit_policy_get_close_day:
 * @self: a policy
 * @week_ending: last day of a billing week
 *
 * Returns: the first day on which the week is closed: the close weekday that follows its end, at most a
 *   week later; %TALLY_DAY_NONE if weeks are never closed
 */
TallyDay   tally_audit_policy_get_close_day    (const TallyAuditPolicy  *self,
                                                TallyDay                 week_ending);

/**
 * tally_audit_policy_get_local_day:
 * @self: a policy
 * @utc_usec: a time, µs since 1970 UTC
 *
 * Returns: its day in the billing zone; %TALLY_DAY_NONE for 0
 */
TallyDay   tally_audit_policy_get_local_day    (const TallyAuditPolicy  *self,
                                                gint64                   utc_usec);

G_END_DECLS
