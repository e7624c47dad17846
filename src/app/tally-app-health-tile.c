/* tally-app-health-tile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-health-tile.h"

#include <glib/gi18n.h>

#include "tally-app-chart.h"
#include "tally-app-format.h"
#include "tally-app-health-charts.h"
#include "tally-app-health-words.h"

struct _TallyAppHealthTile {
  GtkFlowBoxChild  parent_instance;

  /* template */
  GtkImage        *icon;
  GtkLabel        *title;
  GtkLabel        *state;
  GtkLabel        *value;
  GtkLabel        *as_of;
  GtkLabel        *stale;
  GtkLabel        *why;
  GtkButton       *step;
  GtkWidget       *why_button;
  TallyAppChart   *strip;
  TallyAppChart   *spark;

  const char      *id;
  const char      *style; /* (nullable): class of the state shown */
};

G_DEFINE_FINAL_TYPE (TallyAppHealthTile, tally_app_health_tile, GTK_TYPE_FLOW_BOX_CHILD)

static void
tally_app_health_tile_dispose (GObject *object)
{
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TALLY_TYPE_APP_HEALTH_TILE);
  G_OBJECT_CLASS (tally_app_health_tile_parent_class)->dispose (object);
}

static void
tally_app_health_tile_class_init (TallyAppHealthTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_health_tile_dispose;
  g_type_ensure (TALLY_TYPE_APP_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-health-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, icon);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, title);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, state);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, value);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, as_of);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, stale);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, why);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, step);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, why_button);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, strip);
  gtk_widget_class_bind_template_child (widget_class, TallyAppHealthTile, spark);
}

static void
tally_app_health_tile_init (TallyAppHealthTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tally_app_health_tile_new (const char *id)
{
  TallyAppHealthTile *self = g_object_new (TALLY_TYPE_APP_HEALTH_TILE, NULL);
  g_autofree char *why = g_strdup_printf (_("Why? Help about %s"), tally_app_health_get_title (id));
  g_autofree char *page = g_strconcat ("health#", id, NULL);

  self->id = id;
  gtk_label_set_label (self->title, tally_app_health_get_title (id));
  gtk_widget_set_tooltip_text (self->why_button, why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->why_button), GTK_ACCESSIBLE_PROPERTY_LABEL, why, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->why_button), "s", page);
  return GTK_WIDGET (self);
}

const char *
tally_app_health_tile_get_id (TallyAppHealthTile *self)
{
  g_return_val_if_fail (TALLY_IS_APP_HEALTH_TILE (self), "");
  return self->id;
}

static void
show_state (TallyAppHealthTile *self,
            TallyHealthState    state)
{
  const char *style = tally_app_health_state_get_style (state);

  gtk_image_set_from_icon_name (self->icon, tally_app_health_state_get_icon (state));
  gtk_label_set_label (self->state, tally_app_health_state_get_title (state));
  if (self->style != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
      gtk_widget_remove_css_class (GTK_WIDGET (self->state), self->style);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), style);
  self->style = style;
}

static void
show_step (TallyAppHealthTile    *self,
           const TallyHealthPart *part)
{
  TallyAppHealthStep step = { 0 };

  gtk_widget_set_visible (GTK_WIDGET (self->step), tally_app_health_find_step (part, &step));
  if (step.action == NULL)
    return;
  gtk_button_set_label (self->step, step.label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->step), step.action);
  g_free (step.action);
}

static void
show_charts (TallyAppHealthTile    *self,
             const TallyHealthPart *part)
{
  TallyChart *spark = tally_app_health_chart_spark (part);

  tally_app_chart_set_chart (self->strip, tally_app_health_chart_strip (part));
  gtk_widget_set_visible (GTK_WIDGET (self->strip), part->cells->len > 0);
  tally_app_chart_set_chart (self->spark, spark);
  gtk_widget_set_visible (GTK_WIDGET (self->spark), spark != NULL);
}

void
tally_app_health_tile_show (TallyAppHealthTile    *self,
                            const TallyHealthPart *part,
                            gint64                 now_usec)
{
  g_autofree char *value = NULL, *as_of = NULL, *when = NULL, *why = NULL, *label = NULL;

  g_return_if_fail (TALLY_IS_APP_HEALTH_TILE (self) && part != NULL);
  value = tally_app_health_dup_value (part, now_usec);
  as_of = tally_app_health_dup_as_of (part->as_of_utc_usec, now_usec);
  when = tally_app_format_dup_time_full (part->as_of_utc_usec);
  why = tally_app_health_dup_why (part, now_usec);
  show_state (self, part->state);
  gtk_label_set_label (self->value, value);
  gtk_label_set_label (self->as_of, as_of);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->as_of), *when != '\0' ? when : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->stale), part->is_stale);
  gtk_label_set_label (self->why, why);
  gtk_widget_set_visible (GTK_WIDGET (self->why), *why != '\0');
  show_step (self, part);
  show_charts (self, part);
  /* Translators: a card for those who hear it: part, state, value, age. */
  label = g_strdup_printf (_("%s: %s. %s. %s."), tally_app_health_get_title (self->id),
                           tally_app_health_state_get_title (part->state), value, as_of);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
