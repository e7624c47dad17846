/* tally-chart-display.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-display.h"

#include "tally-chart-number.h"
#include "tally-text.h"

static const char *const roles[TALLY_CHART_N_ROLES] = {
  [TALLY_CHART_ROLE_BACKGROUND] = "background",
  [TALLY_CHART_ROLE_TITLE] = "title",
  [TALLY_CHART_ROLE_LABEL] = "label",
  [TALLY_CHART_ROLE_VALUE] = "value",
  [TALLY_CHART_ROLE_EMPTY] = "empty",
  [TALLY_CHART_ROLE_GRID] = "grid",
  [TALLY_CHART_ROLE_AXIS] = "axis",
  [TALLY_CHART_ROLE_REFERENCE] = "reference",
  [TALLY_CHART_ROLE_BAND] = "band",
  [TALLY_CHART_ROLE_AREA] = "area",
  [TALLY_CHART_ROLE_SERIES] = "series",
  [TALLY_CHART_ROLE_PREVIOUS] = "previous",
  [TALLY_CHART_ROLE_PEERS] = "peers",
  [TALLY_CHART_ROLE_OWN] = "own",
  [TALLY_CHART_ROLE_HATCH] = "hatch",
  [TALLY_CHART_ROLE_EVENT] = "event",
  [TALLY_CHART_ROLE_WARNING] = "warning",
  [TALLY_CHART_ROLE_CRITICAL] = "critical",
  [TALLY_CHART_ROLE_STATE] = "state",
  [TALLY_CHART_ROLE_STATE_MARK] = "state-mark",
  [TALLY_CHART_ROLE_PLATE] = "plate",
};

static void
clear_item_cb (gpointer data)
{
  TallyChartItem *item = data;

  g_free (item->text);
  g_free (item->value);
}

TallyChartDisplay *
tally_chart_display_new (double width,
                         double height)
{
  TallyChartDisplay *self = g_new0 (TallyChartDisplay, 1);

  self->width = width;
  self->height = height;
  self->items = g_array_new (FALSE, FALSE, sizeof (TallyChartItem));
  g_array_set_clear_func (self->items, clear_item_cb);
  self->points = g_array_new (FALSE, FALSE, sizeof (TallyChartPoint));
  return self;
}

void
tally_chart_display_free (TallyChartDisplay *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->summary);
  g_array_unref (self->items);
  g_array_unref (self->points);
  g_free (self);
}

const char *
tally_chart_role_get_id (TallyChartRole role)
{
  g_return_val_if_fail (role < TALLY_CHART_N_ROLES, "");
  return roles[role];
}

static void
dump_box (GString             *text,
          const TallyChartBox *box)
{
  const double numbers[] = { box->x, box->y, box->width, box->height };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_string_append_c (text, ' ');
      tally_chart_number_append (text, numbers[i]);
    }
}

static void
dump_points (GString                 *text,
             const TallyChartDisplay *self,
             const TallyChartItem    *item)
{
  for (guint i = 0; i < item->n; i++)
    {
      const TallyChartPoint *point = &g_array_index (self->points, TallyChartPoint, item->first + i);
      g_string_append (text, point->moves ? " M" : " L");
      tally_chart_number_append (text, point->x);
      g_string_append_c (text, ',');
      tally_chart_number_append (text, point->y);
    }
  if (item->is_closed)
    g_string_append (text, " Z");
}

char *
tally_chart_display_dump (const TallyChartDisplay *self)
{
  static const char *const kinds[] = { "path", "rect", "text" };
  static const char *const anchors[] = { "left", "middle", "right" };
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "summary %s\n", self->summary ? self->summary : "");
  for (guint i = 0; i < self->items->len; i++)
    {
      const TallyChartItem *item = &g_array_index (self->items, TallyChartItem, i);
      g_string_append_printf (text, "%s %s-%u", kinds[item->kind], roles[item->role], item->index);
      if (item->kind == TALLY_CHART_ITEM_PATH)
        dump_points (text, self, item);
      else
        dump_box (text, &item->box);
      if (item->line_width > 0)
        {
          g_string_append (text, " line ");
          tally_chart_number_append (text, item->line_width);
        }
      if (item->dash > 0)
        g_string_append_printf (text, " dash %u", item->dash);
      if (item->text)
        g_string_append_printf (text, " %s \"%s\"", anchors[item->anchor], item->text);
      if (item->value)
        g_string_append_printf (text, " = %s", item->value);
      g_string_append_c (text, '\n');
    }
  return tally_text_steal (g_steal_pointer (&text));
}
