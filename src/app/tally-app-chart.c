/* tally-app-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "tally-app-chart-format.h"
#include "tally-app-chart-private.h"

#define MIN_WIDTH_PX 60
#define NATURAL_WIDTH_PX 320
#define TABLE_HEIGHT_PX 220
#define LANE_PX 28
#define AXIS_PX 72
/* More lanes or bars than that scroll nowhere: they are drawn closer. */
#define MAX_LANES 24

enum { PROP_AS_TABLE = 1, PROP_CONTENT_HEIGHT, PROP_HAS_MENU_BUTTON, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TallyAppChart, tally_app_chart, GTK_TYPE_WIDGET)

TallyAppChartContent *
tally_app_chart_content_ref (TallyAppChartContent *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_content (gpointer data)
{
  TallyAppChartContent *self = data;

  tally_chart_free (self->chart);
  g_clear_pointer (&self->zone, g_time_zone_unref);
}

void
tally_app_chart_content_unref (TallyAppChartContent *self)
{
  g_atomic_rc_box_release_full (self, clear_content);
}

static TallyAppChartContent *
content_new (TallyChart *chart,
             GTimeZone  *zone)
{
  TallyAppChartContent *self = g_atomic_rc_box_new0 (TallyAppChartContent);

  self->chart = chart;
  self->zone = zone != NULL ? g_time_zone_ref (zone) : NULL;
  tally_app_chart_format_init (&self->format, self->zone);
  return self;
}

/* What assistive tools read: the chart as a sentence, or the value that the keyboard is at. */
void
tally_app_chart_describe (TallyAppChart *self)
{
  const TallyAppChartContent *content = self->content;
  g_autofree char *text = NULL;

  if (content == NULL)
    text = g_strdup ("");
  else if (self->has_cursor)
    text = tally_chart_describe (content->chart, &content->format, &self->cursor);
  else
    text = tally_chart_describe_all (content->chart, &content->format);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
update_table (TallyAppChart *self)
{
  g_clear_pointer (&self->table, gtk_widget_unparent);
  if (self->is_table && self->content != NULL)
    {
      self->table = tally_app_chart_table_new (self->content);
      gtk_widget_insert_before (self->table, GTK_WIDGET (self), self->menu_button);
    }
  gtk_widget_set_focusable (GTK_WIDGET (self), self->table == NULL);
}

/* The layout holds the content's values, so it goes first. */
static void
take_content (TallyAppChart        *self,
              TallyAppChartContent *content)
{
  TallyAppChartContent *before = self->content;

  tally_app_chart_picture_drop (self);
  self->content = content;
  g_clear_pointer (&before, tally_app_chart_content_unref);
  self->has_hover = FALSE;
  self->has_cursor = FALSE;
  update_table (self);
  tally_app_chart_describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
redraw (TallyAppChart *self)
{
  tally_app_chart_picture_drop (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
menu_action_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *target)
{
  tally_app_chart_menu_popup (TALLY_APP_CHART (widget), gtk_widget_get_width (widget) / 2.0,
                              gtk_widget_get_height (widget) / 2.0);
}

static void
save_action_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *target)
{
  tally_app_chart_menu_save (TALLY_APP_CHART (widget), g_variant_get_string (target, NULL));
}

/* Lines of a timeline. */
static guint
count_lanes (const TallyChart *chart)
{
  g_autoptr (GHashTable) lanes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < chart->spans->len; i++)
    g_hash_table_add (lanes, g_array_index (chart->spans, TallyChartSpan, i).lane);
  return g_hash_table_size (lanes);
}

static int
get_kind_height (TallyAppChart *self)
{
  const TallyChart *chart = self->content != NULL ? self->content->chart : NULL;

  if (chart == NULL)
    return LANE_PX;
  if (chart->kind == TALLY_CHART_SPARKLINE || chart->kind == TALLY_CHART_STRIP)
    return LANE_PX;
  if (chart->kind == TALLY_CHART_BAR && chart->is_horizontal)
    return AXIS_PX + LANE_PX * (int) MIN (tally_chart_get_n_categories (chart), MAX_LANES);
  if (chart->kind == TALLY_CHART_TIMELINE)
    return AXIS_PX + LANE_PX * (int) CLAMP (count_lanes (chart), 2, MAX_LANES);
  return TABLE_HEIGHT_PX;
}

static void
tally_app_chart_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  TallyAppChart *self = TALLY_APP_CHART (widget);
  int table = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH_PX;
      *natural = NATURAL_WIDTH_PX;
    }
  else
    *minimum = *natural = self->content_height > 0 ? self->content_height : get_kind_height (self);
  if (self->table == NULL)
    return;
  gtk_widget_measure (self->table, orientation, -1, &table, NULL, NULL, NULL);
  *minimum = MAX (*minimum, orientation == GTK_ORIENTATION_VERTICAL ? MAX (table, TABLE_HEIGHT_PX) : table);
  *natural = MAX (*natural, *minimum);
}

static void
allocate_button (TallyAppChart *self,
                 int            width)
{
  GtkAllocation corner = { 0, 0, 0, 0 };

  if (self->menu_button == NULL)
    return;
  gtk_widget_measure (self->menu_button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &corner.width, NULL, NULL);
  gtk_widget_measure (self->menu_button, GTK_ORIENTATION_VERTICAL, corner.width, NULL, &corner.height, NULL, NULL);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL)
    corner.x = width - corner.width;
  gtk_widget_size_allocate (self->menu_button, &corner, -1);
}

static void
tally_app_chart_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  TallyAppChart *self = TALLY_APP_CHART (widget);

  tally_app_chart_picture_drop (self);
  if (self->table != NULL)
    gtk_widget_allocate (self->table, width, height, -1, NULL);
  allocate_button (self, width);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
