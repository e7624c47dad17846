/* test-setup-window.c: setting up, from nothing to the first workbook, and with keyrings that are missing, locked and open.
 *
 * The cases share one session bus and follow each other: a process has one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "main-sandbox.h"
#include "tally-setup-item.h"
#include "tally-setup-window.h"
#include "tally-test-app.h"
#include "tally-test-keyring.h"
#include "tally-test.h"

/* An account to set up for, and an app that was not set up yet. */
typedef struct {
  TallyEngineSandboxPlaces places; /* (owned) */
  gpointer                 sandbox;
  TallyTestApp            *app;    /* (owned) */
  char                    *config; /* (owned) path */
  GtkWidget               *window; /* (borrowed) of setting up */
} Case;

static TallyTestKeyring *bus; /* of the process */

static GtkWidget *
find_setup (TallyTestApp *app)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (tally_test_app_get_window (app)));

  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    if (TALLY_IS_SETUP_WINDOW (item->data))
      return item->data;
  return NULL;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

static void
case_init (Case *self)
{
  const TallyEngineSandboxLauncher *launcher = main_sandbox_get_launcher ();
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *state = tally_test_make_dir ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  self->sandbox = launcher->start (state, &self->places, &error);
  g_assert_no_error (error);
  self->config = g_build_filename (folder, "tallyman.conf", NULL);
  text = g_strdup_printf ("# mine\n[smartsheet]\nbase-url=%s\nrate-limit=0\n", self->places.base_url);
  g_assert_true (g_file_set_contents (self->config, text, -1, NULL));
  self->app = tally_test_app_new_with (&(TallyAppArguments) { .config = self->config });
  self->window = find_setup (self->app);
  g_assert_nonnull (self->window);
  tally_test_app_wait (is_mapped, self->window);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static gboolean
is_narrow (gpointer window)
{
  return gtk_widget_get_width (window) <= 400;
}

static gboolean
is_wide (gpointer window)
{
  return gtk_widget_get_width (window) > 800;
}

/* For people to look at: wide and light, narrow and dark. */
static void
shoot (GtkWidget  *window,
       const char *name)
{
  g_autofree char *wide = g_strconcat (name, "-wide.png", NULL);
  g_autofree char *narrow = g_strconcat (name, "-narrow.png", NULL);

  if (g_getenv ("TALLY_TEST_SCREENSHOTS") == NULL)
    return;
  tally_test_app_shoot_widget (window, wide);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  tally_test_app_wait (is_narrow, window);
  tally_test_app_shoot_widget (window, narrow);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 660);
  tally_test_app_wait (is_wide, window);
}

static void
close_setup (Case *self)
{
  gpointer window = self->window;

  g_object_add_weak_pointer (G_OBJECT (self->window), &window);
  gtk_window_close (GTK_WINDOW (self->window));
  tally_test_app_wait (is_null, &window);
}

static void
case_clear (Case *self)
{
  tally_test_app_free (self->app);
  main_sandbox_get_launcher ()->stop (self->sandbox);
  g_free (self->places.base_url);
  g_free (self->places.token);
  g_free (self->places.sources);
  g_free (self->places.target);
  g_free (self->places.audit);
  g_free (self->places.rates);
  g_free (self->config);
}

static void
click (GtkWidget  *root,
       const char *label)
{
  GtkWidget *button = tally_test_app_find (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
type_token (Case       *self,
            const char *token)
{
  GtkWidget *entry;

  tally_setup_window_show (TALLY_SETUP_WINDOW (self->window), "token");
  tally_test_app_wait_text (self->window, "Access to Smartsheet");
  entry = tally_test_app_find (self->window, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), token);
}

static gboolean
can_test (gpointer data)
{
  GtkWidget *button = tally_test_app_find (data, GTK_TYPE_BUTTON, "Test and Keep");

  return button != NULL && gtk_widget_is_sensitive (button);
}

static void
try_token (Case       *self,
           const char *token,
           const char *said)
{
  type_token (self, token);
  tally_test_app_wait (can_test, self->window);
  click (self->window, "Test and Keep");
  tally_test_app_wait_text (self->window, said);
}

static char *
read_config (Case *self)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (self->config, &text, NULL, NULL));
  return text;
}

static gboolean
config_has (Case       *self,
            const char *line)
{
  g_autofree char *text = read_config (self);

  return strstr (text, line) != NULL;
}

/* --- cases, in their order ---------------------------------------------------------------------- */

static void
test_shown_when_nothing_is_configured (void)
{
  Case self = { 0 };

  case_init (&self);
  g_assert_true (tally_test_app_shows (self.window, "This Computer"));
  g_assert_true (tally_test_app_shows (self.window, "Skip for Now"));
  shoot (self.window, "setup-where");
  close_setup (&self);
  case_clear (&self);
}

