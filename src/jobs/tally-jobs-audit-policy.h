/* tally-jobs-audit-policy.h
 *
 * What the configuration calls right, as the audit wants it. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-policy.h"
#include "tally-config.h"

G_BEGIN_DECLS

/**
 * TallyJobsAuditPolicy:
 * @policy: the policy
 * @zone: (owned): the billing zone, which @policy reads
 */
typedef struct {
  TallyAuditPolicy  policy;
  GTimeZone        *zone;
} TallyJobsAuditPolicy;

/**
 * tally_jobs_audit_policy_init:
 * @self: (out caller-allocates): the policy; to be cleared, and not to be moved before
 * @config: configuration; must outlive it
 * @now_utc_usec: the time of the audit, µs since 1970 UTC
 */
void  tally_jobs_audit_policy_init     (TallyJobsAuditPolicy  *self,
                                        TallyConfig           *config,
                                        gint64                 now_utc_usec);

/**
 * tally_jobs_audit_policy_clear:
 * @self: a policy
 *
 * Frees what it owns.
 */
void  tally_jobs_audit_policy_clear    (TallyJobsAuditPolicy  *self);

/**
 * tally_jobs_audit_policy_dup_hash:
 * @self: a policy
 *
 * Returns: (transfer full): SHA-256 of what it says, the time apart: two audits of one hash judged by the
 *   same rules
 */
char *tally_jobs_audit_policy_dup_hash (const TallyJobsAuditPolicy *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyJobsAuditPolicy, tally_jobs_audit_policy_clear)

G_END_DECLS
