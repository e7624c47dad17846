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
 * TallyJobsAuditConcludeFunc:
 * @findings: (transfer full) (element-type TallyFinding): the findings that ask for somebody's time now, by
 *   tally_finding_compare(); not those that an exception covers
 * @data: what was given with it
 * @error: return location, or %NULL
 *
 * Records what an audit came to, in the transaction in which its findings are settled.
 *
 * Returns: %FALSE to undo both
 */
typedef gboolean (*TallyJobsAuditConcludeFunc) (GPtrArray *findings, gpointer data, GError **error);

/**
 * TallyJobsAuditConclusion:
 * @result: (nullable): what the detectors found; %NULL for tally_jobs_audit_keep_renew()
 * @today: the day of the audit
 * @conclude: called once findings stand
 * @data: given to @conclude
 *
 * An audit about to be kept.
 */
typedef struct {
  const TallyAuditResult     *result;
  TallyDay                    today;
  TallyJobsAuditConcludeFunc  conclude;
  gpointer                    data;
} TallyJobsAuditConclusion;

/**
 * tally_jobs_audit_keep_settle:
 * @context: the run
 * @conclusion: what was found, and who says what it comes to
 * @error: return location, or %NULL
 *
 * Brings the store's findings up to date, and lets the audit be recorded, in one transaction: findings never
 * stand without their audit. Those about sheets that could not be looked at are left as they are. In a dry run
 * all is done, told and undone.
 *
 * Errors: those of the store and of @conclusion's function.
 *
 * Returns: %TRUE if all of it is durable, or was rehearsed
 */
gboolean                 tally_jobs_audit_keep_settle      (TallyJobsContext         *context,
                                                            const TallyJobsAuditConclusion *conclusion,
                                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_keep_renew:
 * @context: the run
 * @same_as_run: the run of the last audit, which looked at the very same
 * @conclusion: who says what it comes to
 * @error: return location, or %NULL
 *
 * Does what tally_jobs_audit_keep_settle() would if the audit found what that one found.
 *
 * Errors: those of the store and of @conclusion's function.
 *
 * Returns: %TRUE if all of it is durable, or was rehearsed
 */
gboolean                 tally_jobs_audit_keep_renew       (TallyJobsContext         *context,
                                                            gint64                    same_as_run,
                                                            const TallyJobsAuditConclusion *conclusion,
                                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_keep_list:
 * @store: the store
 * @before_run: a run
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyAudit) (nullable): audits of earlier runs, oldest first,
 *   without findings; the last one with its cards
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

/**
 * tally_jobs_audit_keep_note_rates:
 * @store: the store, in the transaction in which the audit is kept
 * @audit: an audit
 * @earlier: (element-type TallyAudit): audits of earlier runs, oldest first
 * @error: return location, or %NULL
 *
 * Appends an entry "rates" to the trail if the rates are other than those of the audit before.
 *
 * Returns: %TRUE unless writing failed
 */
gboolean                 tally_jobs_audit_keep_note_rates  (TallyStore               *store,
                                                            const TallyAudit         *audit,
                                                            const GPtrArray          *earlier,
                                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsAuditPast, tally_jobs_audit_past_free)

G_END_DECLS
