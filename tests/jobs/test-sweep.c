/* test-sweep.c
 *
 * When the changes of a sheet are enough, when the ids of its rows are wanted, when all of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-sweep.h"
#include "tally-random.h"
#include "tally-test.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define NOON (G_GINT64_CONSTANT (20000) * DAY + DAY / 2)

static void
test_never_or_long_ago_is_due (void)
{
  for (gint64 id = 1; id < 100; id++)
    {
      g_assert_true (tally_jobs_sweep_is_due (id, 0, NOON, 7));
      g_assert_true (tally_jobs_sweep_is_due (id, NOON - 7 * DAY, NOON, 7));
      g_assert_true (tally_jobs_sweep_is_due (id, NOON - 400 * DAY, NOON, 7));
      g_assert_true (tally_jobs_sweep_is_due (id, NOON + 1, NOON, 7));
      g_assert_true (tally_jobs_sweep_is_due (id, NOON, NOON, 0));
      g_assert_false (tally_jobs_sweep_is_due (id, NOON, NOON, 7));
      g_assert_false (tally_jobs_sweep_is_due (id, NOON - DAY / 4, NOON, 7));
    }
}

/* Passes each six hours for eight weeks, after all sheets were read whole at once: from the second
 * week on each sheet has its one day a week, and no day has them all. */
static void
test_sheets_have_days_of_their_own (void)
{
  enum { N_SHEETS = 115, DAYS = 7, N_DAYS = 56 };
  gint64 swept[N_SHEETS];
  guint n_swept[N_SHEETS] = { 0 };

  for (guint i = 0; i < N_SHEETS; i++)
    swept[i] = NOON;
  for (guint day = 1; day <= N_DAYS; day++)
    {
      guint n_today = 0;

      for (guint pass = 0; pass < 4; pass++)
        for (guint i = 0; i < N_SHEETS; i++)
          {
            gint64 now = NOON + day * DAY + ((gint64) pass - 2) * DAY / 4;

            if (!tally_jobs_sweep_is_due (4503599627370496 + 4 * (gint64) i, swept[i], now, DAYS))
              continue;
            g_assert_cmpint (now - swept[i], <=, DAYS * DAY);
            swept[i] = now;
            n_swept[i]++;
            n_today++;
          }
      g_assert_cmpuint (n_today, >, 0);
      g_assert_cmpuint (n_today, <, 3 * N_SHEETS / DAYS);
    }
  for (guint i = 0; i < N_SHEETS; i++)
    g_assert_cmpuint (n_swept[i], ==, N_DAYS / DAYS);
}

/* "row:number:modified", a space between. */
static GArray *
parse_places (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (TallyStorePlace));

  for (guint i = 0; *text != '\0' && words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ":", -1);
      const TallyStorePlace place = {
        .row_id = g_ascii_strtoll (parts[0], NULL, 10),
        .row_number = g_ascii_strtoll (parts[1], NULL, 10),
        .modified_utc_usec = g_ascii_strtoll (parts[2], NULL, 10),
      };
      g_array_append_val (places, place);
    }
  tally_jobs_sweep_sort (places);
  return places;
}

#define KNOWN "1:1:10 2:2:20 3:3:30"

static const struct {
  const char        *name;
  const char        *told;
  gint64             n_rows;
  TallyJobsSweepNeed need;
} needs[] = {
  { "a row was written to", "2:2:41", 3, TALLY_JOBS_SWEEP_NOTHING },
  { "two were, one is told again", "3:3:30 2:2:41 1:1:40", 3, TALLY_JOBS_SWEEP_NOTHING },
  { "a version that no row explains", "", 3, TALLY_JOBS_SWEEP_WHOLE },
  { "a version that no row explains, one is told again", "3:3:30", 3, TALLY_JOBS_SWEEP_WHOLE },
  { "a row less explains it", "", 2, TALLY_JOBS_SWEEP_IDS },
  { "a row more", "2:2:41", 4, TALLY_JOBS_SWEEP_IDS },
  { "a row less", "2:2:41", 2, TALLY_JOBS_SWEEP_IDS },
  { "a new row in place of a gone one", "7:3:41", 3, TALLY_JOBS_SWEEP_IDS },
  { "a row moved", "2:3:41", 3, TALLY_JOBS_SWEEP_IDS },
};

static void
test_what_is_needed (void)
{
  g_autoptr (GArray) known = parse_places (KNOWN);

  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      g_autoptr (GArray) told = parse_places (needs[i].told);

      g_test_message ("%s", needs[i].name);
      g_assert_cmpint (tally_jobs_sweep_judge (known, told, needs[i].n_rows), ==, needs[i].need);
    }
}

static const struct {
  const char *name;
  const char *told;
  const char *swept;
  gboolean    agrees;
} sweeps[] = {
  { "nothing", "", KNOWN, TRUE },
  { "a row was written to", "2:2:41", "1:1:10 2:2:41 3:3:30", TRUE },
  { "a row is gone", "", "1:1:10 3:2:30", TRUE },
  { "a row came on top", "9:1:41", "9:1:41 1:2:10 2:3:20 3:4:30", TRUE },
  { "all are gone", "", "", TRUE },
  { "a row that nobody knows", "", "1:1:10 2:2:20 3:3:30 4:4:5", FALSE },
  { "a row written to that was not told", "", "1:1:10 2:2:29 3:3:30", FALSE },
  { "a row in time that was not told", "", "1:1:10 2:2:20 3:3:35", FALSE },
  { "a row told that is not there", "2:2:41", "1:1:10 3:2:30", FALSE },
  { "a row told of another time", "2:2:41", "1:1:10 2:2:42 3:3:30", FALSE },
};

