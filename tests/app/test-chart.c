/* test-chart.c: charts on the screen, of every kind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <adwaita.h>

#include "tally-app-chart.h"
#include "tally-test-app.h"
#include "tally-test-chart.h"
#include "tally-test.h"

/* A window with a chart of the sample ones. */
typedef struct {
  GtkWidget     *window;
  TallyAppChart *chart;
} Shown;

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

static Shown
show_chart (const char *name)
{
  Shown shown = { .window = gtk_window_new (), .chart = TALLY_APP_CHART (tally_app_chart_new ()) };
  GtkWidget *overlay = adw_toast_overlay_new ();

  gtk_window_set_default_size (GTK_WINDOW (shown.window), 600, 360);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (shown.chart));
  gtk_window_set_child (GTK_WINDOW (shown.window), overlay);
  g_object_set (shown.chart, "has-menu-button", TRUE, NULL);
  tally_app_chart_set_chart (shown.chart, tally_test_chart_make (name));
  gtk_window_present (GTK_WINDOW (shown.window));
  tally_test_app_wait (is_mapped, shown.chart);
  return shown;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
close_chart (Shown *shown)
{
  gpointer watched = shown->chart;

  g_object_add_weak_pointer (G_OBJECT (shown->chart), &watched);
  gtk_window_destroy (GTK_WINDOW (shown->window));
  tally_test_app_wait (is_gone, &watched);
}

static void
assert_description (Shown      *shown,
                    const char *text)
{
  g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (shown->chart),
                                                               GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);

  g_assert_cmpstr (wrong, ==, NULL);
}

static void
test_every_kind_is_drawn (void)
{
  const char *const *names = tally_test_chart_get_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      Shown shown = show_chart (names[i]);
      g_autofree char *picture = g_strdup_printf ("chart-%s.png", names[i]);
      g_autofree char *pointed = g_strdup_printf ("chart-%s-pointed.png", names[i]);
      g_test_message ("%s", names[i]);
      tally_test_app_shoot_widget (shown.window, picture);
      gtk_widget_grab_focus (GTK_WIDGET (shown.chart));
      tally_app_chart_move (shown.chart, TALLY_CHART_MOVE_LAST);
      tally_app_chart_move (shown.chart, TALLY_CHART_MOVE_PREVIOUS);
      tally_test_app_shoot_widget (shown.window, pointed);
      close_chart (&shown);
    }
}

/* What a theme can be changes while a chart is shown. */
static void
test_themes (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  Shown shown = show_chart ("line");

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  tally_test_app_shoot_widget (shown.window, "chart-line-dark.png");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  gtk_widget_set_direction (GTK_WIDGET (shown.chart), GTK_TEXT_DIR_RTL);
  tally_test_app_shoot_widget (shown.window, "chart-line-rtl.png");
  close_chart (&shown);
}

static void
test_a_reader_hears_it (void)
{
  Shown shown = show_chart ("lying");
  TallyChartCursor cursor;

  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (shown.chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                     "Exposure by kind of work"));
  assert_description (&shown, "Largest Aerial: $12,500.00; smallest Traffic control: -$450.00.");
  g_assert_false (tally_app_chart_get_cursor (shown.chart, &cursor));
  g_assert_true (tally_app_chart_move (shown.chart, TALLY_CHART_MOVE_NEXT));
  assert_description (&shown, "Aerial: $12,500.00");
  g_assert_true (tally_app_chart_move (shown.chart, TALLY_CHART_MOVE_NEXT));
  assert_description (&shown, "Underground: $9,800.00");
  g_assert_true (tally_app_chart_get_cursor (shown.chart, &cursor));
  g_assert_cmpuint (cursor.point, ==, 1);
  g_assert_true (tally_app_chart_move (shown.chart, TALLY_CHART_MOVE_LAST));
  g_assert_false (tally_app_chart_move (shown.chart, TALLY_CHART_MOVE_NEXT));
  assert_description (&shown, "Traffic control: -$450.00");
  tally_app_chart_set_chart (shown.chart, NULL);
  assert_description (&shown, "");
  g_assert_false (tally_app_chart_move (shown.chart, TALLY_CHART_MOVE_NEXT));
  close_chart (&shown);
}

