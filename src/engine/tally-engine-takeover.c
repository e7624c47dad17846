/* tally-engine-takeover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-takeover.h"

#include "tally-engine-private.h"

TallyRun *
tally_engine_check_takeover (TallyEngine             *self,
                             const TallyBatchOptions *options,
                             TallyTakeover           *takeover,
                             TallyProgress           *progress,
                             GCancellable            *cancellable)
{
  static const char *const jobs[] = { "sync", "plan", NULL };
  TallyBatchOptions batch = {
    .jobs = jobs,
    .dry_run = TRUE,
    .take_over = TRUE, /* what hangs there is no reason to hold anything back */
    .takeover = takeover,
  };

  g_return_val_if_fail (self != NULL && options != NULL && takeover != NULL, NULL);
  g_free (takeover->cache_dir);
  takeover->cache_dir = g_build_filename (self->data_dir, "takeover", NULL);
  batch.work_requests = options->work_requests;
  batch.weeks = options->weeks;
  batch.resume = options->resume;
  batch.on_notice = options->on_notice;
  batch.on_notice_data = options->on_notice_data;
  return tally_engine_run_batch (self, &batch, progress, cancellable);
}
