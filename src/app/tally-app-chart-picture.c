/* tally-app-chart-picture.c: the chart in the colours and the font of the theme, and the value that people are at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-chart-private.h"

#include <adwaita.h>

#include "tally-chart-cairo.h"

#define FONT_SHARE 0.82 /* labels of a chart to the text around it: the size of a caption */
#define CARD_NAME "card_bg_color"
#define RING_PX 5.0
#define BUBBLE_PAD_PX 6.0
#define BUBBLE_GAP_PX 10.0
#define MIN_BUBBLE_PX 140.0
/* Higher than that, the bubble has room within the picture. */
#define MIN_ROOM_PX 60.0

void
tally_app_chart_picture_drop (TallyAppChart *self)
{
  g_clear_pointer (&self->layout, tally_chart_layout_free);
  g_clear_pointer (&self->picture, gsk_render_node_unref);
}

static TallyChartColor
blend (const GdkRGBA         *over,
       const TallyChartColor *under)
{
  double share = over->alpha;

  return (TallyChartColor) {
    over->red * share + under->red * (1 - share),
    over->green * share + under->green * (1 - share),
    over->blue * share + under->blue * (1 - share),
    1,
  };
}

static void
take_color (GtkStyleContext       *context,
            const char            *name,
            const TallyChartColor *under,
            TallyChartColor       *color)
{
  GdkRGBA rgba;

  if (gtk_style_context_lookup_color (context, name, &rgba))
    *color = blend (&rgba, under);
}

/* Labels in the font of the widget, whose size knows how large people want text. */
static void
take_font (TallyAppChart *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  double dpi = pango_cairo_context_get_resolution (context);

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi : 96) / 72;
  g_free (self->font_family);
  self->font_family = g_strdup (pango_font_description_get_family (font));
  if (self->font_family != NULL)
    self->theme.font_family = self->font_family;
  if (size > 0)
    self->theme.font_px = size * FONT_SHARE;
}

static void
take_theme (TallyAppChart *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  TallyChartTheme *theme = &self->theme;
  GdkRGBA color;

  tally_chart_theme_init (theme, adw_style_manager_get_dark (manager), adw_style_manager_get_high_contrast (manager));
  take_color (context, "window_bg_color", &theme->background, &theme->background);
  take_color (context, CARD_NAME, &theme->background, &theme->background);
  gtk_style_context_get_color (context, &color);
  theme->foreground = blend (&color, &theme->background);
  take_color (context, "accent_color", &theme->background, &theme->accent);
  take_color (context, "success_color", &theme->background, &theme->success);
  take_color (context, "warning_color", &theme->background, &theme->warning);
  take_color (context, "error_color", &theme->background, &theme->error);
  color.alpha *= theme->is_high_contrast ? 0.4f : 0.15f;
  theme->grid = blend (&color, &theme->background);
  theme->is_transparent = TRUE;
  take_font (self);
  tally_chart_theme_adjust (theme);
}

static void
lay_out (TallyAppChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  TallyChartLayoutOptions options = {
    .width = CLAMP (gtk_widget_get_width (widget), 1, TALLY_CHART_MAX_PX),
    .height = CLAMP (gtk_widget_get_height (widget), 1, TALLY_CHART_MAX_PX),
    .device_scale = gtk_widget_get_scale_factor (widget),
    .is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
    .format = &self->content->format,
  };
  TallyChartMeasurer *measurer;

  take_theme (self);
  measurer = tally_chart_cairo_measurer_new (&self->theme);
  options.measurer = measurer;
  options.font_px = self->theme.font_px;
  options.line_width = self->theme.line_width;
  self->layout = tally_chart_layout_new (self->content->chart, &options);
  tally_chart_cairo_measurer_free (measurer);
}

gboolean
tally_app_chart_picture_ensure (TallyAppChart *self)
{
  if (self->content == NULL || self->is_table || gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    return FALSE;
  if (self->layout == NULL)
    lay_out (self);
  return TRUE;
}

static GskRenderNode *
paint (TallyAppChart *self)
{
  const TallyChartDisplay *display = tally_chart_layout_get_display (self->layout);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  cairo_t *cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) display->width,
                                                                             (float) display->height));

  tally_chart_cairo_paint (display, &self->theme, cairo);
  cairo_destroy (cairo);
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

