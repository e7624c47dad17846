/* tally-run-json.h
 *
 * A run as the JSON object that --json prints and the store keeps. Any thread. Depends on core
 * only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-json.h"
#include "tally-run.h"

G_BEGIN_DECLS

/**
 * tally_run_to_json:
 * @self: a run
 * @reveal: whether amounts, the list of workbooks and the details of notices are written
 *
 * Returns: (transfer full): what --json prints, pretty, without a line end; tallyman(1) has the
 *   schema
 */
char *tally_run_to_json (const TallyRun *self,
                         gboolean        reveal);

/**
 * tally_run_write_notices:
 * @self: a run
 * @writer: where to write
 * @reveal: whether the details of notices may be shown
 *
 * Writes the member "notices", as tally_run_to_json() does.
 */
void  tally_run_write_notices (const TallyRun  *self,
                               TallyJsonWriter *writer,
                               gboolean         reveal);

G_END_DECLS
