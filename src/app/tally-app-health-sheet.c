/* tally-app-health-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-health-sheet.h"

#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#include "tally-app-chart-format.h"
#include "tally-app-format.h"
#include "tally-app-health-charts.h"
#include "tally-app-health-words.h"
#include "tally-chart-cairo.h"
#include "tally-chart-layout.h"

#define MARGIN 40.0
#define GAP 16.0
#define PAD 12.0
#define HEAD_HEIGHT 96.0
#define TILE_HEIGHT 168.0
#define N_COLUMNS 3
#define CHART_HEIGHT 300.0
#define SPARK_HEIGHT 34.0
#define STRIP_HEIGHT 18.0
#define N_CHARTS 6
#define N_CHART_COLUMNS 2

/* A sheet at work. */
typedef struct {
  cairo_t            *cairo;    /* (borrowed) */
  TallyChartTheme     theme;
  TallyChartMeasurer *measurer; /* (owned) */
  GTimeZone          *zone;     /* (owned) */
  TallyChartFormat    format;
} Sheet;

/* Where something stands. */
typedef struct {
  double x;
  double y;
  double width;
  double height;
} Place;

static double
get_cell_width (guint n_columns)
{
  return (TALLY_APP_HEALTH_SHEET_WIDTH - 2 * MARGIN - (n_columns - 1) * GAP) / n_columns;
}

double
tally_app_health_sheet_get_height (const TallyAppHealthView *view)
{
  guint n_tile_rows = (view->board->parts->len + N_COLUMNS - 1) / N_COLUMNS;
  guint n_chart_rows = N_CHARTS / N_CHART_COLUMNS;

  return 2 * MARGIN + HEAD_HEIGHT + n_tile_rows * (TILE_HEIGHT + GAP) + n_chart_rows * (CHART_HEIGHT + GAP);
}

static void
set_color (Sheet                 *self,
           const TallyChartColor *color)
{
  cairo_set_source_rgba (self->cairo, color->red, color->green, color->blue, color->alpha);
}

/* Returns: how high it is. */
static double
paint_text (Sheet                 *self,
            const Place           *place,
            const char            *text,
            const char            *font,
            const TallyChartColor *color)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cairo);
  PangoFontDescription *description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (place->width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, (int) (place->height * PANGO_SCALE));
  pango_layout_get_pixel_size (layout, NULL, &height);
  set_color (self, color);
  cairo_move_to (self->cairo, place->x, place->y);
  pango_cairo_show_layout (self->cairo, layout);
  g_object_unref (layout);
  return height;
}

static void
paint_chart (Sheet       *self,
             const Place *place,
             TallyChart  *owned_chart)
{
  g_autoptr (TallyChart) chart = owned_chart;
  const TallyChartLayoutOptions options = {
    .width = place->width, .height = place->height, .format = &self->format, .measurer = self->measurer,
    .font_px = self->theme.font_px, .line_width = self->theme.line_width,
  };
  g_autoptr (TallyChartLayout) layout = NULL;

  if (chart == NULL)
    return;
  layout = tally_chart_layout_new (chart, &options);
  cairo_save (self->cairo);
  cairo_translate (self->cairo, place->x, place->y);
  tally_chart_cairo_paint (tally_chart_layout_get_display (layout), &self->theme, self->cairo);
  cairo_restore (self->cairo);
}

static void
paint_frame (Sheet       *self,
             const Place *place)
{
  set_color (self, &self->theme.grid);
  cairo_rectangle (self->cairo, place->x + 0.5, place->y + 0.5, place->width - 1, place->height - 1);
  cairo_set_line_width (self->cairo, 1);
  cairo_stroke (self->cairo);
}

static TallyChartColor
get_state_color (Sheet            *self,
                 TallyHealthState  state)
{
  return tally_chart_theme_get_color (&self->theme, TALLY_CHART_ROLE_STATE, (guint) state);
}

