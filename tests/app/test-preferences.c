/* test-preferences.c: what is typed right stands in the file, what is typed wrong is told under its row and does not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-preferences-row.h"
#include "tally-preferences-window.h"
#include "tally-test-app.h"
#include "tally-test.h"

/* The app with a configuration of its own, and Preferences before it. */
typedef struct {
  TallyTestApp *app;    /* (owned) */
  char         *config; /* (owned) path */
  GtkWidget    *window; /* (borrowed) */
} Case;

static GtkWidget *
find_preferences (TallyTestApp *app)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (tally_test_app_get_window (app)));

  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    if (TALLY_IS_PREFERENCES_WINDOW (item->data))
      return item->data;
  return NULL;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

static void
open_preferences (Case *self)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (tally_test_app_get_window (self->app))));

  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  self->window = find_preferences (self->app);
  g_assert_nonnull (self->window);
  tally_test_app_wait (is_mapped, self->window);
}

static void
case_init (Case       *self,
           const char *text)
{
  g_autofree char *folder = tally_test_make_dir ();

  self->config = g_build_filename (folder, "tallyman.conf", NULL);
  g_assert_true (g_file_set_contents (self->config, text, -1, NULL));
  self->app = tally_test_app_new_with (&(TallyAppArguments) { .config = self->config });
  open_preferences (self);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
case_clear (Case *self)
{
  gpointer window = self->window;

  g_object_add_weak_pointer (G_OBJECT (self->window), &window);
  gtk_window_close (GTK_WINDOW (self->window));
  tally_test_app_wait (is_null, &window);
  tally_test_app_free (self->app);
  g_free (self->config);
}

static gboolean
config_has (Case       *self,
            const char *line)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (self->config, &text, NULL, NULL));
  return strstr (text, line) != NULL;
}

