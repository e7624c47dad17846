/* tally-engine-health-judge-private.h
 *
 * What judges the parts of an installation shares: the store and the times that they go by. Thread of the store.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-health.h"
#include "tally-engine-private.h"

G_BEGIN_DECLS

/**
 * TallyEngineJudge:
 * @engine: whose
 * @store: (nullable): its store; %NULL = it could not be opened
 * @store_failure: (nullable): why
 * @board: what is filled
 * @stale_usec: how long what was well counts, µs
 */
typedef struct {
  TallyEngine      *engine;
  TallyStore       *store;
  const GError     *store_failure;
  TallyHealthBoard *board;
  gint64            stale_usec;
} TallyEngineJudge;

/**
 * tally_engine_judge_part:
 * @self: judges
 * @part: one of the installation; of one whose state is recorded, @was and @as_of_utc_usec are what was recorded last
 * @error: return location, or %NULL
 *
 * Says how it stands and why.
 *
 * Returns: %FALSE if the store can't be read
 */
gboolean tally_engine_judge_part     (TallyEngineJudge  *self,
                                      TallyHealthPart   *part,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_judge_run:
 * @exit_code: what a finished run ended with
 *
 * Returns: how that is shown
 */
TallyHealthState tally_engine_judge_run (int exit_code);

/**
 * tally_engine_judge_service:
 * @self: judges with a store
 * @part: "service", "rate" or "guards"
 * @error: return location, or %NULL
 *
 * What is known of the peer, and of what people and runs hold back.
 *
 * Returns: %FALSE if the store can't be read
 */
gboolean tally_engine_judge_service  (TallyEngineJudge  *self,
                                      TallyHealthPart   *part,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_judge_set:
 * @part: a part
 * @state: how it stands
 * @reason: why
 */
void     tally_engine_judge_set      (TallyHealthPart   *part,
                                      TallyHealthState   state,
                                      TallyHealthReason  reason);

/**
 * tally_engine_judge_history:
 * @self: judges with a store
 * @part: a part
 * @n_cells: cells of its strip
 * @error: return location, or %NULL
 *
 * Reads its history and its trend; @was and @as_of_utc_usec become what was recorded last.
 *
 * Returns: %FALSE if the store can't be read
 */
gboolean tally_engine_judge_history  (TallyEngineJudge  *self,
                                      TallyHealthPart   *part,
                                      guint              n_cells,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_judge_read_last:
 * @self: judges with a store
 * @key: a figure
 * @subject: (nullable): what it is about
 * @out_sample: (out): its last sample, no values if there is none
 * @error: return location, or %NULL
 *
 * Returns: %FALSE if the store can't be read
 */
gboolean tally_engine_judge_read_last (TallyEngineJudge  *self,
                                       TallyMetricKey     key,
                                       const char        *subject,
                                       TallySample       *out_sample,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
