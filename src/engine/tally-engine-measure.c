/* tally-engine-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-measure-private.h"

#include "tally-store-samples.h"

static gboolean
is_given (const char *const *list)
{
  return list != NULL && list[0] != NULL;
}

static gboolean
publishes (const TallyJobsOptions *options)
{
  return options->may_publish && options->target_sheet != 0;
}

static gboolean
is_partial (const TallyJobsOptions  *options,
            const TallyBatchOptions *given)
{
  return is_given (options->work_requests) || is_given (options->weeks) || is_given (given->jobs)
         || options->max_groups > 0 || options->force || options->take_over || given->resume
         || options->restore != 0 || options->takeover != NULL;
}

TallyJobsMeasure *
tally_engine_measure_begin (TallyEngine             *self,
                            const TallyJobsOptions  *options,
                            const TallyBatchOptions *given)
{
  const TallyJobsMeasureOptions measured = {
    .clock = self->clock,
    .data_dir = self->data_dir,
    .scope = is_partial (options, given) ? TALLY_SAMPLE_PART
             : publishes (options)       ? TALLY_SAMPLE_FULL
                                         : TALLY_SAMPLE_DRY,
    .publishes = publishes (options),
  };
  TallyJobsMeasure *measure = tally_jobs_measure_new (&measured);

  tally_jobs_measure_machine (measure);
  return measure;
}

/* Figures are worth a warning, never a run. */
void
tally_engine_measure_end (TallyJobsMeasure *measure,
                          TallyStore       *store,
                          TallyRun         *run)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  tally_jobs_measure_machine (measure);
  tally_jobs_measure_run (measure, store, run);
  if (tally_jobs_measure_flush (measure, store, &error) && tally_store_samples_tend (store, &error))
    return;
  text = g_strdup_printf ("the figures of this run could not be recorded: %s", error->message);
  tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "metrics", NULL, text);
}