static void
test_values_stand_in_a_table (void)
{
  Shown shown = show_chart ("lying");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (shown.chart), "chart.as-table", NULL));
  tally_test_app_wait_text (GTK_WIDGET (shown.chart), "Traffic control");
  g_assert_true (tally_test_app_shows (GTK_WIDGET (shown.chart), "$12,500.00"));
  g_assert_nonnull (tally_test_app_find (GTK_WIDGET (shown.chart), GTK_TYPE_COLUMN_VIEW, NULL));
  tally_test_app_shoot_widget (shown.window, "chart-table.png");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (shown.chart), "chart.as-table", NULL));
  g_assert_null (tally_test_app_find (GTK_WIDGET (shown.chart), GTK_TYPE_COLUMN_VIEW, NULL));
  close_chart (&shown);
}

static gboolean
menu_is_mapped (gpointer data)
{
  return tally_test_app_find (data, GTK_TYPE_POPOVER_MENU, NULL) != NULL;
}

static void
test_has_a_menu (void)
{
  Shown shown = show_chart ("line");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (shown.chart), "chart.menu", NULL));
  tally_test_app_wait (menu_is_mapped, shown.chart);
  tally_test_app_wait_text (GTK_WIDGET (shown.chart), "Show as Table");
  close_chart (&shown);
}

static char *
save (Shown      *shown,
      const char *folder,
      const char *kind,
      gsize      *out_n)
{
  g_autofree char *name = g_strconcat ("chart.", kind, NULL);
  g_autofree char *told = g_strconcat (name, " saved", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  tally_app_chart_save_to (shown->chart, kind, file);
  tally_test_app_wait_text (shown->window, told);
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

  g_markup_parse_context_parse (context, xml, (gssize) n, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
test_is_saved (void)
{
  Shown shown = show_chart ("lying");
  g_autofree char *folder = tally_test_make_dir ();
  gsize n;
  g_autofree char *png = save (&shown, folder, "png", &n);
  g_autofree char *pdf = NULL, *svg = NULL, *csv = NULL;

  g_assert_cmpmem (png, 4, "\x89PNG", 4);
  pdf = save (&shown, folder, "pdf", &n);
  g_assert_cmpmem (pdf, 5, "%PDF-", 5);
  g_assert_nonnull (g_strstr_len (pdf + n - 10, 10, "%%EOF"));
  svg = save (&shown, folder, "svg", &n);
  assert_parses (svg, n);
  g_assert_nonnull (strstr (svg, "Exposure by kind of work"));
  csv = save (&shown, folder, "csv", &n);
  g_assert_nonnull (strstr (csv, "Aerial,1250000"));
  close_chart (&shown);
}

static void
test_what_cannot_be_saved_is_said (void)
{
  Shown shown = show_chart ("lying");
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "missing", "chart.csv", NULL);

  tally_app_chart_save_to (shown.chart, "csv", file);
  tally_test_app_wait_text (shown.window, "chart.csv was not saved");
  close_chart (&shown);
}

static void
chosen_cb (TallyAppChart *chart,
           guint          series,
           guint          point,
           gpointer       data)
{
  *(guint *) data = point;
}

static void
test_values_can_be_chosen (void)
{
  Shown shown = show_chart ("lying");
  guint point = G_MAXUINT;

  g_signal_connect (shown.chart, "activated", G_CALLBACK (chosen_cb), &point);
  g_assert_true (tally_app_chart_choose (shown.chart) == FALSE);
  tally_app_chart_move (shown.chart, TALLY_CHART_MOVE_NEXT);
  tally_app_chart_move (shown.chart, TALLY_CHART_MOVE_NEXT);
  g_assert_true (tally_app_chart_choose (shown.chart));
  g_assert_cmpuint (point, ==, 1);
  close_chart (&shown);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  g_test_add_func ("/app/chart/every-kind-is-drawn", test_every_kind_is_drawn);
  g_test_add_func ("/app/chart/themes", test_themes);
  g_test_add_func ("/app/chart/a-reader-hears-it", test_a_reader_hears_it);
  g_test_add_func ("/app/chart/values-stand-in-a-table", test_values_stand_in_a_table);
  g_test_add_func ("/app/chart/has-a-menu", test_has_a_menu);
  g_test_add_func ("/app/chart/is-saved", test_is_saved);
  g_test_add_func ("/app/chart/what-cannot-be-saved-is-said", test_what_cannot_be_saved_is_said);
  g_test_add_func ("/app/chart/values-can-be-chosen", test_values_can_be_chosen);
  return g_test_run ();
}
