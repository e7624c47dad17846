/* tally-store-pauses.h
 *
 * What a person stopped, and until when: publishing alone, or the whole pipeline. Thread of the
 * connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-recovery-state.h"
#include "tally-store-act.h"

G_BEGIN_DECLS

/**
 * tally_store_pauses_list:
 * @store: a store
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyRecoveryPause) (nullable): what is paused now, "all" first
 */
GPtrArray *tally_store_pauses_list   (TallyStore  *store,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;

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

G_END_DECLS
