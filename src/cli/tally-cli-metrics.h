/* tally-cli-metrics.h
 *
 * What was measured, as text for people, as one JSON object, as CSV. Ids and numbers only: nothing in
 * it is private. Main thread. Depends on core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-series.h"

G_BEGIN_DECLS

/**
 * tally_cli_metrics_dup_list_text:
 * @list: (element-type TallySeries): series with what the last hour of each comes to
 * @max_width: cells of the terminal, 0 = no limit
 *
 * Returns: (transfer full): a table
 */
char *tally_cli_metrics_dup_list_text (GPtrArray         *list,
                                       guint              max_width);

/**
 * tally_cli_metrics_dup_list_json:
 * @list: (element-type TallySeries): series with what the last hour of each comes to
 *
 * Returns: (transfer full): a JSON object
 */
char *tally_cli_metrics_dup_list_json (GPtrArray         *list);

/**
 * tally_cli_metrics_dup_text:
 * @series: a series
 * @max_width: cells of the terminal, 0 = no limit
 *
 * Returns: (transfer full): what it is, its course as a row of blocks, and a table
 */
char *tally_cli_metrics_dup_text      (const TallySeries *series,
                                       guint              max_width);

/**
 * tally_cli_metrics_dup_json:
 * @series: a series
 *
 * Returns: (transfer full): a JSON object
 */
char *tally_cli_metrics_dup_json      (const TallySeries *series);

/**
 * tally_cli_metrics_dup_csv:
 * @series: a series
 *
 * Returns: (transfer full): lines "time,n,sum,min,max,last" below a head, values in the unit of the
 *   figure
 */
char *tally_cli_metrics_dup_csv       (const TallySeries *series);

/**
 * tally_cli_metrics_dup_value:
 * @unit: what the value counts
 * @value: a value
 *
 * Returns: (transfer full): the value as people read it: "1.500 s", "12.3 MB", "4.20 %"
 */
char *tally_cli_metrics_dup_value     (TallyMetricUnit    unit,
                                       gint64             value);

/**
 * tally_cli_metrics_parse_time:
 * @text: "2026-11-24", "2026-11-24T15:00:00Z", or so long ago: "90d", "12h", "30m"
 * @now_utc_usec: the time now, µs since 1970 UTC
 * @out_utc_usec: (out): the time, µs since 1970 UTC; untouched on failure
 *
 * Returns: %TRUE if it is a time
 */
gboolean tally_cli_metrics_parse_time (const char        *text,
                                       gint64             now_utc_usec,
                                       gint64            *out_utc_usec) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
