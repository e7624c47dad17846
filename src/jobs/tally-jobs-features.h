/* tally-jobs-features.h
 *
 * What findings are like, as the assistant sees them: the features of #TallyFindingFeature that follow from a finding and
 * its lines, filled in one pass over all lines. Those that follow from verdicts are of tally-jobs-lessons.h. The same
 * findings and lines give the same values to the bit, in whatever order they come and on any number of threads. One owner
 * at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-feature.h"
#include "tally-finding.h"
#include "tally-line.h"

G_BEGIN_DECLS

/* Findings without which none is rare. */
#define TALLY_JOBS_FEATURES_MIN_RARITY 30

typedef struct _TallyJobsFeatures TallyJobsFeatures;

/**
 * tally_jobs_features_new:
 * @findings: (element-type TallyFinding): findings with their lines; held
 *
 * Returns: (transfer full): what is to be filled
 */
TallyJobsFeatures  *tally_jobs_features_new         (GPtrArray                *findings);

/**
 * tally_jobs_features_free:
 * @self: (nullable): features
 *
 * Frees them.
 */
void                tally_jobs_features_free        (TallyJobsFeatures        *self);

/**
 * tally_jobs_features_add_line:
 * @self: features that are not settled yet
 * @line: a line, each once, in any order
 *
 * Takes a line of all there are, billed or not.
 */
void                tally_jobs_features_add_line    (TallyJobsFeatures        *self,
                                                     const TallyLine          *line);

/**
 * tally_jobs_features_add_published:
 * @self: features that are not settled yet
 * @sheet_id: a sheet
 * @row_id: a row of it
 * @published_utc_usec: when a workbook first showed it, µs since 1970 UTC
 *
 * Takes note that a line was published; the first time counts.
 */
void                tally_jobs_features_add_published (TallyJobsFeatures      *self,
                                                     gint64                    sheet_id,
                                                     gint64                    row_id,
                                                     gint64                    published_utc_usec);

/**
 * tally_jobs_features_add_change:
 * @self: features that are not settled yet
 * @sheet_id: a sheet
 * @row_id: a row of it
 * @changed_utc_usec: when the change was written or, where that is not told, noticed, µs since 1970 UTC
 *
 * Takes note of a change, after all that was published.
 */
void                tally_jobs_features_add_change  (TallyJobsFeatures        *self,
                                                     gint64                    sheet_id,
                                                     gint64                    row_id,
                                                     gint64                    changed_utc_usec);

/**
 * tally_jobs_features_settle:
 * @self: features that are not settled yet
 * @seed: decides about all draws
 * @n_threads: threads that work; 0 = as many as there are processors
 *
 * Fills them.
 */
void                tally_jobs_features_settle      (TallyJobsFeatures        *self,
                                                     guint64                   seed,
                                                     guint                     n_threads);

/**
 * tally_jobs_features_get:
 * @self: features that are settled
 * @index: the number of a finding among those that were given
 *
 * Returns: (transfer none): what it is like; features of verdicts are not known
 */
const TallyFindingTraits *tally_jobs_features_get   (const TallyJobsFeatures  *self,
                                                     guint                     index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsFeatures, tally_jobs_features_free)

G_END_DECLS
