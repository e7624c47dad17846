/* tally-cli-search.h
 *
 * What a search found, as text for people and as JSON. Without names and amounts only ids are left. Main thread. Depends
 * on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-search-hit.h"

G_BEGIN_DECLS

/**
 * tally_cli_search_dup_text:
 * @found: (array length=TALLY_N_SEARCH_KINDS) (nullable) (element-type TallySearchHit): what was found of each kind, %NULL =
 *   nobody asked for it
 * @n_max: how many of each are shown; one more says that there are more
 * @max_width: cells of the terminal, 0 = no limit
 * @reveal: whether names and amounts are shown
 *
 * Returns: (transfer full): a table a kind
 */
char *tally_cli_search_dup_text (GPtrArray *const *found,
                                 guint             n_max,
                                 guint             max_width,
                                 gboolean          reveal);

/**
 * tally_cli_search_dup_json:
 * @found: as above
 * @n_max: as above
 * @reveal: as above
 *
 * Returns: (transfer full): a JSON object
 */
char *tally_cli_search_dup_json (GPtrArray *const *found,
                                 guint             n_max,
                                 gboolean          reveal);

G_END_DECLS
