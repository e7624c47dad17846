/* tally-chart-cairo.h
 *
 * Paints a display list onto any cairo context - a widget, a picture, a page - and measures text with the
 * fonts that will set it. The thread that owns the context; a measurer belongs to its thread. Depends on
 * cairo and pango.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "tally-chart-display.h"
#include "tally-chart-measure.h"
#include "tally-chart-theme.h"

G_BEGIN_DECLS

/**
 * tally_chart_cairo_measurer_new:
 * @theme: names the font
 *
 * Returns: (transfer full): a measurer with the machine's fonts
 */
TallyChartMeasurer *tally_chart_cairo_measurer_new  (const TallyChartTheme   *theme);

/**
 * tally_chart_cairo_measurer_free:
 * @self: (nullable) (transfer full): a measurer of tally_chart_cairo_measurer_new()
 */
void                tally_chart_cairo_measurer_free (TallyChartMeasurer      *self);

/**
 * tally_chart_cairo_paint:
 * @display: what is painted
 * @theme: its colours and font
 * @cairo: where; the list's corner comes to the origin of its space
 */
void                tally_chart_cairo_paint         (const TallyChartDisplay *display,
                                                     const TallyChartTheme   *theme,
                                                     cairo_t                 *cairo);

G_END_DECLS
