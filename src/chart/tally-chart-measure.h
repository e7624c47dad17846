/* tally-chart-measure.h
 *
 * How wide a text will be. The layout asks; who paints with real fonts answers with them
 * (tally-chart-cairo.h), a server without fonts with the plain estimate here: the widths of a wide sans
 * face, so that what a browser sets in another one has room too. Pure functions, any thread. Depends on
 * GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyChartExtents:
 * @width: px
 * @height: of a line, px
 * @baseline: from its top, px
 */
typedef struct {
  double width;
  double height;
  double baseline;
} TallyChartExtents;

/**
 * TallyChartMeasurer:
 * @measure: measures a line of text of a font's size in px
 * @data: what it needs
 *
 * Answers for the length of a layout only.
 */
typedef struct _TallyChartMeasurer TallyChartMeasurer;
struct _TallyChartMeasurer {
  void   (*measure) (const TallyChartMeasurer *self, const char *text, double size_px, gboolean is_bold,
                     TallyChartExtents *out_extents);
  gpointer data;
};

/**
 * tally_chart_measurer_init_plain:
 * @self: (out caller-allocates): the estimate; it holds nothing
 *
 * The same numbers on every machine.
 */
void tally_chart_measurer_init_plain (TallyChartMeasurer *self);

G_END_DECLS
