/* tally-engine-findings-peers.h
 *
 * The line of a finding among those of its unit and kind of work. Blocking; one thread at a time. Shows only core and
 * model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-finding.h"
#include "tally-line-peer.h"

G_BEGIN_DECLS

/* As many dots as a small chart can tell apart. */
#define TALLY_ENGINE_FINDINGS_MAX_PEERS 1000

/**
 * tally_engine_findings_list_peers:
 * @self: an engine
 * @line: a line of a finding
 * @error: return location, or %NULL
 *
 * Reads all lines: some tenths of a second for half a million.
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: (transfer full) (element-type TallyLinePeer) (nullable): the line itself first, if the store still knows it,
 *   then accepted lines of its unit and kind of work, the newest first, at most %TALLY_ENGINE_FINDINGS_MAX_PEERS
 */
GArray *tally_engine_findings_list_peers (TallyEngine             *self,
                                          const TallyFindingLine  *line,
                                          GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
