/* tally-chart-svg.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-svg.h"

#include <math.h>

#include "tally-chart-number.h"
#include "tally-text.h"

/* What XML 1.0 does not allow is left out: there is no way to escape it. */
static void
append_text (GString    *svg,
             const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);

  for (const char *at = valid; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (c == '&')
        g_string_append (svg, "&amp;");
      else if (c == '<')
        g_string_append (svg, "&lt;");
      else if (c == '>')
        g_string_append (svg, "&gt;");
      else if (c == '"')
        g_string_append (svg, "&quot;");
      else if (c == '\'')
        g_string_append (svg, "&#39;");
      else if ((c >= 0x20 && c < 0x7f) || (c >= 0xa0 && (c & 0xfffe) != 0xfffe))
        g_string_append_unichar (svg, c);
      else if (c == '\t' || c == '\n')
        g_string_append_c (svg, ' ');
    }
}

static void
append_number (GString    *svg,
               const char *name,
               double      number)
{
  g_string_append_printf (svg, " %s=\"", name);
  tally_chart_number_append (svg, number);
  g_string_append_c (svg, '"');
}

static void
append_color (GString               *svg,
              const char            *name,
              const TallyChartColor *color)
{
  g_string_append_printf (svg, " %s=\"#%02x%02x%02x\"", name, (guint) round (CLAMP (color->red, 0, 1) * 255),
                          (guint) round (CLAMP (color->green, 0, 1) * 255), (guint) round (CLAMP (color->blue, 0, 1) * 255));
  if (color->alpha < 1)
    {
      g_autofree char *opacity = g_strconcat (name, "-opacity", NULL);
      append_number (svg, opacity, color->alpha);
    }
}

static void
append_class (GString              *svg,
              const TallyChartItem *item)
{
  const char *id = tally_chart_role_get_id (item->role);

  g_string_append_printf (svg, " class=\"%s", id);
  if (item->role == TALLY_CHART_ROLE_SERIES || item->role == TALLY_CHART_ROLE_AREA || item->role == TALLY_CHART_ROLE_BAND
      || item->role == TALLY_CHART_ROLE_STATE)
    g_string_append_printf (svg, " %s-%u", id, item->index);
  g_string_append_c (svg, '"');
}

static void
append_paint (GString               *svg,
              const TallyChartTheme *theme,
              const TallyChartItem  *item)
{
  TallyChartColor color = tally_chart_theme_get_color (theme, item->role, item->index);
  guint n;
  const double *dash = tally_chart_dash_get (item->dash, &n);

  if (!(item->line_width > 0))
    {
      append_color (svg, "fill", &color);
      return;
    }
  g_string_append (svg, " fill=\"none\"");
  append_color (svg, "stroke", &color);
  append_number (svg, "stroke-width", item->line_width);
  if (item->kind == TALLY_CHART_ITEM_PATH && n == 0)
    g_string_append (svg, " stroke-linejoin=\"round\" stroke-linecap=\"round\"");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (svg, i == 0 ? " stroke-dasharray=\"" : " ");
      tally_chart_number_append (svg, dash[i] * item->line_width);
    }
  if (n > 0)
    g_string_append_c (svg, '"');
}

static void
append_points (GString                 *svg,
               const TallyChartDisplay *display,
               const TallyChartItem    *item)
{
  g_string_append (svg, " d=\"");
  for (guint i = 0; i < item->n; i++)
    {
      const TallyChartPoint *point = &g_array_index (display->points, TallyChartPoint, item->first + i);
      g_string_append_c (svg, point->moves ? 'M' : 'L');
      tally_chart_number_append (svg, point->x);
      g_string_append_c (svg, ' ');
      tally_chart_number_append (svg, point->y);
    }
  g_string_append (svg, item->is_closed ? "Z\"" : "\"");
}

