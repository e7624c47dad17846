/* tally-chart-cairo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-cairo.h"

#include <pango/pangocairo.h>

/* Whole pixels for glyphs would make text of a page differ from that of a picture. */
static void
prepare_context (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
}

static void
set_font (PangoLayout *layout,
          const char  *family,
          double       size_px,
          gboolean     is_bold)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, family);
  pango_font_description_set_absolute_size (font, size_px * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_font_description_free (font);
}

typedef struct {
  TallyChartMeasurer  measurer;
  PangoLayout        *layout; /* (owned) */
  char               *family; /* (owned) */
} FontMeasurer;

static void
measure (const TallyChartMeasurer *self,
         const char               *text,
         double                    size_px,
         gboolean                  is_bold,
         TallyChartExtents        *out_extents)
{
  FontMeasurer *fonts = self->data;
  PangoRectangle logical;

  set_font (fonts->layout, fonts->family, size_px, is_bold);
  pango_layout_set_text (fonts->layout, text, -1);
  pango_layout_get_extents (fonts->layout, NULL, &logical);
  out_extents->width = (double) logical.width / PANGO_SCALE;
  out_extents->height = (double) logical.height / PANGO_SCALE;
  out_extents->baseline = (double) pango_layout_get_baseline (fonts->layout) / PANGO_SCALE;
}

TallyChartMeasurer *
tally_chart_cairo_measurer_new (const TallyChartTheme *theme)
{
  FontMeasurer *self = g_new0 (FontMeasurer, 1);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  prepare_context (context);
  self->measurer = (TallyChartMeasurer) { .measure = measure, .data = self };
  self->layout = pango_layout_new (context);
  g_object_unref (context);
  self->family = g_strdup (theme->font_family);
  return &self->measurer;
}

void
tally_chart_cairo_measurer_free (TallyChartMeasurer *self)
{
  FontMeasurer *fonts;

  if (self == NULL)
    return;
  fonts = self->data;
  g_object_unref (fonts->layout);
  g_free (fonts->family);
  g_free (fonts);
}

static void
trace_rect (cairo_t              *cairo,
            const TallyChartItem *item)
{
  const TallyChartBox *box = &item->box;
  double r = item->radius, right = box->x + box->width, bottom = box->y + box->height;

  if (!(r > 0))
    {
      cairo_rectangle (cairo, box->x, box->y, box->width, box->height);
      return;
    }
  cairo_new_sub_path (cairo);
  cairo_arc (cairo, right - r, box->y + r, r, -G_PI / 2, 0);
  cairo_arc (cairo, right - r, bottom - r, r, 0, G_PI / 2);
  cairo_arc (cairo, box->x + r, bottom - r, r, G_PI / 2, G_PI);
  cairo_arc (cairo, box->x + r, box->y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cairo);
}

static void
trace_path (cairo_t                 *cairo,
            const TallyChartDisplay *display,
            const TallyChartItem    *item)
{
  for (guint i = 0; i < item->n; i++)
    {
      const TallyChartPoint *point = &g_array_index (display->points, TallyChartPoint, item->first + i);
      if (point->moves)
        cairo_move_to (cairo, point->x, point->y);
      else
        cairo_line_to (cairo, point->x, point->y);
    }
  if (item->is_closed)
    cairo_close_path (cairo);
}

static void
stroke (cairo_t              *cairo,
        const TallyChartItem *item)
{
  double lengths[8];
  guint n;
  const double *dash = tally_chart_dash_get (item->dash, &n);

  for (guint i = 0; i < n; i++)
    lengths[i] = dash[i] * item->line_width;
  cairo_set_dash (cairo, lengths, (int) n, 0);
  cairo_set_line_width (cairo, item->line_width);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cairo, n > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cairo);
}

static void
paint_text (cairo_t               *cairo,
            PangoLayout           *layout,
            const TallyChartTheme *theme,
            const TallyChartItem  *item)
{
  static const double shares[] = { 0, 0.5, 1 };
  PangoRectangle logical;
  double width;

  set_font (layout, theme->font_family, item->size, item->is_bold);
  pango_layout_set_text (layout, item->text, -1);
  pango_layout_get_extents (layout, NULL, &logical);
  width = (double) logical.width / PANGO_SCALE;
  cairo_move_to (cairo, item->box.x + (item->box.width - width) * shares[item->anchor],
                 item->box.y + item->baseline - (double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_show_layout (cairo, layout);
}

void
tally_chart_cairo_paint (const TallyChartDisplay *display,
                         const TallyChartTheme   *theme,
                         cairo_t                 *cairo)
{
  PangoLayout *layout = pango_cairo_create_layout (cairo);

  prepare_context (pango_layout_get_context (layout));
  pango_layout_context_changed (layout);
  cairo_save (cairo);
  for (guint i = 0; i < display->items->len; i++)
    {
      const TallyChartItem *item = &g_array_index (display->items, TallyChartItem, i);
      TallyChartColor color = tally_chart_theme_get_color (theme, item->role, item->index);
      cairo_set_source_rgba (cairo, color.red, color.green, color.blue, color.alpha);
      if (item->kind == TALLY_CHART_ITEM_TEXT)
        {
          paint_text (cairo, layout, theme, item);
          continue;
        }
      cairo_new_path (cairo);
      if (item->kind == TALLY_CHART_ITEM_RECT)
        trace_rect (cairo, item);
      else
        trace_path (cairo, display, item);
      if (item->line_width > 0)
        stroke (cairo, item);
      else
        cairo_fill (cairo);
    }
  cairo_restore (cairo);
  g_object_unref (layout);
}
