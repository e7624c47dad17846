/* tally-jobs-head.h
 *
 * How far an installation's publications are, told to all its copies by a marker on the target
 * sheet. A store whose head is behind its own marker is an older copy: it would attach again what
 * a newer one has attached, so it is refused. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * tally_jobs_head_check:
 * @context: the run; its target's files were read
 * @error: return location, or %NULL
 *
 * Holds the store's head against the marker.
 *
 * Errors: %TALLY_JOBS_ERROR_STALE - the store is an older copy; the message names the way out;
 * those of the store.
 *
 * Returns: %TRUE if the store is no older than what the target knows of it
 */
gboolean tally_jobs_head_check (TallyJobsContext  *context,
                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_head_mark:
 * @context: the run; it holds the lease
 * @error: return location, or %NULL
 *
 * Replaces the marker when the head has moved: the store is carried away, where it is, the new one is
 * attached, then older ones of this installation go. A store that can't be carried leaves the marker
 * as it is; that, and a marker that can't be attached, is a notice.
 *
 * Errors: %G_IO_ERROR_CANCELLED; those of the store.
 *
 * Returns: %TRUE to go on
 */
gboolean tally_jobs_head_mark  (TallyJobsContext  *context,
                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
