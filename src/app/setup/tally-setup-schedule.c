/* tally-setup-schedule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-schedule.h"

#include <glib/gi18n.h>

#include "tally-engine-starts.h"
#include "tally-setup-fact.h"

#define N_COMING 5
#define NEVER "never"

struct _TallySetupSchedule {
  TallySetupStep       parent_instance;

  /* template */
  GtkWidget           *times_group;
  GtkEditable         *weekdays;
  GtkEditable         *weekend;
  GtkEditable         *weekly;
  GtkLabel            *said;
  GtkWidget           *keep_group;
  GtkWidget           *keep_button;
  GtkWidget           *coming_group;
  GtkListBox          *coming_list;
  AdwPreferencesGroup *command_group;
  AdwPreferencesRow   *command_row;

  GListStore          *coming; /* (owned) */
};

G_DEFINE_FINAL_TYPE (TallySetupSchedule, tally_setup_schedule, TALLY_TYPE_SETUP_STEP)

/* --- what is asked ------------------------------------------------------------------------------ */

static gpointer
list_coming (TallyEngine   *engine,
             gpointer       input,
             GCancellable  *cancellable,
             GError       **error)
{
  return tally_engine_starts_next (engine, -1, N_COMING, error);
}

/* All of a text's expressions; the message of the first that can't be read names it. */
static gboolean
check_text (TallyEngine  *engine,
            const char   *text,
            GError      **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      g_autoptr (TallyEngineExpression) expression = NULL;

      if (*part == '\0' || g_ascii_strcasecmp (part, NEVER) == 0)
        continue;
      expression = tally_engine_starts_check (engine, part, 1, error);
      if (expression == NULL)
        return FALSE;
    }
  return TRUE;
}

static gpointer
check_texts (TallyEngine   *engine,
             gpointer       input,
             GCancellable  *cancellable,
             GError       **error)
{
  char **texts = input;

  for (guint i = 0; texts[i] != NULL; i++)
    if (!check_text (engine, texts[i], error))
      return NULL;
  return engine;
}

/* --- what is shown ------------------------------------------------------------------------------ */

static void
coming_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallySetupSchedule *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) starts = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_list_store_remove_all (self->coming);
  for (guint i = 0; starts != NULL && i < starts->len; i++)
    {
      const TallyEngineComingStart *start = starts->pdata[i];

      tally_setup_fact_add (self->coming, start->local, start->name, NULL, NULL);
    }
  gtk_widget_set_visible (self->coming_group, starts != NULL && starts->len > 0);
  if (starts == NULL)
    tally_setup_step_say (self->said, error->message);
}

/* Who starts the passes has to be told once, by a command: a sandboxed app may not. */
static void
show_command (TallySetupSchedule *self,
              const char         *place)
{
  gboolean is_github = strcmp (place, "github") == 0;
  gboolean is_here = strcmp (place, "here") == 0;

  adw_preferences_group_set_title (self->command_group, is_here ? _("Have This Computer Start Them")
                                                        : is_github ? _("Have GitHub Start Them") : _("Have the Server Start Them"));
  adw_preferences_group_set_description (
    self->command_group,
    is_github ? _("This prints the schedule for the workflow. The token is a secret of the repository.")
              : is_here ? _("Once, in a terminal. It writes timers of your own session and says how to switch them on.")
                        : _("Once, in a terminal on the server, with the same configuration. Publishing from here stays off."));
  adw_preferences_row_set_title (self->command_row, is_github ? "tallyman schedule install --github"
                                                              : "tallyman schedule install --systemd");
}

static void
copy_cb (TallySetupSchedule *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), adw_preferences_row_get_title (self->command_row));
}

static void
tally_setup_schedule_reload (TallyAppPage *page)
{
  TallySetupSchedule *self = TALLY_SETUP_SCHEDULE (page);
  TallyConfig *config = tally_setup_step_get_config (TALLY_SETUP_STEP (self));
  const TallyEngineQuestion question = { .func = list_coming, .free_answer = (GDestroyNotify) g_ptr_array_unref };
  gboolean is_github;

  if (config == NULL)
    return;
  is_github = strcmp (tally_config_get_text (config, "schedule", "runs-on"), "github") == 0;
  gtk_editable_set_text (self->weekdays, tally_config_get_text (config, "schedule-weekdays", "at"));
  gtk_editable_set_text (self->weekend, tally_config_get_text (config, "schedule-weekend", "at"));
  gtk_editable_set_text (self->weekly, tally_config_get_text (config, "schedule-weekly", "at"));
  tally_setup_step_set_done (TALLY_SETUP_STEP (self),
                             tally_config_get_origin (config, "schedule-weekdays", "at", NULL) != TALLY_CONFIG_ORIGIN_DEFAULT);
  show_command (self, tally_config_get_text (config, "schedule", "runs-on"));
  gtk_widget_set_visible (self->coming_group, FALSE);
  if (!is_github)
    tally_app_page_ask (page, &question, coming_cb);
}

/* --- changes ------------------------------------------------------------------------------------ */

static void
checked_cb (GObject      *desk,
            GAsyncResult *result,
            gpointer      data)
{
  TallySetupSchedule *self = data;
  g_autoptr (GError) error = NULL;
  gpointer answer = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  const TallyConfigChange changes[] = {
    { "schedule-weekdays", "at", gtk_editable_get_text (self->weekdays) },
    { "schedule-weekend", "at", gtk_editable_get_text (self->weekend) },
    { "schedule-weekly", "at", gtk_editable_get_text (self->weekly) },
  };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (self->keep_button, TRUE);
  if (answer == NULL)
    tally_setup_step_say (self->said, error->message);
  else if (tally_setup_step_write (TALLY_SETUP_STEP (self), changes, G_N_ELEMENTS (changes), self->said))
    tally_setup_step_set_done (TALLY_SETUP_STEP (self), TRUE);
}

static void
keep_cb (TallySetupSchedule *self)
{
  const char *const texts[] = {
    gtk_editable_get_text (self->weekdays), gtk_editable_get_text (self->weekend), gtk_editable_get_text (self->weekly), NULL,
  };
  const TallyEngineQuestion question = {
    .func = check_texts, .input = g_strdupv ((char **) texts), .free_input = (GDestroyNotify) g_strfreev,
  };

  gtk_widget_set_sensitive (self->keep_button, FALSE);
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, checked_cb);
}

static void
tally_setup_schedule_dispose (GObject *object)
{
  g_clear_object (&TALLY_SETUP_SCHEDULE (object)->coming);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_SETUP_SCHEDULE);
  G_OBJECT_CLASS (tally_setup_schedule_parent_class)->dispose (object);
}

static void
tally_setup_schedule_class_init (TallySetupScheduleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_setup_schedule_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_setup_schedule_reload;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-setup-schedule.ui");
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, times_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, weekdays);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, weekend);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, weekly);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, said);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, keep_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, keep_button);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, coming_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, coming_list);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, command_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSchedule, command_row);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
tally_setup_schedule_init (TallySetupSchedule *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->coming = tally_setup_fact_bind (self->coming_list);
}