static void
test_where_it_runs (void)
{
  Case self = { 0 };

  case_init (&self);
  adw_action_row_activate (ADW_ACTION_ROW (tally_test_app_find (self.window, ADW_TYPE_ACTION_ROW, "A workflow starts")));
  tally_test_app_wait_text (self.window, "Next");
  g_assert_true (config_has (&self, "# mine\n"));
  g_assert_true (config_has (&self, "runs-on=github\n"));
  g_assert_true (config_has (&self, "publish=never\n"));
  adw_action_row_activate (ADW_ACTION_ROW (tally_test_app_find (self.window, ADW_TYPE_ACTION_ROW, "It starts them")));
  g_assert_true (config_has (&self, "runs-on=here\n"));
  g_assert_true (config_has (&self, "publish=ask\n"));
  close_setup (&self);
  case_clear (&self);
}

static void
test_a_missing_keyring (void)
{
  Case self = { 0 };

  case_init (&self);
  try_token (&self, self.places.token, "there is no keyring in this session");
  g_assert_true (tally_test_app_shows (self.window, "The token is valid, but"));
  shoot (self.window, "setup-keyring-missing");
  close_setup (&self);
  case_clear (&self);
}

static void
test_a_wrong_token (void)
{
  Case self = { 0 };

  if (!tally_test_keyring_start (bus))
    return;
  case_init (&self);
  try_token (&self, "not-the-token-at-all", "Smartsheet does not accept this token");
  g_assert_null (tally_test_app_find (self.window, GTK_TYPE_BUTTON, "Forget"));
  try_token (&self, "two words", "has a blank");
  shoot (self.window, "setup-token-wrong");
  close_setup (&self);
  case_clear (&self);
}

static GtkWidget *
find_list (GtkWidget *window)
{
  return tally_test_app_find (window, GTK_TYPE_LIST_VIEW, NULL);
}

/* Chooses the sheets by name, as the search finds them. */
static void
choose_sources (Case *self)
{
  GtkWidget *entry;
  GListModel *model;

  tally_setup_window_show (TALLY_SETUP_WINDOW (self->window), "sources");
  tally_test_app_wait_text (self->window, "Nothing is chosen yet");
  entry = tally_test_app_find (self->window, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "a");
  g_signal_emit_by_name (entry, "search-changed");
  while (find_list (self->window) == NULL)
    g_main_context_iteration (NULL, TRUE);
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (find_list (self->window))));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (TallySetupItem) item = g_list_model_get_item (model, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, tally_setup_item_get_id (item));

      if (strstr (self->places.sources, id) != NULL)
        tally_setup_item_set_chosen (item, TRUE);
    }
  tally_test_app_wait_text (self->window, "Chosen: 0 workspaces, 0 folders");
  shoot (self->window, "setup-sources");
}

static void
look_at_columns (Case *self)
{
  tally_setup_window_show (TALLY_SETUP_WINDOW (self->window), "columns");
  g_assert_true (config_has (self, "[sources]\nsheets="));
  tally_test_app_wait_text (self->window, "would be billed");
  tally_test_app_wait_text (self->window, "sure");
  shoot (self->window, "setup-columns");
}

static void
choose_sheet (GtkWidget  *drop_down,
              const char *id)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (drop_down));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (TallySetupItem) item = g_list_model_get_item (model, i);

      if (tally_setup_item_get_id (item) == g_ascii_strtoll (id, NULL, 10))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i);
    }
}

static gboolean
has_sheets (gpointer drop_down)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (drop_down));

  return model != NULL && g_list_model_get_n_items (model) > 1;
}

static GtkWidget *
find_choice (Case       *self,
             const char *title)
{
  return tally_test_app_find (tally_test_app_find (self->window, ADW_TYPE_ACTION_ROW, title), GTK_TYPE_DROP_DOWN, NULL);
}

static gboolean
target_is_written (gpointer self)
{
  return config_has (self, "[target]");
}

static gboolean
audit_is_written (gpointer self)
{
  return config_has (self, "[audit]");
}

static void
choose_target (Case *self)
{
  tally_setup_window_show (TALLY_SETUP_WINDOW (self->window), "sheets");
  tally_test_app_wait_text (self->window, "Target Sheet");
  tally_test_app_wait (has_sheets, find_choice (self, "Target Sheet"));
  choose_sheet (find_choice (self, "Target Sheet"), self->places.audit);
  tally_test_app_wait_text (self->window, "does not fit");
  g_assert_false (target_is_written (self));
  choose_sheet (find_choice (self, "Target Sheet"), self->places.target);
  tally_test_app_wait (target_is_written, self);
  tally_test_app_wait_text (self->window, "fits");
  tally_test_app_wait (has_sheets, find_choice (self, "Audit Sheet"));
  choose_sheet (find_choice (self, "Audit Sheet"), self->places.audit);
  tally_test_app_wait (audit_is_written, self);
  tally_test_app_wait_text (self->window, "fits");
  shoot (self->window, "setup-sheets");
}

