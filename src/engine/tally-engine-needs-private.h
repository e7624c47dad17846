/* tally-engine-needs-private.h
 *
 * What the files of this door share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-needs.h"
#include "tally-engine-private.h"

G_BEGIN_DECLS

/**
 * tally_engine_needs_add:
 * @self: needs
 * @kind: what is needed
 * @urgency: how soon
 * @subject: (nullable): which one
 *
 * Returns: (transfer none): a need of one thing, to be filled
 */
TallyEngineNeed *tally_engine_needs_add         (TallyEngineNeeds    *self,
                                                 TallyEngineNeedKind  kind,
                                                 TallyEngineUrgency   urgency,
                                                 const char          *subject);

/**
 * tally_engine_needs_add_run:
 * @self: needs, with those that could explain a run done in part
 * @store: a store
 * @error: return location, or %NULL
 *
 * Looks at how the last run ended.
 *
 * Returns: %TRUE if the store could be read
 */
gboolean         tally_engine_needs_add_run     (TallyEngineNeeds    *self,
                                                 TallyStore          *store,
                                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_needs_add_recovery:
 * @self: needs
 * @store: a store
 * @error: return location, or %NULL
 *
 * Looks at the circuit, pauses and what is set aside.
 *
 * Returns: %TRUE if the store could be read
 */
gboolean         tally_engine_needs_add_recovery (TallyEngineNeeds    *self,
                                                  TallyStore          *store,
                                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_needs_add_health:
 * @self: needs, with those of the last run
 * @engine: the engine
 * @error: return location, or %NULL
 *
 * Looks at what else of the installation does not stand well.
 *
 * Returns: %TRUE if it is known
 */
gboolean         tally_engine_needs_add_health  (TallyEngineNeeds    *self,
                                                 TallyEngine         *engine,
                                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_needs_has:
 * @self: needs
 * @kind: a kind
 *
 * Returns: whether there is one of it so far
 */
gboolean         tally_engine_needs_has         (const TallyEngineNeeds *self,
                                                 TallyEngineNeedKind     kind);

/**
 * tally_engine_needs_add_schedules:
 * @self: needs
 * @engine: the engine
 * @error: return location, or %NULL
 *
 * Looks at which starts did not come, and when the next one does.
 *
 * Returns: %TRUE if the schedules could be read
 */
gboolean         tally_engine_needs_add_schedules (TallyEngineNeeds  *self,
                                                   TallyEngine       *engine,
                                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
