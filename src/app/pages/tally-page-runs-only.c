/* tally-page-runs-only.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-runs-only.h"

#include <glib/gi18n.h>

#include "tally-app-error.h"
#include "tally-identity.h"
#include "tally-week.h"

#define SEPARATORS " ,;\t\n"

/* The dialog at work. */
typedef struct {
  TallyAppPage     *page;     /* (owned) */
  GtkWindow        *dialog;   /* (borrowed): owns this */
  GtkEditable      *requests; /* (borrowed) */
  GtkEditable      *weeks;    /* (borrowed) */
  GtkLabel         *mistake;  /* (borrowed) */
  GtkSwitch        *dry;      /* (borrowed) */
  GtkSwitch        *rebuild;  /* (borrowed) */
} Asking;

static gboolean
read_week (const char *word,
           TallyDay   *out_day)
{
  int year;
  int month;
  int day;
  char rest;
  char digits[7];

  if (tally_week_parse (word, strlen (word), out_day))
    return TRUE;
  if (sscanf (word, "%4d-%2d-%2d%c", &year, &month, &day, &rest) != 3 || year < 2000 || year > 2099 || month < 1
      || month > 12 || day < 1 || day > 31)
    return FALSE;
  g_snprintf (digits, sizeof digits, "%02d%02d%02d", month, day, year % 100);
  return tally_week_parse (digits, strlen (digits), out_day);
}

static void
add_once (GPtrArray  *list,
          const char *text)
{
  if (!g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (text));
}

static char **
take_list (GPtrArray *list)
{
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}

char **
tally_page_runs_only_parse_weeks (const char  *text,
                                  GError     **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, SEPARATORS, -1);
  g_autoptr (GPtrArray) weeks = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char week[TALLY_DAY_BUFFER_SIZE];
      TallyDay day;
      if (*words[i] == '\0')
        continue;
      if (!read_week (words[i], &day))
        {
          g_set_error (error, TALLY_APP_ERROR, TALLY_APP_ERROR_USAGE,
                       _("“%s” is no day that a week ends on; write it as 081725 or 2025-08-17"), words[i]);
          return NULL;
        }
      add_once (weeks, tally_week_format (day, week, sizeof week));
    }
  return take_list (g_steal_pointer (&weeks));
}

char **
tally_page_runs_only_parse_requests (const char  *text,
                                     GError     **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, SEPARATORS, -1);
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (g_utf8_strlen (words[i], -1) > TALLY_IDENTITY_MAX_PART)
        {
          g_autofree char *head = g_utf8_substring (words[i], 0, 20);
          g_set_error (error, TALLY_APP_ERROR, TALLY_APP_ERROR_USAGE,
                       _("“%s…” is too long for a work request; put commas between several"), head);
          return NULL;
        }
      add_once (requests, words[i]);
    }
  return take_list (g_steal_pointer (&requests));
}

static void
check_cb (Asking *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) weeks = NULL;
  g_auto (GStrv) requests = tally_page_runs_only_parse_requests (gtk_editable_get_text (self->requests), &error);
  gboolean is_something = FALSE;

  if (requests != NULL)
    weeks = tally_page_runs_only_parse_weeks (gtk_editable_get_text (self->weeks), &error);
  if (weeks != NULL)
    is_something = requests[0] != NULL || weeks[0] != NULL || gtk_switch_get_active (self->rebuild);
  gtk_label_set_label (self->mistake, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), error != NULL);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self->dialog), "run", is_something);
}

static void
start (Asking *self)
{
  TallyEngineDesk *desk = tally_app_page_get_desk (self->page);
  g_auto (GStrv) requests = tally_page_runs_only_parse_requests (gtk_editable_get_text (self->requests), NULL);
  g_auto (GStrv) weeks = tally_page_runs_only_parse_weeks (gtk_editable_get_text (self->weeks), NULL);
  const TallyBatchOptions options = {
    .work_requests = (const char *const *) requests,
    .weeks = (const char *const *) weeks,
    .dry_run = gtk_switch_get_active (self->dry),
    .force = gtk_switch_get_active (self->rebuild),
    .actor = tally_app_session_get_actor (tally_app_page_get_session (self->page)),
  };
  g_autoptr (GError) error = NULL;

  if (requests == NULL || weeks == NULL || desk == NULL)
    return;
  if (!tally_engine_desk_run (desk, &options, &error))
    tally_app_page_toast (self->page, error->message);
}

static void
response_cb (Asking     *self,
             const char *response)
{
  if (strcmp (response, "run") == 0)
    start (self);
}

static GtkEditable *
add_entry (AdwPreferencesGroup *group,
           const char          *title,
           Asking              *asking)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (check_cb), asking);
  return GTK_EDITABLE (row);
}

static GtkSwitch *
add_switch (AdwPreferencesGroup *group,
            const char          *title,
            const char          *subtitle,
            Asking              *asking)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
  g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (check_cb), asking);
  return GTK_SWITCH (toggle);
}

static GtkWidget *
create_form (Asking *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  AdwPreferencesGroup *only = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *how = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->requests = add_entry (only, _("Work Requests"), self);
  self->weeks = add_entry (only, _("Weeks, by Their Last Day"), self);
  self->dry = add_switch (how, _("Dry Run"), _("Send nothing"), self);
  self->rebuild = add_switch (how, _("Rebuild All"), _("Make and publish unchanged workbooks too"), self);
  self->mistake = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->mistake, TRUE);
  gtk_label_set_xalign (self->mistake, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->mistake), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (only));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->mistake));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (how));
  return box;
}

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_object_unref (self->page);
  g_free (self);
}

void
tally_page_runs_only_ask (TallyAppPage *page,
                          gboolean      rebuild)
{
  Asking *self;
  GtkWidget *form;
  AdwMessageDialog *dialog;

  g_return_if_fail (TALLY_IS_APP_PAGE (page));
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                                       _("Run for Some Only"), NULL));
  self = g_new0 (Asking, 1);
  self->page = g_object_ref (page);
  self->dialog = GTK_WINDOW (dialog);
  g_object_set_data_full (G_OBJECT (dialog), "asking", self, asking_free);
  adw_message_dialog_set_body (dialog, _("Leave a field empty for all. What is left out stays as it is."));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "run", _("_Run"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "run", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "run");
  adw_message_dialog_set_close_response (dialog, "cancel");
  form = create_form (self);
  adw_message_dialog_set_extra_child (dialog, form);
  gtk_switch_set_active (self->rebuild, rebuild);
  check_cb (self);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}
