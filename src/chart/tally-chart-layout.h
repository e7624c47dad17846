/* tally-chart-layout.h
 *
 * From a chart and a size to shapes: a pure function of both, of how texts are written and of how wide
 * they are. No text leaves the picture, no two overlap: what has no room goes, ticks first. The layout
 * keeps what it needs to answer what stands at a point. Any thread, one at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-describe.h"
#include "tally-chart-display.h"
#include "tally-chart-measure.h"

G_BEGIN_DECLS

/* Longest side of a picture, px: cairo's image surfaces end at 32,767. */
#define TALLY_CHART_MAX_PX 16384.0

/**
 * TallyChartLayoutOptions:
 * @width: px, 1 … %TALLY_CHART_MAX_PX
 * @height: px, 1 … %TALLY_CHART_MAX_PX
 * @text_scale: how large texts are, 0.5 … 4; 0 = 1
 * @font_px: size of labels before @text_scale, px; 0 = 12
 * @line_width: of series, px; 0 = 1.75
 * @device_scale: device pixels of a px, for which values are thinned, 1 … 4; 0 = 1
 * @is_rtl: whether the language is read from the right: value axis, names and legends stand on the other
 *   side; time keeps its direction
 * @has_values: whether each shape says its value, as SVG shows it
 * @format: (borrowed): how texts are written
 * @measurer: (borrowed): how wide they are
 */
typedef struct {
  double                    width;
  double                    height;
  double                    text_scale;
  double                    font_px;
  double                    line_width;
  double                    device_scale;
  gboolean                  is_rtl;
  gboolean                  has_values;
  const TallyChartFormat   *format;
  const TallyChartMeasurer *measurer;
} TallyChartLayoutOptions;

typedef struct _TallyChartLayout TallyChartLayout;

/**
 * TallyChartHit:
 * @cursor: which value
 * @x: where it is drawn, px
 * @y: px
 */
typedef struct {
  TallyChartCursor cursor;
  double           x;
  double           y;
} TallyChartHit;

/**
 * tally_chart_layout_new:
 * @chart: (transfer none): a chart, which outlives the layout and does not change while that lives
 * @options: how large, how written; copied
 *
 * O(values), and a shape list as small as the picture's width, whatever their number.
 *
 * Returns: (transfer full): the layout
 */
TallyChartLayout        *tally_chart_layout_new         (const TallyChart              *chart,
                                                         const TallyChartLayoutOptions *options);

/**
 * tally_chart_layout_free:
 * @self: (nullable) (transfer full): a layout
 */
void                     tally_chart_layout_free        (TallyChartLayout              *self);

/**
 * tally_chart_layout_get_display:
 * @self: a layout
 *
 * Returns: (transfer none): what is painted
 */
const TallyChartDisplay *tally_chart_layout_get_display (const TallyChartLayout        *self);

/**
 * tally_chart_layout_get_plot:
 * @self: a layout
 *
 * Returns: the room within the axes; empty if nothing is shown
 */
TallyChartBox            tally_chart_layout_get_plot    (const TallyChartLayout        *self);

/**
 * tally_chart_layout_find:
 * @self: a layout
 * @x: px
 * @y: px
 * @out_hit: (out): the value nearest to the point; untouched if there is none
 *
 * Of lines the nearest in time, wherever the pointer's height is; of dots, bars, cells and spans the
 * nearest within a finger's breadth.
 *
 * Returns: %FALSE if there is none
 */
gboolean                 tally_chart_layout_find        (const TallyChartLayout        *self,
                                                         double                         x,
                                                         double                         y,
                                                         TallyChartHit                 *out_hit);

/**
 * tally_chart_layout_locate:
 * @self: a layout
 * @cursor: a value
 * @out_hit: (out): where it is drawn; untouched if it is not
 *
 * For a cursor that is moved by keyboard.
 *
 * Returns: %FALSE if it is missing, left out or not in sight
 */
gboolean                 tally_chart_layout_locate      (const TallyChartLayout        *self,
                                                         const TallyChartCursor        *cursor,
                                                         TallyChartHit                 *out_hit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyChartLayout, tally_chart_layout_free)

G_END_DECLS
