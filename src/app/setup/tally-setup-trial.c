/* tally-setup-trial.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-trial.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-setup-fact.h"

/* Of the same thing there can be hundreds; the pages show them all. */
#define MAX_NOTICES 10

struct _TallySetupTrial {
  TallySetupStep       parent_instance;

  /* template */
  GtkProgressBar      *progress;
  GtkWidget           *start_button;
  GtkWidget           *cancel_button;
  GtkLabel            *said;
  AdwPreferencesGroup *result_group;
  GtkListBox          *result_list;
  GtkWidget           *notices_group;
  GtkListBox          *notices_list;

  GSignalGroup        *signals; /* (owned) of the desk */
  GListStore          *results; /* (owned) */
  GListStore          *notices; /* (owned) */
};

G_DEFINE_FINAL_TYPE (TallySetupTrial, tally_setup_trial, TALLY_TYPE_SETUP_STEP)

static void
show_progress (TallySetupTrial *self)
{
  TallyEngineDesk *desk = tally_app_page_get_desk (TALLY_APP_PAGE (self));
  gboolean is_running = desk != NULL && tally_engine_desk_is_running (desk);
  g_autofree char *phase = NULL;
  double fraction = -1;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_running);
  gtk_widget_set_visible (self->cancel_button, is_running);
  gtk_widget_set_visible (self->start_button, !is_running);
  gtk_widget_set_sensitive (self->start_button, desk != NULL);
  if (!is_running)
    return;
  g_object_get (desk, "phase", &phase, "fraction", &fraction, NULL);
  gtk_progress_bar_set_text (self->progress, phase != NULL ? phase : _("Starting…"));
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, fraction);
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
add_count (TallySetupTrial *self,
           const char      *title,
           guint64          n,
           TallyMoney       cents)
{
  g_autofree char *count = tally_app_format_dup_count (n);
  g_autofree char *money = cents != 0 ? tally_app_format_dup_money (cents) : NULL;

  tally_setup_fact_add (self->results, title, money, count, NULL);
}

static void
add_plan (TallySetupTrial *self,
          const TallyPlan *plan)
{
  guint64 n_left_out = 0;
  TallyMoney cents_left_out = 0;

  for (guint i = 0; i < TALLY_N_REASONS; i++)
    if (i != TALLY_REASON_ACCEPTED)
      {
        n_left_out += plan->n_by_reason[i];
        cents_left_out += plan->cents_by_reason[i];
      }
  add_count (self, _("Rows That Would Be Billed"), plan->n_by_reason[TALLY_REASON_ACCEPTED],
             plan->cents_by_reason[TALLY_REASON_ACCEPTED]);
  add_count (self, _("Rows Left Out, Each for a Reason"), n_left_out, cents_left_out);
}

static void
add_notices (TallySetupTrial *self,
             const TallyRun  *run)
{
  for (guint i = 0; i < run->notices->len && g_list_model_get_n_items (G_LIST_MODEL (self->notices)) < MAX_NOTICES; i++)
    {
      const TallyNotice *notice = run->notices->pdata[i];

      if (notice->severity != TALLY_SEVERITY_INFO)
        tally_setup_fact_add (self->notices, notice->text, notice->detail, NULL, NULL);
    }
}

static void
show_run (TallySetupTrial *self,
          const TallyRun  *run)
{
  int exit_code = tally_run_get_exit_code (run);

  g_list_store_remove_all (self->results);
  g_list_store_remove_all (self->notices);
  adw_preferences_group_set_title (self->result_group, exit_code == 0 ? _("All Well")
                                                       : exit_code == 3 ? _("Done in Part") : _("It Did Not Work"));
  add_count (self, _("Sheets Read"), run->counts.n_sheets_read + run->counts.n_sheets_unchanged, 0);
  if (run->plan != NULL)
    add_plan (self, run->plan);
  add_count (self, _("Workbooks Made Here"), run->counts.n_workbooks_written + run->counts.n_workbooks_kept, 0);
  if (run->counts.n_missing_on_target > 0)
    add_count (self, _("Work Requests Without a Row on the Target"), run->counts.n_missing_on_target, 0);
  add_notices (self, run);
  gtk_widget_set_visible (GTK_WIDGET (self->result_group), TRUE);
  gtk_widget_set_visible (self->notices_group, g_list_model_get_n_items (G_LIST_MODEL (self->notices)) > 0);
  tally_setup_step_set_done (TALLY_SETUP_STEP (self), exit_code == 0 || exit_code == 3);
}

static void
ran_cb (TallySetupTrial *self,
        const TallyRun  *run)
{
  show_progress (self);
  if (run != NULL && run->is_dry)
    show_run (self, run);
}

static void
start_cb (TallySetupTrial *self)
{
  TallyEngineDesk *desk = tally_app_page_get_desk (TALLY_APP_PAGE (self));
  const TallyBatchOptions options = { .dry_run = TRUE };
  g_autoptr (GError) error = NULL;

  tally_setup_step_say (self->said, NULL);
  if (desk != NULL && !tally_engine_desk_run (desk, &options, &error))
    tally_setup_step_say (self->said, error->message);
  show_progress (self);
}

static void
cancel_cb (TallySetupTrial *self)
{
  TallyEngineDesk *desk = tally_app_page_get_desk (TALLY_APP_PAGE (self));

  if (desk != NULL)
    tally_engine_desk_cancel_run (desk);
}

static void
tally_setup_trial_reload (TallyAppPage *page)
{
  TallySetupTrial *self = TALLY_SETUP_TRIAL (page);

  g_signal_group_set_target (self->signals, tally_app_page_get_desk (page));
  show_progress (self);
}

static void
tally_setup_trial_dispose (GObject *object)
{
  TallySetupTrial *self = TALLY_SETUP_TRIAL (object);

  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->results);
  g_clear_object (&self->notices);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_SETUP_TRIAL);
  G_OBJECT_CLASS (tally_setup_trial_parent_class)->dispose (object);
}

static void
tally_setup_trial_class_init (TallySetupTrialClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_setup_trial_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_setup_trial_reload;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-setup-trial.ui");
  gtk_widget_class_bind_template_child (widget_class, TallySetupTrial, progress);
  gtk_widget_class_bind_template_child (widget_class, TallySetupTrial, start_button);
  gtk_widget_class_bind_template_child (widget_class, TallySetupTrial, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TallySetupTrial, said);
  gtk_widget_class_bind_template_child (widget_class, TallySetupTrial, result_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupTrial, result_list);
  gtk_widget_class_bind_template_child (widget_class, TallySetupTrial, notices_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupTrial, notices_list);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
tally_setup_trial_init (TallySetupTrial *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->results = tally_setup_fact_bind (self->result_list);
  self->notices = tally_setup_fact_bind (self->notices_list);
  self->signals = g_signal_group_new (TALLY_TYPE_ENGINE_DESK);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (show_progress), self);
  g_signal_group_connect_swapped (self->signals, "ran", G_CALLBACK (ran_cb), self);
}