static void
test_what_a_sweep_agrees_with (void)
{
  g_autoptr (GArray) known = parse_places (KNOWN);

  for (gsize i = 0; i < G_N_ELEMENTS (sweeps); i++)
    {
      g_autoptr (GArray) told = parse_places (sweeps[i].told);
      g_autoptr (GArray) swept = parse_places (sweeps[i].swept);

      g_test_message ("%s", sweeps[i].name);
      g_assert_cmpint (tally_jobs_sweep_agrees (known, told, swept, 31), ==, sweeps[i].agrees);
    }
}

/* Any mix of rows that go, come and move, each told as the service tells them: if no sweep is
 * asked for, every row stands where it is known to stand. */
static void
test_no_sweep_means_no_row_moved (void)
{
  enum { N_ROUNDS = 20000, MAX_ROWS = 7 };
  g_autoptr (TallyRandom) random = tally_random_new (20261129);
  guint n_without = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TallyStorePlace));
      g_autoptr (GArray) known = NULL;
      g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (TallyStorePlace));
      guint n_edits = 1 + (guint) tally_random_below (random, 4);

      for (gint64 i = 1; i <= MAX_ROWS; i++)
        g_array_append_vals (rows, &(TallyStorePlace) { i, i, 10, FALSE }, 1);
      known = g_array_copy (rows);
      for (guint edit = 0; edit < n_edits; edit++)
        {
          guint from = (guint) tally_random_below (random, rows->len);
          guint to = (guint) tally_random_below (random, rows->len);
          TallyStorePlace row = g_array_index (rows, TallyStorePlace, from);
          guint what = (guint) tally_random_below (random, 4);

          row.modified_utc_usec = 50;
          if (what == 0 && rows->len > 1)
            g_array_remove_index (rows, from);
          else if (what == 1)
            {
              row.row_id = 100 + edit;
              g_array_insert_val (rows, to, row);
            }
          else if (what == 2)
            {
              g_array_remove_index (rows, from);
              g_array_insert_val (rows, to, row);
            }
          else
            g_array_index (rows, TallyStorePlace, from) = row;
        }
      for (guint i = 0; i < rows->len; i++)
        {
          TallyStorePlace *row = &g_array_index (rows, TallyStorePlace, i);

          row->row_number = i + 1;
          if (row->modified_utc_usec == 50)
            g_array_append_vals (told, row, 1);
        }
      tally_jobs_sweep_sort (told);
      if (tally_jobs_sweep_judge (known, told, rows->len) != TALLY_JOBS_SWEEP_NOTHING)
        continue;
      n_without++;
      g_assert_cmpuint (rows->len, ==, known->len);
      for (guint i = 0; i < rows->len; i++)
        g_assert_cmpint (g_array_index (rows, TallyStorePlace, i).row_id, ==, i + 1);
    }
  g_assert_cmpuint (n_without, >, N_ROUNDS / 20);
}

static void
test_any_change_of_columns_is_another_key (void)
{
  static const struct { gint64 id; TallyColumnType type; const char *title; } columns[] = {
    { 1, TALLY_COLUMN_DATE, "A" }, { 2, TALLY_COLUMN_DATE, "A" }, { 1, TALLY_COLUMN_CHECKBOX, "A" },
    { 1, TALLY_COLUMN_DATE, "a" },
  };
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    for (guint n = 1; n <= 2; n++)
      {
        g_autoptr (TallySheet) sheet = tally_sheet_new (1, NULL);

        for (guint j = 0; j < n; j++)
          g_ptr_array_add (sheet->columns, tally_column_new (columns[i].id, j, columns[i].type,
                                                             columns[i].title));
        g_hash_table_add (keys, tally_jobs_sweep_dup_columns_key (sheet));
        g_hash_table_add (keys, tally_jobs_sweep_dup_columns_key (sheet));
      }
  g_assert_cmpuint (g_hash_table_size (keys), ==, 2 * G_N_ELEMENTS (columns));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/jobs/sweep/never-or-long-ago-is-due", test_never_or_long_ago_is_due);
  g_test_add_func ("/jobs/sweep/sheets-have-days-of-their-own", test_sheets_have_days_of_their_own);
  g_test_add_func ("/jobs/sweep/what-is-needed", test_what_is_needed);
  g_test_add_func ("/jobs/sweep/what-it-agrees-with", test_what_a_sweep_agrees_with);
  g_test_add_func ("/jobs/sweep/none-means-no-row-moved", test_no_sweep_means_no_row_moved);
  g_test_add_func ("/jobs/sweep/any-change-of-columns-is-another-key",
                   test_any_change_of_columns_is_another_key);
  return g_test_run ();
}