/* Rows of every page, shown or not. */
static TallyPreferencesRow *
find_row (GtkWidget  *root,
          const char *group,
          const char *name)
{
  if (TALLY_IS_PREFERENCES_ROW (root))
    {
      const TallyConfigKey *key = tally_preferences_row_get_key (TALLY_PREFERENCES_ROW (root));

      return strcmp (key->group, group) == 0 && strcmp (key->name, name) == 0 ? TALLY_PREFERENCES_ROW (root) : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      TallyPreferencesRow *found = find_row (child, group, name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_within (GtkWidget *root,
             GType      type)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_within (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_widget (Case       *self,
            const char *group,
            const char *name,
            GType       type)
{
  TallyPreferencesRow *row = find_row (self->window, group, name);
  GtkWidget *widget;

  g_assert_nonnull (row);
  widget = find_within (GTK_WIDGET (row), type);
  g_assert_nonnull (widget);
  return widget;
}

static gboolean
row_says (Case       *self,
          const char *group,
          const char *name,
          const char *text)
{
  GtkWidget *row = GTK_WIDGET (find_row (self->window, group, name));

  return tally_test_app_shows (row, text);
}

static void
test_every_key_has_its_row (void)
{
  Case self = { 0 };
  gsize n_keys;
  const TallyConfigKey *keys = tally_config_key_get_all (&n_keys);

  case_init (&self, "[sources]\nsheets=1\n");
  for (gsize i = 0; i < n_keys; i++)
    g_assert_nonnull (find_row (self.window, keys[i].group, keys[i].name));
  tally_test_app_shoot_widget (self.window, "preferences-wide.png");
  case_clear (&self);
}

static void
test_typed_wrong_then_right (void)
{
  Case self = { 0 };
  GtkWidget *entry;

  case_init (&self, "# mine\n[sources]\nsheets=1\n");
  entry = get_widget (&self, "smartsheet", "rate-limit", GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "many");
  g_assert_true (row_says (&self, "smartsheet", "rate-limit", "accepted: a whole number from 0 to 100000"));
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (config_has (&self, "rate-limit"));
  tally_test_app_shoot_widget (self.window, "preferences-wrong.png");
  gtk_editable_set_text (GTK_EDITABLE (entry), "120");
  g_assert_false (row_says (&self, "smartsheet", "rate-limit", "accepted:"));
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (config_has (&self, "# mine\n[sources]\nsheets=1\n\n[smartsheet]\nrate-limit=120\n"));
  g_assert_true (row_says (&self, "smartsheet", "rate-limit", "Set in line 6 · Default: 300"));
  g_assert_cmpint (tally_config_get_int (tally_app_session_get_config (tally_test_app_get_session (self.app)), "smartsheet",
                                         "rate-limit"), ==, 120);
  g_signal_emit_by_name (get_widget (&self, "smartsheet", "rate-limit", GTK_TYPE_BUTTON), "clicked");
  g_assert_false (config_has (&self, "rate-limit"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "300");
  case_clear (&self);
}

static void
test_switches_and_choices (void)
{
  Case self = { 0 };

  case_init (&self, "[sources]\nsheets=1\n");
  gtk_switch_set_active (GTK_SWITCH (get_widget (&self, "audit", "fail-on-new", GTK_TYPE_SWITCH)), TRUE);
  g_assert_true (config_has (&self, "[audit]\nfail-on-new=true\n"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_widget (&self, "target", "publish", GTK_TYPE_DROP_DOWN)), 0);
  g_assert_true (config_has (&self, "[target]\npublish=never\n"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_widget (&self, "audit", "close-day", GTK_TYPE_DROP_DOWN)), 2);
  g_assert_true (config_has (&self, "close-day=tuesday\n"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_widget (&self, "audit", "close-day", GTK_TYPE_DROP_DOWN)), 0);
  g_assert_false (config_has (&self, "close-day"));
  case_clear (&self);
}

/* The file could hold it, the engine could not work with it. */
static void
test_what_the_engine_refuses_is_taken_back (void)
{
  Case self = { 0 };
  GtkWidget *entry;

  case_init (&self, "[sources]\nsheets=1\n[output]\nfolder=/nowhere/a\n");
  entry = get_widget (&self, "archive", "folder", GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "/nowhere/a");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (config_has (&self, "[archive]\nfolder"));
  g_assert_nonnull (tally_app_session_get_desk (tally_test_app_get_session (self.app)));
  case_clear (&self);
}

static void
test_lists_keep_what_separates_their_items (void)
{
  Case self = { 0 };
  GtkWidget *entry;

  case_init (&self, "[sources]\nsheets=1\n[audit]\neditors=a\\;b@example.com\n");
  entry = get_widget (&self, "audit", "editors", GTK_TYPE_ENTRY);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "a\\;b@example.com");
  gtk_editable_set_text (GTK_EDITABLE (entry), "a\\;b@example.com;c@example.com");
  case_clear (&self); /* closing keeps it too */
}

static void
test_sample_data_have_none (void)
{
  Case self = { .app = tally_test_app_new (NULL) };

  open_preferences (&self);
  g_assert_true (tally_test_app_shows (self.window, "No Settings Here"));
  g_assert_true (tally_test_app_shows (self.window, "Open My Data"));
  tally_test_app_shoot_widget (self.window, "preferences-none.png");
  case_clear (&self);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/preferences/every-key-has-its-row", test_every_key_has_its_row);
  g_test_add_func ("/app/preferences/typed-wrong-then-right", test_typed_wrong_then_right);
  g_test_add_func ("/app/preferences/switches-and-choices", test_switches_and_choices);
  g_test_add_func ("/app/preferences/what-the-engine-refuses-is-taken-back", test_what_the_engine_refuses_is_taken_back);
  g_test_add_func ("/app/preferences/lists-keep-what-separates-their-items", test_lists_keep_what_separates_their_items);
  g_test_add_func ("/app/preferences/sample-data-have-none", test_sample_data_have_none);
  return g_test_run ();
}
