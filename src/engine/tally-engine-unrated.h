/* tally-engine-unrated.h
 *
 * Units that are billed without a rate that they could be held against: what the price lists lack. Blocking; one thread at a
 * time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

/**
 * TallyEngineUnrated:
 * @cu: (owned): code of the unit
 * @description: (owned): what one of its lines calls it
 * @contract: (owned): the contract that its lines follow, "" = not known
 * @reason: why there is no rate, a stable id: "unit-not-listed", "no-rate-for-work", "rate-in-doubt", "other-era",
 *   "contract-without-rates", "subcontractor-without-rates", "unknown-contract", "unknown-work-type", "not-paid-for"
 * @n_lines: lines that bill it
 * @cents: their sum
 * @last_day: last day of the newest week in which it was billed
 *
 * Lines of one unit, contract and reason.
 */
typedef struct {
  char       *cu;
  char       *description;
  char       *contract;
  const char *reason;
  guint       n_lines;
  TallyMoney  cents;
  TallyDay    last_day;
} TallyEngineUnrated;

/**
 * tally_engine_unrated_free:
 * @self: (nullable): a unit
 *
 * Frees it.
 */
void       tally_engine_unrated_free (TallyEngineUnrated  *self);

/**
 * tally_engine_list_unrated:
 * @self: an engine
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Looks at all billed lines of the store, as an audit does. Without a table of rates nothing is listed: then nothing is held
 * against one.
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read, the message says why; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type TallyEngineUnrated) (nullable): the dearest first
 */
GPtrArray *tally_engine_list_unrated (TallyEngine         *self,
                                      GCancellable        *cancellable,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineUnrated, tally_engine_unrated_free)

G_END_DECLS