static GdkRGBA
get_rgba (const TallyChartColor *color,
          double                 alpha)
{
  return (GdkRGBA) { (float) color->red, (float) color->green, (float) color->blue, (float) alpha };
}

static void
append_circle (GtkSnapshot           *snapshot,
               const TallyChartHit   *hit,
               double                 radius,
               const TallyChartColor *chart_color)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) (hit->x - radius), (float) (hit->y - radius),
                                                     (float) (2 * radius), (float) (2 * radius));
  const GdkRGBA color = get_rgba (chart_color, 1);
  const float widths[] = { 2, 2, 2, 2 };
  const GdkRGBA colors[] = { color, color, color, color };
  GskRoundedRect ring;

  gsk_rounded_rect_init_from_rect (&ring, &bounds, (float) radius);
  gtk_snapshot_append_border (snapshot, &ring, widths, colors);
}

/* Of two colours, so that it is seen on each bar and line. */
static void
append_ring (TallyAppChart       *self,
             GtkSnapshot         *snapshot,
             const TallyChartHit *hit)
{
  append_circle (snapshot, hit, RING_PX + 2, &self->theme.background);
  append_circle (snapshot, hit, RING_PX, &self->theme.foreground);
}

/* Above or below the point, inside where there is room; a picture as low as a line of text lets it stand over its edge. */
static void
append_bubble (TallyAppChart       *self,
               GtkSnapshot         *snapshot,
               const TallyChartHit *hit,
               const char          *text)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double room = MAX (gtk_widget_get_width (widget), MIN_BUBBLE_PX) - 2 * BUBBLE_PAD_PX;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  const GdkRGBA back = get_rgba (&self->theme.foreground, 0.92), front = get_rgba (&self->theme.background, 1);
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));
  GskRoundedRect plate;
  int width, height;
  double x, y;

  pango_font_description_set_absolute_size (font, self->theme.font_px * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > room)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
      pango_layout_get_pixel_size (layout, &width, &height);
    }
  x = CLAMP (hit->x - width / 2.0, BUBBLE_PAD_PX, MAX (BUBBLE_PAD_PX, room + BUBBLE_PAD_PX - width));
  y = hit->y - BUBBLE_GAP_PX - BUBBLE_PAD_PX - height;
  if (y < BUBBLE_PAD_PX && gtk_widget_get_height (widget) > MIN_ROOM_PX)
    y = hit->y + BUBBLE_GAP_PX + BUBBLE_PAD_PX;
  gsk_rounded_rect_init_from_rect (&plate, &GRAPHENE_RECT_INIT ((float) (x - BUBBLE_PAD_PX), (float) (y - BUBBLE_PAD_PX / 2),
                                                               (float) (width + 2 * BUBBLE_PAD_PX),
                                                               (float) (height + BUBBLE_PAD_PX)), 6);
  gtk_snapshot_push_rounded_clip (snapshot, &plate);
  gtk_snapshot_append_color (snapshot, &back, &plate.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, &front);
  gtk_snapshot_restore (snapshot);
}

/* What is under the pointer; else what the keyboard is at. */
static gboolean
find_shown (TallyAppChart *self,
            TallyChartHit *out_hit)
{
  if (self->has_hover)
    {
      *out_hit = self->hover;
      return TRUE;
    }
  return self->has_cursor && gtk_widget_is_focus (GTK_WIDGET (self))
         && tally_chart_layout_locate (self->layout, &self->cursor, out_hit);
}

void
tally_app_chart_picture_snapshot (TallyAppChart *self,
                                  GtkSnapshot   *snapshot)
{
  TallyChartHit hit;
  g_autofree char *text = NULL;

  if (!tally_app_chart_picture_ensure (self))
    return;
  if (self->picture == NULL)
    self->picture = paint (self);
  if (self->picture != NULL)
    gtk_snapshot_append_node (snapshot, self->picture);
  if (!find_shown (self, &hit))
    return;
  text = tally_chart_describe (self->content->chart, &self->content->format, &hit.cursor);
  append_ring (self, snapshot, &hit);
  append_bubble (self, snapshot, &hit, text);
}
