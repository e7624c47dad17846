/* tally-chart-layout-private.h
 *
 * What the parts of the layout share: the drawing under way and its tools. Kinds of charts are one file
 * each; this folder only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-layout.h"
#include "tally-chart-thin.h"
#include "tally-chart-ticks.h"

G_BEGIN_DECLS

/* Longest side of what a finger or an unsteady hand still means, px. */
#define TALLY_CHART_REACH 24.0

struct _TallyChartLayout {
  const TallyChart  *chart;   /* (borrowed) */
  TallyChartDisplay *display; /* (owned) */
  TallyChartBox      plot;
  TallyChartScale    x;       /* of lines and dots; of a timeline */
  TallyChartScale    y;       /* of values */
  gint64             from;
  gint64             to;
};

/* A layout under way. Room is what no part has taken yet. */
typedef struct {
  const TallyChart              *chart;
  const TallyChartLayoutOptions *options;
  TallyChartLayout              *layout;
  TallyChartDisplay             *display;
  GArray                        *taken; /* (owned) (element-type TallyChartBox): by texts */
  TallyChartBox                  room;
  double                         label_px;
  double                         title_px;
  double                         line; /* height of a line of labels */
  double                         gap;  /* a quarter of an em and a bit: the unit of distances */
  double                         line_width;
  guint                          path_first;
} TallyChartDrawing;

/* tally-chart-draw.c */
TallyChartItem *tally_chart_draw_rect       (TallyChartDrawing *self, TallyChartRole role, guint index,
                                             TallyChartBox box, double radius);
void            tally_chart_draw_begin      (TallyChartDrawing *self);
void            tally_chart_draw_point      (TallyChartDrawing *self, double x, double y, gboolean moves);
TallyChartItem *tally_chart_draw_end        (TallyChartDrawing *self, TallyChartRole role, guint index,
                                             double line_width, gboolean is_closed);
TallyChartItem *tally_chart_draw_line       (TallyChartDrawing *self, TallyChartRole role, TallyChartBox line,
                                             double line_width);
double          tally_chart_draw_measure    (const TallyChartDrawing *self, TallyChartRole role, const char *text);
gboolean        tally_chart_draw_text       (TallyChartDrawing *self, TallyChartRole role, const char *text,
                                             TallyChartAnchor anchor, double x, double y);
void            tally_chart_draw_plated     (TallyChartDrawing *self, TallyChartRole role, const char *text,
                                             TallyChartAnchor anchor, double x, double y);
char           *tally_chart_draw_dup_fitted (const TallyChartDrawing *self, TallyChartRole role, const char *text,
                                             double max_width);
void            tally_chart_draw_marker     (TallyChartDrawing *self, TallyChartRole role, guint index, double x,
                                             double y, double radius);
void            tally_chart_draw_hatch      (TallyChartDrawing *self, guint index, TallyChartBox box);
void            tally_chart_draw_tell       (TallyChartDrawing *self, guint first, guint series, gsize point);
double          tally_chart_draw_start      (const TallyChartDrawing *self, double left, double width);

/* tally-chart-frame.c */
void            tally_chart_frame_title     (TallyChartDrawing *self);
void            tally_chart_frame_legend    (TallyChartDrawing *self);
void            tally_chart_frame_states    (TallyChartDrawing *self, const guint *counts);
gboolean        tally_chart_frame_has_cues  (const TallyChart *chart);
void            tally_chart_frame_empty     (TallyChartDrawing *self);

/* tally-chart-axes.c */
gboolean        tally_chart_axes_has_labels (const TallyChartDrawing *self);
guint           tally_chart_axes_count_ticks (const TallyChartDrawing *self, double px);
void            tally_chart_axes_x          (TallyChartDrawing *self, double y);
double          tally_chart_axes_gutter     (const TallyChartDrawing *self, const TallyChartTicks *ticks);
void            tally_chart_axes_values     (TallyChartDrawing *self, const TallyChartTicks *ticks, gboolean is_lying);
void            tally_chart_axes_limits     (TallyChartDrawing *self, gboolean is_lying);
void            tally_chart_axes_events     (TallyChartDrawing *self, double top);
gboolean        tally_chart_axes_find_range (const TallyChartDrawing *self, double *out_from, double *out_to);
char           *tally_chart_axes_dup_tick   (const TallyChartDrawing *self, const TallyChartTicks *ticks, guint i);

/* One a kind: draw into what is left of the room; FALSE = nothing to show. */
gboolean        tally_chart_plot_draw       (TallyChartDrawing *self);
gboolean        tally_chart_bars_draw       (TallyChartDrawing *self);
gboolean        tally_chart_strip_draw      (TallyChartDrawing *self);
gboolean        tally_chart_timeline_draw   (TallyChartDrawing *self);

/* tally-chart-strip.c, used by the legend too */
void            tally_chart_strip_cell      (TallyChartDrawing *self, TallyChartState state, TallyChartBox box);

G_END_DECLS
