/* tally-jobs-audit-keep.h
 *
 * What an audit needs to know of earlier ones, and what it leaves for the next: people's verdicts and
 * exceptions, how findings stand, what each audit came to. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-run.h"
#include "tally-audit.h"
#include "tally-jobs-context.h"

G_BEGIN_DECLS

/* Earlier audits that the trend shows: two months of twelve a day would be too many points. */
#define TALLY_JOBS_AUDIT_HISTORY 51

typedef struct _TallyJobsAuditPast TallyJobsAuditPast;

/**
 * tally_jobs_audit_past_load:
 * @store: the store
 * @today: the day of the audit
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): verdicts and exceptions so far
 */
TallyJobsAuditPast      *tally_jobs_audit_past_load        (TallyStore               *store,
                                                            TallyDay                  today,
                                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_past_free:
 * @self: (nullable): what was said before
 *
 * Frees it.
 */
void                     tally_jobs_audit_past_free        (TallyJobsAuditPast       *self);

/**
 * tally_jobs_audit_past_get_options:
 * @self: what was said before
 *
 * Returns: (transfer none): as the audit takes it
 */
const TallyAuditOptions *tally_jobs_audit_past_get_options (const TallyJobsAuditPast *self);

/**
 * tally_jobs_audit_keep_settle:
 * @context: the run
 * @result: what its detectors found
 * @today: the day of the audit
 * @error: return location, or %NULL
 *
 * Brings the store's findings up to date; those about sheets that could not be looked at are left as they are.
 *
 * Returns: (transfer full) (element-type TallyFinding) (nullable): the findings that ask for somebody's time
 *   now, by tally_finding_compare(); not those that an exception covers
 */
GPtrArray               *tally_jobs_audit_keep_settle      (TallyJobsContext         *context,
                                                            const TallyAuditResult   *result,
                                                            TallyDay                  today,
                                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_keep_list:
 * @store: the store
 * @before_run: a run
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyAudit) (nullable): audits of earlier runs, oldest first,
 *   without findings and cards
 */
GPtrArray               *tally_jobs_audit_keep_list        (TallyStore               *store,
                                                            gint64                    before_run,
                                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_keep_put:
 * @store: the store
 * @audit: an audit
 * @policy_hash: what tells the rules that it judged by from others
 * @error: return location, or %NULL
 *
 * Records what it came to.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean                 tally_jobs_audit_keep_put         (TallyStore               *store,
                                                            const TallyAudit         *audit,
                                                            const char               *policy_hash,
                                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsAuditPast, tally_jobs_audit_past_free)

G_END_DECLS
