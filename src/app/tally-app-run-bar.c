/* tally-app-run-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-run-bar.h"

#include <glib/gi18n.h>

#define PULSE_MSECS 200

struct _TallyAppRunBar {
  AdwBin           parent_instance;

  /* template */
  GtkRevealer     *revealer;
  GtkLabel        *label;
  GtkProgressBar  *progress;

  TallyEngineDesk *desk; /* (owned) (nullable) */
  guint            pulse_id;
};

G_DEFINE_FINAL_TYPE (TallyAppRunBar, tally_app_run_bar, ADW_TYPE_BIN)

static gboolean
pulse_cb (gpointer data)
{
  TallyAppRunBar *self = data;

  gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
show_progress (TallyAppRunBar *self)
{
  g_autofree char *phase = NULL;
  double fraction;

  g_object_get (self->desk, "phase", &phase, "fraction", &fraction, NULL);
  gtk_label_set_text (self->label, phase != NULL ? phase : _("Starting…"));
  if (fraction >= 0)
    {
      g_clear_handle_id (&self->pulse_id, g_source_remove);
      gtk_progress_bar_set_fraction (self->progress, fraction);
    }
  else if (self->pulse_id == 0)
    self->pulse_id = g_timeout_add (PULSE_MSECS, pulse_cb, self);
}

static void
show_run (TallyAppRunBar *self)
{
  gboolean is_running = self->desk != NULL && tally_engine_desk_is_running (self->desk);

  gtk_revealer_set_reveal_child (self->revealer, is_running);
  if (is_running)
    show_progress (self);
  else
    g_clear_handle_id (&self->pulse_id, g_source_remove);
}

static void
drop_desk (TallyAppRunBar *self)
{
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

static void
tally_app_run_bar_dispose (GObject *object)
{
  drop_desk (TALLY_APP_RUN_BAR (object));
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TALLY_TYPE_APP_RUN_BAR);
  G_OBJECT_CLASS (tally_app_run_bar_parent_class)->dispose (object);
}

static void
tally_app_run_bar_class_init (TallyAppRunBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_run_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-run-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppRunBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRunBar, label);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRunBar, progress);
}

static void
tally_app_run_bar_init (TallyAppRunBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tally_app_run_bar_set_desk (TallyAppRunBar  *self,
                            TallyEngineDesk *desk)
{
  g_return_if_fail (TALLY_IS_APP_RUN_BAR (self));
  drop_desk (self);
  g_set_object (&self->desk, desk);
  if (desk != NULL)
    {
      g_signal_connect_object (desk, "notify::running", G_CALLBACK (show_run), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (desk, "notify::phase", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (desk, "notify::fraction", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
    }
  show_run (self);
}
