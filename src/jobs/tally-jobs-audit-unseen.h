/* tally-jobs-audit-unseen.h
 *
 * What an audit could not look at: that a finding about it is gone says nothing. Thread of the run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-run.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyJobsAuditLook:
 * @input: (borrowed): what was looked at, sealed
 * @today: the day of the audit
 * @history: (borrowed) (element-type TallyAudit): audits before it, oldest first
 *
 * An audit and those before it.
 */
typedef struct {
  const TallyAuditInput *input;
  TallyDay               today;
  GPtrArray             *history;
} TallyJobsAuditLook;

/**
 * tally_jobs_audit_unseen_leave_out:
 * @store: the store
 * @look: the audit
 * @result: (inout): what it found; gets the ids of what it could not look at into @left_out
 * @error: return location, or %NULL
 *
 * Leaves out findings of weeks that are older than the audit looked, and findings by rates that were last seen with
 * another table of rates if the one of today says nothing of one of their lines: a table that can't be read, or is
 * shorter, mends nothing. O(findings), and nothing if neither can be.
 *
 * Returns: %TRUE if the store could be read
 */
gboolean tally_jobs_audit_unseen_leave_out (TallyStore                *store,
                                            const TallyJobsAuditLook  *look,
                                            TallyAuditResult          *result,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
