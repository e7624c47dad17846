/* tally-chart-export-private.h
 *
 * What the writers of files share; this folder only. The one of SVG stands apart, so that a program which
 * writes no other file needs no cairo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-error.h"
#include "tally-chart-export.h"

G_BEGIN_DECLS

gboolean                tally_chart_export_check       (const TallyChart *chart, const TallyChartExport *how,
                                                        double scale, GError **error);
gboolean                tally_chart_export_fail        (const TallyChart *chart, GError *reason, GError **error);
TallyChartLayoutOptions tally_chart_export_get_options (const TallyChartExport *how);

G_END_DECLS
