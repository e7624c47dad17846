/* tally-jobs-backups.h
 *
 * The backups that lie in a folder, by the days in their names. Any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TALLY_JOBS_BACKUP_PREFIX "tallyman-"
#define TALLY_JOBS_BACKUP_SUFFIX ".state"

/**
 * tally_jobs_backups_is_daily:
 * @name: name of a file
 *
 * Returns: whether it is that of a daily backup, "tallyman-2026-11-24.state"; what a person asked
 *   for has a time in its name
 */
gboolean   tally_jobs_backups_is_daily (const char *name);

/**
 * tally_jobs_backups_list:
 * @folder: a folder; may be missing
 * @only_daily: leave out those that a person asked for
 *
 * Returns: (transfer full) (element-type utf8): paths of the backups, newest first
 */
GPtrArray *tally_jobs_backups_list     (const char *folder,
                                        gboolean    only_daily);

/**
 * tally_jobs_backups_prune:
 * @folder: a folder; may be missing
 * @n_kept: days of which a backup is kept, 0 = all
 * @is_preview: only count
 * @out_bytes: (out): their size
 *
 * Removes the daily backups of days beyond those that are kept, the oldest ones.
 *
 * Returns: how many went, or would go
 */
guint      tally_jobs_backups_prune    (const char *folder,
                                        guint       n_kept,
                                        gboolean    is_preview,
                                        guint64    *out_bytes);

G_END_DECLS
