/* tally-engine-search.h
 *
 * Findings, lines and notes by their words. Blocking; one thread at a time. Shows only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-search-hit.h"

G_BEGIN_DECLS

/**
 * tally_engine_search:
 * @self: an engine
 * @text: what somebody typed, as tally-search-query.h has it
 * @kind: of what
 * @n_max: at most so many, 1 and up
 * @error: return location, or %NULL
 *
 * The newest first. One more than @n_max says that there are more.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - there is nothing to look for in the text, the message says what to write;
 * %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: (transfer full) (element-type TallySearchHit) (nullable): what was found, at most @n_max + 1
 */
GPtrArray *tally_engine_search (TallyEngine      *self,
                                const char       *text,
                                TallySearchKind   kind,
                                guint             n_max,
                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
