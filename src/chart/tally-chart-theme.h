/* tally-chart-theme.h
 *
 * Colours of a chart: each shape's role to a colour that can be told from the background, and for each
 * series a second cue beside it: a dash pattern here, a marker in the layout. Pure functions, any thread.
 * Depends on core only.
 *
 * Series colours are those of Okabe and Ito ("Color universal design", 2008), without the yellow that no
 * line shows on paper, and moved towards the foreground until they have the contrast that WCAG 2.1 asks
 * for (1.4.11: 3:1 for graphics, 1.4.3: 4.5:1 for text).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-display.h"

G_BEGIN_DECLS

#define TALLY_CHART_N_STYLES 7

/**
 * TallyChartColor:
 * @red: 0 … 1, sRGB
 * @green: 0 … 1
 * @blue: 0 … 1
 * @alpha: 0 … 1
 */
typedef struct {
  double red;
  double green;
  double blue;
  double alpha;
} TallyChartColor;

/**
 * TallyChartTheme:
 * @background: behind all
 * @foreground: titles and values
 * @dim: labels, the period before
 * @grid: lines of the grid
 * @accent: what a chart is about
 * @success: it went well
 * @warning: a limit, something lost
 * @error: the worse limit, failed
 * @series: of series, by their place
 * @is_transparent: whether what stands behind the chart shows through
 * @is_high_contrast: whether lines are thicker and contrasts higher
 * @font_family: (borrowed): what texts are set in
 * @font_px: size of labels before @text_scale of the layout, px
 * @line_width: of series, px
 */
typedef struct {
  TallyChartColor  background;
  TallyChartColor  foreground;
  TallyChartColor  dim;
  TallyChartColor  grid;
  TallyChartColor  accent;
  TallyChartColor  success;
  TallyChartColor  warning;
  TallyChartColor  error;
  TallyChartColor  series[TALLY_CHART_N_STYLES];
  gboolean         is_transparent;
  gboolean         is_high_contrast;
  const char      *font_family;
  double           font_px;
  double           line_width;
} TallyChartTheme;

/**
 * tally_chart_theme_init:
 * @self: (out caller-allocates): the theme
 * @wants_dark: whether it is light on dark
 * @is_high_contrast: whether contrasts are at least 4.5:1, of text 7:1
 *
 * The colours of GNOME's palette and of Okabe and Ito, adjusted.
 */
void            tally_chart_theme_init         (TallyChartTheme       *self,
                                                gboolean               wants_dark,
                                                gboolean               is_high_contrast);

/**
 * tally_chart_theme_adjust:
 * @self: (inout): a theme whose colours were replaced
 *
 * Moves colours towards the foreground until they can be told from the background; makes the series anew.
 */
void            tally_chart_theme_adjust       (TallyChartTheme       *self);

/**
 * tally_chart_theme_get_color:
 * @self: a theme
 * @role: what a shape stands for
 * @index: which series or state
 *
 * Returns: its colour
 */
TallyChartColor tally_chart_theme_get_color    (const TallyChartTheme *self,
                                                TallyChartRole         role,
                                                guint                  index);

/**
 * tally_chart_color_get_contrast:
 * @one: an opaque colour
 * @other: another
 *
 * Returns: their contrast as WCAG 2.1 defines it, 1 … 21
 */
double          tally_chart_color_get_contrast (const TallyChartColor *one,
                                                const TallyChartColor *other);

/**
 * tally_chart_dash_get:
 * @dash: number of a pattern, 0 = a line without gaps
 * @out_n: (out): how many lengths it has
 *
 * Returns: (transfer none) (array length=out_n): lengths of stroke and gap in turn, in widths of the line
 */
const double   *tally_chart_dash_get           (guint                  dash,
                                                guint                 *out_n);

G_END_DECLS
