/* tally-jobs-audit-owed.h
 *
 * Rows that the audit sheet was not told yet: written down in the transaction in which their audit is kept, struck
 * out once the sheet has them, so that a kill or a sheet that refuses loses none. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit.h"
#include "tally-jobs-context.h"

G_BEGIN_DECLS

/* Rows that are kept for a sheet that refuses, the newest: a week of eight passes a day. */
#define TALLY_JOBS_AUDIT_OWED_MAX 56

/**
 * TallyJobsAuditOwed:
 * @run_id: the run that made the audit
 * @utc_usec: time of the audit, µs since 1970 UTC
 * @values: (owned) (element-type TallyJobsAuditValue): what its row says
 *
 * A row that is owed.
 */
typedef struct {
  gint64     run_id;
  gint64     utc_usec;
  GPtrArray *values;
} TallyJobsAuditOwed;

/**
 * tally_jobs_audit_owed_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_JOBS_ERROR_FAILED - the store holds what no version of the program writes there.
 *
 * Returns: (transfer full) (element-type TallyJobsAuditOwed) (nullable): rows that are owed, the oldest first
 */
GPtrArray *tally_jobs_audit_owed_list  (TallyStore        *store,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_owed_add:
 * @context: the run, in the transaction in which its audit is kept
 * @audit: the audit
 * @error: return location, or %NULL
 *
 * Writes down that the audit's row is owed. Beyond %TALLY_JOBS_AUDIT_OWED_MAX the oldest are given up, which is told.
 *
 * Errors: those of tally_jobs_audit_owed_list().
 *
 * Returns: %TRUE if it is written down
 */
gboolean   tally_jobs_audit_owed_add   (TallyJobsContext  *context,
                                        const TallyAudit  *audit,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_audit_owed_strike:
 * @store: a store opened for writing
 * @run_id: a run
 * @error: return location, or %NULL
 *
 * Strikes out its row: the sheet has it.
 *
 * Errors: those of tally_jobs_audit_owed_list().
 *
 * Returns: %TRUE if it is durable
 */
gboolean   tally_jobs_audit_owed_strike (TallyStore       *store,
                                        gint64             run_id,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
