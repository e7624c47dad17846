/* test-health-page.c: the page that says how the installation stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "tally-app-chart.h"
#include "tally-app-health-tile.h"
#include "tally-app-help.h"
#include "tally-page-health.h"
#include "tally-test-app.h"
#include "tally-test.h"

static GtkWidget *
get_page (TallyTestApp *app)
{
  return GTK_WIDGET (tally_app_window_get_page (tally_test_app_get_window (app)));
}

static TallyTestApp *
open_page (gboolean wants_pass)
{
  TallyTestApp *app = tally_test_app_new ("health");

  g_assert_true (TALLY_IS_PAGE_HEALTH (get_page (app)));
  if (wants_pass)
    {
      g_assert_cmpint (tally_test_app_run_pass (app), >=, 0);
      tally_test_app_wait_text (get_page (app), "sheets read");
    }
  return app;
}

static GtkWidget *
find_tile (TallyTestApp *app,
           const char   *title)
{
  GtkWidget *tile = tally_test_app_find (get_page (app), TALLY_TYPE_APP_HEALTH_TILE, title);

  g_assert_nonnull (tile);
  return tile;
}

static void
test_before_the_first_run (void)
{
  TallyTestApp *app = open_page (FALSE);

  tally_test_app_wait_text (get_page (app), "Not Known");
  g_assert_true (tally_test_app_shows (find_tile (app, "Smartsheet"), "Never looked at"));
  tally_test_app_shoot (app, "health-empty.png");
  tally_test_app_free (app);
}

static void
test_shows_how_all_stands (void)
{
  static const char *const titles[] = {
    "Smartsheet", "Rate Limit", "Token", "Source Sheets", "Last Run", "Schedule", "Safeguards", "Database", "Disk", "Checkup",
  };
  TallyTestApp *app = open_page (TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *tile = find_tile (app, titles[i]);
      GtkWidget *why = tally_test_app_find (tile, GTK_TYPE_BUTTON, NULL);
      g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (why)), ==, "win.why");
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (why), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  g_assert_true (tally_test_app_shows (find_tile (app, "Smartsheet"), "Answers in"));
  g_assert_true (tally_test_app_shows (find_tile (app, "Database"), "Sound"));
  tally_test_app_shoot (app, "health.png");
  tally_test_app_free (app);
}

/* The first chart below @root of that kind and title. */
static TallyAppChart *
find_chart (GtkWidget      *root,
            TallyChartKind  kind,
            const char     *title)
{
  const TallyChart *chart = TALLY_IS_APP_CHART (root) ? tally_app_chart_get_chart (TALLY_APP_CHART (root)) : NULL;

  if (chart != NULL && chart->kind == kind && (title == NULL || g_str_equal (chart->title, title)))
    return TALLY_APP_CHART (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      TallyAppChart *found = find_chart (child, kind, title);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_cells (TallyTestApp *app)
{
  TallyAppChart *strip = find_chart (find_tile (app, "Smartsheet"), TALLY_CHART_STRIP, NULL);

  g_assert_nonnull (strip);
  return tally_app_chart_get_chart (strip)->checks->len;
}

static gboolean
has_45_cells (gpointer data)
{
  return count_cells (data) == 45;
}

static void
test_range_changes (void)
{
  TallyTestApp *app = open_page (TRUE);
  g_autofree char *range = NULL;

  g_assert_cmpuint (count_cells (app), ==, 24);
  g_assert_true (gtk_widget_activate_action (get_page (app), "health.range", "s", "90d"));
  tally_test_app_wait (has_45_cells, app);
  g_object_get (get_page (app), "range", &range, NULL);
  g_assert_cmpstr (range, ==, "90d");
  /* What is no range changes nothing. */
  g_assert_true (gtk_widget_activate_action (get_page (app), "health.range", "s", "1 century"));
  g_assert_true (has_45_cells (app));
  tally_test_app_free (app);
}

static void
test_findings_are_counted_otherwise (void)
{
  static const char *const bys[] = { "category", "week", "age", "severity" };
  static const char *const titles[] = { "Category", "Billing Week", "Age", "Severity" };
  TallyTestApp *app = open_page (TRUE);
  TallyAppChart *chart = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bys); i++)
    {
      g_autofree char *title = g_strconcat ("Open Findings by ", titles[i], NULL);
      g_assert_true (gtk_widget_activate_action (get_page (app), "health.by", "s", bys[i]));
      chart = find_chart (get_page (app), TALLY_CHART_BAR, title);
      g_assert_nonnull (chart);
      /* A bar can be chosen: it leads to the findings that it counts. */
      g_assert_true (tally_app_chart_move (chart, TALLY_CHART_MOVE_NEXT));
    }
  g_assert_true (tally_app_chart_choose (chart));
  tally_test_app_free (app);
}

