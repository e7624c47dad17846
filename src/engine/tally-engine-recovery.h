/* tally-engine-recovery.h
 *
 * What runs know of failures, and what a person decides about it: the circuit, pauses, what is set
 * aside, publications left open. Each call opens the store for itself; a run at work takes a decision
 * over within a few calls. Each decision goes into the trail. One thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-recovery.h"

G_BEGIN_DECLS

/* The longest that a decision with an end may last. */
#define TALLY_ENGINE_RECOVERY_LONGEST_USEC (366 * G_TIME_SPAN_DAY)

/**
 * TallyEngineRecoveryAct:
 * @verb: "open", "close", "probe", "pause", "resume", "release" or "drop"
 * @what: (nullable): what it is done to: "smartsheet" of a circuit (the default), "publish" (the
 *   default) or "all" of a pause, "sheet", "group" or "intent" of what is released or dropped
 * @id: (nullable): which sheet, group or intent
 * @actor: who decides
 * @reason: why
 * @for_usec: how long it lasts, µs, 0 = see @until_utc_usec
 * @until_utc_usec: when it ends by itself, µs since 1970 UTC, 0 = it does not
 *
 * What a person decides. Only "open", "close" and "pause" can have an end.
 */
typedef struct {
  const char *verb;
  const char *what;
  const char *id;
  const char *actor;
  const char *reason;
  gint64      for_usec;
  gint64      until_utc_usec;
} TallyEngineRecoveryAct;

/**
 * tally_engine_recovery_list:
 * @self: an engine
 * @run_id: attempts of this run alone, 0 = of all
 * @n_attempts: at most so many attempts
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is no store yet; %TALLY_ENGINE_ERROR_FAILED - it can't be read, the
 * message says why.
 *
 * Returns: (transfer full) (nullable): what the store has
 */
TallyRecovery *tally_engine_recovery_list (TallyEngine  *self,
                                           gint64        run_id,
                                           guint         n_attempts,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_recovery_act:
 * @self: an engine
 * @act: what to do
 * @out_said: (out) (transfer full): what was done and what follows from it, for people; public
 * @error: return location, or %NULL
 *
 * Does what a person decides. Nothing is sent to the service and no workbook is touched by it.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - the words make no sense together, the message says which do;
 * %TALLY_ENGINE_ERROR_NOT_FOUND - there is nothing of the kind to decide about;
 * %TALLY_ENGINE_ERROR_BUSY - a run is at work with it, try again later;
 * %TALLY_ENGINE_ERROR_FAILED - the store can't be written, the message says why.
 *
 * Returns: %TRUE if it is done
 */
gboolean       tally_engine_recovery_act  (TallyEngine                   *self,
                                           const TallyEngineRecoveryAct  *act,
                                           char                         **out_said,
                                           GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
