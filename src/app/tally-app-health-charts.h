/* tally-app-health-charts.h
 *
 * The charts of the page Health, from what was read. Any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-health-view.h"
#include "tally-chart.h"

G_BEGIN_DECLS

/**
 * tally_app_health_chart_strip:
 * @part: a part
 *
 * Returns: (transfer full): how it stood, a cell each
 */
TallyChart *tally_app_health_chart_strip    (const TallyHealthPart     *part);

/**
 * tally_app_health_chart_spark:
 * @part: a part
 *
 * Returns: (transfer full) (nullable): the figure behind it; %NULL if there are not two values of one
 */
TallyChart *tally_app_health_chart_spark    (const TallyHealthPart     *part);

/**
 * tally_app_health_chart_runs:
 * @board: a board
 *
 * Returns: (transfer full): its runs, from when to when, a line for each day
 */
TallyChart *tally_app_health_chart_runs     (const TallyHealthBoard    *board);

/**
 * tally_app_health_chart_sheets:
 * @board: a board
 *
 * Returns: (transfer full): how long ago the lines of each source sheet were read, those longest ago
 */
TallyChart *tally_app_health_chart_sheets   (const TallyHealthBoard    *board);

/**
 * tally_app_health_chart_findings:
 * @view: what was read
 * @by: how they are counted
 *
 * Returns: (transfer full): how many findings are open, a bar each
 */
TallyChart *tally_app_health_chart_findings (const TallyAppHealthView  *view,
                                             TallyAppHealthBy           by);

G_END_DECLS
