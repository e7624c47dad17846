/* tally-cli-versions.h
 *
 * How versions of workbooks and what differs between them are shown: as tables and as JSON. Where
 * the log may be public, opaque ids and counts take the place of names and amounts. Pure functions.
 * Sees core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-version-diff.h"

G_BEGIN_DECLS

/**
 * tally_cli_versions_dup_text:
 * @versions: (element-type TallyVersion): versions
 * @with_history: whether ends and bytes are shown too
 * @reveal: whether names and amounts may be shown
 * @max_width: cells of the terminal, 0 = no limit
 *
 * Returns: (transfer full): a table, and a line with the number and the total
 */
char *tally_cli_versions_dup_text (GPtrArray              *versions,
                                   gboolean                with_history,
                                   gboolean                reveal,
                                   guint                   max_width);

/**
 * tally_cli_versions_dup_json:
 * @versions: (element-type TallyVersion): versions
 * @reveal: whether names and amounts may be shown
 *
 * Returns: (transfer full): one object; its schema is in tallyman(1)
 */
char *tally_cli_versions_dup_json (GPtrArray              *versions,
                                   gboolean                reveal);

/**
 * tally_cli_diff_dup_text:
 * @diff: what differs
 * @reveal: whether names and amounts may be shown
 * @max_width: cells of the terminal, 0 = no limit
 *
 * Returns: (transfer full): the versions, a table of lines and fields, and the sums
 */
char *tally_cli_diff_dup_text     (const TallyVersionDiff *diff,
                                   gboolean                reveal,
                                   guint                   max_width);

/**
 * tally_cli_diff_dup_json:
 * @diff: what differs
 * @reveal: whether names and amounts may be shown
 *
 * Returns: (transfer full): one object; its schema is in tallyman(1)
 */
char *tally_cli_diff_dup_json     (const TallyVersionDiff *diff,
                                   gboolean                reveal);

G_END_DECLS
