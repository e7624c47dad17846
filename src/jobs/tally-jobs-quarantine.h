/* tally-jobs-quarantine.h
 *
 * Sheets and workbooks that fail by their own fault in run after run are set aside, so that the rest
 * goes on without them: what they hold up stays held, a person is told in each run, and from time to
 * time they are tried again. Outages, refused tokens and full disks are nobody's own fault. Run
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"
#include "tally-recovery-state.h"

G_BEGIN_DECLS

typedef struct _TallyJobsQuarantine TallyJobsQuarantine;

/**
 * tally_jobs_quarantine_free:
 * @self: (nullable): what a context holds
 *
 * Frees it.
 */
void     tally_jobs_quarantine_free       (TallyJobsQuarantine *self);

/**
 * tally_jobs_quarantine_is_aside:
 * @context: the run
 * @kind: %TALLY_RECOVERY_SHEET or %TALLY_RECOVERY_GROUP
 * @subject: which one
 * @out_is_aside: (out): whether it is set aside now
 * @error: return location, or %NULL
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE unless the store can't be read
 */
gboolean tally_jobs_quarantine_is_aside   (TallyJobsContext  *context,
                                           const char        *kind,
                                           const char        *subject,
                                           gboolean          *out_is_aside,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_quarantine_note:
 * @context: the run
 * @kind: %TALLY_RECOVERY_SHEET or %TALLY_RECOVERY_GROUP
 * @subject: which one
 * @failure: (nullable): why it failed, %NULL = it worked
 *
 * Notes how it went in this run. One failure outweighs what worked before or after it; a failure that is
 * nobody's own fault says nothing.
 */
void     tally_jobs_quarantine_note       (TallyJobsContext *context,
                                           const char       *kind,
                                           const char       *subject,
                                           const GError     *failure);

/**
 * tally_jobs_quarantine_note_group:
 * @context: the run
 * @identity: a workbook
 * @failure: (nullable): why it failed, %NULL = it worked
 *
 * As tally_jobs_quarantine_note().
 */
void     tally_jobs_quarantine_note_group (TallyJobsContext    *context,
                                           const TallyIdentity *identity,
                                           const GError        *failure);

/**
 * tally_jobs_quarantine_hold:
 * @context: a run with a plan
 * @error: return location, or %NULL
 *
 * Holds new and changed workbooks that are set aside.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE unless the store can't be read
 */
gboolean tally_jobs_quarantine_hold       (TallyJobsContext  *context,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_quarantine_settle:
 * @context: a run at its end
 * @error: return location, or %NULL
 *
 * Records what was noted: forgets what worked, counts what failed, and sets aside what failed in
 * [recovery] quarantine-after runs, one after the other. Where several of a kind failed and none
 * worked, the fault lies elsewhere and nothing is counted.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean tally_jobs_quarantine_settle     (TallyJobsContext  *context,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