static gboolean
is_checked (gpointer data)
{
  return tally_test_app_shows (data, "checks well");
}

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, window, &bounds) && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (window);
}

static gboolean
row_has_focus (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (data));

  return ADW_IS_ACTION_ROW (focus) && tally_test_app_shows (focus, "Backups") && is_in_sight (focus);
}

static void
test_checks_now (void)
{
  TallyTestApp *app = open_page (TRUE);
  GtkWidget *page = get_page (app);

  g_assert_true (gtk_widget_activate_action (page, "health.check", NULL));
  tally_test_app_wait_text (page, "Cancel Checkup");
  tally_test_app_wait (is_checked, page);
  tally_app_window_show_page (tally_test_app_get_window (app), "health", "probe=backups");
  tally_test_app_wait (row_has_focus, page);
  tally_test_app_shoot (app, "health-checkup.png");
  tally_test_app_free (app);
}

static gboolean
has_focus_within (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (data));

  return focus != NULL && gtk_widget_is_ancestor (focus, data);
}

static void
test_comes_with_a_wish (void)
{
  TallyTestApp *app = open_page (TRUE);

  tally_app_window_show_page (tally_test_app_get_window (app), "health", "probe=disk");
  tally_test_app_wait (has_focus_within, find_tile (app, "Disk"));
  tally_app_window_show_page (tally_test_app_get_window (app), "health", "probe=network");
  tally_test_app_wait (has_focus_within, find_tile (app, "Smartsheet"));
  tally_app_window_show_page (tally_test_app_get_window (app), "health", "nothing of the kind");
  tally_test_app_free (app);
}

static guint
count_charts (GtkWidget *root)
{
  guint n = TALLY_IS_APP_CHART (root) && gtk_widget_get_mapped (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_charts (child);
  return n;
}

/* Tab alone leads through every button and every chart, and out again. */
static void
test_keyboard_reaches_all (void)
{
  TallyTestApp *app = open_page (TRUE);
  GtkWidget *page = get_page (app);
  g_autoptr (GHashTable) charts = g_hash_table_new (NULL, NULL);
  guint n_steps = 0;

  while (gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD))
    {
      GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (page));
      g_assert_cmpuint (n_steps++, <, 200);
      if (TALLY_IS_APP_CHART (focus))
        g_hash_table_add (charts, focus);
    }
  g_assert_cmpuint (g_hash_table_size (charts), >=, 10);
  g_assert_cmpuint (g_hash_table_size (charts), ==, count_charts (page));
  tally_test_app_free (app);
}

static gboolean
help_is_at_section (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *scroller = TALLY_IS_APP_HELP (window) ? tally_test_app_find (window, GTK_TYPE_SCROLLED_WINDOW, data) : NULL;
      if (scroller != NULL)
        return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller))) > 0;
    }
  return FALSE;
}

static void
test_why (void)
{
  TallyTestApp *app = open_page (TRUE);
  GtkWidget *why = tally_test_app_find (find_tile (app, "Disk"), GTK_TYPE_BUTTON, NULL);
  GVariant *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (why));

  g_assert_cmpstr (g_variant_get_string (target, NULL), ==, "health#disk");
  g_assert_true (gtk_widget_activate (why));
  tally_test_app_wait (help_is_at_section, (gpointer) "Disk");
  tally_test_app_free (app);
}

