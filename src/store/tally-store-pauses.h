/* tally-store-pauses.h
 *
 * What a person stopped, and until when: publishing alone, or the whole pipeline. Thread of the
 * connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store-act.h"

G_BEGIN_DECLS

/* Nothing may be changed on the target. */
#define TALLY_STORE_PAUSE_PUBLISH "publish"

/* No pass may do anything. */
#define TALLY_STORE_PAUSE_ALL "all"

/**
 * TallyStorePause:
 * @what: (owned): %TALLY_STORE_PAUSE_PUBLISH or %TALLY_STORE_PAUSE_ALL
 * @since_utc_usec: since when, µs since 1970 UTC
 * @until_utc_usec: when it ends by itself, µs since 1970 UTC, 0 = it does not
 * @actor: (owned): who wants it; private
 * @reason: (owned): why; private
 */
typedef struct {
  char   *what;
  gint64  since_utc_usec;
  gint64  until_utc_usec;
  char   *actor;
  char   *reason;
} TallyStorePause;

/**
 * tally_store_pause_free:
 * @self: (nullable): a pause
 *
 * Frees it.
 */
void       tally_store_pause_free    (TallyStorePause      *self);

/**
 * tally_store_pauses_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStorePause) (nullable): what is paused now, "all" first
 */
GPtrArray *tally_store_pauses_list   (TallyStore           *store,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pauses_put:
 * @store: a store opened for writing
 * @what: what to pause
 * @act: who, why and until when; goes into the trail with it
 * @error: return location, or %NULL
 *
 * Pauses it from now on, in place of an earlier pause.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean   tally_store_pauses_put    (TallyStore           *store,
                                      const char           *what,
                                      const TallyStoreAct  *act,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_pauses_remove:
 * @store: a store opened for writing
 * @what: what to resume
 * @act: who and why; goes into the trail with it
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_STORE_ERROR_FAILED - it is not paused.
 *
 * Returns: %TRUE if it is paused no longer
 */
gboolean   tally_store_pauses_remove (TallyStore           *store,
                                      const char           *what,
                                      const TallyStoreAct  *act,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStorePause, tally_store_pause_free)

G_END_DECLS
