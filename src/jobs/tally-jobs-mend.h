/* tally-jobs-mend.h
 *
 * What an installation puts right without a person, each with an entry of the trail: what a killed
 * run left half-written, its locks, folders that vanished, room on a full disk, a damaged database.
 * Called before the store is opened, once it is, and when a run met damage; only while no other run
 * is at work there. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"
#include "tally-jobs-places.h"

G_BEGIN_DECLS

/**
 * TallyJobsMend:
 * @places: (borrowed): the installation
 * @config: (borrowed): how long things are kept
 * @clock: (borrowed): time
 * @run: (borrowed): gets what there is to say, and what was corrected
 * @is_dry: only say what would be corrected
 * @cancellable: (borrowed) (nullable): stops it
 */
typedef struct {
  const TallyJobsPlaces *places;
  TallyConfig           *config;
  TallyClock            *clock;
  TallyRun              *run;
  gboolean               is_dry;
  GCancellable          *cancellable;
} TallyJobsMend;

/**
 * tally_jobs_mend_files:
 * @self: what to work with
 *
 * Removes half-written files and locks whose process is gone, and sets aside the log of a database
 * that is not there.
 */
void     tally_jobs_mend_files       (const TallyJobsMend  *self);

/**
 * tally_jobs_mend_folders:
 * @self: what to work with
 * @store: a store that holds the lease; a reader if @self is dry
 * @error: return location, or %NULL
 *
 * Makes the folders of workbooks, archive and backups. That one is made anew is told if the store
 * has seen it there.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE unless the store failed; a folder that can't be made is no failure
 */
gboolean tally_jobs_mend_folders     (const TallyJobsMend  *self,
                                      TallyStore           *store,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_mend_space:
 * @self: what to work with
 *
 * Where a pass would want for room, empties what is over by the rules of the job cleanup and needs
 * no store: the trash of days past, backups of days that are no longer kept.
 */
void     tally_jobs_mend_space       (const TallyJobsMend  *self);

/**
 * tally_jobs_mend_finds_damage:
 * @self: what to work with
 *
 * Returns: whether the database is known to be damaged before it is opened: a correction was begun
 *   and not finished, or the file is empty and there are backups of it
 */
gboolean tally_jobs_mend_finds_damage (const TallyJobsMend *self);

/**
 * tally_jobs_mend_store:
 * @self: what to work with
 * @why: (nullable): what was met, for those who may see it
 *
 * Sets the damaged database aside with its date and puts the newest backup in its place that proves
 * sound. What was published since is taken from the target by the next pass. A kill at any point is
 * made good by the next call. Without a sound backup all stays as it is. Nobody has it open.
 *
 * Returns: %TRUE if a sound store stands there now
 */
gboolean tally_jobs_mend_store       (const TallyJobsMend  *self,
                                      const GError         *why);

/**
 * tally_jobs_mend_with_store:
 * @self: what to work with
 * @store: a store that holds the lease
 * @error: return location, or %NULL
 *
 * Does what needs the store (folders, archive past its years, where room is short) and writes the trail entry
 * of each correction that has none yet.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if all is recorded
 */
gboolean tally_jobs_mend_with_store  (const TallyJobsMend  *self,
                                      TallyStore           *store,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_mend_tell:
 * @self: what to work with
 * @id: stable name of what was wrong, static
 * @text: what was done, or would be; ids and counts only
 * @detail: (nullable): names and paths
 *
 * Notes a correction and tells the run.
 */
void     tally_jobs_mend_tell        (const TallyJobsMend  *self,
                                      const char           *id,
                                      const char           *text,
                                      const char           *detail);

G_END_DECLS
