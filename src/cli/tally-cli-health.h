/* tally-cli-health.h
 *
 * What a check of the installation found, for people. Sees core and model alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-health.h"

G_BEGIN_DECLS

/**
 * tally_cli_health_dup_text:
 * @health: what was found
 * @max_width: cells of the terminal, 0 = no limit
 * @reveal: whether details may be shown
 *
 * Returns: (transfer full): a table of the probes, what to do about those that are not well, and what
 *   was corrected
 */
char *tally_cli_health_dup_text (const TallyHealth *health,
                                 guint              max_width,
                                 gboolean           reveal);

G_END_DECLS
