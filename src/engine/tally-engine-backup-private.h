/* tally-engine-backup-private.h
 *
 * Backups that nobody has to think of: one a day, the newest few kept. Thread of the run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"

G_BEGIN_DECLS

/**
 * tally_engine_backup_dup_folder:
 * @engine: an engine
 *
 * Returns: (transfer full) (nullable): folder of its backups; %NULL = its data directory vanishes
 *   with the run and none is configured
 */
char    *tally_engine_backup_dup_folder (TallyEngine *engine);

/**
 * tally_engine_backup_dup_path:
 * @engine: an engine
 * @error: return location, or %NULL
 *
 * Names a backup that a person asks for; the days' rotation leaves it alone. Makes the folder.
 *
 * Returns: (transfer full) (nullable): its path, of this second
 */
char    *tally_engine_backup_dup_path (TallyEngine  *engine,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_backup_daily:
 * @engine: an engine
 * @store: its store, outside of a transaction
 * @run: gets what there is to say; a backup that fails is a warning, the run's work stands
 *
 * Makes the backup of this day (UTC) unless it is there, and removes days beyond those that
 * [backup] keep says. Does nothing where keep is 0, or where the data directory vanishes with the
 * run and no folder is configured.
 */
void     tally_engine_backup_daily    (TallyEngine  *engine,
                                       TallyStore   *store,
                                       TallyRun     *run);

G_END_DECLS
