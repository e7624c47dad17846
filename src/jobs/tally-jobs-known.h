/* tally-jobs-known.h
 *
 * What the store knows of what hangs on the target, for one look at all of it: current
 * publications, and what an interrupted run was about to attach. Read once, before anything is
 * decided. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-context.h"
#include "tally-jobs-target.h"
#include "tally-store-publications.h"

G_BEGIN_DECLS

typedef struct _TallyJobsKnown TallyJobsKnown;

/**
 * tally_jobs_known_new:
 * @context: the run; must outlive it
 * @error: return location, or %NULL
 *
 * Errors: those of the store.
 *
 * Returns: (transfer full) (nullable): what the store knows now
 */
TallyJobsKnown              *tally_jobs_known_new          (TallyJobsContext     *context,
                                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_known_free:
 * @self: (nullable): what the store knows
 *
 * Frees it.
 */
void                         tally_jobs_known_free         (TallyJobsKnown       *self);

/**
 * tally_jobs_known_is_empty:
 * @self: what the store knows
 *
 * Returns: whether there is no publication at all: a first run, or a lost store
 */
gboolean                     tally_jobs_known_is_empty     (TallyJobsKnown       *self);

/**
 * tally_jobs_known_get_newest_utc_usec:
 * @self: what the store knows
 *
 * Returns: when the newest current publication was attached, by the server, µs since 1970 UTC; 0 =
 *   there is none
 */
gint64                       tally_jobs_known_get_newest_utc_usec (TallyJobsKnown *self);

/**
 * tally_jobs_known_find:
 * @self: what the store knows
 * @identity: a workbook's identity
 *
 * Returns: (transfer none) (nullable): its current publication
 */
const TallyStorePublication *tally_jobs_known_find         (TallyJobsKnown       *self,
                                                            const TallyIdentity  *identity);

/**
 * tally_jobs_known_is_open:
 * @self: what the store knows
 * @identity: a workbook's identity
 *
 * Returns: whether an interrupted run left a publication of it open
 */
gboolean                     tally_jobs_known_is_open      (TallyJobsKnown       *self,
                                                            const TallyIdentity  *identity);

/**
 * tally_jobs_known_is_ours:
 * @self: what the store knows
 * @identity: a workbook's identity
 * @file: a file of it
 *
 * Returns: whether it is recorded, current or not, or about to be by an interrupted run, or hangs there
 *   although it was said to be gone
 */
gboolean                     tally_jobs_known_is_ours      (TallyJobsKnown       *self,
                                                            const TallyIdentity  *identity,
                                                            const TallyJobsFile  *file);

/**
 * tally_jobs_known_find_other:
 * @self: what the store knows
 * @identity: a workbook's identity
 * @files: (element-type TallyJobsFile): the files of it on its row, newest first
 *
 * Returns: (transfer none) (nullable): the newest that is not ours, and not older than our current
 *   publication, if there is one
 */
const TallyJobsFile         *tally_jobs_known_find_other   (TallyJobsKnown       *self,
                                                            const TallyIdentity  *identity,
                                                            GPtrArray            *files);

/**
 * tally_jobs_known_is_ambiguous:
 * @self: what the store knows
 * @identity: a workbook's identity
 * @rows: (element-type gint64): the rows that have its work request
 *
 * Returns: whether several rows each hold a workbook of others, and none one of ours: nobody knows
 *   which of them is the right one, and the others would stay beside it for ever
 */
gboolean                     tally_jobs_known_is_ambiguous (TallyJobsKnown       *self,
                                                            const TallyIdentity  *identity,
                                                            GArray               *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsKnown, tally_jobs_known_free)

G_END_DECLS
