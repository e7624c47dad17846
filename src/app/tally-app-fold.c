/* tally-app-fold.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-fold.h"

typedef struct {
  GWeakRef widget;
  GWeakRef leaflet;
} Follow;

static void
follow_free (gpointer data)
{
  Follow *self = data;

  g_weak_ref_clear (&self->widget);
  g_weak_ref_clear (&self->leaflet);
  g_free (self);
}

static gboolean
follow_cb (gpointer data)
{
  Follow *self = data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);
  g_autoptr (AdwLeaflet) leaflet = g_weak_ref_get (&self->leaflet);

  if (widget != NULL && leaflet != NULL)
    gtk_widget_set_visible (widget, adw_leaflet_get_folded (leaflet));
  return G_SOURCE_REMOVE;
}

static void
folded_cb (GtkWidget  *widget,
           GParamSpec *pspec,
           AdwLeaflet *leaflet)
{
  Follow *self = g_new0 (Follow, 1);

  g_weak_ref_init (&self->widget, widget);
  g_weak_ref_init (&self->leaflet, leaflet);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_cb, self, follow_free);
}

void
tally_app_fold_show_with (GtkWidget  *widget,
                          AdwLeaflet *leaflet)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && ADW_IS_LEAFLET (leaflet));
  gtk_widget_set_visible (widget, adw_leaflet_get_folded (leaflet));
  g_signal_connect_object (leaflet, "notify::folded", G_CALLBACK (folded_cb), widget, G_CONNECT_SWAPPED);
}
