/* test-rates-page.c: the page Rates: the tables in use, a file that is previewed, used and undone, what has no rate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-app.h"
#include "tally-test.h"

#define TABLE "CU,Install Price,Removal Price,Transfer Price\nANC-M,12.50,5,\nPOL-45,800,,\nBAD-1,seven,,\n"
#define NEXT_TABLE "CU,Contract,Install Price,Removal Price,Transfer Price\nANC-M,standard,15,5,\nPOL-60,standard,900,,\n"

/* An app on data of one's own: a configuration and nothing else yet. */
typedef struct {
  TallyTestApp *app;
  char         *folder; /* (owned) */
  char         *config; /* (owned) its file */
} Own;

static GtkWidget *
get_window (TallyTestApp *app)
{
  return GTK_WIDGET (tally_test_app_get_window (app));
}

static GtkWidget *
get_page (TallyTestApp *app)
{
  return GTK_WIDGET (tally_app_window_get_page (tally_test_app_get_window (app)));
}

static void
open_own (Own        *own,
          const char *settings)
{
  TallyAppArguments arguments = { .page = (char *) "rates" };

  own->folder = tally_test_make_dir ();
  own->config = g_build_filename (own->folder, "tallyman.conf", NULL);
  g_assert_true (g_file_set_contents (own->config, settings, -1, NULL));
  arguments.config = own->config;
  arguments.data_dir = own->folder;
  own->app = tally_test_app_new_with (&arguments);
}

static void
close_own (Own *own)
{
  tally_test_app_free (own->app);
  g_free (own->folder);
  g_free (own->config);
}

static char *
write_file (const char *folder,
            const char *name,
            const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
preview (TallyTestApp *app,
         const char   *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *wish = g_strconcat ("import=", escaped, NULL);

  gtk_widget_activate_action (get_window (app), "win.page", "(ss)", "rates", wish);
}

static GtkWidget *
find_use (TallyTestApp *app)
{
  return tally_test_app_find (get_page (app), GTK_TYPE_BUTTON, "Use This Table");
}

static gboolean
can_use (gpointer data)
{
  GtkWidget *button = find_use (data);

  return button != NULL && gtk_widget_is_sensitive (button);
}

static gboolean
config_has (const Own  *own,
            const char *text)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (own->config, &content, NULL, NULL));
  return strstr (content, text) != NULL;
}

static void
test_shows_tables_and_what_has_no_rate (void)
{
  TallyTestApp *app = tally_test_app_new ("rates");
  GtkWidget *window = get_window (app);
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = write_file (folder, "next.csv", NEXT_TABLE);

  tally_test_app_wait_text (window, "Tables in Use");
  tally_test_app_wait_text (window, "rates can be used");
  tally_test_app_wait_text (window, "Every unit that is billed has a rate");
  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_test_app_wait_text (window, "Run finished");
  tally_test_app_shoot (app, "rates-tables.png");
  /* The sample's own table can't be replaced: looked at, but not used. */
  preview (app, path);
  tally_test_app_wait_text (window, "Sample data and packs keep their own tables");
  tally_test_app_wait_text (window, "Price of installing");
  g_assert_false (gtk_widget_is_sensitive (find_use (app)));
  tally_test_app_shoot (app, "rates-preview.png");
  gtk_widget_activate_action (get_page (app), "rates.cancel", NULL);
  tally_test_app_wait_text (window, "Tables in Use");
  tally_test_app_free (app);
}

static void
test_a_table_is_used_and_undone (void)
{
  Own own;
  g_autofree char *path = NULL;
  g_autofree char *next = NULL;
  GtkWidget *window;

  open_own (&own, "# mine\n[rates]\n# none yet\n");
  window = get_window (own.app);
  path = write_file (own.folder, "union 2026.csv", TABLE);
  next = write_file (own.folder, "next.csv", NEXT_TABLE);
  tally_test_app_wait_text (window, "No Tables of Rates");
  preview (own.app, path);
  tally_test_app_wait (can_use, own.app);
  g_assert_true (tally_test_app_shows (window, "3 new · 0 gone · 0 changed · 0 as before"));
  g_assert_true (tally_test_app_shows (window, "union 2026.csv:4: "));
  g_assert_false (config_has (&own, "union"));
  gtk_widget_activate_action (get_page (own.app), "rates.use", NULL);
  tally_test_app_wait_text (window, "in use from the next run on");
  tally_test_app_wait_text (window, "Tables in Use");
  g_assert_true (config_has (&own, "files=") || config_has (&own, "files ="));
  g_assert_true (config_has (&own, "union_2026-"));
  g_assert_true (config_has (&own, "# none yet"));
  tally_test_app_shoot (own.app, "rates-own.png");
  preview (own.app, next);
  tally_test_app_wait (can_use, own.app);
  g_assert_true (tally_test_app_shows (window, "1 new · 1 gone · 1 changed · 1 as before"));
  g_assert_true (tally_test_app_shows (window, "12.50 → 15.00 (+20.0 %)"));
  tally_test_app_shoot (own.app, "rates-difference.png");
  gtk_widget_activate_action (get_page (own.app), "rates.use", NULL);
  tally_test_app_wait_text (window, "next-");
  g_assert_false (config_has (&own, "union_2026-"));
  gtk_widget_activate_action (window, "win.undo", NULL);
  tally_test_app_wait_text (window, "union_2026-");
  g_assert_false (config_has (&own, "next-"));
  close_own (&own);
}

static void
test_what_is_no_table_is_told (void)
{
  Own own;
  g_autofree char *path = NULL;
  GtkWidget *window;

  open_own (&own, "");
  window = get_window (own.app);
  path = write_file (own.folder, "letter.csv", "Dear Sir\nwe have no prices\n");
  tally_test_app_wait_text (window, "No Tables of Rates");
  preview (own.app, path);
  tally_test_app_wait_text (window, "No Table of Rates");
  tally_test_app_shoot (own.app, "rates-none.png");
  gtk_widget_activate_action (get_page (own.app), "rates.cancel", NULL);
  tally_test_app_wait_text (window, "No Tables of Rates");
  close_own (&own);
}

static void
test_it_fits_a_narrow_window (void)
{
  TallyTestApp *app = tally_test_app_new ("rates");
  GtkWidget *window = get_window (app);
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = write_file (folder, "next.csv", NEXT_TABLE);

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  tally_test_app_wait_text (window, "rates can be used");
  tally_test_app_shoot (app, "rates-narrow.png");
  preview (app, path);
  tally_test_app_wait_text (window, "Price of installing");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  tally_test_app_shoot (app, "rates-narrow-dark.png");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  g_assert_cmpint (gtk_widget_get_width (window), <=, 360);
  tally_test_app_free (app);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/rates-page/shows-tables-and-what-has-no-rate", test_shows_tables_and_what_has_no_rate);
  g_test_add_func ("/app/rates-page/a-table-is-used-and-undone", test_a_table_is_used_and_undone);
  g_test_add_func ("/app/rates-page/what-is-no-table-is-told", test_what_is_no_table_is_told);
  g_test_add_func ("/app/rates-page/it-fits-a-narrow-window", test_it_fits_a_narrow_window);
  return g_test_run ();
}
