/* tally-app-workspace-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-workspace-bar.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-app-session-private.h"

struct _TallyAppWorkspaceBar {
  AdwBin       parent_instance;

  /* template */
  GtkRevealer *revealer;
  GtkImage    *icon;
  GtkLabel    *label;
};

G_DEFINE_FINAL_TYPE (TallyAppWorkspaceBar, tally_app_workspace_bar, ADW_TYPE_BIN)

static char *
dup_of_pack (TallyAppSession *session)
{
  TallyEnginePacked *packed = tally_app_session_get_packed (session);
  const TallyEngineState *state;
  g_autofree char *made = NULL;
  guint n_overruled;

  if (packed == NULL)
    return g_strdup (_("A state pack: read-only."));
  state = tally_engine_packed_get_state (packed);
  n_overruled = tally_engine_packed_get_import (packed)->conflicts->len;
  made = tally_app_format_dup_time (state->created_utc_usec, g_get_real_time ());
  if (n_overruled > 0)
    return g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE,
                                         "State pack of %s: read-only. Somebody else decided differently about %u finding "
                                         "that you judged; that stands.",
                                         "State pack of %s: read-only. Somebody else decided differently about %u findings "
                                         "that you judged; that stands.", n_overruled), made, n_overruled);
  return g_strdup_printf (_("State pack of %s: read-only. Your verdicts are kept in a file to take in where it comes from."),
                          made);
}

void
tally_app_workspace_bar_show (TallyAppWorkspaceBar *self,
                              TallyAppSession      *session)
{
  TallyAppWorkspace workspace;
  g_autofree char *text = NULL;

  g_return_if_fail (TALLY_IS_APP_WORKSPACE_BAR (self) && TALLY_IS_APP_SESSION (session));
  workspace = tally_app_session_get_workspace (session);
  if (workspace == TALLY_APP_WORKSPACE_SANDBOX)
    text = g_strdup (_("Sample data: made up, kept apart from yours."));
  else if (workspace == TALLY_APP_WORKSPACE_PACK)
    text = dup_of_pack (session);
  gtk_image_set_from_icon_name (self->icon, workspace == TALLY_APP_WORKSPACE_PACK ? "changes-prevent-symbolic"
                                                                                  : "dialog-information-symbolic");
  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->revealer, text != NULL);
}

static void
tally_app_workspace_bar_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TALLY_TYPE_APP_WORKSPACE_BAR);
  G_OBJECT_CLASS (tally_app_workspace_bar_parent_class)->dispose (object);
}

static void
tally_app_workspace_bar_class_init (TallyAppWorkspaceBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_workspace_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-workspace-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppWorkspaceBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWorkspaceBar, icon);
  gtk_widget_class_bind_template_child (widget_class, TallyAppWorkspaceBar, label);
}

static void
tally_app_workspace_bar_init (TallyAppWorkspaceBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