static void
run_dry (Case *self)
{
  tally_setup_window_show (TALLY_SETUP_WINDOW (self->window), "trial");
  tally_test_app_wait_text (self->window, "Start the Dry Run");
  click (self->window, "Start the Dry Run");
  tally_test_app_wait_text (self->window, "Workbooks Made Here");
  shoot (self->window, "setup-trial");
}

static void
keep_times (Case *self)
{
  GtkWidget *entry;

  tally_setup_window_show (TALLY_SETUP_WINDOW (self->window), "schedule");
  tally_test_app_wait_text (self->window, "Keep These Times");
  entry = tally_test_app_find (self->window, ADW_TYPE_ENTRY_ROW, "Working Days");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Mon..Fri 25:00");
  click (self->window, "Keep These Times");
  tally_test_app_wait_text (self->window, "'25' is no hour");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Mon..Fri 07:00");
  click (self->window, "Keep These Times");
  tally_test_app_wait_text (self->window, "Finish");
  shoot (self->window, "setup-schedule");
}

static gboolean
is_kept (gpointer self)
{
  return config_has (self, "at=Mon..Fri 07:00");
}

static void
test_from_nothing_to_a_dry_run (void)
{
  Case self = { 0 };

  case_init (&self);
  try_token (&self, self.places.token, "From the keyring");
  tally_test_app_wait_text (self.window, "sandbox@tallyman.example");
  shoot (self.window, "setup-token");
  choose_sources (&self);
  look_at_columns (&self);
  choose_target (&self);
  run_dry (&self);
  keep_times (&self);
  tally_test_app_wait (is_kept, &self);
  close_setup (&self);
  g_assert_true (config_has (&self, "# mine\n"));
  g_assert_false (config_has (&self, self.places.token));
  g_assert_cmpint (tally_test_app_run_pass (self.app), ==, 0);
  case_clear (&self);
}

static void
test_a_locked_keyring (void)
{
  Case self = { 0 };

  tally_test_keyring_lock (bus);
  case_init (&self);
  tally_setup_window_show (TALLY_SETUP_WINDOW (self.window), "token");
  tally_test_app_wait_text (self.window, "the keyring is locked");
  g_assert_nonnull (tally_test_app_find (self.window, GTK_TYPE_BUTTON, "Unlock the Keyring"));
  shoot (self.window, "setup-keyring-locked");
  close_setup (&self);
  case_clear (&self);
}

static gboolean
is_sandbox (gpointer session)
{
  return tally_app_session_get_workspace (session) == TALLY_APP_WORKSPACE_SANDBOX;
}

static void
test_sample_data_to_the_first_workbook (void)
{
  Case self = { 0 };
  gpointer window;
  g_autofree char *books = NULL;
  g_autoptr (GDir) folder = NULL;

  case_init (&self);
  window = self.window;
  g_object_add_weak_pointer (G_OBJECT (self.window), &window);
  g_signal_emit_by_name (gtk_widget_get_ancestor (tally_test_app_find (self.window, ADW_TYPE_ACTION_ROW, "Sample Data"),
                                                  GTK_TYPE_LIST_BOX_ROW), "activate");
  tally_test_app_wait (is_sandbox, tally_test_app_get_session (self.app));
  tally_test_app_wait (is_null, &window);
  g_assert_cmpint (tally_test_app_run_pass (self.app), ==, 0);
  books = g_strdup (tally_config_get_text (tally_app_session_get_config (tally_test_app_get_session (self.app)), "output", "folder"));
  folder = g_dir_open (books, 0, NULL);
  g_assert_nonnull (folder);
  g_assert_nonnull (g_dir_read_name (folder));
  case_clear (&self);
}

int
main (int    argc,
      char **argv)
{
  int status;

  tally_test_init (&argc, &argv);
  bus = tally_test_keyring_new ();
  adw_init ();
  g_test_add_func ("/app/setup/shown-when-nothing-is-configured", test_shown_when_nothing_is_configured);
  g_test_add_func ("/app/setup/where-it-runs", test_where_it_runs);
  g_test_add_func ("/app/setup/a-missing-keyring", test_a_missing_keyring);
  g_test_add_func ("/app/setup/a-wrong-token", test_a_wrong_token);
  g_test_add_func ("/app/setup/from-nothing-to-a-dry-run", test_from_nothing_to_a_dry_run);
  g_test_add_func ("/app/setup/a-locked-keyring", test_a_locked_keyring);
  g_test_add_func ("/app/setup/sample-data-to-the-first-workbook", test_sample_data_to_the_first_workbook);
  status = g_test_run ();
  tally_test_keyring_free (bus);
  return status;
}
