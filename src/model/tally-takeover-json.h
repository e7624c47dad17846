/* tally-takeover-json.h
 *
 * A comparison as the one JSON object that "tallyman takeover --json" prints; its members are
 * documented in tallyman(1). Pure function, any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-run.h"
#include "tally-takeover.h"

G_BEGIN_DECLS

/**
 * tally_takeover_to_json:
 * @self: a finished comparison
 * @run: the run that made it
 * @reveal: whether names and amounts may be shown; else counts and notices alone
 *
 * Returns: (transfer full): the object, in one line
 */
char *tally_takeover_to_json (const TallyTakeover *self,
                              const TallyRun      *run,
                              gboolean             reveal);

G_END_DECLS
