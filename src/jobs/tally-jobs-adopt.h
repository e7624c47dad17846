/* tally-jobs-adopt.h
 *
 * Takes workbooks that hang on the target for published before: what a lost store, or one that is
 * older than the target, no longer knows. First it is told what to look into, then it looks into
 * all at once, then the caller decides, and at the end all is recorded in one transaction. Nothing
 * is attached, nothing is removed. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-examine.h"
#include "tally-jobs-target.h"

G_BEGIN_DECLS

typedef struct _TallyJobsAdopter TallyJobsAdopter;

/**
 * tally_jobs_adopter_new:
 * @context: the run; must outlive it
 *
 * Returns: (transfer full): an adopter that knows nothing
 */
TallyJobsAdopter        *tally_jobs_adopter_new     (TallyJobsContext         *context);

/**
 * tally_jobs_adopter_free:
 * @self: (nullable): an adopter
 *
 * Frees it.
 */
void                     tally_jobs_adopter_free    (TallyJobsAdopter         *self);

/**
 * tally_jobs_adopter_want:
 * @self: an adopter
 * @file: a file to look into
 *
 * Asks for a look, once for each file.
 */
void                     tally_jobs_adopter_want    (TallyJobsAdopter         *self,
                                                     const TallyJobsFile      *file);

/**
 * tally_jobs_adopter_examine:
 * @self: an adopter
 * @error: return location, or %NULL
 *
 * Looks into all that was asked for.
 *
 * Errors: those of tally_jobs_examine().
 *
 * Returns: %TRUE if it did
 */
gboolean                 tally_jobs_adopter_examine (TallyJobsAdopter         *self,
                                                     GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_adopter_find:
 * @self: an adopter
 * @file: a file
 *
 * Returns: (transfer none) (nullable): what it says, %NULL if nobody asked
 */
const TallyJobsExamined *tally_jobs_adopter_find    (TallyJobsAdopter         *self,
                                                     const TallyJobsFile      *file);

/**
 * tally_jobs_adopter_is_same:
 * @file: a file of the entry's identity
 * @entry: an entry of the plan
 *
 * Returns: whether its name says that it is what the plan would make
 */
gboolean                 tally_jobs_adopter_is_same (const TallyJobsFile      *file,
                                                     const TallyPlanEntry     *entry);

/**
 * tally_jobs_adopter_add:
 * @self: an adopter
 * @entry: the workbook of the plan; becomes unchanged or changed
 * @file: the file that counts as its publication
 *
 * Notes a decision; what was looked into is told from what it says, the rest from its name.
 */
void                     tally_jobs_adopter_add     (TallyJobsAdopter         *self,
                                                     TallyPlanEntry           *entry,
                                                     const TallyJobsFile      *file);

/**
 * tally_jobs_adopter_has:
 * @self: an adopter
 * @file: a file
 *
 * Returns: whether it was added
 */
gboolean                 tally_jobs_adopter_has     (TallyJobsAdopter         *self,
                                                     const TallyJobsFile      *file);

/**
 * tally_jobs_adopter_commit:
 * @self: an adopter
 * @was_empty: the store knew of no publication before
 * @error: return location, or %NULL
 *
 * Records what was added, durably, and says how many there are and what a lost store takes along.
 *
 * Errors: those of the store.
 *
 * Returns: %TRUE if all is recorded
 */
gboolean                 tally_jobs_adopter_commit  (TallyJobsAdopter         *self,
                                                     gboolean                  was_empty,
                                                     GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsAdopter, tally_jobs_adopter_free)

G_END_DECLS
