/* tally-store-act.h
 *
 * What a person does to the recovery by hand: who, why, until when. The repositories of breakers,
 * pauses, quarantine and intents append it to the trail together with what it changes. Thread of
 * the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreAct:
 * @kind: stable id of what is done, "recovery-open"
 * @subject: opaque id of what it is done to, "breaker:smartsheet"
 * @actor: who does it, "" = the program by itself
 * @reason: why
 * @until_utc_usec: when it ends by itself, µs since 1970 UTC, 0 = it does not
 */
typedef struct {
  const char *kind;
  const char *subject;
  const char *actor;
  const char *reason;
  gint64      until_utc_usec;
} TallyStoreAct;

/**
 * tally_store_act_write:
 * @store: a store in a transaction of this area
 * @act: what is done
 * @error: return location, or %NULL
 *
 * Appends it to the trail.
 *
 * Errors: those of tally_store_trail_append_entry().
 *
 * Returns: %TRUE if it is appended
 */
gboolean tally_store_act_write (TallyStore           *store,
                                const TallyStoreAct  *act,
                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
