/* tally-jobs-publisher.h
 *
 * Brings one workbook onto its row exactly once: intent, attach, verify, commit, then archive and
 * delete what it supersedes. Every step is journalled before the next begins, and each can be
 * repeated: whatever fails and wherever the process is killed, the next run completes it. Run
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-group.h"
#include "tally-jobs-context.h"
#include "tally-store-intents.h"

G_BEGIN_DECLS

/**
 * tally_jobs_publish_item:
 * @context: the run; it has a gateway and a target
 * @item: a workbook that is made and has a row
 * @error: return location, or %NULL
 *
 * Publishes a workbook. One that can't be attached or verified is a notice and leaves what was
 * published before as it is.
 *
 * Errors: those that end the run: cancelled, authorisation, the lease, the store.
 *
 * Returns: %TRUE to go on with the next one
 */
gboolean tally_jobs_publish_item   (TallyJobsContext  *context,
                                    TallyJobsItem     *item,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_recover_intents:
 * @context: the run; it has a gateway and a target
 * @error: return location, or %NULL
 *
 * Completes what interrupted runs left open: an attachment that is there is verified and
 * committed, one that never arrived is dropped, what a committed one superseded is removed.
 *
 * Errors: as tally_jobs_publish_item().
 *
 * Returns: %TRUE when no intent is open that could be completed
 */
gboolean tally_jobs_recover_intents (TallyJobsContext  *context,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
