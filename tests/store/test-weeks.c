/* test-weeks.c
 *
 * How far back there is room to look.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"
#include "tally-store-lines.h"
#include "tally-store-weeks.h"
#include "tally-test.h"

#define SHEET 11

/* One line without a week, then one, two and three lines of three weeks. */
static void
put_lines (StoreFixture *f)
{
  TallyStoreLineStats stats;
  g_autoptr (GError) error = NULL;
  gint64 row = 0;

  g_assert_true (tally_store_lines_begin_sheet (f->store, 1, SHEET, &error));
  for (guint week = 0; week <= 3; week++)
    for (guint i = 0; i < MAX (week, 1); i++)
      {
        TallyLine line;
        store_fixture_line (&line, SHEET, ++row);
        line.week_ending = week == 0 ? TALLY_DAY_NONE : tally_day_new (2026, 8, 2) + 7 * (week - 1);
        g_assert_true (tally_store_lines_put (f->store, &line, &error));
      }
  g_assert_true (tally_store_lines_end_sheet (f->store, &stats, &error));
  g_assert_no_error (error);
}

static void
test_finds_the_week (StoreFixture  *f,
                     gconstpointer  data)
{
  static const struct { guint64 n_max; const char *week; guint64 n_older; } cases[] = {
    { 100, "", 0 }, { 7, "", 0 }, { 6, "2026-08-09", 1 }, { 5, "2026-08-16", 3 }, { 4, "2026-08-16", 3 },
  };

  put_lines (f);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char buffer[TALLY_DAY_BUFFER_SIZE];
      TallyDay week = 1;
      guint64 n_older = 1;
      g_autoptr (GError) error = NULL;
      g_assert_true (tally_store_weeks_find (f->store, cases[i].n_max, &week, &n_older, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (tally_day_format_iso (week, buffer, sizeof buffer), ==, cases[i].week);
      g_assert_cmpuint (n_older, ==, cases[i].n_older);
    }
}

static void
test_no_week_fits (StoreFixture  *f,
                   gconstpointer  data)
{
  TallyDay week = 1;
  guint64 n_older = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_weeks_find (f->store, 2, &week, &n_older, &error));
  g_assert_cmpuint (week, ==, TALLY_DAY_NONE);
  put_lines (f);
  g_assert_true (tally_store_weeks_find (f->store, 3, &week, &n_older, &error));
  g_assert_cmpuint (week, ==, G_MAXUINT32);
  g_assert_cmpuint (n_older, ==, 6);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add ("/store/weeks/finds-the-week", StoreFixture, NULL, store_fixture_set_up, test_finds_the_week,
              store_fixture_tear_down);
  g_test_add ("/store/weeks/no-week-fits", StoreFixture, NULL, store_fixture_set_up, test_no_week_fits,
              store_fixture_tear_down);
  return g_test_run ();
}
