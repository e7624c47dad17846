/* tally-app-chart-format.h
 *
 * How a chart is written in the reader's language: sentences, months, times of day. Any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-format.h"

G_BEGIN_DECLS

/**
 * tally_app_chart_format_init:
 * @self: (out caller-allocates): the format
 * @zone: (nullable): whose days and hours are shown, kept by the caller; %NULL = UTC
 *
 * The language and the names of months are those of the process's locale.
 */
void tally_app_chart_format_init (TallyChartFormat *self, GTimeZone *zone);

G_END_DECLS
