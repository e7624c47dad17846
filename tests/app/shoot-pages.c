/* shoot-pages.c: pictures of every page for people to look at: wide and narrow, light and dark. ./dev screenshots
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-app.h"
#include "tally-test.h"

static void
shoot_page (TallyTestApp *app,
            const char   *page,
            const char   *how)
{
  g_autofree char *name = g_strdup_printf ("%s-%s.png", page, how);

  tally_app_window_show_page (tally_test_app_get_window (app), page, NULL);
  tally_app_page_mark_stale (tally_app_window_get_page (tally_test_app_get_window (app)));
  tally_test_app_settle (app);
  tally_test_app_shoot (app, name);
}

static void
shoot_pages (TallyTestApp *app,
             const char   *how)
{
  guint n_pages;
  const TallyAppPageInfo *const *infos = tally_app_pages_list (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    shoot_page (app, infos[i]->id, how);
}

static void
shoot_schemes (TallyTestApp *app,
               const char   *size)
{
  g_autofree char *light = g_strconcat ("light-", size, NULL);
  g_autofree char *dark = g_strconcat ("dark-", size, NULL);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  tally_test_app_settle (app);
  shoot_pages (app, light);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  tally_test_app_settle (app);
  shoot_pages (app, dark);
}

/* An app for each size: libadwaita 1.2 warns of leaflets that fold on a page that was not seen in between. */
static void
shoot_size (const char *size,
            int         width,
            int         height)
{
  TallyTestApp *app = tally_test_app_new (NULL);

  tally_test_app_run_pass (app);
  gtk_window_set_default_size (GTK_WINDOW (tally_test_app_get_window (app)), width, height);
  tally_test_app_settle (app);
  shoot_schemes (app, size);
  tally_test_app_free (app);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  shoot_size ("wide", 1200, 800);
  shoot_size ("narrow", 360, 640);
  return 0;
}