static void
append_rect (GString              *svg,
             const TallyChartItem *item)
{
  append_number (svg, "x", item->box.x);
  append_number (svg, "y", item->box.y);
  append_number (svg, "width", item->box.width);
  append_number (svg, "height", item->box.height);
  if (item->radius > 0)
    append_number (svg, "rx", item->radius);
}

static void
append_place (GString              *svg,
              const TallyChartItem *item)
{
  static const char *const anchors[] = { "start", "middle", "end" };
  static const double shares[] = { 0, 0.5, 1 };

  append_number (svg, "x", item->box.x + item->box.width * shares[item->anchor]);
  append_number (svg, "y", item->box.y + item->baseline);
  append_number (svg, "font-size", item->size);
  if (item->is_bold)
    g_string_append (svg, " font-weight=\"bold\"");
  if (item->anchor != TALLY_CHART_ANCHOR_LEFT)
    g_string_append_printf (svg, " text-anchor=\"%s\"", anchors[item->anchor]);
}

static void
append_item (GString                 *svg,
             const TallyChartDisplay *display,
             const TallyChartTheme   *theme,
             const TallyChartItem    *item)
{
  static const char *const tags[] = { "path", "rect", "text" };
  const char *tag = tags[item->kind];

  if (item->role == TALLY_CHART_ROLE_BACKGROUND && theme->is_transparent)
    return;
  g_string_append_printf (svg, "<%s", tag);
  append_class (svg, item);
  if (item->kind == TALLY_CHART_ITEM_PATH)
    append_points (svg, display, item);
  else if (item->kind == TALLY_CHART_ITEM_RECT)
    append_rect (svg, item);
  else
    append_place (svg, item);
  append_paint (svg, theme, item);
  if (item->text == NULL && item->value == NULL)
    {
      g_string_append (svg, "/>\n");
      return;
    }
  g_string_append_c (svg, '>');
  append_text (svg, item->text);
  if (item->value)
    {
      g_string_append (svg, "<title>");
      append_text (svg, item->value);
      g_string_append (svg, "</title>");
    }
  g_string_append_printf (svg, "</%s>\n", tag);
}

static char *
dup_id (const char *prefix)
{
  char *id = g_strdup (prefix[0] ? prefix : "chart");

  for (char *at = id; *at; at++)
    if (!g_ascii_isalnum (*at) && *at != '-' && *at != '_')
      *at = '_';
  return id;
}

static void
append_head (GString                 *svg,
             const TallyChartDisplay *display,
             const TallyChartTheme   *theme,
             const char              *id)
{
  g_string_append (svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tally-chart\" viewBox=\"0 0 ");
  tally_chart_number_append (svg, display->width);
  g_string_append_c (svg, ' ');
  tally_chart_number_append (svg, display->height);
  g_string_append_c (svg, '"');
  append_number (svg, "width", display->width);
  append_number (svg, "height", display->height);
  g_string_append (svg, " font-family=\"");
  append_text (svg, theme->font_family);
  g_string_append_printf (svg, ", sans-serif\" role=\"img\" aria-labelledby=\"%s-title %s-summary\">\n", id, id);
  g_string_append_printf (svg, "<title id=\"%s-title\">", id);
  append_text (svg, display->title);
  g_string_append_printf (svg, "</title>\n<desc id=\"%s-summary\">", id);
  append_text (svg, display->summary);
  g_string_append (svg, "</desc>\n");
}

char *
tally_chart_svg_write (const TallyChartDisplay *display,
                       const TallyChartTheme   *theme,
                       const char              *id_prefix)
{
  g_autoptr(GString) svg = g_string_new (NULL);
  g_autofree char *id = dup_id (id_prefix);

  append_head (svg, display, theme, id);
  for (guint i = 0; i < display->items->len; i++)
    append_item (svg, display, theme, &g_array_index (display->items, TallyChartItem, i));
  g_string_append (svg, "</svg>\n");
  return tally_text_steal (g_steal_pointer (&svg));
}
