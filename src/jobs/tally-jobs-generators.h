/* tally-jobs-generators.h
 *
 * Whether another generator publishes onto the same target: recent workbooks that neither the
 * store nor their provenance knows as ours. While one is at work nothing is published, so that two
 * never replace each other's workbooks in turn. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-adopt.h"
#include "tally-jobs-known.h"

G_BEGIN_DECLS

/**
 * tally_jobs_generators_want:
 * @context: the run; its target's files were read
 * @known: what the store knows
 * @adopter: is asked to look into those whose names could be ours
 *
 * Finds what was attached lately.
 */
void tally_jobs_generators_want  (TallyJobsContext *context,
                                  TallyJobsKnown   *known,
                                  TallyJobsAdopter *adopter);

/**
 * tally_jobs_generators_check:
 * @context: the run
 * @known: what the store knew before anything was adopted
 * @adopter: has looked, and knows what was adopted
 *
 * Stops publishing for this run, and says why, if another generator is at work; a take-over goes
 * on over what was there before our first publication.
 */
void tally_jobs_generators_check (TallyJobsContext *context,
                                  TallyJobsKnown   *known,
                                  TallyJobsAdopter *adopter);

G_END_DECLS
