/* tally-app-finding-peers.h
 *
 * A line among those of its unit and kind of work, as a chart: is it as odd as the finding says? Pure functions. Main
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart.h"
#include "tally-finding.h"

G_BEGIN_DECLS

/**
 * tally_app_finding_peers_are_told:
 * @finding: a finding
 *
 * Returns: whether other lines say something about it: it is about the price or the quantity of a line
 */
gboolean    tally_app_finding_peers_are_told  (const TallyFinding   *finding);

/**
 * tally_app_finding_peers_new_chart:
 * @category: what the finding is about
 * @peers: (element-type TallyLinePeer): the line and its peers
 *
 * Returns: (transfer full) (nullable): prices a unit, or quantities, by week; %NULL if there are too few to compare with
 */
TallyChart *tally_app_finding_peers_new_chart (TallyFindingCategory  category,
                                               GArray               *peers);

G_END_DECLS