tally_app_chart_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  tally_app_chart_picture_snapshot (TALLY_APP_CHART (widget), snapshot);
  GTK_WIDGET_CLASS (tally_app_chart_parent_class)->snapshot (widget, snapshot);
}

static void
tally_app_chart_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (tally_app_chart_parent_class)->css_changed (widget, change);
  redraw (TALLY_APP_CHART (widget));
}

static void
tally_app_chart_direction_changed (GtkWidget        *widget,
                                   GtkTextDirection  before)
{
  GTK_WIDGET_CLASS (tally_app_chart_parent_class)->direction_changed (widget, before);
  redraw (TALLY_APP_CHART (widget));
}

static void
set_as_table (TallyAppChart *self,
              gboolean       is_table)
{
  if (self->is_table == is_table)
    return;
  self->is_table = is_table;
  tally_app_chart_picture_drop (self);
  update_table (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AS_TABLE]);
}

static void
set_has_menu_button (TallyAppChart *self,
                     gboolean       has_button)
{
  g_autoptr (GMenuModel) model = NULL;

  if (has_button == (self->menu_button != NULL))
    return;
  g_clear_pointer (&self->menu_button, gtk_widget_unparent);
  if (has_button)
    {
      model = tally_app_chart_menu_new ();
      self->menu_button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "view-more-symbolic", "menu-model", model,
                                        "tooltip-text", _("Chart Menu"), NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Chart Menu"), -1);
      gtk_widget_add_css_class (self->menu_button, "flat");
      gtk_widget_set_parent (self->menu_button, GTK_WIDGET (self));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_MENU_BUTTON]);
}

static void
tally_app_chart_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  TallyAppChart *self = TALLY_APP_CHART (object);

  switch (id)
    {
    case PROP_AS_TABLE: g_value_set_boolean (value, self->is_table); break;
    case PROP_CONTENT_HEIGHT: g_value_set_int (value, self->content_height); break;
    case PROP_HAS_MENU_BUTTON: g_value_set_boolean (value, self->menu_button != NULL); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_app_chart_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  TallyAppChart *self = TALLY_APP_CHART (object);

  switch (id)
    {
    case PROP_AS_TABLE: set_as_table (self, g_value_get_boolean (value)); break;
    case PROP_CONTENT_HEIGHT:
      self->content_height = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_HAS_MENU_BUTTON: set_has_menu_button (self, g_value_get_boolean (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tally_app_chart_dispose (GObject *object)
{
  TallyAppChart *self = TALLY_APP_CHART (object);

  tally_app_chart_picture_drop (self);
  g_clear_pointer (&self->table, gtk_widget_unparent);
  g_clear_pointer (&self->menu_button, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->content, tally_app_chart_content_unref);
  G_OBJECT_CLASS (tally_app_chart_parent_class)->dispose (object);
}

static void
tally_app_chart_finalize (GObject *object)
{
  TallyAppChart *self = TALLY_APP_CHART (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->font_family);
  G_OBJECT_CLASS (tally_app_chart_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_AS_TABLE] = g_param_spec_boolean ("as-table", NULL, NULL, FALSE, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CONTENT_HEIGHT] = g_param_spec_int ("content-height", NULL, NULL, 0, G_MAXINT16, 0, flags);
  properties[PROP_HAS_MENU_BUTTON] = g_param_spec_boolean ("has-menu-button", NULL, NULL, FALSE,
                                                           flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tally_app_chart_class_init (TallyAppChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tally_app_chart_dispose;
  object_class->finalize = tally_app_chart_finalize;
  object_class->get_property = tally_app_chart_get_property;
  object_class->set_property = tally_app_chart_set_property;
  widget_class->measure = tally_app_chart_measure;
  widget_class->size_allocate = tally_app_chart_size_allocate;
  widget_class->snapshot = tally_app_chart_snapshot;
  widget_class->css_changed = tally_app_chart_css_changed;
  widget_class->direction_changed = tally_app_chart_direction_changed;
  install_properties (object_class);
  g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_property_action (widget_class, "chart.as-table", "as-table");
  gtk_widget_class_install_action (widget_class, "chart.save", "s", save_action_cb);
  gtk_widget_class_install_action (widget_class, "chart.menu", NULL, menu_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "chart.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "chart.menu", NULL);
}

static void
tally_app_chart_init (TallyAppChart *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->zone = g_time_zone_new_local ();
  tally_app_chart_input_add (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (redraw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (redraw), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
}

GtkWidget *
tally_app_chart_new (void)
{
  return g_object_new (TALLY_TYPE_APP_CHART, NULL);
}

void
tally_app_chart_set_chart (TallyAppChart *self,
                           TallyChart    *chart)
{
  g_return_if_fail (TALLY_IS_APP_CHART (self));
  take_content (self, chart != NULL ? content_new (chart, self->zone) : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, chart != NULL ? chart->title : "", -1);
}

const TallyChart *
tally_app_chart_get_chart (TallyAppChart *self)
{
  g_return_val_if_fail (TALLY_IS_APP_CHART (self), NULL);
  return self->content != NULL ? self->content->chart : NULL;
}

void
tally_app_chart_set_zone (TallyAppChart *self,
                          GTimeZone     *zone)
{
  g_return_if_fail (TALLY_IS_APP_CHART (self));
  if (zone == self->zone)
    return;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone != NULL ? g_time_zone_ref (zone) : NULL;
}

gboolean
tally_app_chart_get_cursor (TallyAppChart    *self,
                            TallyChartCursor *out_cursor)
{
  g_return_val_if_fail (TALLY_IS_APP_CHART (self), FALSE);
  if (self->has_cursor)
    *out_cursor = self->cursor;
  return self->has_cursor;
}
