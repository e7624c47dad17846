/* tally-engine-access-private.h
 *
 * Who may write to the store that an engine has: all to its own, verdicts alone to a pack that is looked at. Inside the
 * engine. Any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-private.h"
#include "tally-finding-decision.h"

G_BEGIN_DECLS

/**
 * tally_engine_open_for_verdicts:
 * @self: an engine
 * @error: return location, or %NULL
 *
 * As tally_engine_open_store(), also for a pack: what is decided is kept in its file of verdicts before it counts. All else
 * that is written there is lost with the unpacked copy: not to be used for that.
 *
 * Errors: those of tally_store_open().
 *
 * Returns: (transfer full) (nullable): the store, opened for writing by the calling thread
 */
TallyStore *tally_engine_open_for_verdicts (TallyEngine  *self,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_check_writable:
 * @self: an engine
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_STORE_ERROR_READ_ONLY - it looks at a pack; decide or run where the pack comes from.
 *
 * Returns: %TRUE if its store may be written
 */
gboolean    tally_engine_check_writable (TallyEngine  *self,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_check_kept:
 * @self: an engine
 * @decision: what somebody decides
 * @error: return location, or %NULL
 *
 * Who looks at a finding and until when is no verdict, and would stay behind with the unpacked copy.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - it looks at a pack; say that where the pack comes from.
 *
 * Returns: %TRUE if all of it can be kept
 */
gboolean    tally_engine_check_kept (TallyEngine                 *self,
                                     const TallyFindingDecision  *decision,
                                     GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
