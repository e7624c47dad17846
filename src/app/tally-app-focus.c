/* tally-app-focus.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-focus.h"

/* Layouts of what unfolds: one that shows it, one that makes room. */
#define N_FRAMES 2

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  guint *n_left = data;

  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_height (widget) == 0)
    return G_SOURCE_CONTINUE;
  if (*n_left > 0)
    {
      (*n_left)--;
      gtk_widget_queue_draw (widget); /* the next frame is to come */
      return G_SOURCE_CONTINUE;
    }
  if (!gtk_widget_grab_focus (widget))
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

void
tally_app_focus_when_shown (GtkWidget *widget)
{
  guint *n_left;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  n_left = g_new (guint, 1);
  *n_left = N_FRAMES;
  gtk_widget_add_tick_callback (widget, frame_cb, n_left, g_free);
}
