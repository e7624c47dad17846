/* tally-chart-display.h
 *
 * A laid out chart as a list of shapes and texts, in the order in which they are painted. It knows no
 * colour and no library: a shape has a role, painters ask the theme for its colour. Immutable once laid
 * out; then any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyChartRole:
 * @TALLY_CHART_N_ROLES: how many there are
 *
 * What a shape stands for; tally_chart_role_get_id() names it. The index of SERIES, AREA, BAND tells which
 * series, that of STATE which state.
 */
typedef enum {
  TALLY_CHART_ROLE_BACKGROUND,
  TALLY_CHART_ROLE_TITLE,
  TALLY_CHART_ROLE_LABEL,
  TALLY_CHART_ROLE_VALUE,
  TALLY_CHART_ROLE_EMPTY,
  TALLY_CHART_ROLE_GRID,
  TALLY_CHART_ROLE_AXIS,
  TALLY_CHART_ROLE_REFERENCE,
  TALLY_CHART_ROLE_BAND,
  TALLY_CHART_ROLE_AREA,
  TALLY_CHART_ROLE_SERIES,
  TALLY_CHART_ROLE_PREVIOUS,
  TALLY_CHART_ROLE_PEERS,
  TALLY_CHART_ROLE_OWN,
  TALLY_CHART_ROLE_HATCH,
  TALLY_CHART_ROLE_EVENT,
  TALLY_CHART_ROLE_WARNING,
  TALLY_CHART_ROLE_CRITICAL,
  TALLY_CHART_ROLE_STATE,
  TALLY_CHART_ROLE_STATE_MARK,
  TALLY_CHART_ROLE_PLATE,
  TALLY_CHART_N_ROLES,
} TallyChartRole;

/**
 * TallyChartItemKind:
 * @TALLY_CHART_ITEM_PATH: lines between points; filled if its line is 0 px wide
 * @TALLY_CHART_ITEM_RECT: a rectangle, its corners rounded by @radius
 * @TALLY_CHART_ITEM_TEXT: a line of text in its box
 */
typedef enum {
  TALLY_CHART_ITEM_PATH,
  TALLY_CHART_ITEM_RECT,
  TALLY_CHART_ITEM_TEXT,
} TallyChartItemKind;

/**
 * TallyChartAnchor:
 * @TALLY_CHART_ANCHOR_LEFT: text begins at the left of its box
 * @TALLY_CHART_ANCHOR_MIDDLE: it stands in the middle
 * @TALLY_CHART_ANCHOR_RIGHT: it ends at the right
 */
typedef enum {
  TALLY_CHART_ANCHOR_LEFT,
  TALLY_CHART_ANCHOR_MIDDLE,
  TALLY_CHART_ANCHOR_RIGHT,
} TallyChartAnchor;

/**
 * TallyChartBox:
 * @x: left, px
 * @y: top, px
 * @width: px
 * @height: px
 */
typedef struct {
  double x;
  double y;
  double width;
  double height;
} TallyChartBox;

/**
 * TallyChartPoint:
 * @x: px
 * @y: px
 * @moves: whether no line leads here
 */
typedef struct {
  double   x;
  double   y;
  gboolean moves;
} TallyChartPoint;

/**
 * TallyChartItem:
 * @kind: what it is
 * @role: what it stands for
 * @index: which series or state
 * @dash: number of a dash pattern, see tally_chart_dash_get()
 * @anchor: of a text
 * @is_bold: of a text
 * @is_closed: whether a path ends where it began
 * @series: series whose value it shows; -1 = none
 * @point: which value of it, or check, span; -1 = several
 * @line_width: px; 0 = filled
 * @radius: of a rectangle's corners, px
 * @size: of a text's font, px
 * @baseline: of a text, from the top of its box, px
 * @box: where; of a path, what it covers
 * @first: of a path, its first point in the list's points
 * @n: of a path, its points
 * @text: (owned) (nullable): a text
 * @value: (owned) (nullable): what a value says, for a person who points at it
 */
typedef struct {
  TallyChartItemKind  kind;
  TallyChartRole      role;
  guint               index;
  guint               dash;
  TallyChartAnchor    anchor;
  gboolean            is_bold;
  gboolean            is_closed;
  gint                series;
  gint64              point;
  double              line_width;
  double              radius;
  double              size;
  double              baseline;
  TallyChartBox       box;
  guint               first;
  guint               n;
  char               *text;
  char               *value;
} TallyChartItem;

/**
 * TallyChartDisplay:
 * @width: px
 * @height: px
 * @title: (owned): of the chart
 * @summary: (owned): a sentence that says what it shows
 * @items: (owned) (element-type TallyChartItem): what is painted, from behind
 * @points: (owned) (element-type TallyChartPoint): of its paths
 */
typedef struct {
  double  width;
  double  height;
  char   *title;
  char   *summary;
  GArray *items;
  GArray *points;
} TallyChartDisplay;

/**
 * tally_chart_display_new:
 * @width: px
 * @height: px
 *
 * Returns: (transfer full): an empty list
 */
TallyChartDisplay *tally_chart_display_new    (double                   width,
                                               double                   height);

/**
 * tally_chart_display_free:
 * @self: (nullable) (transfer full): a list
 */
void               tally_chart_display_free   (TallyChartDisplay       *self);

/**
 * tally_chart_display_dump:
 * @self: a list
 *
 * Returns: (transfer full): one line an item, for tests and for people who look for a fault
 */
char              *tally_chart_display_dump   (const TallyChartDisplay *self);

/**
 * tally_chart_role_get_id:
 * @role: a role
 *
 * Returns: (transfer none): its stable name, the class of SVG: "series", "grid"
 */
const char        *tally_chart_role_get_id    (TallyChartRole           role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyChartDisplay, tally_chart_display_free)

G_END_DECLS