static char *
save (TallyTestApp *app,
      const char   *folder,
      const char   *kind,
      gsize        *out_n)
{
  g_autofree char *name = g_strconcat ("health.", kind, NULL);
  g_autofree char *told = g_strconcat (name, " saved", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  tally_page_health_save_to (TALLY_PAGE_HEALTH (get_page (app)), kind, file);
  tally_test_app_wait_text (GTK_WIDGET (tally_test_app_get_window (app)), told);
  g_file_load_contents (file, NULL, &bytes, out_n, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
assert_parses (const char *xml,
               gsize       n)
{
  static const GMarkupParser parser = { NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_markup_parse_context_parse (context, xml, (gssize) n, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
}

/* What a person reads on the page, where there is a program that tells. */
static void
assert_pdf_says (const char *folder,
                 const char *text)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *path = g_build_filename (folder, "health.pdf", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  if (program == NULL)
    {
      g_test_message ("pdftotext is missing: the page's text is not looked at");
      return;
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, path, "-", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (said, text));
}

static void
test_is_exported (void)
{
  TallyTestApp *app = open_page (TRUE);
  g_autofree char *folder = tally_test_make_dir ();
  gsize n;
  g_autofree char *pdf = save (app, folder, "pdf", &n);
  g_autofree char *png = NULL, *svg = NULL, *csv = NULL, *json = NULL;
  const char *copy = g_getenv ("TALLY_TEST_SCREENSHOTS");

  g_assert_cmpmem (pdf, 5, "%PDF-", 5);
  g_assert_nonnull (g_strstr_len (pdf + n - 10, 10, "%%EOF"));
  assert_pdf_says (folder, "Source Sheets");
  png = save (app, folder, "png", &n);
  g_assert_cmpmem (png, 4, "\x89PNG", 4);
  if (copy != NULL)
    {
      g_autofree char *path = g_build_filename (copy, "health-export.png", NULL);
      g_assert_true (g_file_set_contents (path, png, (gssize) n, NULL));
    }
  svg = save (app, folder, "svg", &n);
  assert_parses (svg, n);
  csv = save (app, folder, "csv", &n);
  g_assert_true (g_str_has_prefix (csv, "record,subject,utc_time,state,reason,figure,value\r\n"));
  g_assert_nonnull (strstr (csv, "part,service,"));
  g_assert_nonnull (strstr (csv, "findings,severity=high,"));
  json = save (app, folder, "json", &n);
  g_assert_true (tally_json_is_one_document (json, n));
  g_assert_nonnull (strstr (json, "\"service\""));
  tally_test_app_free (app);
}

static void
test_narrow (void)
{
  TallyTestApp *app = open_page (TRUE);
  GtkWindow *window = GTK_WINDOW (tally_test_app_get_window (app));
  int minimum;

  gtk_window_set_default_size (window, 360, 640);
  gtk_widget_measure (get_page (app), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  tally_test_app_shoot (app, "health-narrow.png");
  tally_test_app_free (app);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/health-page/before-the-first-run", test_before_the_first_run);
  g_test_add_func ("/app/health-page/shows-how-all-stands", test_shows_how_all_stands);
  g_test_add_func ("/app/health-page/range-changes", test_range_changes);
  g_test_add_func ("/app/health-page/findings-are-counted-otherwise", test_findings_are_counted_otherwise);
  g_test_add_func ("/app/health-page/checks-now", test_checks_now);
  g_test_add_func ("/app/health-page/comes-with-a-wish", test_comes_with_a_wish);
  g_test_add_func ("/app/health-page/keyboard-reaches-all", test_keyboard_reaches_all);
  g_test_add_func ("/app/health-page/why", test_why);
  g_test_add_func ("/app/health-page/is-exported", test_is_exported);
  g_test_add_func ("/app/health-page/narrow", test_narrow);
  return g_test_run ();
}
