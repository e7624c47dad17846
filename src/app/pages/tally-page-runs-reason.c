/* tally-page-runs-reason.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-reason.h"

#include <glib/gi18n.h>

/* Bound of the trail's texts, with room for what the store adds. */
#define MAX_REASON_CHARS 500

static const struct {
  const char *title;
  gint64      usec;
} spans[] = {
  { N_("Until it is taken back"), 0 },
  { N_("For an hour"), G_TIME_SPAN_HOUR },
  { N_("For four hours"), 4 * G_TIME_SPAN_HOUR },
  { N_("For a day"), G_TIME_SPAN_DAY },
  { N_("For a week"), 7 * G_TIME_SPAN_DAY },
};

/* The dialog at work. */
typedef struct {
  TallyAppPage            *page;   /* (owned) */
  char                    *id;     /* (owned) */
  TallyPageRunsReasonFunc  func;
  gboolean                 is_needed;
  AdwMessageDialog        *dialog; /* (borrowed): owns this */
  GtkEditable             *entry;  /* (borrowed) */
  AdwComboRow             *span;   /* (borrowed) (nullable) */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_object_unref (self->page);
  g_free (self->id);
  g_free (self);
}

static char *
dup_reason (Asking *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static void
check_cb (Asking *self)
{
  g_autofree char *reason = dup_reason (self);
  gboolean is_long = g_utf8_strlen (reason, -1) > MAX_REASON_CHARS;

  if (is_long)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  adw_message_dialog_set_response_enabled (self->dialog, "do", !is_long && (!self->is_needed || *reason != '\0'));
}

static void
response_cb (Asking     *self,
             const char *response)
{
  g_autofree char *reason = dup_reason (self);
  const TallyPageRunsDecision decision = {
    .page = self->page,
    .id = self->id,
    .reason = reason,
    .for_usec = self->span != NULL ? spans[MIN (adw_combo_row_get_selected (self->span), G_N_ELEMENTS (spans) - 1)].usec : 0,
  };

  if (strcmp (response, "do") == 0)
    self->func (&decision);
}

static GtkWidget *
create_span_row (Asking *self)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    gtk_string_list_append (titles, _(spans[i].title));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("How Long"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (titles));
  self->span = ADW_COMBO_ROW (row);
  return row;
}

static GtkWidget *
create_form (Asking   *self,
             gboolean  has_end)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), self->is_needed ? _("Reason") : _("Reason, If You Like"));
  self->entry = GTK_EDITABLE (entry);
  adw_preferences_group_add (group, entry);
  if (has_end)
    adw_preferences_group_add (group, create_span_row (self));
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (check_cb), self);
  return GTK_WIDGET (group);
}

void
tally_page_runs_reason_ask (TallyAppPage              *page,
                            const TallyPageRunsReason *reason)
{
  Asking *self;
  AdwMessageDialog *dialog;

  g_return_if_fail (TALLY_IS_APP_PAGE (page) && reason != NULL && reason->func != NULL);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                                       reason->title, reason->body));
  self = g_new0 (Asking, 1);
  self->page = g_object_ref (page);
  self->id = g_strdup (reason->id);
  self->func = reason->func;
  self->is_needed = reason->is_needed;
  self->dialog = dialog;
  g_object_set_data_full (G_OBJECT (dialog), "asking", self, asking_free);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "do", reason->verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "do", reason->is_grave ? ADW_RESPONSE_DESTRUCTIVE
                                                                             : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "do");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, create_form (self, reason->has_end));
  check_cb (self);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

const char *
tally_page_runs_reason_get_actor (TallyAppPage *page)
{
  const char *actor = tally_app_session_get_actor (tally_app_page_get_session (page));

  return actor != NULL ? actor : g_get_user_name ();
}