static void
paint_head (Sheet                    *self,
            const TallyAppHealthView *view)
{
  const TallyHealthBoard *board = view->board;
  g_autofree char *when = tally_app_format_dup_time_full (board->now_utc_usec);
  g_autofree char *why = board->cause != NULL ? tally_app_health_dup_why (board->cause, board->now_utc_usec) : g_strdup ("");
  g_autofree char *title = g_strdup_printf ("Tallyman · %s", _("Health"));
  const TallyChartColor color = get_state_color (self, board->state);
  Place place = { MARGIN, MARGIN, TALLY_APP_HEALTH_SHEET_WIDTH - 2 * MARGIN, 30 };

  place.y += paint_text (self, &place, title, "Sans 10", &self->theme.dim);
  place.y += paint_text (self, &place, tally_app_health_get_headline (board), "Sans Bold 18", &color);
  place.y += paint_text (self, &place, *why != '\0' ? why : when, "Sans 10", &self->theme.foreground);
  if (*why != '\0')
    paint_text (self, &place, when, "Sans 9", &self->theme.dim);
}

static void
paint_tile (Sheet                 *self,
            const Place           *frame,
            const TallyHealthPart *part,
            gint64                 now)
{
  g_autofree char *value = tally_app_health_dup_value (part, now);
  g_autofree char *as_of = tally_app_health_dup_as_of (part->as_of_utc_usec, now);
  g_autofree char *why = tally_app_health_dup_why (part, now);
  g_autofree char *title = g_strdup_printf ("%s: %s", tally_app_health_get_title (part->id),
                                            tally_app_health_state_get_title (part->state));
  const TallyChartColor color = get_state_color (self, part->state);
  Place place = { frame->x + PAD, frame->y + PAD, frame->width - 2 * PAD, 16 };
  Place strip = { place.x, frame->y + frame->height - PAD - STRIP_HEIGHT, place.width, STRIP_HEIGHT };
  Place spark = { place.x, strip.y - 6 - SPARK_HEIGHT, place.width, SPARK_HEIGHT };

  paint_frame (self, frame);
  place.y += paint_text (self, &place, title, "Sans Bold 10", &color) + 2;
  place.y += paint_text (self, &place, value, "Sans Bold 12", &self->theme.foreground) + 2;
  place.height = spark.y - place.y - 16;
  if (*why != '\0')
    place.y += paint_text (self, &place, why, "Sans 8", &self->theme.foreground) + 2;
  place.height = 14;
  paint_text (self, &place, as_of, "Sans 8", &self->theme.dim);
  if (*why == '\0')
    paint_chart (self, &spark, tally_app_health_chart_spark (part));
  if (part->cells->len > 0)
    paint_chart (self, &strip, tally_app_health_chart_strip (part));
}

static TallyChart *
make_chart (const TallyAppHealthView *view,
            guint                     i)
{
  if (i < TALLY_APP_HEALTH_N_BYS)
    return tally_app_health_chart_findings (view, (TallyAppHealthBy) i);
  return i == TALLY_APP_HEALTH_N_BYS ? tally_app_health_chart_runs (view->board) : tally_app_health_chart_sheets (view->board);
}

void
tally_app_health_sheet_paint (const TallyAppHealthView *view,
                              cairo_t                  *cairo)
{
  Sheet self = { .cairo = cairo, .zone = g_time_zone_new_local () };
  const TallyHealthBoard *board = view->board;
  Place place = { 0, MARGIN + HEAD_HEIGHT, get_cell_width (N_COLUMNS), TILE_HEIGHT };

  tally_chart_theme_init (&self.theme, FALSE, FALSE);
  self.measurer = tally_chart_cairo_measurer_new (&self.theme);
  tally_app_chart_format_init (&self.format, self.zone);
  set_color (&self, &self.theme.background);
  cairo_paint (cairo);
  paint_head (&self, view);
  for (guint i = 0; i < board->parts->len; i++)
    {
      place.x = MARGIN + (i % N_COLUMNS) * (place.width + GAP);
      paint_tile (&self, &place, board->parts->pdata[i], board->now_utc_usec);
      if (i % N_COLUMNS == N_COLUMNS - 1 || i + 1 == board->parts->len)
        place.y += TILE_HEIGHT + GAP;
    }
  place.width = get_cell_width (N_CHART_COLUMNS);
  place.height = CHART_HEIGHT;
  for (guint i = 0; i < N_CHARTS; i++)
    {
      place.x = MARGIN + (i % N_CHART_COLUMNS) * (place.width + GAP);
      paint_chart (&self, &place, make_chart (view, i));
      if (i % N_CHART_COLUMNS == N_CHART_COLUMNS - 1)
        place.y += CHART_HEIGHT + GAP;
    }
  tally_chart_cairo_measurer_free (self.measurer);
  g_time_zone_unref (self.zone);
}
