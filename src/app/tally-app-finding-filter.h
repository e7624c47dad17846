/* tally-app-finding-filter.h
 *
 * Which findings are shown: a button to choose by, and what was chosen, each with a way out. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-finding-query.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_FINDING_FILTER (tally_app_finding_filter_get_type ())

/**
 * TallyAppFindingFilter:
 *
 * Signal: "changed" () somebody chose something else.
 */
G_DECLARE_FINAL_TYPE (TallyAppFindingFilter, tally_app_finding_filter, TALLY, APP_FINDING_FILTER, AdwBin)

/**
 * tally_app_finding_filter_set_query:
 * @self: a filter
 * @query: what is chosen; tells nobody
 */
void              tally_app_finding_filter_set_query (TallyAppFindingFilter *self,
                                                      const TallyQuery      *query);

/**
 * tally_app_finding_filter_get_query:
 * @self: a filter
 *
 * Returns: (transfer none): what is chosen, with the text and the order that it was given
 */
const TallyQuery *tally_app_finding_filter_get_query (TallyAppFindingFilter *self);

G_END_DECLS
