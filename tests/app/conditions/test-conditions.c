/* test-conditions.c: every page as different people see it: in a narrow window, from right to left, in Spanish, with large
 * text, with high contrast. TALLY_TEST_CONDITION names the one that this process is in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "tally-test-app.h"
#include "tally-test.h"

#define NARROW_WIDTH 360
#define NARROW_HEIGHT 640
#define WIDE_WIDTH 1100
#define WIDE_HEIGHT 720

/* Points, in 1024ths of an inch's 96: twice of what is usual. */
#define DOUBLE_DPI (2 * 96 * 1024)

/* Twice the text has twice the width to be read in. */
#define DOUBLE_WIDTH (2 * NARROW_WIDTH)

static void
set_size (TallyTestApp *app,
          int           width,
          int           height)
{
  gtk_window_set_default_size (GTK_WINDOW (tally_test_app_get_window (app)), width, height);
  tally_test_app_settle (app);
}

/* Nothing of a page may need more room than there is. */
static void
assert_fits (TallyTestApp *app,
             const char   *page,
             int           width)
{
  int needed;

  gtk_widget_measure (GTK_WIDGET (tally_test_app_get_window (app)), GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL, NULL);
  g_test_message ("%s needs %d of %d", page, needed, width);
  g_assert_cmpint (needed, <=, width);
}

typedef void (*LookFunc) (TallyTestApp *app, const TallyAppPageInfo *info);

static void
look_at_pages (TallyTestApp *app,
               LookFunc      look)
{
  const char *condition = g_getenv ("TALLY_TEST_CONDITION");
  guint n_pages;
  const TallyAppPageInfo *const *infos = tally_app_pages_list (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *picture = g_strdup_printf ("%s-%s.png", infos[i]->id, condition);
      tally_app_window_show_page (tally_test_app_get_window (app), infos[i]->id, NULL);
      tally_app_page_mark_stale (tally_app_window_get_page (tally_test_app_get_window (app)));
      tally_test_app_settle (app);
      tally_test_app_shoot (app, picture);
      look (app, infos[i]);
    }
}

static void
look_narrow (TallyTestApp           *app,
             const TallyAppPageInfo *info)
{
  assert_fits (app, info->id, NARROW_WIDTH);
}

static void
test_narrow (void)
{
  TallyTestApp *app = tally_test_app_new (NULL);
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));
  AdwLeaflet *leaflet = ADW_LEAFLET (gtk_widget_get_template_child (window, TALLY_TYPE_APP_WINDOW, "leaflet"));

  tally_test_app_run_pass (app);
  set_size (app, NARROW_WIDTH, NARROW_HEIGHT);
  g_assert_true (adw_leaflet_get_folded (leaflet));
  look_at_pages (app, look_narrow);
  gtk_widget_activate_action (window, "win.back", NULL);
  tally_test_app_settle (app);
  g_assert_cmpstr (gtk_buildable_get_buildable_id (GTK_BUILDABLE (adw_leaflet_get_visible_child (leaflet))), ==, "sidebar");
  set_size (app, WIDE_WIDTH, WIDE_HEIGHT);
  g_assert_false (adw_leaflet_get_folded (leaflet));
  tally_test_app_free (app);
}

static float
get_left (GtkWidget  *window,
          const char *name)
{
  GtkWidget *widget = GTK_WIDGET (gtk_widget_get_template_child (window, TALLY_TYPE_APP_WINDOW, name));
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  return bounds.origin.x;
}

/* The list of pages stands at the right, pages beside it. */
static void
look_from_the_right (TallyTestApp           *app,
                     const TallyAppPageInfo *info)
{
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));

  g_assert_true (gtk_widget_get_direction (window) == GTK_TEXT_DIR_RTL);
  g_assert_cmpfloat (get_left (window, "page_list"), >, get_left (window, "pages"));
}

static void
test_rtl (void)
{
  TallyTestApp *app;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  app = tally_test_app_new (NULL);
  tally_test_app_run_pass (app);
  look_at_pages (app, look_from_the_right);
  tally_test_app_free (app);
}

/* What the sidebar calls it is translated, unless it is the same word. */
static void
look_in_spanish (TallyTestApp           *app,
                 const TallyAppPageInfo *info)
{
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (app));

  g_assert_true (tally_test_app_shows (window, _(info->title)));
  g_assert_cmpstr (_(info->title), !=, info->title);
}

static void
test_spanish (void)
{
  TallyTestApp *app;
  GtkWidget *window;

  g_assert_nonnull (setlocale (LC_ALL, ""));
  g_assert_nonnull (bindtextdomain (TALLY_GETTEXT_PACKAGE, g_getenv ("TALLY_TEST_LOCALE_DIR")));
  bind_textdomain_codeset (TALLY_GETTEXT_PACKAGE, "UTF-8");
  textdomain (TALLY_GETTEXT_PACKAGE);
  app = tally_test_app_new ("today");
  window = GTK_WIDGET (tally_test_app_get_window (app));
  tally_test_app_wait_text (window, "Todavía no se ha ejecutado nada");
  tally_test_app_run_pass (app);
  tally_test_app_wait_text (window, "Le necesita");
  tally_test_app_wait_text (window, "hallazgos de gravedad alta");
  g_assert_true (tally_test_app_shows (window, "Hoy"));
  g_assert_false (tally_test_app_shows (window, "Needs You"));
  set_size (app, NARROW_WIDTH, NARROW_HEIGHT);
  assert_fits (app, "today", NARROW_WIDTH);
  set_size (app, WIDE_WIDTH, WIDE_HEIGHT);
  look_at_pages (app, look_in_spanish);
  tally_test_app_free (app);
}

static void
look_enlarged (TallyTestApp           *app,
               const TallyAppPageInfo *info)
{
  assert_fits (app, info->id, DOUBLE_WIDTH);
}

static void
test_large_text (void)
{
  TallyTestApp *app;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", DOUBLE_DPI, NULL);
  app = tally_test_app_new (NULL);
  tally_test_app_run_pass (app);
  set_size (app, DOUBLE_WIDTH, WIDE_HEIGHT);
  look_at_pages (app, look_enlarged);
  tally_test_app_free (app);
}

static void
look_contrasted (TallyTestApp           *app,
                 const TallyAppPageInfo *info)
{
  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
}

static void
test_high_contrast (void)
{
  TallyTestApp *app = tally_test_app_new (NULL);

  tally_test_app_run_pass (app);
  look_at_pages (app, look_contrasted);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  look_at_pages (app, look_contrasted);
  tally_test_app_free (app);
}

static const struct {
  const char *name;
  GTestFunc   func;
} conditions[] = {
  { "narrow", test_narrow },
  { "rtl", test_rtl },
  { "spanish", test_spanish },
  { "large-text", test_large_text },
  { "high-contrast", test_high_contrast },
};

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (g_strcmp0 (g_getenv ("TALLY_TEST_CONDITION"), conditions[i].name) == 0)
      {
        g_autofree char *path = g_strconcat ("/app/conditions/", conditions[i].name, NULL);
        g_test_add_func (path, conditions[i].func);
        return g_test_run ();
      }
  g_assert_cmpstr (g_getenv ("TALLY_TEST_CONDITION"), ==, "one that there is");
  return 1;
}
